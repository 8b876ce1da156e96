/* What can be copied with one click: blocks of code, the id of a document, and the address of a section. */
(function () {
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

  /** @param {HTMLElement} block The `pre` element. */
  function addButton(block) {
    const button = document.createElement('button');
    const box = document.createElement('div');
    const text = block.textContent;
    button.type = 'button';
    button.className = 'copy';
    button.textContent = document.body.dataset.copy;
    button.addEventListener('click', () => copy(text, document.body.dataset.copied, button));
    box.className = 'code';
    block.replaceWith(box);
    box.append(block, button);
  }

  document.addEventListener('DOMContentLoaded', () => {
    if (!navigator.clipboard) return;
    document.querySelectorAll('main pre').forEach(addButton);
    document.addEventListener('click', ({ target }) => {
      const button = target.closest('[data-copy]:not(body)');
      const link = target.closest('a.permalink');
      if (button) copy(button.dataset.copy, document.body.dataset.copied, button);
      if (link) copy(link.href, document.body.dataset.linkCopied);
    });
  });
})();
