/* Pages about a name that was typed, beside what documents say: services, causes, teams, owners and reviews. */
(function (aw) {
  'use strict';

  const MOST = 6;
  const GAPS = /[-_/.@\s]+/g;
  const fold = (text) => text.normalize('NFKC').toLowerCase();

  /** @returns {boolean} Whether every word begins one of the name, or is a part of a Chinese one. */
  function fits(name, words) {
    const text = ` ${fold(name).replace(GAPS, ' ')}`;
    return words.every((it) => text.includes(it > '\u2e80' ? it : ` ${it}`));
  }

  /**
   * @param {HTMLElement} summary What the links are put behind.
   * @param {string} query
   * @param {function(): boolean} isStale Something else is looked for already.
   */
  aw.named = async function (summary, query, isStale) {
    const words = aw.wordsOf(query).flatMap((it) => fold(it).split(GAPS)).filter(Boolean);
    const engine = await aw.engine();
    const known = words.length ? await engine.current((files) => files.value('e')) : [];
    if (isStale()) return;
    const found = (known ?? []).filter(([, name, , others]) => [name, ...others.split('\n')].some((it) => fits(it, words)));
    const kinds = aw.settings().named.split('|');
    const place = summary.nextElementSibling?.matches('.search-named') ? summary.nextElementSibling : aw.element('p', 'search-summary search-named');
    const links = found.slice(0, MOST).map(([about, name, url]) => {
      const link = aw.element('a', 'chip', name);
      link.href = aw.address(url).href;
      link.prepend(aw.element('span', 'quiet', `${kinds[about]} `));
      return link;
    });
    place.replaceChildren(...links.flatMap((it) => [it, ' ']));
    if (links.length) summary.after(place);
    else place.remove();
  };
})((window.afterword ??= {}));
