/* Filters, days and exclusions. */

Object.assign(Ranking.prototype, {
  /** @returns {boolean[]} Whether each document passes the filters, the days and the exclusions. */
  allowed() {
    const { after, before, filters } = this.query;
    const allowed = new Array(this.files.n).fill(true);
    if (after !== null || before !== null) {
      const [nUndated, first, gaps] = this.files.value('d') ?? [0, 0, ''];
      allowed.fill(false, 0, nUndated);
      sums(integers(gaps)).forEach((it, idx) => {
        const day = it + first;
        allowed[nUndated + idx] = (after === null || after <= day) && (before === null || day < before);
      });
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
