/* What was looked up, as ranked documents: the mirror of `src/search/rank`, sum by sum. */

Object.assign(Ranking.prototype, {
  idf(n) {
    const all = this.files.n;
    return Math.fround(Math.log(1 + (Math.max(all - n, 0) + 0.5) / (n + 0.5)));
  },

  column() {
    return new Float64Array(this.files.n);
  },

  eachScore(term, out, idf) {
    const postings = this.files.postings(term);
    if (!postings) return;
    const { documents, frequencies } = postings;
    const worth = (idf ?? this.idf(documents.length)) * (1 + K1);
    for (let idx = 0; idx < documents.length; idx++) {
      out(documents[idx], (worth * frequencies[idx]) / (frequencies[idx] + this.files.norms[documents[idx]]));
    }
  },

  /** Adds the scores of `terms` to `column`, and counts in `found` how many of them a document has. */
  addScores(terms, column, found) {
    for (const term of terms) {
      this.eachScore(term, (ordinal, score) => {
        column[ordinal] += score;
        if (found) found[ordinal]++;
      });
    }
  },

  /** @returns {Float64Array} The scores of one group; 0 where a document does not match. */
  scores(group) {
    const column = this.column();
    const { word, families, bigrams, phrase, either } = group;
    if (word) {
      const [nParts, nWhole] = [this.column(), this.column()];
      this.addScores(word.parts, column, nParts);
      this.addScores(word.whole, column, nWhole);
      this.addScores(word.partial, column);
      column.forEach((it, ordinal) => {
        const hasParts = word.parts.length && nParts[ordinal] === word.parts.length;
        if (it && !hasParts && !nWhole[ordinal]) column[ordinal] = 0;
      });
    } else if (families) {
      for (const { weight, terms } of families) {
        const together = terms.reduce((sum, it) => sum + (this.files.postings(it)?.documents.length ?? 0), 0);
        const idf = this.idf(Math.min(together, this.files.n));
        for (const term of terms) {
          this.eachScore(term, (ordinal, score) => (column[ordinal] = Math.max(column[ordinal], weight * score)), idf);
        }
      }
    } else if (bigrams) {
      const nFound = this.column();
      this.addScores(bigrams, column, nFound);
      // The most that they could be worth: no document that lacks one comes before one that has them all.
      const most = bigrams.reduce((sum, it) => sum + this.idf(this.files.postings(it)?.documents.length ?? 0) * (1 + K1), 0);
      column.forEach((it, ordinal) => {
        if (nFound[ordinal] < group.needed) column[ordinal] = 0;
        else if (nFound[ordinal] === bigrams.length) column[ordinal] += most;
      });
    } else if (phrase) {
      return this.phrase(phrase, column);
    } else {
      for (const it of either) this.scores(it).forEach((score, ordinal) => (column[ordinal] = Math.max(column[ordinal], score)));
    }
    return column;
  },

  /** @returns {{ordinal: number, score: number, isId: boolean}[]} `relaxed`: all but one group will do. */
  matches(allowed, relaxed) {
    const { groups, joins } = this;
    const nGroups = groups.length;
    if (relaxed && (!nGroups || (nGroups === 1 && !groups[0].bigrams))) return [];
    const columns = groups.map((it) => {
      const needed = relaxed && nGroups === 1 ? Math.ceil((it.bigrams.length * 3) / 10) : it.needed;
      return this.scores({ ...it, needed });
    });
    const joined = joins.map((it) => {
      const column = this.column();
      this.addScores([it.term], column);
      return column;
    });
    const needed = relaxed && nGroups > 1 ? nGroups - 1 : nGroups;
    const typed = new Set(this.typed);
    const found = [];
    allowed.forEach((isAllowed, ordinal) => {
      if (!isAllowed) return;
      let score = 0;
      let nCovered = 0;
      columns.forEach((column, idx) => {
        if (column[ordinal] > 0 || joins.some((it, nr) => joined[nr][ordinal] > 0 && it.groups.includes(idx))) nCovered++;
        score += column[ordinal];
      });
      score += joined.reduce((sum, it) => sum + it[ordinal], 0);
      const isId = typed.has(ordinal);
      if (nCovered >= needed || isId) found.push({ ordinal, score, isId });
    });
    return found;
  },

  /** Everything that matches, in order; the first `shown` will be shown. */
  run(shown) {
    const { query, groups } = this;
    const asked = query.clauses.some((it) => !it.excluded);
    const isFiltered = query.filters.length > 0 || query.after !== null || query.before !== null;
    const isEmpty = !query.clauses.length && !isFiltered;
    if (isEmpty || (!groups.length && !isFiltered && asked)) {
      return { found: [], relaxed: false, notice: asked ? 'only-common-words' : 'empty' };
    }
    const allowed = isFiltered || this.excluded.length ? this.allowed() : new Array(this.files.n).fill(true);
    let found = this.matches(allowed, false);
    let relaxed = false;
    if (!found.length && !this.files.missing.size) {
      found = this.matches(allowed, true);
      relaxed = found.length > 0;
    }
    const best = found.reduce((most, it) => Math.max(most, it.score), 0);
    const rounded = (score) => (best > 0 ? Math.round((score / best) * 10000) : 0);
    const { days, kinds } = this.files;
    const byScore = (a, b) => b.isId - a.isId || rounded(b.score) - rounded(a.score) || kinds[a.ordinal] - kinds[b.ordinal];
    // Ordinals go by date and id, undated documents first: newest first is by date down, then by ordinal up.
    const byDate = (a, b) => (days[b.ordinal] ?? -Infinity) - (days[a.ordinal] ?? -Infinity) || a.ordinal - b.ordinal;
    found.sort((a, b) => (query.byDate ? 0 : byScore(a, b)) || byDate(a, b));
    return { found: raiseVerbatim(this, found, best, shown), relaxed, notice: null };
  },
});
