/* The text of a query: its parts, and filters put in and taken out. What it means is the engine's business. */
(function (aw) {
  'use strict';

  const FILTER = new RegExp(
    '^-?(services?|causes?|severity|sev|owner|team|tags?|status|kind|type|lang|language|id|is|has|after|since|before|sort' +
      '|\\p{Script=Han}{1,4})[:\uFF1A].',
    'iu',
  );

  /** @returns {string[]} Words, phrases and filters as written. */
  const parts = (text) => text.match(/(?:[^\s"]|"[^"]*"?)+/g) || [];
  const same = (a, b) => a.toLowerCase() === b.toLowerCase();

  /** @returns {string} For example `service:payment-service`, with quotes where the value needs them. */
  aw.filter = function (facet, value) {
    const isPlain = /^[\p{L}\p{N}_./@#+-]+$/u.test(value);
    return `${facet}:${isPlain ? value : `"${value.replaceAll('"', '')}"`}`;
  };

  /** @returns {boolean} Whether the last word may be the beginning of one. */
  aw.isBeingTyped = (text) => !/[\s"]$/.test(text);
  aw.hasPart = (text, part) => parts(text).some((it) => same(it, part));
  aw.filtersOf = (text) => parts(text).filter((it) => FILTER.test(it));

  /** @returns {string} The query with `part` at its end, or without it where it had it. */
  aw.toggled = function (text, part) {
    const kept = parts(text).filter((it) => !same(it, part));
    return (aw.hasPart(text, part) ? kept : [...parts(text), part]).join(' ');
  };

  /** @returns {string} The query without filters, or only without those of one facet. */
  aw.withoutFilters = function (text, facet = '') {
    const isOut = (it) => (facet ? it.toLowerCase().startsWith(`${facet}:`) : FILTER.test(it));
    return parts(text).filter((it) => !isOut(it)).join(' ');
  };

  /** @returns {string[]} What may be highlighted: the words and phrases of the query. */
  aw.wordsOf = (text) =>
    parts(text).filter((it) => !it.startsWith('-') && !FILTER.test(it)).map((it) => it.replaceAll('"', ''));

  /** @returns {string} The message with its places filled in. */
  aw.fill = (message, values) => message.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
})((window.afterword ??= {}));
