/* Phrases, and what must not be there: the mirror of `src/search/rank/phrase.rs`. */

/** From here on is what is indexed beside the texts: no phrase is found there. */
const ASIDE = 1 << 20;

Object.assign(Ranking.prototype, {
  /** @returns {Group[]} The terms of `text` at their distances; none where it has none. */
  phraseOf(text) {
    const slots = runsOf(text).flatMap((run) => {
      if (!run.cjk) return run.segments.map(([term, offset]) => ({ offset, terms: [term] }));
      if (run.cjk.length === 1) {
        // Fetched together with the terms.
        for (const nr of this.files.shardsOf(run.cjk[0])) this.files.value(`p/${nr}`);
        return [{ offset: run.position, terms: this.termsWith(run.cjk[0]), ofChar: true }];
      }
      return run.cjk.slice(1).map((it, idx) => ({ offset: run.position + idx, terms: [run.cjk[idx] + it] }));
    });
    // Fetched together with the terms.
    for (const it of slots.flatMap((it) => it.terms)) this.places(it);
    return slots.length ? [{ phrase: slots, text: foldedText(text) }] : [];
  },

  /** The file with the positions of `term`; an exact term has none. */
  places(term) {
    return EXACT.test(term) ? null : this.files.value(`p/${this.files.shardOf(term)}`);
  },

  /** Documents must not have the text as a phrase, or as one compound. */
  exclude(text) {
    this.excluded.push(...this.phraseOf(text));
    const [word, ...others] = runsOf(text);
    if (word?.whole?.length && !others.length) this.excluded.push(wordGroup([], word.whole));
  },

  /** The sum over the places of the phrase, twice, where the phrase occurs. */
  phrase(slots, column) {
    const nSlots = this.column();
    for (const { terms } of slots) {
      const best = this.column();
      for (const term of terms) this.eachScore(term, (ordinal, score) => (best[ordinal] = Math.max(best[ordinal], score)));
      for (let at = 0; at < best.length; at++) {
        column[at] += 2 * best[at];
        if (best[at] > 0) nSlots[at]++;
      }
    }
    /** @type {Map<number, Set<number>>} Where the phrase may begin in a document. */
    let starts = null;
    for (const { offset, terms } of slots) {
      const allowed = new Map();
      for (const term of terms) {
        this.eachPosition(term, (ordinal) => nSlots[ordinal] === slots.length && (!starts || starts.has(ordinal)), (ordinal, positions) => {
          const here = allowed.get(ordinal) ?? new Set();
          for (const it of positions) if (it >= offset && it < ASIDE && (!starts || starts.get(ordinal).has(it - offset))) here.add(it - offset);
          if (here.size) allowed.set(ordinal, here);
        });
      }
      starts = allowed;
    }
    return column.map((it, ordinal) => (starts.has(ordinal) ? it : 0));
  },

  /** Calls `out` with ordinal and positions of the documents with the text term that are `wanted`. */
  eachPosition(term, wanted, out) {
    const postings = this.files.postings(term);
    const file = this.places(term);
    if (!postings || !file) return;
    const ends = (file.ends ??= sums(integers(file[0])));
    const idx = countUpTo(this.files.value(`s/${this.files.shardOf(term)}`).terms, term) - 1;
    const values = ((file.lists ??= [])[idx] ??= integers(file[1], ends[idx - 1] ?? 0, ends[idx]));
    let at = 0;
    for (const ordinal of postings.documents) {
      const from = at + 1;
      at = from + values[at] + 1;
      if (wanted(ordinal)) out(ordinal, sums(values.slice(from, at)));
    }
  },
});
