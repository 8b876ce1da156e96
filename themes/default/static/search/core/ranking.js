/*
 * From a query to ranked documents: the mirror of `src/search/rank`, sum by sum.
 *
 * Everything here is synchronous. What is not loaded yet is noted in `files.missing` and taken as absent; the caller
 * loads it and asks again, until nothing was missing. So a query needs as many round trips as it has steps that
 * depend on each other, whatever its number of words.
 */

// Of BM25.
const K1 = 2;
const B = 0.4;

const PREFIX_WEIGHT = 0.7;
const TYPO_WEIGHT = 0.5;
const MAX_BIGRAMS = 64;
const MIN_STEM = 4;
const MAX_EXPANSIONS = 32;

/**
 * @typedef {{parts: string[], whole: string[], partial: string[]}} Word All parts or one of `whole`.
 * @typedef {{weight: number, terms: string[], ofChar: boolean}} Family
 * @typedef {{offset: number, terms: string[], ofChar: boolean}} Slot
 * @typedef {{word?: Word, families?: Family[], bigrams?: string[], needed?: number, phrase?: Slot[], text?: string,
 *   either?: Group[]}} Group One of them.
 * @typedef {{groups: Group[], joins: {term: string, groups: number[]}[], excluded: Group[], id: string|null}} Plan
 */

/** Everything that one query needs, looked up in `files`. */
class Ranking {
  constructor(files, query, prefix) {
    this.files = files;
    this.query = query;
    this.suggestions = [];
    this.plan(prefix);
  }

  // What is looked up

  plan(prefix) {
    const { query } = this;
    this.groups = [];
    this.joins = [];
    this.excluded = [];
    this.singles = [];
    query.clauses.forEach((clause, idx) => {
      if (clause.excluded) return this.exclude(clause.text);
      if (clause.phrase) {
        this.join();
        this.groups.push(...this.phraseOf(clause.text));
        return;
      }
      const runs = runsOf(clause.text);
      runs.forEach((run, runIdx) => {
        const isLast = prefix && idx + 1 === query.clauses.length && runIdx + 1 === runs.length;
        if (run.single) {
          const group = this.singleWord(run, isLast);
          this.singles.push([run.raw, group ? this.groups.push(group) - 1 : -1]);
          return;
        }
        this.join();
        this.groups.push(...(run.cjk ? [this.cjkRun(run.cjk)] : this.compoundWord(run, isLast)));
      });
    });
    this.join();
  }

  has(term) {
    return !!this.files.postings(term);
  }

  /** Adds every two and three neighbours that some document writes as one word. */
  join() {
    for (const nWords of [2, 3]) {
      for (let idx = 0; idx + nWords <= this.singles.length; idx++) {
        const neighbors = this.singles.slice(idx, idx + nWords);
        const term = stem(neighbors.map((it) => it[0]).join(''));
        const groups = neighbors.map((it) => it[1]).filter((it) => it >= 0);
        if (groups.length && this.has(term)) this.joins.push({ term, groups });
      }
    }
    this.singles = [];
  }

  /** One word: as it is, else what begins with it, else what resembles it. */
  singleWord({ raw, parts: [term] }, isPrefix) {
    const group = isPrefix && this.beginning(raw, term);
    if (group) return group;
    if (!term) return null;
    if (this.files.postings(term) === null && this.files.value(MORE)) {
      const corrections = this.corrections(raw, term);
      if (corrections.length) {
        this.suggestions.push({ written: raw, meant: corrections[0].written, applied: true });
        return { families: corrections.map((it) => ({ weight: TYPO_WEIGHT, terms: [it.term] })) };
      }
    }
    return wordGroup([term]);
  }

  /** A word of several parts; as a prefix, its last segment may be the beginning of one. */
  compoundWord({ raw, parts, segments, whole, partial }, isPrefix) {
    if (!parts.length && !whole.length) return [];
    const exact = wordGroup(parts, whole, partial);
    const beginning = isPrefix && this.beginning(raw.split(/[-_.]/).pop());
    if (!beginning) return [exact];
    return [...segments.slice(0, -1).map((it) => wordGroup([it[0]])), { either: [exact, beginning] }];
  }

  cjkRun(chars) {
    if (chars.length === 1) return { families: [{ weight: 1, terms: this.termsWith(chars[0]), ofChar: true }] };
    const bigrams = [...new Set(chars.slice(1).map((it, idx) => chars[idx] + it))].slice(0, MAX_BIGRAMS);
    return { text: chars.join(''), bigrams, needed: Math.ceil((bigrams.length * 6) / 10) };
  }

  /** The terms that begin with what was typed, or that it goes on from (stems are shorter than words). */
  beginning(typed, exact) {
    if ([...typed].length < 2) return null;
    const found = this.files.beginningWith(typed).filter((it) => it[0] !== exact);
    const count = (it) => it[1].documents.length;
    found.sort((a, b) => count(b) - count(a) || compareCodePoints(a[0], b[0]));
    const terms = found.slice(0, MAX_EXPANSIONS).map((it) => it[0]);
    const families = exact && this.has(exact) ? [{ weight: 1, terms: [exact] }] : [];
    // `indicat` goes on from the stem `indic`, even where `indicatorlight` begins with it. Only once all is known.
    const least = terms.length ? Math.max(MIN_STEM, typed.length - 3) : MIN_STEM;
    if (!families.length && !this.files.missing.size && /^[\0-\x7f]*$/.test(typed)) {
      for (let length = typed.length - 1; length >= least; length--) {
        const shorter = typed.slice(0, length);
        const postings = this.files.postings(shorter);
        if (postings) terms.push(shorter);
        if (postings !== null) break;
      }
    }
    if (terms.length) families.push({ weight: PREFIX_WEIGHT, terms });
    return families.length ? { families } : null;
  }

  termsWith(char) {
    return this.files.beginningWith(char).map((it) => it[0]);
  }

  // What it is worth

  idf(n) {
    const all = this.files.n;
    return Math.fround(Math.log(1 + (Math.max(all - n, 0) + 0.5) / (n + 0.5)));
  }

  column() {
    return new Float64Array(this.files.n);
  }

  eachScore(term, out, idf) {
    const postings = this.files.postings(term);
    if (!postings) return;
    const { documents, frequencies } = postings;
    const worth = (idf ?? this.idf(documents.length)) * (1 + K1);
    for (let idx = 0; idx < documents.length; idx++) {
      out(documents[idx], (worth * frequencies[idx]) / (frequencies[idx] + this.files.norms[documents[idx]]));
    }
  }

  /** Adds the scores of `terms` to `column`, and counts in `found` how many of them a document has. */
  addScores(terms, column, found) {
    for (const term of terms) {
      this.eachScore(term, (ordinal, score) => {
        column[ordinal] += score;
        if (found) found[ordinal]++;
      });
    }
  }

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
  }

  // Which documents

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
    const typed = new Set(this.typedId());
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
  }

  /** @returns {number[]} The documents whose id the words are, where there is nothing else but filters. */
  typedId() {
    const { clauses } = this.query;
    if (!clauses.length || clauses.length > 3 || clauses.some((it) => it.phrase || it.excluded)) return [];
    return this.files.postings(`id:${comparable('id', clauses.map((it) => it.text).join('-'))}`)?.documents ?? [];
  }

  /** Everything that matches, in order. */
  run() {
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
    return { found, relaxed, notice: null, best };
  }
}

/** @returns {Group} */
function wordGroup(parts, whole = [], partial = []) {
  return { word: { parts, whole, partial } };
}

/** Order by code points, where `<` goes by UTF-16 units. */
function compareCodePoints(a, b) {
  const [x, y] = [[...a], [...b]];
  const idx = x.findIndex((it, at) => it !== y[at]);
  return idx < 0 ? x.length - y.length : (x[idx].codePointAt(0) ?? 0) - (y[idx]?.codePointAt(0) ?? -1);
}
