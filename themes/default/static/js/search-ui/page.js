/* The search page: every result, filters with counts, the order, and the query in the address. */
(function (aw) {
  'use strict';

  const FIRST = 10;
  const STEP = 20;
  const MAX_VALUES = 40;
  const BY_DATE = 'sort:date';

  const queryOfAddress = () => new URLSearchParams(location.search).get('q') || '';

  /** @type {{refresh: function(): void}|null} */
  let started = null;

  /** Shows what the address asks for; again, where that failed. */
  aw.page = function (page) {
    started ??= start(page);
    started.refresh();
  };

  function start(page) {
    const part = (name) => page.querySelector(name);
    const input = document.getElementById('aw-query');
    const [list, summary, more, clear] = ['.search-results', '.search-summary', '.search-more', '.search-clear'].map(part);
    const title = document.title;
    let shown = 0;
    /** More results were requested: the first of them takes the focus. */
    let wantsFocus = false;

    const session = aw.session(input, part('[role="status"]'), {
      idle() {
        state('idle');
        summary.textContent = '';
        list.replaceChildren();
        aw.named(summary, '', () => Boolean(input.value)).catch(() => {});
        count(null);
      },
      slow() {
        if (!list.children.length) state('slow');
      },
      found(found) {
        aw.summary(summary, found, (query) => ask(query, true));
        if (session.text().includes('\n')) {
          session.set(found.interpreted);
          write(found.interpreted, false);
        }
        const query = session.text();
        aw.named(summary, query, () => query !== session.text()).catch(() => {});
        more.hidden = true;
        state(found.total ? 'some' : 'none');
        if (!found.total) list.replaceChildren();
      },
      row(details, idx, found) {
        if (idx === 0) list.replaceChildren();
        list.append(aw.result('aw-search-result', details, found.interpreted));
        shown = idx + 1;
        if (wantsFocus) list.lastElementChild.querySelector('a').focus();
        wantsFocus = false;
      },
      done(found) {
        more.hidden = found.total <= shown;
        count(found);
      },
      failed() {
        state('failed');
        summary.textContent = '';
        list.replaceChildren();
      },
    });
    session.onText = () => ask(session.text(), false);
    const counts = aw.facets(part('.search-facets'), MAX_VALUES, (query) => ask(query, true), () => session.text());

    function count(found) {
      counts(found).catch(() => {});
    }

    function state(name) {
      aw.showState(page, name);
      document.documentElement.classList.toggle('has-query', name !== 'idle');
      part('.search-unfilter').hidden = !aw.filtersOf(session.text()).length;
      if (name !== 'some') more.hidden = true;
    }

    /**
     * @param {string} query
     * @param {boolean} isStep Whether Back leads to the query before it.
     */
    function ask(query, isStep) {
      if (query !== session.text()) session.set(query);
      // A pasted log is not written down; what was telling in it is, once that is known.
      if (!query.includes('\n')) write(query, isStep);
      run(FIRST, 0);
    }

    function write(query, isStep) {
      const address = new URL(location.href);
      address.search = query.trim() ? `?q=${encodeURIComponent(query)}` : '';
      address.hash = '';
      if (address.search === location.search) return;
      history[isStep ? 'pushState' : 'replaceState'](null, '', address);
    }

    function run(limit, from) {
      const query = session.text();
      const isByDate = aw.hasPart(query, BY_DATE);
      document.title = query.trim() ? `${input.value.trim()} · ${title}` : title;
      clear.hidden = !input.value;
      page.querySelectorAll('.search-order button').forEach((it) => {
        it.setAttribute('aria-pressed', String((it.value === BY_DATE) === isByDate));
      });
      wantsFocus = from > 0;
      session.search(limit, from);
    }

    more.addEventListener('click', () => run(shown + STEP, shown));
    clear.addEventListener('click', () => {
      ask('', true);
      input.focus();
    });
    part('form').addEventListener('submit', (event) => {
      event.preventDefault();
      if (!session.isComposing()) ask(session.text(), true);
    });
    part('.search-unfilter').addEventListener('click', () => ask(aw.withoutFilters(session.text()), true));
    page.querySelectorAll('.search-order button').forEach((button) => {
      button.addEventListener('click', () => {
        const query = session.text();
        if (aw.hasPart(query, BY_DATE) !== (button.value === BY_DATE)) ask(aw.toggled(query, BY_DATE), true);
      });
    });
    window.addEventListener('popstate', () => {
      session.set(queryOfAddress());
      run(FIRST, 0);
    });
    const narrow = part('.search-narrow');
    narrow.addEventListener('click', () => {
      const isOpen = part('.search-facets').classList.toggle('is-open');
      narrow.setAttribute('aria-expanded', String(isOpen));
    });
    page.addEventListener('keydown', (event) => walk(event, session, input, list));

    // A reader may have typed before this script was there.
    if (!input.value) session.set(queryOfAddress());
    return { refresh: () => ask(session.text(), false) };
  }

  /** Arrows lead from the input through the results and back, Escape from a result to the input. */
  function walk(event, session, input, list) {
    if (event.isComposing || session.isComposing()) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [input, ...list.querySelectorAll('a')];
    const at = stops.indexOf(document.activeElement);
    const target = event.key === 'Escape' && at > 0 ? input : step && at >= 0 ? stops[at + step] : null;
    if (!target) return;
    event.preventDefault();
    target.focus();
  }
})((window.afterword ??= {}));
