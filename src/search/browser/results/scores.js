/* What was looked up, as ranked documents: the mirror of `src/search/rank`, sum by sum. */

// Of BM25.
const K1 = 2;
const B = 0.4;
/** With fewer documents that have every word, those that have any word follow them. */
const FEW = 3;
/** In fewer documents any word may be in most of them. */
const MANY_ENOUGH = 10;
/** What the steps of a frequency count as. */
const WORTH = [1, 2, 4, 8, 16, 32];
/** What the steps of a length, the mean being 1, make of it. */
const NORMS = [0.25, 0.5, 1, 2, 4].map((it) => K1 * (1 - B + B * it));

Object.assign(Ranking.prototype, {
  idf(n) {
    const all = this.files.n;
    return Math.fround(Math.log(1 + (Math.max(all - n, 0) + 0.5) / (n + 0.5)));
  },

  /** @returns {number} In how many documents a term is. */
  spread(term) {
    return this.files.postings(term)?.documents.length ?? 0;
  },

  column() {
    return new Float64Array(this.files.n);
  },

  eachScore(term, out, idf) {
    const postings = this.files.postings(term);
    if (!postings) return;
    const { documents, steps } = postings;
    const { lengths } = this.files;
    const worth = (idf ?? this.idf(documents.length)) * (1 + K1);
    const scores = NORMS.flatMap((norm) => WORTH.map((it) => (worth * it) / (it + norm)));
    for (let idx = 0; idx < documents.length; idx++) {
      const ordinal = documents[idx];
      out(ordinal, scores[lengths[ordinal] * N_STEPS + steps[idx]]);
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
      const needed = word.parts.length || Infinity;
      for (let at = 0; at < column.length; at++) if (nParts[at] < needed && !nWhole[at]) column[at] = 0;
    } else if (families) {
      for (const { weight, terms } of families) {
        const together = terms.reduce((sum, it) => sum + this.spread(it), 0);
        const idf = this.idf(Math.min(together, this.files.n));
        for (const term of terms) {
          this.eachScore(term, (ordinal, score) => {
            if (weight * score > column[ordinal]) column[ordinal] = weight * score;
          }, idf);
        }
      }
    } else if (bigrams) {
      const nFound = this.column();
      this.addScores(bigrams, column, nFound);
      // The most that they could be worth: no document that lacks one comes before one that has them all.
      const most = bigrams.reduce((sum, it) => sum + this.idf(this.spread(it)) * (1 + K1), 0);
      for (let at = 0; at < column.length; at++) {
        if (nFound[at] < group.needed) column[at] = 0;
        else if (nFound[at] === bigrams.length) column[at] += most;
      }
    } else if (phrase) {
      return this.phrase(phrase, column);
    } else {
      for (const it of either) this.scores(it).forEach((score, ordinal) => (column[ordinal] = Math.max(column[ordinal], score)));
    }
    return column;
  },

  /**
   * @param {Float64Array} totals Gets the score of every document.
   * @param {number} looseness 0: a document must match every group; 1: one that not most have, or of a single CJK run a
   *   part; 2: anything.
   * @returns {number[]} The documents that match.
   */
  matches(totals, allowed, looseness) {
    const { groups, joins } = this;
    const nGroups = groups.length;
    const neededOf = ({ bigrams, needed }) => {
      if (!bigrams || !looseness || (looseness < 2 && nGroups > 1)) return needed;
      return looseness > 1 ? 1 : Math.ceil((bigrams.length * 3) / 10);
    };
    if (looseness && (this.query.any || !nGroups || (nGroups === 1 && neededOf(groups[0]) === groups[0].needed))) return [];
    const nCovered = new Uint8Array(totals.length);
    const joined = joins.map((it) => this.scores(wordGroup([it.term])));
    let columns = groups.map((it) => this.scores({ ...it, needed: neededOf(it) }));
    let needed = nGroups;
    const byAny = looseness && nGroups > 1;
    const counts = byAny ? columns.map((it) => it.reduce((sum, it) => sum + (it > 0), 0)) : [];
    const worths = counts.map((it) => it && this.idf(it));
    const worthOfAll = worths.reduce((sum, it) => sum + it, 0);
    const worth = this.column();
    const hasAny = new Uint8Array(totals.length);
    if (this.query.any) {
      const kept = this.telling(columns);
      columns = kept.map((it) => columns[it]);
      needed = Math.ceil(columns.length / 4) || Infinity;
      if (kept.length) this.used = kept.map((it) => this.origins[it]);
    }
    totals.fill(0);
    columns.forEach((column, idx) => {
      const standing = joined.filter((_, nr) => joins[nr].groups.includes(idx));
      const isDistinctive = counts[idx] && (looseness > 1 || totals.length < MANY_ENOUGH || 2 * counts[idx] <= totals.length);
      for (let at = 0; at < column.length; at++) {
        if (column[at] > 0 || standing.some((it) => it[at] > 0)) {
          nCovered[at]++;
          worth[at] += worths[idx] ?? 0;
          if (isDistinctive) hasAny[at] = 1;
        }
        totals[at] += column[at];
      }
    });
    const found = [];
    const ofJoins = joined.length && joined.reduce((all, it) => all.map((sum, at) => sum + it[at]));
    for (let at = 0; at < totals.length; at++) {
      if (ofJoins) totals[at] += ofJoins[at];
      // One word that is everywhere in a document says less than every word once.
      if (worthOfAll) totals[at] *= worth[at] / worthOfAll;
      if ((!allowed || allowed[at]) && (nCovered[at] >= needed || hasAny[at] || this.typed.has(at))) found.push(at);
    }
    return found;
  },

  /** Everything that matches, in order; the first `shown` will be shown. */
  run(shown) {
    const { query, groups, files } = this;
    const asked = query.clauses.some((it) => !it.excluded);
    const isFiltered = query.filters.length > 0 || query.after !== null || query.before !== null;
    const scores = this.column();
    if (!isFiltered && (asked ? !groups.length : !query.clauses.length)) {
      return { ordinals: [], scores, relaxed: false, notice: asked ? 'only-common-words' : 'empty' };
    }
    const allowed = isFiltered || this.excluded.length ? this.allowed() : null;
    let found = this.matches(scores, allowed, 0);
    let whole = null;
    const isQuoted = query.clauses.some((it) => it.phrase);
    for (const looseness of [1, 2]) {
      if ((found.length && (looseness > 1 || found.length >= FEW || isQuoted)) || files.missing.size) continue;
      const before = scores.slice();
      const more = this.matches(scores, allowed, looseness);
      if (more.length > found.length) [whole, found] = [found, more];
      else scores.set(before);
    }
    let best = 0;
    for (const it of found) best = Math.max(best, scores[it]);
    // One number for each: by the id that was typed, by score, by kind, then the newest, which is the last.
    const keys = new Float64Array(found.length);
    for (let idx = 0; idx < keys.length; idx++) {
      const ordinal = found[idx];
      const rank = best > 0 ? Math.round((scores[ordinal] / best) * 10000) : 0;
      const level = 2 * this.typed.has(ordinal) + !!whole?.includes(ordinal);
      keys[idx] = (query.byDate ? 0 : (level * 10001 + rank) * 3 + 2 - files.kinds[ordinal]) * files.n + ordinal;
    }
    keys.sort();
    const ordinals = [];
    for (let idx = keys.length; idx--; ) ordinals.push(keys[idx] % files.n);
    return { ordinals: raiseVerbatim(this, ordinals, scores, best, shown), scores, relaxed: !!whole, notice: null };
  },
});
