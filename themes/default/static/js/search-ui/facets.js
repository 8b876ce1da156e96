/* Filters as buttons, each with the number of results that it would leave. */
(function (aw) {
  'use strict';

  /** Facets of which a document has one value: choosing another one widens the search. */
  const SINGLE = ['severity', 'kind'];

  /**
   * @param {HTMLElement} place Holds a list for every facet that it names.
   * @param {number} most Values shown of a facet; the commonest come first.
   * @param {function(string): void} search Called with the query that a button makes.
   * @param {function(): string} text The present query.
   * @returns {function(Found|null): Promise<void>} Counts again for what was found; `null` counts the whole site.
   */
  aw.facets = function (place, most, search, text) {
    const boxes = [...place.querySelectorAll('[data-facet]')];
    const names = boxes.map((it) => it.dataset.facet);
    let current = 0;

    function button([value, label, n], facet) {
      const filter = aw.filter(facet, value);
      const isOn = aw.hasPart(text(), filter);
      if (!n && !isOn) return [];
      const item = aw.element('li');
      const it = aw.element('button', 'chip', label);
      it.type = 'button';
      it.setAttribute('aria-pressed', String(isOn));
      it.append(' ', aw.element('span', 'n', String(n)));
      it.addEventListener('click', () => search(aw.toggled(text(), filter)));
      item.append(it);
      return [item];
    }

    return async function (found) {
      const run = (current += 1);
      const engine = await aw.engine();
      const query = text();
      const whole = await engine.facets();
      const within = found ? await engine.facets(found, names) : whole;
      for (const box of boxes) {
        const facet = box.dataset.facet;
        let values = within;
        const others = aw.withoutFilters(query, facet);
        if (found && SINGLE.includes(facet) && others !== query) {
          const prefix = aw.isBeingTyped(query);
          values = others ? await engine.facets(await engine.search(others, { limit: 1, prefix }), [facet]) : whole;
        }
        if (run !== current) return;
        const offered = [...(values[facet] || [])];
        if (!SINGLE.includes(facet)) offered.sort((a, b) => b[2] - a[2]);
        const items = offered.flatMap((it) => button(it, facet)).slice(0, most);
        const focused = [...box.querySelectorAll('button')].indexOf(document.activeElement);
        box.querySelector('ul').replaceChildren(...items);
        if (focused >= 0) items[Math.min(focused, items.length - 1)]?.firstChild.focus();
        box.hidden = !items.length;
      }
    };
  };
})((window.afterword ??= {}));
