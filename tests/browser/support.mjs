// Serving a built site as strictly as it may be served, and looking at its pages in Chromium.

import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; " +
  "require-trusted-types-for 'script'";
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.csv': 'text/csv',
};

/** Serves `root` below the path `/kb/` with a strict content security policy, trusted types required. */
export function serve(root) {
  const server = createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    let file = path.join(root, name.slice('/kb/'.length));
    try {
      if (!name.startsWith('/kb/')) throw new Error(name);
      if (statSync(file).isDirectory()) file = path.join(file, 'index.html');
      const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
      const body = readFileSync(file);
      response.writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': CSP }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve({ server, url: `http://127.0.0.1:${server.address().port}/kb/` }));
  });
}

/**
 * Pages of every kind that the site in `folder` has, as addresses below its root: of each kind the longest and the
 * shortest. The kind is what `<body>` says.
 */
export function pagesOfEveryKind(folder) {
  const kinds = new Map();
  for (const name of readdirSync(folder, { recursive: true }).sort()) {
    if (!name.endsWith('.html')) continue;
    const text = readFileSync(path.join(folder, name), 'utf8');
    const kind = /<body class="[^"]*\bkind-([\w/-]+)/.exec(text)?.[1];
    if (!kind) continue;
    const address = name.split(path.sep).join('/').replace(/(^|\/)index\.html$/, '$1');
    kinds.set(kind, [...(kinds.get(kind) ?? []), { address, length: text.length }]);
  }
  const pages = [...kinds.values()].flatMap((all) => {
    all.sort((a, b) => b.length - a.length || (a.address < b.address ? -1 : 1));
    return [...new Set([all[0].address, all.at(-1).address])];
  });
  return { kinds: [...kinds.keys()].sort(), pages };
}

/** The Chromium that `CHROMIUM` names, else the first in PATH by any of its names. */
function browserPath() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const found = names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((it) => existsSync(it));
  if (process.env.CHROMIUM ?? found) return process.env.CHROMIUM ?? found;
  throw new Error(`no Chromium in PATH (${names.join(', ')}): install one, or name one by CHROMIUM`);
}

export function launch() {
  return chromium.launch({
    executablePath: browserPath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** A page at `url`, and what goes wrong on it: `faults` also asks the page. What is not below `origin` is a fault where that is given. */
export async function open(context, url, origin = '') {
  const found = [];
  const page = await context.newPage();
  page.on('request', (it) => {
    if (!it.url().startsWith(origin) && !it.url().startsWith('data:')) found.push(`request: ${it.url()}`);
  });
  page.on('console', (it) => it.type() === 'error' && found.push(`console: ${it.text()}`));
  page.on('pageerror', (it) => found.push(`error: ${it.message}`));
  await page.addInitScript(() => {
    window.faults = [];
    window.shift = 0;
    document.addEventListener('securitypolicyviolation', (it) => window.faults.push(`csp: ${it.effectiveDirective}`));
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(url, { waitUntil: 'load' });
  return { page, faults: async () => [...found, ...(await page.evaluate(() => window.faults))] };
}

/** What axe finds. It is run over the debugging protocol: a strict policy keeps an injected script element out. */
export async function violations(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const result = await window.axe.run(document, { runOnly: { type: 'tag', values: tags } });
    return result.violations.map((it) => `${it.id}: ${it.nodes[0].html.slice(0, 160)}`);
  });
}
