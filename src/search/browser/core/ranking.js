/*
 * From a query to what is looked up: the mirror of `src/search/rank/groups.rs`.
 *
 * Everything here is synchronous. What is not loaded yet is noted in `files.missing` and taken as absent; the caller
 * loads it and asks again, until nothing was missing. So a query needs as many round trips as it has steps that
 * depend on each other, whatever its number of words.
 */

const PREFIX_WEIGHT = 0.7;
const TYPO_WEIGHT = 0.5;
const MAX_BIGRAMS = 64;
const MIN_STEM = 4;
const MAX_EXPANSIONS = 32;
const MANY_DOCUMENTS = 1000;
const MAX_TYPED = 4;
const TYPED_GAPS = pattern(`[-_/.#,${SPACE}]`);

/**
 * @typedef {{parts: string[], whole: string[], partial: string[]}} Word All parts or one of `whole`.
 * @typedef {{weight: number, terms: string[], ofChar: boolean}} Family
 * @typedef {{offset: number, terms: string[], ofChar: boolean}} Slot
 * @typedef {{word?: Word, families?: Family[], bigrams?: string[], needed?: number, phrase?: Slot[], text?: string,
 *   either?: Group[]}} Group One of them.
 */

/** Everything that one query needs, looked up in `files`. */
class Ranking {
  constructor(files, query, prefix) {
    this.files = files;
    this.query = query;
    this.suggestions = [];
    this.plan(prefix);
    // What only the scores ask for is fetched in the same go.
    this.typed = this.typedIds();
    for (const it of [...this.groups, ...this.excluded].flatMap(termsOf)) {
      // It may be written in traditional characters.
      if (files.postings(it) === null && CJK_CHAR.test(it)) files.value(VARIANTS);
    }
    for (const { facet, values } of query.filters) values.forEach((it) => files.postings(`${facet}:${it}`));
    if (query.after !== null || query.before !== null) files.value('d');
  }

  // What is looked up

  plan(prefix) {
    const { clauses } = this.query;
    this.groups = [];
    this.joins = [];
    this.excluded = [];
    this.singles = [];
    /** Which clause each group is from. */
    this.origins = [];
    clauses.forEach((clause, idx) => {
      this.planClause(clause, prefix && idx + 1 === clauses.length);
      while (this.origins.length < this.groups.length) this.origins.push(idx);
    });
    this.join();
  }

  planClause({ text, phrase, excluded }, isLast) {
    if (excluded) return this.exclude(text);
    if (phrase) {
      this.join();
      this.groups.push(...this.phraseOf(text));
      return;
    }
    const runs = runsOf(text);
    runs.forEach((run, idx) => {
      const isPrefix = isLast && idx + 1 === runs.length;
      if (run.single) {
        const group = this.singleWord(run, isPrefix);
        this.singles.push([run.raw, group ? this.groups.push(group) - 1 : -1]);
        return;
      }
      this.join();
      this.groups.push(...(run.cjk ? [this.cjkRun(run.cjk)] : this.compoundWord(run, isPrefix)));
    });
  }

  has(term) {
    return !!this.files.postings(term);
  }

  /** Adds every two and three neighbours that some document writes as one word. */
  join() {
    for (const nWords of this.query.any ? [] : [2, 3]) {
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
    if (!this.query.any && /^[a-z]{4,}$/.test(raw) && this.files.postings(term) === null) {
      // Both in one go.
      const vocabulary = this.files.vocabulary(term);
      const corrections = this.files.value(MORE) ? this.corrections(raw, term, vocabulary) : [];
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
    const isMany = this.files.n >= MANY_DOCUMENTS;
    if ([...typed].length < 2 + isMany || (isMany && STOP_WORDS.has(typed))) return null;
    // Fetched in the same go as what begins with it.
    for (let length = typed.length - 1; length >= Math.max(MIN_STEM, typed.length - 3); length--) this.has(typed.slice(0, length));
    const found = this.files.beginningWith(typed).filter((it) => it[0] !== exact);
    const count = (it) => it[1].documents.length;
    found.sort((a, b) => count(b) - count(a) || (a[0] < b[0] ? -1 : 1));
    const terms = found.slice(0, MAX_EXPANSIONS).map((it) => it[0]);
    const families = exact && this.has(exact) ? [{ weight: 1, terms: [exact] }] : [];
    // `indicat` goes on from the stem `indic`, even where `indicatorlight` begins with it. Only once all is known.
    // No further: `stockholm` does not go on from `stock`.
    const least = Math.max(MIN_STEM, typed.length - 3);
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
    const terms = this.files.beginningWith(char).map((it) => it[0]);
    if (!terms.length && !this.files.missing.size) this.files.value(VARIANTS);
    return terms;
  }

  /** @returns {Set<number>} The documents whose id or day the words are, or one of them is: `src/search/typed.rs`. */
  typedIds() {
    const { any, clauses } = this.query;
    const words = any ? [] : clauses.filter((it) => !it.phrase && !it.excluded).map((it) => it.text);
    const keys = words.map(typedKey).filter((it) => /^\d{4}-\d\d?(-\d\d?|月)$/.test(it));
    if (words.length === clauses.length && words.length <= MAX_TYPED) {
      const key = typedKey(words.join('-'));
      if (/\d/.test(key) || (words.length === 1 && key.includes('-'))) keys.push(key);
    }
    return new Set(keys.flatMap((it) => this.files.postings(`typed:${it}`)?.documents ?? []));
  }
}

/** The form in which ids and days are compared. */
function typedKey(text) {
  const parts = folded(text).normalize('NFKC').replace(/[日号]+$/, '').replace(/[年月](?=\d)/g, '-').split(TYPED_GAPS);
  return parts.filter(Boolean).map((it) => it.replace(/^0+(?=\d)/, '')).join('-');
}

/** @returns {Group} */
function wordGroup(parts, whole = [], partial = []) {
  return { word: { parts, whole, partial } };
}

/** @returns {string[]} Everything that a group looks up. */
function termsOf({ word, families, bigrams, phrase, either }) {
  const all = word ? [...word.parts, ...word.whole, ...word.partial] : (bigrams ?? []);
  return [...all, ...(families ?? phrase ?? []).flatMap((it) => it.terms), ...(either ?? []).flatMap(termsOf)];
}
