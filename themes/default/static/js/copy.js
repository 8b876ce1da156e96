/* What can be copied with one click: blocks of code, tables, the id of a document, and the address of a section. */
(function (aw) {
  'use strict';

  // Known before the page is drawn, so that nothing moves when buttons take their place.
  if (navigator.clipboard) document.documentElement.classList.add('can-copy');

  /** @type {WeakMap<HTMLElement, string>} The usual label of a button that says for a moment that it copied. */
  const labels = new WeakMap();

  /** Puts `text` on the clipboard and says so, to the ear and on `button` where there is one. */
  function copy(text, message, button) {
    return navigator.clipboard.writeText(text).then(() => {
      const place = document.getElementById('aw-said');
      if (place) place.textContent = message;
      if (!button) return;
      if (!labels.has(button)) labels.set(button, button.textContent);
      button.textContent = message;
      setTimeout(() => {
        button.textContent = labels.get(button);
        if (place) place.textContent = '';
      }, 2000);
    }, () => button?.remove());
  }

  /** @returns {string} The words of a cell, links with their whole addresses. */
  function wordsOf(node) {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches('.hidden, svg')) return '';
    const inner = [...node.childNodes].map(wordsOf).join('');
    return node.matches('a[href]') && inner.trim() ? `[${inner.trim()}](${node.href})` : inner;
  }

  /** @returns {string} The lines of a table that are shown, in Markdown. */
  function markdownOf(table) {
    const shown = [...table.rows].filter((it) => !it.hidden && !it.parentElement.hidden && !it.classList.contains('group'));
    const lines = shown.map((row) => {
      const cells = [...row.cells].filter((it) => !it.classList.contains('bar-cell'));
      return cells.map((it) => wordsOf(it).replace(/\s+/g, ' ').trim().replaceAll('|', '\\|'));
    });
    const rule = (lines[0] ?? []).map(() => '---');
    return [lines[0], rule, ...lines.slice(1)].map((it) => `| ${it.join(' | ')} |`).join('\n');
  }

  /**
   * @param {HTMLElement} block What gets a button of its own.
   * @param {string} name Class of the button.
   * @param {string} label
   * @param {function(): string} text
   */
  function addButton(block, name, label, text) {
    const button = document.createElement('button');
    const box = document.createElement('div');
    button.type = 'button';
    button.className = `copy ${name}`;
    button.textContent = label;
    button.addEventListener('click', () => copy(text(), aw.words().copied, button));
    box.className = 'code';
    block.replaceWith(box);
    box.append(block, button);
  }

  document.addEventListener('DOMContentLoaded', () => {
    if (!navigator.clipboard) return;
    const { copyCode: ofCode, copyTable: ofTable } = aw.words();
    document.querySelectorAll('main pre').forEach((it) => addButton(it, 'copy-code', ofCode, () => it.textContent));
    document.querySelectorAll('main :is(.table-scroll, .table-wrap):has(thead)').forEach((it) => {
      addButton(it, 'copy-table', ofTable, () => markdownOf(it.querySelector('table')));
    });
    document.addEventListener('click', ({ target }) => {
      const button = target.closest('[data-copy]');
      const link = target.closest('a.permalink');
      if (button) copy(button.dataset.copy, aw.words().copied, button);
      if (link) copy(link.href, aw.words().linkCopied);
    });
  });
})((window.afterword ??= {}));
