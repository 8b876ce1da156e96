/*
 * Searching for an excerpt of a log: by the words that name a kind of failure and not the one event. Hardly any document
 * holds all of them, so any will do, and the more telling ones a document holds, the better it is. Shown, and read
 * again, as `HikariPool | timed | out`.
 */
(function (aw) {
  'use strict';

  const MAX_WORDS = 24;
  /** What a document must reach of the best one's score. */
  const ENOUGH = 0.5;
  const EVERY = { limit: Number.MAX_SAFE_INTEGER, prefix: false };
  const LEVELS = /^(debug|info|warn|warning|error|err|fatal|critical|trace|severe|notice)$/i;
  const CODE = /^([45]\d\d|[A-Z]{2,8}-\d{3,6}(-\d{3,6})?)$/;
  const HAN = /\p{Script=Han}/u;

  aw.isExcerpt = (text) => /\n| \| /.test(text);
  /** @returns {boolean} Whether it is so long that it may be one line of a log. */
  aw.mayBeExcerpt = (text) => text.split(/\s+/).length > 5;

  /** @returns {string[]} Without times, numbers, hashes, addresses and levels. */
  function tellingWords(text) {
    const found = new Map();
    for (const chunk of text.split(/[^\p{L}\p{N}._-]+/u)) {
      const word = chunk.replace(/^[._-]+|[._-]+$/g, '');
      const isCode = CODE.test(word) || HAN.test(word);
      // `payment-service-7d9f8b6c5-x2x4k` is one instance of `payment-service`.
      const name = isCode ? word : word.replace(/(^|[.-])[^.-]*\d.*$/, '');
      if ((isCode || name.length > 2) && name.length <= 64 && !LEVELS.test(name)) found.set(name.toLowerCase(), name);
    }
    return [...found.values()].slice(0, MAX_WORDS);
  }

  /**
   * @param {Engine} engine
   * @param {string} text
   * @param {number} limit Most results.
   * @returns {Promise<Found|null>} Nothing where none of the words is anywhere.
   */
  aw.searchExcerpt = async function (engine, text, limit) {
    const filters = aw.filtersOf(text);
    const ask = async (word) => {
      const found = await engine.search(word, EVERY);
      const isOther = found.relaxed || found.suggestions.length;
      return { word, documents: new Set(isOther ? [] : found.ordinals) };
    };
    const asked = await Promise.all(tellingWords(aw.withoutFilters(text)).map(ask));
    const words = asked.filter((it) => it.documents.size);
    const allowed = filters.length ? new Set((await engine.search(filters.join(' '), EVERY)).ordinals) : null;
    const n = Math.max(0, ...words.flatMap((it) => [...it.documents])) + 1;
    /** @type {Map<number, number>} */
    const scores = new Map();
    for (const { documents } of words) {
      for (const it of documents) {
        if (!allowed || allowed.has(it)) scores.set(it, (scores.get(it) || 0) + Math.log(1 + n / documents.size));
      }
    }
    if (!scores.size) return null;
    const best = Math.max(...scores.values());
    const isByDate = aw.hasPart(text, 'sort:date');
    const ranked = [...scores].filter((it) => it[1] >= best * ENOUGH);
    ranked.sort((a, b) => (isByDate ? 0 : b[1] - a[1]) || b[0] - a[0]);
    const hit = async ([ordinal]) => {
      const own = words.filter((it) => it.documents.has(ordinal)).map((it) => it.word);
      return (await engine.search(own.join(' '), EVERY)).hits.find((it) => it.ordinal === ordinal);
    };
    return {
      query: text,
      interpreted: [words.map((it) => it.word).join(' | '), ...filters].join(' '),
      total: ranked.length,
      relaxed: false,
      notice: null,
      suggestions: [],
      ordinals: ranked.map((it) => it[0]),
      hits: (await Promise.all(ranked.slice(0, limit).map(hit))).filter(Boolean),
      isExcerpt: true,
    };
  };
})((window.afterword ??= {}));
