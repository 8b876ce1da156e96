/* Highlights what was searched for on the page that a result led to, until Escape is pressed. Nothing on the page changes. */
(function (aw) {
  'use strict';

  const KEY = 'afterword-found';
  const NAME = 'aw-found';
  /** Most words that are looked for, and most places that are highlighted. */
  const MAX_WORDS = 24;
  const MAX_PLACES = 1000;

  /** @returns {RegExp|null} Any of the words, longer ones first; Latin ones where a word begins. */
  aw.pattern = function (words) {
    const wanted = [...new Set(words)].filter((it) => it.length > 1).slice(0, MAX_WORDS);
    if (!wanted.length) return null;
    const escaped = wanted
      .sort((a, b) => b.length - a.length)
      .map((it) => (/^[a-z0-9]/i.test(it) ? '(?<![\\p{L}\\p{N}])' : '') + it.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
    return new RegExp(`(${escaped.join('|')})`, 'giu');
  };

  /** Remembers what was searched for, for the page that the link leads to. */
  aw.leadsTo = function (link, words) {
    aw.remember('sessionStorage', KEY, JSON.stringify({ path: link.pathname, words }));
  };

  /** @returns {string[]} What was searched for, once. */
  function words() {
    const { path, words } = JSON.parse(aw.remembered('sessionStorage', KEY) || '{}');
    if (path !== location.pathname) return [];
    aw.remember('sessionStorage', KEY, '');
    return words;
  }

  document.addEventListener('DOMContentLoaded', () => {
    const pattern = window.CSS?.highlights && aw.pattern(words());
    if (!pattern) return;
    const places = [];
    const texts = document.createTreeWalker(document.querySelector('main') || document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode() && places.length < MAX_PLACES) {
      for (const found of texts.currentNode.data.matchAll(pattern)) {
        const place = new Range();
        place.setStart(texts.currentNode, found.index);
        place.setEnd(texts.currentNode, found.index + found[0].length);
        places.push(place);
      }
    }
    CSS.highlights.set(NAME, new Highlight(...places));
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !document.querySelector('dialog[open]')) CSS.highlights.delete(NAME);
    });
  });
})((window.afterword ??= {}));
