/*
 * Keys of a reader: `j` and `k` go to the next and the last line of a list, or section of a document; `?` shows all keys.
 * Like `/` they can be switched off.
 */
(function (aw) {
  'use strict';

  const LINES = 'main tbody th a:first-of-type, main .found-title, main .reading > li > a, main .chain-card h3 a';
  const SECTIONS = 'main :is(h2, h3) > a.permalink, main .toc a';

  /** @returns {HTMLElement[]} What `j` and `k` go through on this page. */
  function stops() {
    for (const it of [LINES, SECTIONS]) {
      const found = [...document.querySelectorAll(it)].filter((link) => link.getClientRects().length);
      if (found.length) return found;
    }
    return [];
  }

  /** @param {number} step From where the reader is: the line that has the focus, or the first one in sight. */
  function move(step) {
    const found = stops();
    const at = found.indexOf(document.activeElement);
    const inSight = () => found.findIndex((it) => it.getBoundingClientRect().top >= 0);
    const next = at >= 0 ? found[at + step] : found[inSight()];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  }

  function show() {
    const known = document.getElementById('aw-keys');
    const dialog = known ?? document.createElement('dialog');
    if (!known) {
      const list = document.createElement('dl');
      for (const it of aw.words().keys.split(' · ')) {
        const [key, ...words] = it.split(' ');
        const [name, text] = [document.createElement('dt'), document.createElement('dd')];
        name.append(Object.assign(document.createElement('kbd'), { textContent: key }));
        text.textContent = words.join(' ');
        list.append(name, text);
      }
      dialog.id = 'aw-keys';
      dialog.className = 'keys';
      dialog.setAttribute('aria-label', aw.words().keysName);
      dialog.append(list);
      dialog.addEventListener('click', () => dialog.close());
      document.body.append(dialog);
    }
    dialog.showModal();
  }

  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.documentElement.classList.contains('no-shortcuts')) return;
    if (event.target.closest?.('input, textarea, select, [contenteditable], dialog[open]')) return;
    const action = { j: () => move(1), k: () => move(-1), '?': show }[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
})((window.afterword ??= {}));
