/* Marks the section being read in the table of contents, and keeps tables that do not scroll out of the tab order. */
(function () {
  'use strict';

  function markSections() {
    /** @type {Map<Element, Element>} */
    var links = new Map();
    document.querySelectorAll('.toc a').forEach(function (link) {
      var target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (target) links.set(target, link);
    });
    if (!links.size || !('IntersectionObserver' in window)) return;
    var marked = null;
    var observer = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (!entry.isIntersecting) return;
        if (marked) marked.removeAttribute('aria-current');
        marked = links.get(entry.target) || null;
        if (marked) marked.setAttribute('aria-current', 'true');
      });
    }, { rootMargin: '0px 0px -70% 0px' });
    links.forEach(function (_, target) {
      observer.observe(target);
    });
  }

  /** What fits is no stop of the keyboard, and the heads of a table that fits can stay in sight. */
  function tameTables() {
    const boxes = [...document.querySelectorAll('.table-scroll, .table-wrap, .chart-scroll')];
    boxes.forEach((it) => it.classList.remove('fits'));
    const fitting = new Set(boxes.filter((it) => it.scrollWidth <= it.clientWidth));
    for (const box of boxes) {
      box.classList.toggle('fits', fitting.has(box));
      if (fitting.has(box)) box.removeAttribute('tabindex');
      else box.tabIndex = 0;
    }
  }

  document.addEventListener('DOMContentLoaded', function () {
    markSections();
    tameTables();
    window.addEventListener('resize', tameTables);
  });
})();
