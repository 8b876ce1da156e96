/* From typing to results: waits for pauses and for input methods, keeps late answers out, tells what was found. */
(function (aw) {
  'use strict';

  /** Milliseconds: from a key to its search, to the word that it takes long, and to the spoken count. */
  const PAUSE = 110;
  const LONG = 400;
  const SPOKEN = 700;
  /** Most characters of a query; a longer log says nothing more. */
  const MAX_LENGTH = 4000;

  /**
   * @typedef {object} View
   * @property {function(): void} idle Nothing to search for.
   * @property {function(): void} slow An answer takes its time.
   * @property {function(Found): void} found The count is known.
   * @property {function(Details, number, Found): void} row The result at a place; the one at 0 replaces an earlier list.
   * @property {function(Found): void} done All rows are there.
   * @property {function(): void} failed Nothing could be loaded.
   */

  /**
   * @param {HTMLInputElement} input
   * @param {HTMLElement} status Read out by screen readers.
   * @param {View} view
   */
  aw.session = function (input, status, view) {
    let isComposing = false;
    let current = 0;
    let pause = 0;
    let speech = 0;
    /** A pasted excerpt of a log: an input holds one line, the engine reads them all. */
    let log = { shown: '', whole: '' };
    const session = { text, set, search, isComposing: () => isComposing, isPending: false, onText() {} };

    /** @returns {string} The query, with the lines that were pasted. */
    function text() {
      return (log.shown && input.value === log.shown ? log.whole : input.value).slice(0, MAX_LENGTH);
    }

    /** @param {string} query Put into the input without a search. */
    function set(query) {
      const shown = query.replace(/\s*[\r\n]+\s*/g, ' ');
      log = shown === query ? { shown: '', whole: '' } : { shown, whole: query };
      input.value = shown;
    }

    function say(words) {
      clearTimeout(speech);
      speech = setTimeout(() => (status.textContent = words), SPOKEN);
    }

    /**
     * @param {number} limit Most results.
     * @param {number} from Rows before this one are there already.
     */
    async function search(limit, from = 0) {
      clearTimeout(pause);
      const query = text();
      const run = (current += 1);
      const isStale = () => run !== current;
      session.isPending = true;
      if (!query.trim()) {
        session.isPending = false;
        status.textContent = '';
        clearTimeout(speech);
        return view.idle();
      }
      const long = setTimeout(() => isStale() || view.slow(), LONG);
      try {
        const engine = await aw.engine();
        if (isStale()) return;
        const found = await answer(engine, query, limit);
        if (isStale()) return;
        clearTimeout(long);
        const rows = found.hits.slice(from).map((it) => engine.details(it));
        rows.forEach((it) => it.catch(() => {}));
        view.found(found);
        say(aw.count(found.total) + (found.relaxed ? `. ${aw.settings().relaxed}` : ''));
        for (const [idx, row] of rows.entries()) {
          const details = await row;
          if (isStale()) return;
          session.isPending = false;
          view.row(details, from + idx, found);
        }
        session.isPending = false;
        view.done(found);
      } catch (error) {
        if (isStale()) return;
        session.isPending = false;
        view.failed();
        say(aw.settings().failed);
      } finally {
        clearTimeout(long);
      }
    }

    /** What the engine finds; for a log, what its distinctive words find. */
    async function answer(engine, query, limit) {
      const ask = () => engine.search(query, { limit, prefix: aw.isBeingTyped(query) });
      if (aw.isExcerpt(query)) return (await aw.searchExcerpt(engine, query, limit)) || ask();
      const found = await ask();
      const isEnough = found.total && !found.relaxed;
      return isEnough || !aw.mayBeExcerpt(query) ? found : (await aw.searchExcerpt(engine, query, limit)) || found;
    }

    /** @param {Event} event Half-typed pinyin is not a query yet. */
    function typed(event) {
      if (isComposing || event.isComposing) return;
      session.isPending = true;
      clearTimeout(pause);
      pause = setTimeout(() => session.onText(), input.value ? PAUSE : 0);
    }

    input.addEventListener('compositionstart', () => (isComposing = true));
    input.addEventListener('compositionend', (event) => {
      isComposing = false;
      typed(event);
    });
    input.addEventListener('input', typed);
    input.addEventListener('paste', (event) => {
      const pasted = event.clipboardData?.getData('text/plain').trim() || '';
      if (!/[\r\n]/.test(pasted)) return;
      event.preventDefault();
      const [start, end] = [input.selectionStart ?? 0, input.selectionEnd ?? 0];
      set(input.value.slice(0, start) + pasted + input.value.slice(end));
      typed(event);
    });
    return session;
  };
})((window.afterword ??= {}));
