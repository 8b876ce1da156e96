/*
 * What a page calls.
 *
 *   const engine = AfterwordSearch.open({ base: 'https://example.org/kb/search/' });
 *   await engine.preload();                                        // on focus: the next search is faster
 *   const found = await engine.search('连接池 service:payment-service', { limit: 10, prefix: true });
 *   for (const hit of found.hits) show(await engine.details(hit)); // one file each
 *
 * It is one classic script of the site (the asset `search.js`), which loads two others from its own folder when they
 * are needed, and the files of the index from `base`. It never uses `fetch`, `eval`, modules or WebAssembly, so it
 * runs from a disk, below any path and under `script-src 'self'`. Where trusted types are required it makes one policy,
 * `afterword-search`.
 */

/**
 * @typedef {object} Found
 * @property {string} query As given.
 * @property {string} interpreted As it was read; searching for this finds the same.
 * @property {number} total How many documents match.
 * @property {boolean} relaxed Fewer than three match every part of the query; the others match some of it.
 * @property {null|'empty'|'only-common-words'} notice Why nothing was looked for.
 * @property {Suggestion[]} suggestions Words and values that no document has.
 * @property {number[]} ordinals Every document that matches, in order.
 * @property {Hit[]} hits The requested ones.
 *
 * @typedef {object} Suggestion
 * @property {string} written What no document has.
 * @property {string} meant What some have: a word, or `field:value`.
 * @property {boolean} applied Whether `meant` was looked for already.
 *
 * @typedef {object} Hit
 * @property {number} ordinal Number of the document.
 * @property {number} score Comparable within one search; 0 where the query only filters.
 * @property {'incident'|'runbook'|'page'} kind
 *
 * @typedef {object} Details
 * @property {string} id
 * @property {'incident'|'runbook'|'page'} kind
 * @property {string} url Below the root of the site.
 * @property {string} title
 * @property {string|null} date `YYYY-MM-DD`.
 * @property {string|null} severity Id on the site's scale.
 * @property {string|null} status `draft`, `in-review`, `reviewed` or `superseded`.
 * @property {string} language BCP 47 tag.
 * @property {string[]} services
 * @property {string[]} causes In the site's language.
 * @property {[string, boolean][]} snippet A piece of the text, and whether it is to be highlighted.
 * @property {{title: string, anchor: string, offset: number}|null} heading The section that the piece is from.
 */

/*
 * Names of the scripts beside this one, which change with what is in them, come before all sources: `MORE` has what
 * queries of more than words and typos need, `RESULTS` what every result needs, `LOG` reads a log, `VARIANTS` folds
 * traditional characters, which no term has.
 */
/** What makes a query more than words. */
const MARKS = /[:："＂“”「」『』]|(^|\p{White_Space})[-－]/u;
const MAX_CLAUSES = 64;
const DAY = 864e5;
const KINDS = ['incident', 'runbook', 'page'];

/**
 * The search over one index.
 *
 * Every promise is rejected with an `Error` where a file cannot be loaded; asking again tries again. Where the files
 * on the server have changed since (a new build was published), they are all read anew, without a word.
 */
class Engine {
  /** @param {{base: string, asOf?: string, script?: Function}} options */
  constructor(options) {
    this.options = options;
    this.reset('');
  }

  reset(version) {
    this.files = new Files(this.options.base, this.options.script ?? runScript, version);
  }

  /**
   * Fetches what every search needs, so that the first one is faster.
   *
   * @returns {Promise<void>}
   */
  preload() {
    return this.current(() => {});
  }

  /**
   * What `text` finds. It resolves as soon as the ranking is known; titles and texts come from `details`.
   *
   * @param {string} text In the query language.
   * @param {{limit?: number, offset?: number, prefix?: boolean, log?: string}} [options] At most so many results (10)
   *   from this one on (0); `prefix`: the last word may be the beginning of one, while somebody is typing; `log`: an
   *   excerpt of a log, of which any of the distinctive words will do, and `text` holds filters alone.
   * @returns {Promise<Found>}
   */
  search(text, { limit = 10, offset = 0, prefix = false, log = '' } = {}) {
    // Beside the manifest, not behind it.
    if (MARKS.test(text)) this.files.load(MORE).catch(() => {});
    return this.current((files) => {
      const filters = this.read(files, text);
      const words = log && files.value(LOG)?.wordsOfLog(log);
      if (!filters || (log && !words)) return null;
      const clauses = words && words.map((it) => ({ text: it, phrase: false, excluded: false }));
      const query = log ? { ...filters, clauses, any: true } : filters;
      const ranking = new Ranking(files, query, prefix);
      files.value(RESULTS);
      if (files.calendar.traditional) files.value(VARIANTS);
      if (files.missing.size) return null;
      const { ordinals, scores, relaxed, notice } = ranking.run(offset + limit);
      return {
        query: text,
        interpreted: log ? ranking.interpretedLog() : query.interpreted,
        total: ordinals.length,
        relaxed,
        notice,
        suggestions: ranking.suggestions,
        ordinals,
        hits: ordinals.slice(offset, offset + limit).map((ordinal) => ({
          ordinal,
          score: scores[ordinal] + (ranking.typed.has(ordinal) ? 1000 : 0),
          kind: KINDS[files.kinds[ordinal]],
          build: files.build,
          ranking,
        })),
      };
    });
  }

  /**
   * Facts and text of a result.
   *
   * @param {Hit} hit As `search` gave it.
   * @returns {Promise<Details>}
   */
  details(hit) {
    return this.current((files) => {
      if (files.build !== hit.build) throw new Error('the search index has changed: search again');
      // Both are requested at once.
      files.value(`t/${Math.floor(hit.ordinal / files.group)}`);
      return files.value(RESULTS)?.details(files, hit);
    });
  }

  /**
   * What can be filtered by: for every field the values with a label and a number of documents, in the order in which
   * they are offered; with `found`, of the documents that were found.
   *
   * @param {Found} [found] As `search` gave it.
   * @param {string[]} [names] With `found`, which fields: all but `year` are of the query language.
   * @returns {Promise<Object<string, [string, string, number][]>>}
   */
  facets(found, names) {
    return this.current((files) => {
      const all = files.value('f') ?? {};
      if (!found) return all;
      return files.value(MORE)?.counted(files, all, names ?? Object.keys(all), found.ordinals);
    });
  }

  /** Reads a query; one of words alone needs no further script. */
  read(files, text) {
    if (!MARKS.test(text)) {
      const words = text.split(pattern(SPACE)).filter(Boolean).slice(0, MAX_CLAUSES);
      const clauses = words.map((it) => ({ text: it, phrase: false, excluded: false }));
      return { clauses, filters: [], after: null, before: null, byDate: false, interpreted: words.join(' ') };
    }
    return files.value(MORE)?.parse(text, { ...files.calendar, ...(this.options.asOf && { asOf: this.options.asOf }) });
  }

  /** What `ask` says once all that it looks up is there. */
  async current(ask, triesLeft = 2) {
    const { files } = this;
    try {
      await files.load('m');
      for (;;) {
        files.missing.clear();
        const answer = ask(files);
        const missing = [...files.missing];
        if (!missing.length) return answer;
        await Promise.all(missing.map((it) => files.load(it)));
      }
    } catch (error) {
      if (!(error instanceof Stale) || !triesLeft) throw error;
      if (files === this.files) this.reset(error.message);
      return this.current(ask, triesLeft - 1);
    }
  }
}

/** What the scripts that are loaded on demand use of this one. */
const parts = () => ({
  EXACT,
  N_STEPS,
  Ranking,
  WORD,
  WORD_CHAR,
  SPACE,
  MAX_CLAUSES,
  DAY,
  countUpTo,
  classOf,
  eachToken,
  foldedText,
  folded,
  folds,
  integers,
  pattern,
  runsOf,
  stem,
  sums,
  variants,
  word,
  wordGroup,
  words,
});

/** Where this script is. */
const here = globalThis.document?.currentScript?.src ?? '';

/** @returns {string} The address of the index's folder; without one, beside the folder of this script. */
function addressOf(base) {
  if (!globalThis.document) return base;
  return new URL(base ?? '../search/', base ? document.baseURI : here).href;
}

globalThis.AfterwordSearch = {
  /**
   * @param {{base?: string, asOf?: string, script?: function(string, function(): void, function(): void): void}}
   *   [options] `base`: the address of the index's folder, ending in `/`; `asOf`: the day that `90d` is counted from,
   *   else that of the build; `script`: runs the script at an address and calls the first function behind it, or the
   *   second where it cannot (in a page, a `script` element does).
   * @returns {Engine}
   */
  open: (options = {}) => new Engine({ ...options, base: addressOf(options.base) }),
  /** Called by the files of the index. */
  receive: (...value) => {
    received = value;
  },
};
