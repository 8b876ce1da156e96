/* Filters, days and exclusions. */

/** @returns {(number|null)[]} The day of every document, since 1970-01-01. */
function daysOf(files) {
  const [nUndated, first, gaps] = files.value('d') ?? [files.n, 0, ''];
  return [...Array(nUndated).fill(null), ...sums(integers(gaps)).map((it) => it + first)];
}

Object.assign(Ranking.prototype, {
  /** @returns {boolean[]} Whether each document passes the filters, the days and the exclusions. */
  allowed() {
    const { after, before, filters } = this.query;
    let allowed = new Array(this.files.n).fill(true);
    if (after !== null || before !== null) {
      const isIn = (day) => (after === null || after <= day) && (before === null || day < before);
      allowed = daysOf(this.files).map((it) => it !== null && isIn(it));
    }
    for (const { facet, values, excluded } of filters) {
      const has = new Set();
      for (const value of values) {
        const postings = this.files.postings(`${facet}:${value}`);
        for (const it of postings?.documents ?? []) has.add(it);
        if (postings === null && !excluded) this.suggestions.push(...this.nearestValue(facet, value));
      }
      allowed.forEach((it, ordinal) => (allowed[ordinal] = it && has.has(ordinal) !== excluded));
    }
    for (const group of this.excluded) this.scores(group).forEach((score, ordinal) => (allowed[ordinal] &&= !(score > 0)));
    return allowed;
  },
});
