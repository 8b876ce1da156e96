/* What is overdue on the reader's own day, which may come long after the day a page was built for. */
(function () {
  'use strict';

  var DAY = 86400000;

  /** @returns {string} The reader's day, as `2026-01-31`. */
  function today() {
    var now = new Date();
    return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  }

  /** @param {string} day @returns {string} As the page writes dates: `31 Jan 2026`. */
  function inWords(day) {
    var language = document.documentElement.lang;
    var format = { dateStyle: 'medium', timeZone: 'UTC' };
    return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, format).format(new Date(day));
  }

  /** @param {string} due @param {string} day @returns {number} Whole days from `due` to `day`. */
  function days(due, day) {
    return Math.round((Date.parse(day) - Date.parse(due)) / DAY);
  }

  /** @param {HTMLElement} note @param {string} day */
  function tell(note, day) {
    var n = (note.dataset.due || '').split(' ').reduce(function (sum, entry) {
      var parts = entry.split('*');
      return sum + (parts[0] && parts[0] < day ? Number(parts[1] || 1) : 0);
    }, 0);
    note.textContent = (note.dataset.differs || '').replace('{today}', inWords(day)).replace('{n}', String(n));
  }

  /** @param {HTMLElement} row @param {string} day */
  function count(row, day) {
    var n = days(row.dataset.due || '', day);
    var cell = row.querySelector('.overdue-days');
    if (!cell) return;
    cell.textContent = n > 0 ? String(n) : '–';
    cell.classList.toggle('late', n > 0);
    row.classList.toggle('is-late', n > 0);
  }

  document.addEventListener('DOMContentLoaded', function () {
    var note = /** @type {HTMLElement | null} */ (document.querySelector('.overdue-now'));
    var day = today();
    if (!note || note.dataset.asOf === day) return;
    tell(note, day);
    document.querySelectorAll('tr[data-due]').forEach(function (row) {
      count(/** @type {HTMLElement} */ (row), day);
    });
  });
})();
