/*
 * Searching for an excerpt of a log, by the words that name a kind of failure and not the one event, as
 * `afterword search -` does. Shown, and read again, as `HikariPool | timed | out`.
 */
(function (aw) {
  'use strict';

  aw.isExcerpt = (text) => /\n| \| /.test(text);
  /** @returns {boolean} Whether it is so long that it may be one line of a log. */
  aw.mayBeExcerpt = (text) => text.split(/\s+/).length > 5;

  /**
   * @param {Engine} engine
   * @param {string} text
   * @param {number} limit Most results.
   * @returns {Promise<Found|null>} Nothing where none of the words is anywhere.
   */
  aw.searchExcerpt = async function (engine, text, limit) {
    // What looks like a filter in the lines of a log is none.
    const isPasted = text.includes('\n');
    const filters = isPasted ? '' : aw.filtersOf(text).join(' ');
    const found = await engine.search(filters, { limit, log: isPasted ? text : aw.withoutFilters(text) });
    return found.total ? { ...found, query: text, isExcerpt: true } : null;
  };
})((window.afterword ??= {}));
