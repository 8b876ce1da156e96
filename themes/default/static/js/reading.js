/* Marks the section being read in the table of contents, and keeps tables that do not scroll out of the tab order. */
(function () {
  'use strict';

  /** What a reader does to go on from the section that was chosen. */
  const MOVES = ['wheel', 'touchmove', 'keydown', 'pointerdown'];

  /**
   * Marks the section that was chosen in the table of contents; once the reader goes on, the last one that begins in
   * the upper part of the window, and at the end of the page the last of all.
   */
  function markSections() {
    /** @type {Map<Element, Element>} */
    const links = new Map();
    for (const link of document.querySelectorAll('.toc a')) {
      const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      // What is beside the document is not a place in it.
      if (target && !target.closest('.rail')) links.set(target, link);
    }
    const targets = [...links.keys()];
    if (!targets.length) return;
    let chosen = null;
    function mark() {
      const isAtEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
      const seen = targets.filter((it) => it.getBoundingClientRect().top < innerHeight * 0.3);
      const current = chosen ?? (isAtEnd && scrollY > 0 ? targets.at(-1) : seen.at(-1));
      for (const [target, link] of links) {
        if (target === current) link.setAttribute('aria-current', 'true');
        else link.removeAttribute('aria-current');
      }
    }
    for (const [target, link] of links) {
      link.addEventListener('click', () => {
        chosen = target;
        mark();
      });
    }
    MOVES.forEach((it) => addEventListener(it, () => (chosen = null), { passive: true }));
    const observer = new IntersectionObserver(mark, { rootMargin: '0px 0px -70% 0px', threshold: [0, 1] });
    targets.forEach((it) => observer.observe(it));
    const end = document.querySelector('.site-footer');
    if (end) new IntersectionObserver(mark).observe(end);
  }

  /** What fits needs no keyboard stop, and the heads of a table that fits can stay in sight. */
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
    addEventListener('resize', tameTables);
  });
})();
