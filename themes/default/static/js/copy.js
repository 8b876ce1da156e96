/* A copy button on every block of code. */
(function () {
  'use strict';

  /** @param {HTMLElement} block The `pre` element. */
  function add(block) {
    var words = document.body.dataset;
    var button = document.createElement('button');
    var box = document.createElement('div');
    var text = block.textContent || '';
    button.type = 'button';
    button.className = 'copy';
    button.textContent = words.copy || '';
    button.setAttribute('aria-live', 'polite');
    button.addEventListener('click', function () {
      navigator.clipboard.writeText(text).then(function () {
        button.textContent = words.copied || '';
        setTimeout(function () {
          button.textContent = words.copy || '';
        }, 2000);
      }, function () {
        button.remove();
      });
    });
    box.className = 'code';
    block.replaceWith(box);
    box.append(block, button);
  }

  document.addEventListener('DOMContentLoaded', function () {
    if (navigator.clipboard) document.querySelectorAll('main pre').forEach(add);
  });
})();
