/*
 * Opens search on every page: the button, the keys `/` and Ctrl-K or Cmd-K, and the scripts and the sheet behind
 * it, which are fetched when a reader is about to search and no earlier.
 */
(function (aw) {
  'use strict';

  const SHORTCUTS = 'afterword-shortcuts';
  const root = document.documentElement;

  // Known before the page is drawn, so that what only scripts can use takes its place without moving anything, and
  // results take the place of the index.
  root.classList.add('js');
  if (new URLSearchParams(location.search).get('q')) root.classList.add('has-query');

  /** @type {Map<string, Promise<void>>} */
  const scripts = new Map();

  /**
   * Runs a script of the site once; a failed attempt is not kept, so that a reader can try again.
   *
   * @param {'interface'|'engine'} name Which of the scripts that the page names.
   * @returns {Promise<void>}
   */
  aw.script = function (name) {
    if (!scripts.has(name)) {
      scripts.set(name, run(aw.settings()[name]).catch((error) => {
        scripts.delete(name);
        throw error;
      }));
    }
    return scripts.get(name);
  };

  /**
   * The script that shows results, and the sheet that they need: in plain looks they are better than not at all, so a
   * sheet that fails does not stop them.
   *
   * @returns {Promise<void>}
   */
  function shown() {
    return Promise.all([aw.script('interface'), dressed()]).then(() => {});
  }

  /** @type {Promise<void>|null} */
  let sheet = null;

  function dressed() {
    const address = aw.settings().sheet;
    const isThere = [...document.styleSheets].some((it) => it.href === address);
    sheet ??= isThere ? Promise.resolve() : new Promise((resolve) => {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.onload = link.onerror = () => resolve();
      link.href = address;
      document.head.append(link);
    });
    return sheet;
  }

  /** @param {string} address Of a classic script: opened from disk, a page may load no other. */
  function run(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.onload = () => resolve();
      script.onerror = () => {
        script.remove();
        reject(new Error(`${address} could not be loaded`));
      };
      script.src = aw.trusted().createScriptURL(address);
      document.head.append(script);
    });
  }

  /** Shows those of the blocks in `place` that are meant for the state. */
  aw.showState = function (place, state) {
    place.querySelectorAll('[data-when]').forEach((it) => (it.hidden = !it.dataset.when.split(' ').includes(state)));
  };

  /** Storage may be forbidden; then nothing is remembered. */
  aw.remember = function (storage, key, value) {
    try {
      window[storage].setItem(key, value);
    } catch (_) {
      // The choice then lasts for this page only.
    }
  };
  aw.remembered = function (storage, key) {
    try {
      return window[storage].getItem(key) || '';
    } catch (_) {
      return '';
    }
  };

  let areShortcutsOn = aw.remembered('localStorage', SHORTCUTS) !== 'off';
  root.classList.toggle('no-shortcuts', !areShortcutsOn);

  document.addEventListener('DOMContentLoaded', () => {
    const opener = document.querySelector('.search-open');
    if (!opener) return;
    const dialog = aw.box();
    const page = document.getElementById('aw-search-page');
    const place = page || dialog;
    const input = place.querySelector('input');

    function start() {
      shown().then(() => (page ? aw.page(page) : aw.dialog(dialog)), () => aw.showState(place, 'failed'));
    }
    function preload() {
      shown().then(() => aw.preload()).catch(() => {});
    }
    function open() {
      if (!page && !dialog.open) dialog.showModal();
      input.focus();
      input.select();
      if (!page) start();
    }

    if (page) start();
    opener.addEventListener('click', open);
    for (const it of ['focus', 'pointerenter']) opener.addEventListener(it, preload);
    place.querySelector('.search-retry').addEventListener('click', start);
    // Enter may come before the interface: it then opens the first result as soon as there is one.
    dialog.querySelector('form').addEventListener('submit', (event) => {
      event.preventDefault();
      aw.isImpatient = true;
    });
    dialog.addEventListener('close', () => (aw.isImpatient = false));
    dialog.querySelector('.search-close').addEventListener('click', () => dialog.close());
    dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
    listenForKeys(open);
    document.querySelectorAll('.search-shortcuts input').forEach((box) => {
      box.checked = areShortcutsOn;
      box.addEventListener('change', () => {
        areShortcutsOn = box.checked;
        root.classList.toggle('no-shortcuts', !areShortcutsOn);
        aw.remember('localStorage', SHORTCUTS, areShortcutsOn ? 'on' : 'off');
      });
    });
  });

  /** `/` outside of fields, Ctrl-K and Cmd-K anywhere; both can be switched off. */
  function listenForKeys(open) {
    document.addEventListener('keydown', (event) => {
      if (!areShortcutsOn || event.isComposing || event.defaultPrevented || event.altKey || event.shiftKey) return;
      const hasModifier = event.ctrlKey || event.metaKey;
      // The field of a dialog that has just closed keeps the focus until the next frame, and takes no text.
      const isInField = event.target.closest?.('input, textarea, select, [contenteditable]')?.checkVisibility();
      const isSlash = event.key === '/' && !hasModifier && !isInField;
      const isLetter = hasModifier && event.key.toLowerCase() === 'k';
      if (!isSlash && !isLetter) return;
      event.preventDefault();
      open();
    });
  }
})((window.afterword ??= {}));
