/* The appearance that a reader chose, kept in the browser. Runs before the page is drawn, so that nothing flashes. */
(function () {
  'use strict';

  var KEY = 'afterword-theme';
  var THEMES = ['auto', 'light', 'dark'];
  var root = document.documentElement;

  /** @returns {string} The stored choice; storage may be forbidden, and then there is none. */
  function stored() {
    try {
      return localStorage.getItem(KEY) || 'auto';
    } catch (_) {
      return 'auto';
    }
  }

  /** @param {string} theme One of THEMES. */
  function apply(theme) {
    if (theme === 'light' || theme === 'dark') {
      root.dataset.theme = theme;
    } else {
      delete root.dataset.theme;
    }
  }

  var current = stored();
  apply(current);

  document.addEventListener('DOMContentLoaded', function () {
    /** Is part of the page, hidden but with its space kept, so that nothing moves when it appears. */
    var button = document.querySelector('.theme-switch');
    if (!button) return;
    var words = window.afterword.words();

    function show() {
      var word = { auto: words.themeAuto, light: words.themeLight, dark: words.themeDark }[current];
      button.textContent = word || words.themeAuto || '';
    }

    button.addEventListener('click', function () {
      current = THEMES[(THEMES.indexOf(current) + 1) % THEMES.length];
      apply(current);
      show();
      try {
        localStorage.setItem(KEY, current);
      } catch (_) {
        // The choice then lasts for this page only.
      }
    });
    show();
    button.hidden = false;
  });
})();
