/*
 * The search box of every page: a dialog with a combobox and its listbox, as in the ARIA Authoring Practices. The first
 * result is always the active one, so that it is one Enter away; focus stays in the input.
 */
(function (aw) {
  'use strict';

  const LIMIT = 8;
  /** Values offered of a facet: one line of them. */
  const MAX_VALUES = 4;
  const LAST = 'afterword-search';
  /** @type {{refresh: function(): void}|null} */
  let started = null;

  /** Takes up the text of the input, now and whenever the dialog opens again. */
  aw.dialog = function (dialog) {
    started ??= start(dialog);
    started.refresh();
  };

  function start(dialog) {
    const part = (name) => dialog.querySelector(name);
    const [input, list, summary, clear] = ['input', '[role="listbox"]', '.search-summary', '.search-clear'].map(part);
    /** @type {HTMLElement|null} */
    let active = null;

    const options = () => [...list.children];
    const session = aw.session(input, part('[role="status"]'), {
      idle() {
        state('idle');
        summary.textContent = aw.settings().idle;
        aw.remember('sessionStorage', LAST, '');
        list.replaceChildren();
        aw.named(summary, '', () => Boolean(input.value)).catch(() => {});
      },
      slow() {
        if (!list.children.length) state('slow');
      },
      found(found) {
        aw.summary(summary, found, searchFor);
        part('.search-all').href = aw.pageOf(found.isExcerpt ? found.interpreted : session.text());
        if (!found.total) state('none');
        const query = session.text();
        aw.named(summary, query, () => query !== session.text()).catch(() => {});
      },
      row(details, idx, found) {
        if (idx === 0) {
          list.replaceChildren();
          part('.search-body').scrollTop = 0;
        }
        list.append(aw.result('aw-search-option', details, found.interpreted));
        options().forEach((it, at) => (it.id = `aw-search-option-${at + 1}`));
        if (idx > 0) return;
        state('some');
        activate(list.firstElementChild);
        if (aw.isImpatient) active.click();
      },
      done(found) {
        aw.isImpatient = false;
        if (!found.total) list.replaceChildren();
        counts(found).catch(() => {});
        aw.remember('sessionStorage', LAST, session.text());
      },
      failed() {
        aw.isImpatient = false;
        state('failed');
        summary.textContent = '';
        list.replaceChildren();
      },
    });
    const narrowing = part('.search-facets');
    const counts = aw.facets(narrowing, MAX_VALUES, searchFor, () => session.text());
    session.onText = () => {
      aw.isImpatient &&= Boolean(input.value);
      clear.hidden = !input.value;
      session.search(LIMIT);
    };

    function state(name) {
      const hasList = name === 'some';
      aw.showState(dialog, name);
      list.hidden = !hasList;
      narrowing.hidden = !hasList;
      input.setAttribute('aria-expanded', String(hasList));
      if (!hasList) activate(null);
      part('.search-unfilter').hidden = !aw.filtersOf(session.text()).length;
    }

    /** @param {HTMLElement|null} option */
    function activate(option) {
      active?.setAttribute('aria-selected', 'false');
      active = option;
      active?.setAttribute('aria-selected', 'true');
      if (active) input.setAttribute('aria-activedescendant', active.id);
      else input.removeAttribute('aria-activedescendant');
      active?.scrollIntoView({ block: 'nearest' });
    }

    function searchFor(query) {
      session.set(query);
      session.onText();
      input.focus();
    }

    /** @param {number} step Options down; the ends meet. */
    function move(step) {
      const found = options();
      if (!found.length) return;
      const from = active ? found.indexOf(active) : step > 0 ? -1 : 0;
      activate(found[(from + step + found.length) % found.length]);
    }

    input.addEventListener('keydown', (event) => {
      if (event.isComposing || session.isComposing()) return;
      const hasModifier = event.ctrlKey || event.metaKey;
      const found = options();
      if (event.key === 'ArrowDown') move(1);
      else if (event.key === 'ArrowUp') move(-1);
      else if (event.key === 'Home' && hasModifier) activate(found[0] ?? null);
      else if (event.key === 'End' && hasModifier) activate(found.at(-1) ?? null);
      else if (event.key === 'Enter' && session.isPending) aw.isImpatient = true;
      else if (event.key === 'Enter' && active && hasModifier) window.open(active.href, '_blank', 'noopener');
      else if (event.key === 'Enter') active?.click();
      else return;
      event.preventDefault();
    });
    list.addEventListener('pointermove', (event) => {
      const option = event.target.closest('[role="option"]');
      if (option && option !== active) activate(option);
    });
    // The result may be on this very page.
    list.addEventListener('click', (event) => {
      const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
      if (event.target.closest('a') && !isElsewhere) dialog.close();
    });
    // A press on a result must not take the focus out of the input.
    list.addEventListener('mousedown', (event) => event.preventDefault());
    clear.addEventListener('click', () => searchFor(''));
    part('.search-unfilter').addEventListener('click', () => searchFor(aw.withoutFilters(session.text())));
    // An input method that is being left by Escape is not the dialog being left.
    dialog.addEventListener('cancel', (event) => session.isComposing() && event.preventDefault());

    if (!input.value) {
      session.set(aw.remembered('sessionStorage', LAST));
      input.select();
    }
    aw.preload();
    return { refresh: session.onText };
  }
})((window.afterword ??= {}));
