/*
 * What every page has in common and the site holds once: the text in front of this script has the search box and the words
 * of scripts. It is put into a page when a script first asks for it.
 */
(function (aw) {
  'use strict';

  /** The root of the site: scripts are one folder below it. */
  const home = new URL('../', document.currentScript.src);
  const ADDRESSES = ['href', 'action', 'data-root', 'data-results', 'data-interface', 'data-sheet', 'data-engine'];
  let known = null;

  /** @returns {DOMStringMap} Words that scripts write into pages. */
  aw.words = () => shared('aw-words').dataset;

  /** @returns {HTMLDialogElement} The search box. */
  aw.box = () => shared('aw-search');

  /** @returns {DOMStringMap} Addresses and words of the search. */
  aw.settings = () => aw.box().dataset;

  /** Where trusted types are required, only the shared text and the scripts that it names pass. */
  aw.trusted = function () {
    const only = (accepted) => (it) => {
      if (!accepted().includes(it)) throw new TypeError(it);
      return it;
    };
    const rules = {
      createHTML: only(() => [aw.shared]),
      createScriptURL: only(() => [aw.settings().interface, aw.settings().engine]),
    };
    return (known ??= window.trustedTypes ? window.trustedTypes.createPolicy('afterword', rules) : rules);
  };

  /** The part of the page with `id`; a theme may have it in its pages. */
  function shared(id) {
    const found = document.getElementById(id);
    if (found) return found;
    const holder = document.createElement('template');
    holder.innerHTML = aw.trusted().createHTML(aw.shared);
    for (const it of holder.content.querySelectorAll('[href], [action], [data-root]')) {
      for (const name of ADDRESSES) {
        if (it.hasAttribute(name)) it.setAttribute(name, new URL(it.getAttribute(name), home).href);
      }
    }
    const parts = [...holder.content.children].filter((it) => !document.getElementById(it.id));
    document.body.append(...parts);
    return document.getElementById(id);
  }
})((window.afterword ??= {}));
