// Added to every page by `afterword serve`: loads the page again after a save, at the same place, and shows what was found.
(() => {
  'use strict';
  const build = document.currentScript.dataset.build;
  const KEY = 'afterword-serve';
  const HIDDEN = 'afterword-serve-closed';
  let source;
  let last;

  /** The session's store; a browser may refuse it, and then the place is not kept. */
  const stored = (action) => {
    try {
      return action(sessionStorage);
    } catch {
      return null;
    }
  };

  const reload = () => {
    stored((it) => it.setItem(KEY, JSON.stringify({ path: location.pathname, x: scrollX, y: scrollY })));
    location.reload();
  };

  /** Scrolls to where the page was before it was loaded again; pictures may push it away until they are there. */
  const comeBack = () => {
    const place = JSON.parse(stored((it) => it.getItem(KEY)) ?? 'null');
    stored((it) => it.removeItem(KEY));
    if (place?.path !== location.pathname) return;
    const back = () => scrollTo({ left: place.x, top: place.y, behavior: 'instant' });
    back();
    if (document.readyState !== 'complete') addEventListener('load', back, { once: true });
  };

  const element = (name, className, text, ...children) => {
    const made = document.createElement(name);
    made.className = className;
    if (text) made.textContent = text;
    made.append(...children);
    return made;
  };

  // A tree of its own: the theme's sheet does not reach into it, and ours does not reach out.
  const host = document.createElement('afterword-serve');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = '/__afterword/serve.css';
  const badge = element('button', 'badge', '');
  badge.type = 'button';
  badge.hidden = true;
  const dialog = element('dialog', 'findings', '');
  root.append(sheet, badge, dialog);

  const line = (it) =>
    element('li', it.marked || it.after ? 'line place' : 'line', '',
      element('span', 'number', String(it.number)), it.before, element('mark', '', it.marked), it.after);

  const finding = (it) =>
    element('li', `finding ${it.level}`, '',
      element('p', 'message', '', element('span', 'kind', it.kind), ' ', it.message),
      ...(it.place ? [element('p', 'where', it.place)] : []),
      ...(it.lines.length > 0 ? [element('ol', 'lines', '', ...it.lines.map(line))] : []),
      ...(it.hint ? [element('p', 'hint', it.hint)] : []));

  const fill = (event) => {
    const close = element('button', 'close', event.words.close);
    close.type = 'button';
    close.addEventListener('click', () => dialog.close());
    const title = element('h2', 'title', event.words.title);
    title.id = 'title';
    dialog.setAttribute('aria-labelledby', 'title');
    dialog.replaceChildren(
      element('header', '', '', title, close),
      ...(event.failed ? [element('p', 'failed', event.failed)] : []),
      element('ul', 'all', '', ...event.findings.map(finding)),
      ...(event.more ? [element('p', 'more', event.more)] : []));
  };

  const showBadge = (text, kind, title) => {
    badge.hidden = !text;
    badge.textContent = text;
    badge.className = `badge ${kind}`;
    badge.title = title;
  };

  const show = (event) => {
    last = event;
    const isBad = event.has_errors || event.failed !== null;
    showBadge(event.counts || event.failed || '', isBad ? 'error' : 'warning', event.words.show);
    fill(event);
    // What somebody has closed stays closed until something else is found.
    const found = JSON.stringify([event.failed, event.findings]);
    if (!isBad) stored((it) => it.removeItem(HIDDEN));
    const isClosed = stored((it) => it.getItem(HIDDEN)) === found;
    dialog.onclose = () => isBad && stored((it) => it.setItem(HIDDEN, found));
    if (isBad && !isClosed) {
      if (!dialog.open) dialog.showModal();
    } else if (dialog.open && !isBad) {
      dialog.close();
    }
  };

  badge.addEventListener('click', () => last && !dialog.open && dialog.showModal());

  const listen = () => {
    source = new EventSource('/__afterword/events');
    source.onmessage = (message) => {
      const event = JSON.parse(message.data);
      if (event.build !== build) reload();
      else show(event);
    };
    source.onerror = () => {
      showBadge(last?.words.offline ?? 'offline', 'offline', '');
      // A server that refuses is not asked again by the browser itself.
      if (source.readyState === EventSource.CLOSED) setTimeout(() => document.hidden || listen(), 5000);
    };
  };

  // A browser opens only six connections to one host, for all its tabs: those that nobody sees give theirs back.
  document.addEventListener('visibilitychange', () => {
    source?.close();
    if (!document.hidden) listen();
  });
  addEventListener('pagehide', () => source?.close());
  addEventListener('pageshow', (it) => it.persisted && listen());

  document.body.append(host);
  comeBack();
  if (!document.hidden) listen();
})();
