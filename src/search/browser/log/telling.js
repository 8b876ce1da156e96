/* Which of the words count. */

const MAX_TELLING = 20;
/** With fewer documents every word may be in most of them. */
const FEW_DOCUMENTS = 10;

Object.assign(Ranking.prototype, {
  /** @returns {number[]} Of the words of a log the 20 rarest that some document has, none that half of them have. */
  telling(columns) {
    const { n } = this.files;
    const counts = columns.map((column) => column.reduce((sum, it) => sum + (it > 0), 0));
    const kept = [...counts.keys()].filter((it) => counts[it] && (n < FEW_DOCUMENTS || 2 * counts[it] <= n));
    kept.sort((a, b) => counts[a] - counts[b] || a - b);
    return kept.slice(0, MAX_TELLING).sort((a, b) => a - b);
  },

  /** @returns {string} What was looked for, and the filters; where no word was telling, all words. */
  interpretedLog() {
    const { clauses, interpreted } = this.query;
    const shown = clauses.filter((_, idx) => !this.used || this.used.includes(idx));
    return [shown.map((it) => it.text).join(' | '), interpreted].filter(Boolean).join(' ');
  },
});
