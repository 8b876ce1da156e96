/* The search engine, opened when a reader is about to search, and addresses as it gives them. */
(function (aw) {
  'use strict';

  /**
   * @typedef {{ordinal: number, score: number}} Hit
   * @typedef {{written: string, meant: string, applied: boolean}} Suggestion
   * @typedef {{query: string, interpreted: string, total: number, relaxed: boolean,
   *   notice: null|'empty'|'only-common-words', suggestions: Suggestion[], ordinals: number[],
   *   hits: Hit[], isExcerpt: boolean|undefined}} Found `isExcerpt`: any distinctive word of a longer text is enough.
   * @typedef {{id: string, kind: string, url: string, title: string, date: string|null, severity: string|null,
   *   status: string|null, language: string, services: string[], causes: string[], snippet: [string, boolean][],
   *   heading: {title: string, anchor: string}|null}} Details
   * @typedef {{preload: function(): Promise<void>, details: function(Hit): Promise<Details>,
   *   search: function(string, {limit: number, prefix: boolean, log: string}): Promise<Found>,
   *   facets: function(Found=, string[]=): Promise<Object<string, [string, string, number][]>>}} Engine
   */

  /** @type {Promise<Engine>|null} */
  let opened = null;

  /** @returns {Promise<Engine>} A failed attempt is not kept, so that a reader can try again. */
  aw.engine = function () {
    opened ??= open().catch((error) => {
      opened = null;
      throw error;
    });
    return opened;
  };

  async function open() {
    await aw.script('engine');
    const base = new URL('.', new URL(aw.settings().results, document.baseURI)).href;
    const engine = window.AfterwordSearch.open({ base });
    await engine.preload();
    return engine;
  }

  /** Fetches what every search needs; a failure is reported at the first search. */
  aw.preload = function () {
    aw.engine().catch(() => {});
  };

  /**
   * @param {string} address Below the root of the site.
   * @returns {URL} The page there; a file, so that it also opens from disk.
   */
  aw.address = function (address) {
    const url = new URL(address, new URL(aw.settings().root, document.baseURI));
    if (url.pathname.endsWith('/')) url.pathname += 'index.html';
    return url;
  };

  /** @returns {string} The address of the search page for a query. */
  aw.pageOf = function (query) {
    const url = new URL(aw.settings().results, document.baseURI);
    url.search = query ? `?q=${encodeURIComponent(query)}` : '';
    return url.href;
  };
})((window.afterword ??= {}));
