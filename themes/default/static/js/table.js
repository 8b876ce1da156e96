/*
 * Lists that sort by a click on a column's head, and narrow down by facets and words. What is chosen is kept in the
 * address, so that it can be sent to others and Back undoes it. Without scripts facets are links to pages.
 *
 * `th[data-sort]` says how a column sorts: `text`, `number`, `date` or `duration`. A cell's `data-value` is what counts
 * where its text does not: seconds of a duration, the rank of a severity. Rows with `data-depth` stay below the row
 * that they belong to, rows of the class `fixed` stay last, and a row of the class `group` heads its `tbody`.
 */
(function () {
  'use strict';

  /** @typedef {{ row: HTMLTableRowElement, home: HTMLTableSectionElement, text: string, keys: Set<string> }} Entry */
  /** @typedef {{ column: number, isDescending: boolean }} Order */

  const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });

  /** A table whose rows can be put in another order. */
  class Table {
    /** @param {HTMLTableElement} table */
    constructor(table) {
      this.table = table;
      this.heads = [...table.tHead.rows[0].cells];
      this.bodies = [...table.tBodies];
      const rows = this.bodies.flatMap((it) => [...it.rows]).filter((it) => !it.classList.contains('group'));
      /** @type {Entry[]} */
      this.entries = rows.map((row) => {
        return { row, home: row.parentElement, text: '', keys: new Set((row.dataset.keys || '').split(' ')) };
      });
      /** What the page states about its own order. */
      this.initial = this.heads.map((it) => it.getAttribute('aria-sort'));
      /** @type {?Order} */
      this.order = null;
      this.onSort = () => {};
      this.heads.forEach((head, column) => head.dataset.sort && this.addButton(head, column));
    }

    /** @param {HTMLTableCellElement} head @param {number} column */
    addButton(head, column) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'sort';
      button.append(...head.childNodes);
      button.addEventListener('click', () => {
        this.sort(this.next(column));
        this.onSort();
      });
      head.append(button);
    }

    /** One way, the other way, as it was; words from the first on, numbers from the largest. @returns {?Order} */
    next(column) {
      const first = this.heads[column].dataset.sort !== 'text';
      if (this.order?.column !== column) return { column, isDescending: first };
      return this.order.isDescending === first ? { column, isDescending: !first } : null;
    }

    /** @param {?Order} order `null` for the order of the page. */
    sort(order) {
      this.order = order;
      this.heads.forEach((head, column) => {
        const own = order ? order.column === column && (order.isDescending ? 'descending' : 'ascending') : this.initial[column];
        if (own) head.setAttribute('aria-sort', own);
        else head.removeAttribute('aria-sort');
      });
      if (order) {
        const body = this.sorted ?? (this.sorted = this.table.createTBody());
        body.append(...this.ordered(order).map((it) => it.row));
      } else {
        for (const { row, home } of this.entries) home.append(row);
      }
      this.showGroups();
    }

    /** @param {Order} order @returns {Entry[]} */
    ordered({ column, isDescending }) {
      const kind = this.heads[column].dataset.sort;
      const fixed = this.entries.filter((it) => it.row.classList.contains('fixed'));
      const values = new Map(this.entries.map((it) => [it, value(it.row.cells[column], kind)]));
      const isNothing = (it) => it === '' || Number.isNaN(it);
      const byValue = (a, b) => {
        const [x, y] = [values.get(a), values.get(b)];
        if (isNothing(x) || isNothing(y)) return isNothing(x) - isNothing(y);
        const order = kind === 'text' ? compare(x, y) : x - y;
        return isDescending ? -order : order;
      };
      const below = (entries, depth) => {
        const tops = [];
        for (const it of entries) {
          if (Number(it.row.dataset.depth || 0) <= depth || !tops.length) tops.push({ top: it, rest: [] });
          else tops.at(-1).rest.push(it);
        }
        tops.sort((a, b) => byValue(a.top, b.top));
        return tops.flatMap(({ top, rest }) => (rest.length ? [top, ...below(rest, depth + 1)] : [top]));
      };
      return [...below(this.entries.filter((it) => !fixed.includes(it)), 0), ...fixed];
    }

    /** Headings of groups are shown only where their rows are. */
    showGroups() {
      for (const body of this.bodies) {
        body.hidden = body.rows.length > 0 && [...body.rows].every((it) => it.hidden || it.classList.contains('group'));
      }
    }
  }

  /** @param {HTMLTableCellElement} cell @param {string} kind @returns {string|number} */
  function value(cell, kind) {
    const written = cell.dataset.value ?? cell.querySelector('time')?.dateTime ?? cell.textContent.trim();
    if (kind === 'text') return written === '–' ? '' : written;
    return kind === 'date' ? Date.parse(written) : Number.parseFloat(written.replace(/[^\d.-]/g, ''));
  }

  /** A list with facets and a box for words. */
  class Finder {
    /** @param {HTMLElement} place @param {Table} table */
    constructor(place, table) {
      this.table = table;
      /** The page that holds every line, where this one holds a part of the list: it is the one that narrows down. */
      this.whole = place.dataset.whole;
      this.input = place.querySelector('.finder-words');
      this.status = place.querySelector('.finder-status');
      this.clear = place.querySelector('.finder-clear');
      this.links = [...place.querySelectorAll('[data-facet] [data-value]')].map((item) => {
        const facet = item.closest('[data-facet]').dataset.facet;
        return { facet, key: item.dataset.value, link: item.querySelector('a'), count: item.querySelector('.n') };
      });
      // An address may also name a property that rows have and no facet shows: a chart leads to the incidents of a quarter.
      const ofRows = table.entries.flatMap((it) => [...it.keys].map((key) => key.split(':')[0]));
      this.facets = [...new Set([...this.links.map((it) => it.facet), ...ofRows])].filter(Boolean);
      this.links.forEach((it) => it.link.addEventListener('click', (event) => this.choose(event, it)));
      this.input?.addEventListener(this.whole ? 'change' : 'input', () => {
        if (this.whole) return this.keep('pushState');
        cancelAnimationFrame(this.waiting);
        this.waiting = requestAnimationFrame(() => {
          this.show();
          this.keep('replaceState');
        });
      });
      this.clear.addEventListener('click', () => {
        this.read('');
        this.keep('pushState');
        (this.input ?? this.links[0]?.link)?.focus();
      });
      table.onSort = () => this.keep('pushState');
      window.addEventListener('popstate', () => this.read(location.search));
      this.read(location.search);
    }

    /** Takes over what an address says. */
    read(search) {
      const asked = new URLSearchParams(search);
      this.chosen = new Map(this.facets.map((it) => [it, new Set(asked.getAll(it).map((it) => it.toLowerCase()))]));
      if (this.input) this.input.value = asked.get('text') ?? '';
      const [, minus, key] = /^(-?)(.*)$/.exec(asked.get('sort') ?? '');
      const column = key ? this.table.heads.findIndex((it) => it.dataset.key === key) : -1;
      if (column >= 0 || this.table.order) this.table.sort(column < 0 ? null : { column, isDescending: minus === '-' });
      this.show();
    }

    /** @returns {string} What is chosen, as an address has it; with `facet` and `key` as if that were clicked. */
    query(facet, key) {
      const asked = new URLSearchParams();
      for (const [name, keys] of this.chosen) {
        const own = new Set(keys);
        if (name === facet && !own.delete(key)) own.add(key);
        own.forEach((it) => asked.append(name, it));
      }
      if (this.input?.value.trim()) asked.set('text', this.input.value.trim());
      const { order, heads } = this.table;
      if (order && heads[order.column].dataset.key) asked.set('sort', (order.isDescending ? '-' : '') + heads[order.column].dataset.key);
      return `?${asked}`;
    }

    /** Opening in a new tab stays with the browser. */
    choose(event, { facet, key }) {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      const keys = this.chosen.get(facet);
      if (!keys.delete(key)) keys.add(key);
      if (!this.whole) this.show();
      this.keep('pushState');
    }

    /** @param {'pushState'|'replaceState'} how */
    keep(how) {
      const query = this.query();
      if (this.whole) return location.assign(this.whole + query);
      try {
        history[how](null, '', query === '?' ? location.pathname : query);
      } catch (_) {
        // Some browsers forbid it for pages opened from disk; the list works all the same.
      }
    }

    /** Shows the rows that have all that is chosen, and says how many. */
    show() {
      if (this.whole) {
        if (this.query() !== '?') location.replace(this.whole + this.query());
        this.links.forEach((it) => (it.link.href = this.whole + this.query(it.facet, it.key)));
        this.clear.classList.add('is-idle');
        return;
      }
      const words = (this.input?.value ?? '').toLowerCase().split(/\s+/).filter(Boolean);
      const counts = new Map(this.links.map((it) => [`${it.facet}:${it.key}`, 0]));
      let shown = 0;
      for (const entry of this.table.entries) {
        if (words.length) entry.text ||= entry.row.textContent.toLowerCase();
        const misses = this.facets.filter((it) => !this.has(entry, it));
        const hasWords = words.every((it) => entry.text.includes(it));
        const isShown = hasWords && !misses.length;
        if (entry.row.hidden === isShown) entry.row.hidden = !isShown;
        shown += isShown;
        if (hasWords && misses.length < 2) this.count(entry, misses[0], counts);
      }
      for (const { facet, key, link, count } of this.links) {
        const n = counts.get(`${facet}:${key}`);
        if (this.chosen.get(facet).has(key)) link.setAttribute('aria-current', 'true');
        else link.removeAttribute('aria-current');
        link.href = this.query(facet, key);
        link.parentElement.classList.toggle('is-empty', !n);
        count.textContent = n;
      }
      this.table.showGroups();
      this.say(shown, words.length > 0 || [...this.chosen.values()].some((it) => it.size > 0));
    }

    /** What a click on a value of `missed`, or of any facet where none is missed, would lead to. */
    count(entry, missed, counts) {
      for (const key of entry.keys) {
        const isAsked = !missed || key.startsWith(`${missed}:`);
        if (isAsked && counts.has(key)) counts.set(key, counts.get(key) + 1);
      }
    }

    /** @returns {boolean} Whether the row has any of what is chosen of the facet. */
    has(entry, facet) {
      const keys = this.chosen.get(facet);
      return !keys.size || [...keys].some((it) => entry.keys.has(`${facet}:${it}`));
    }

    say(shown, isNarrowed) {
      const total = this.table.entries.length;
      const { all, some, none } = this.status.dataset;
      const message = !shown ? none : isNarrowed ? some : all;
      const text = message.replace('{shown}', shown).replace('{total}', total);
      if (this.status.textContent !== text) this.status.textContent = text;
      this.clear.classList.toggle('is-idle', !isNarrowed);
    }
  }

  document.addEventListener('DOMContentLoaded', () => {
    for (const table of document.querySelectorAll('table:has(th[data-sort])')) {
      const sortable = new Table(table);
      const place = table.closest('.finder');
      if (place) new Finder(place, sortable);
    }
  });
})();
