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

  function tameTables() {
    document.querySelectorAll('.table-scroll, .chart-scroll').forEach(function (box) {
      if (box.scrollWidth > box.clientWidth) {
        box.tabIndex = 0;
      } else {
        box.removeAttribute('tabindex');
      }
    });
  }

  document.addEventListener('DOMContentLoaded', function () {
    markSections();
    tameTables();
    window.addEventListener('resize', tameTables);
  });
})();
