// Hostile content in a real Chromium: nothing runs and nothing is loaded from elsewhere, with and without a content
// security policy, served and opened from disk. The site is built here, from payloads that `payloads.mjs` makes.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { attachmentPayloads, htmlPayloads, svgPayloads, valuePayloads } from './payloads.mjs';
import { launch } from './support.mjs';

const AFTERWORD = path.resolve(process.env.AFTERWORD ?? path.join(import.meta.dirname, '../../target/debug/afterword'));
/** How many payloads of raw HTML one page holds: each closes what the one before it left open. */
const PER_PAGE = 12;
/** How many values one document holds in each of its lists. */
const PER_DOCUMENT = 49;
const POLICY = /<meta http-equiv="Content-Security-Policy"[^>]*>\n?/;
const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.json': 'application/json', '.png': 'image/png', '.jpg': 'image/jpeg', '.gif': 'image/gif', '.pdf': 'application/pdf', '.txt': 'text/plain', '.csv': 'text/csv' };

let folder;
let site;
let browser;

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'afterword-hostile-'));
  site = path.join(folder, 'public');
  const content = path.join(folder, 'content');
  mkdirSync(content);
  const head = (id) => `---\nid: INC-2026-${id}\ntitle: Payloads ${id}\ndate: 2026-01-10\nseverity: P2\n---\n`;
  const html = htmlPayloads();
  for (let at = 0; at < html.length; at += PER_PAGE) {
    writeFileSync(path.join(content, `html-${at}.md`), head(1000 + at) + html.slice(at, at + PER_PAGE).map((it) => `\n\n${it}\n`).join(''));
  }
  const drawings = svgPayloads().map(({ name, bytes }) => ({ name: `${name}.svg`, bytes }));
  const attachments = attachmentPayloads();
  for (const { name, bytes } of [...drawings, ...attachments]) writeFileSync(path.join(content, name), bytes);
  writeFileSync(path.join(content, 'drawings.md'), head(1) + drawings.map(({ name }) => `![x](${name})\n\n[x](${name})\n\n`).join(''));
  writeFileSync(path.join(content, 'attachments.md'), head(2) + attachments.map(({ name }) => `[x](${name}) ![x](${name})\n\n`).join(''));
  values(content);
  try {
    execFileSync(AFTERWORD, ['--quiet', '--as-of', '2026-03-01', 'build', content, '--output', site], { cwd: folder, stdio: 'pipe' });
  } catch (error) {
    // Findings of errors end with exit code 1, and the site is written all the same.
    assert.equal(error.status, 1, String(error.stderr));
  }
  browser = await launch();
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Writes documents that hold every payload as each of their values, and one with each payload as its title. */
function values(content) {
  const payloads = valuePayloads();
  // JSON in quotes is YAML in quotes.
  const quoted = (it) => JSON.stringify(it);
  payloads.forEach((it, nr) => {
    const head = `id: ${quoted(`V-${nr}-${it}`)}\ntitle: ${quoted(`values ${it}`)}\ndate: 2026-01-11\nseverity: P3\nsummary: ${quoted(it)}\n`;
    writeFileSync(path.join(content, `title-${nr}.md`), `---\n${head}---\nText.\n`);
  });
  for (let at = 0; at < payloads.length; at += PER_DOCUMENT) {
    const some = payloads.slice(at, at + PER_DOCUMENT);
    const list = (before) => some.map((it) => quoted(`${before} ${it}`)).join(', ');
    const items = some.map((it) => `  - { task: ${quoted(`do ${it}`)}, owner: ${quoted(`@o ${it}`)}, ticket: ${quoted(it)}, priority: ${quoted(it)}, due: 2026-02-01, status: open }\n`).join('');
    const head = `id: INC-2027-${at}\ntitle: Values ${at}\ndate: 2026-01-12\nseverity: P2\nservices: [${list('s')}]\ncauses: [${list('c')}]\ntags: [${list('t')}]\nteams: [${list('m')}]\nauthors: [${list('a')}]\naction_items:\n${items}`;
    const links = some.map((it) => `[[${it.replaceAll(/[\n\]\[]/g, ' ')}]]\n\n## h {#${it.replaceAll(/[\s}]/g, '')}}\n`).join('\n');
    writeFileSync(path.join(content, `values-${at}.md`), `---\n${head}---\n\n${links}`);
  }
}

/** Files of the site below `start`, of these endings. */
function files(start, ending) {
  const all = readdirSync(site, { recursive: true }).map((it) => it.split(path.sep).join('/'));
  return all.filter((it) => it.startsWith(start) && it.endsWith(ending) && statSync(path.join(site, it)).isFile()).sort();
}

/** Serves the site; without a policy the pages' own is taken out too. Unknown endings have no type, so that browsers guess. */
function serve(hasPolicy) {
  const server = createServer((request, response) => {
    const file = path.join(site, decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
    try {
      let body = readFileSync(file);
      const type = TYPES[path.extname(file)];
      if (!hasPolicy && file.endsWith('.html')) body = Buffer.from(body.toString().replace(POLICY, ''));
      response.writeHead(200, type ? { 'Content-Type': type } : {}).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve({ server, url: `http://127.0.0.1:${server.address().port}/` })));
}

/** Opens every one of `names` and returns what ran or was requested elsewhere. */
async function opened(base, names) {
  const faults = [];
  const context = await browser.newContext();
  const page = await context.newPage();
  let current = '';
  context.on('request', (it) => {
    const url = it.url();
    if (!url.startsWith(base) && !/^(data|blob|about|chrome)/.test(url)) faults.push(`${current} asks for ${url.slice(0, 80)}`);
  });
  page.on('dialog', async (it) => {
    faults.push(`${current} opens a dialog`);
    await it.dismiss();
  });
  for (const name of names) {
    current = name;
    try {
      await page.goto(base + name.split('/').map(encodeURIComponent).join('/'), { waitUntil: 'load', timeout: 10_000 });
    } catch {
      // A download, or a file that no browser shows.
      continue;
    }
    const ran = await Promise.all(page.frames().map((it) => it.evaluate('window.pwned').catch(() => undefined)));
    if (ran.some(Boolean)) faults.push(`${current} runs`);
  }
  await context.close();
  return faults;
}

test('there are as many payloads as are promised', () => {
  assert.ok(htmlPayloads().length >= 603, String(htmlPayloads().length));
  assert.ok(valuePayloads().length >= 400, String(valuePayloads().length));
  assert.ok(svgPayloads().length >= 142, String(svgPayloads().length));
  assert.ok(files('incidents/inc-2026', '.html').length > 50, 'pages');
  assert.ok(files('files/', '.svg').length > 100, 'drawings');
});

test('the payloads run where nobody cleans them', async () => {
  // Otherwise the tests below would pass because nothing here can run.
  const context = await browser.newContext();
  const page = await context.newPage();
  let n_ran = 0;
  for (const { name, bytes } of svgPayloads().slice(0, 100)) {
    const file = path.join(folder, `raw-${name}.svg`);
    writeFileSync(file, bytes);
    await page.goto(pathToFileURL(file).href);
    if (await page.evaluate('window.pwned')) n_ran += 1;
  }
  await context.close();
  assert.ok(n_ran >= 5, String(n_ran));
});

for (const hasPolicy of [true, false]) {
  test(`nothing on pages and in files runs or loads ${hasPolicy ? 'with' : 'without'} a policy`, { timeout: 600_000 }, async () => {
    const { server, url } = await serve(hasPolicy);
    const names = [...files('incidents/inc-2026', '.html'), ...files('files/', '')];
    const faults = await opened(url, names);
    server.close();
    assert.deepEqual(faults, []);
  });
}

for (const hasPolicy of [true, false]) {
  test(`no value runs or loads on a page or in the search ${hasPolicy ? 'with' : 'without'} a policy`, { timeout: 600_000 }, async () => {
    const { server, url } = await serve(hasPolicy);
    const lists = files('', 'index.html').filter((it) => it.split('/').length <= 2);
    const some = (start) => files(start, 'index.html').filter((_, nr) => nr % 40 === 0);
    const names = [...lists, ...files('incidents/inc-2027', 'index.html'), ...some('incidents/v-'), ...some('services/'), ...some('tags/'), ...some('teams/'), ...some('causes/')];
    assert.ok(names.length > 60, String(names.length));
    const faults = await opened(url, names);
    // What somebody searches for is shown too, and so are the titles that are found.
    const context = await browser.newContext();
    const page = await context.newPage();
    page.on('request', (it) => {
      if (!it.url().startsWith(url) && !/^(data|blob|about|chrome)/.test(it.url())) faults.push(`the search asks for ${it.url().slice(0, 80)}`);
    });
    const queries = ['values', ...valuePayloads().filter((_, nr) => nr % 10 === 0)];
    for (const query of queries) {
      await page.goto(`${url}search/index.html?q=${encodeURIComponent(query)}`, { waitUntil: 'load' });
      if (query === 'values') await page.waitForSelector('.search-results li', { timeout: 20_000 });
      if (await page.evaluate('window.pwned')) faults.push(`the search for ${query} runs`);
    }
    await context.close();
    server.close();
    assert.deepEqual(faults, []);
  });
}

test('nothing runs or loads from disk', { timeout: 600_000 }, async () => {
  const base = `${pathToFileURL(site).href}/`;
  assert.deepEqual(await opened(base, [...files('incidents/inc-2026', '.html').slice(0, 20), ...files('files/', '')]), []);
});

test('kinds that browsers run are not published', () => {
  const endings = new Set(files('files/', '').map((it) => path.extname(it)));
  const allowed = '.png .apng .jpg .jpeg .jfif .gif .webp .avif .svg .pdf .txt .csv .json .zip .gz .tgz .bz2 .tbz2 .xz .txz .zst .tar .7z'.split(' ');
  assert.deepEqual([...endings].filter((it) => !allowed.includes(it)), []);
});
