/* Results as elements. Titles and texts come from documents: they are only ever set as text. */
(function (aw) {
  'use strict';

  const element = (name, className, text) => {
    const it = document.createElement(name);
    if (className) it.className = className;
    if (text) it.textContent = text;
    return it;
  };
  aw.element = element;

  /**
   * A document as a copy of a template: parts are found by class, what a document lacks is taken out.
   *
   * @param {string} template Id of the template.
   * @param {Details} details
   * @param {string} query As it was read.
   * @returns {DocumentFragment}
   */
  aw.result = function (template, details, query) {
    const copy = document.getElementById(template).content.cloneNode(true);
    const address = aw.address(details.url);
    const words = [...aw.wordsOf(query), ...details.snippet.filter((it) => it[1]).map((it) => it[0])];
    const isForeign = details.language && details.language !== document.documentElement.lang;
    const put = (name, nodes, lang) => {
      const place = copy.querySelector(name);
      if (!nodes.length) return void place.remove();
      place.append(...nodes);
      if (lang && isForeign) place.lang = details.language;
    };
    for (const link of copy.querySelectorAll('a')) {
      link.href = address.href;
      link.addEventListener('click', () => aw.leadsTo(link, words));
    }
    put('.found-severity', details.severity ? [badge(details.severity)] : []);
    put('.found-title', marked(details.title, words), true);
    put('.found-facts', facts(details));
    put('.found-text', details.snippet.map(([text, isMarked]) => (isMarked ? element('mark', '', text) : text)), true);
    const section = copy.querySelector('.found-section');
    if (details.heading) {
      address.hash = details.heading.anchor;
      (section.matches('a') ? section : section.querySelector('a')).href = address.href;
      put('.found-heading', marked(details.heading.title, words), true);
    } else {
      section.remove();
    }
    return copy;
  };

  /** @returns {Node} The badge that the page holds for the severity; its plain name where it holds none. */
  function badge(severity) {
    const badges = document.getElementById('aw-search-badges').content.children;
    const known = [...badges].find((it) => it.textContent === severity);
    return known ? known.cloneNode(true) : element('span', 'badge sev sev-none', severity);
  }

  /** @param {Details} details */
  function facts(details) {
    const words = aw.settings();
    const names = { runbook: words.runbook, page: words.page, draft: words.draft, superseded: words.superseded };
    const found = [];
    if (details.kind === 'incident') found.push(element('span', 'id', details.id));
    if (details.date) {
      const time = element('time', '', dateText(details.date));
      time.dateTime = details.date;
      found.push(time);
    }
    if (details.services.length) found.push(element('span', '', details.services.join(words.separator)));
    for (const name of [details.kind, details.status]) {
      if (names[name]) found.push(element('span', 'mark', names[name]));
    }
    return found;
  }

  /** @param {string} date `2026-01-23`. */
  function dateText(date) {
    const words = aw.settings();
    const [year, month, day] = date.split('-').map(Number);
    return aw.fill(words.date, { year, day, month: words.months.split(' ')[month - 1] });
  }

  /** @returns {(Node|string)[]} The text with every one of the words marked. */
  function marked(text, words) {
    const pattern = aw.pattern(words);
    if (!pattern) return [text];
    return text
      .split(pattern)
      .map((it, idx) => (idx % 2 ? element('mark', '', it) : it))
      .filter((it) => it !== '');
  }

  /**
   * How many there are, how the query was read, and what else was or could be searched for.
   *
   * @param {HTMLElement} place
   * @param {Found} found
   * @param {function(string): void} search Called with another query to search for.
   */
  aw.summary = function (place, found, search) {
    const words = aw.settings();
    place.replaceChildren(element('strong', '', aw.count(found.total)));
    const say = (text, className = '') => place.append(' ', element('span', className, text));
    if (found.notice === 'only-common-words') say(words.common);
    if (found.interpreted) say(aw.fill(words.read, { query: found.interpreted }), 'search-read');
    if (found.isExcerpt) say(words.excerpt);
    if (found.relaxed) say(words.relaxed, 'search-relaxed');
    for (const it of found.suggestions) {
      if (it.applied) {
        say(aw.fill(words.applied, it));
      } else {
        const button = element('button', 'search-suggestion', aw.fill(words.suggestion, it));
        button.type = 'button';
        button.addEventListener('click', () => search(found.query.replaceAll(it.written, it.meant)));
        place.append(' ', button);
      }
    }
  };

  /** @returns {string} `1 result`, `1,234 results`. */
  aw.count = function (n) {
    const words = aw.settings();
    const written = n.toLocaleString(document.documentElement.lang);
    return n === 0 ? words.none : n === 1 ? words.one : aw.fill(words.many, { n: written });
  };
})((window.afterword ??= {}));
