// `afterword serve` in a real Chromium: pages load again after a save at the same place, findings are shown over the page as
// text, and what is put right goes away by itself. AFTERWORD names the program; run by tests/run.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';

import { launch, open } from './support.mjs';

const AFTERWORD = path.resolve(process.env.AFTERWORD ?? path.join(import.meta.dirname, '../../target/debug/afterword'));
const CONFIG = 'site: { title: Payments, theme: own }\n';
const FOOTER = 'themes/own/templates/hook/footer.html';
const PAGE = 'incidents/inc-2026-0001/';
/** A busy machine builds slowly. */
const PATIENCE = { timeout: 120_000 };

let browser;
let folder;
let server;
let url;

const text = (title = 'Logins fail', more = '') =>
  `---\nid: INC-2026-0001\ntitle: ${title}\ndate: 2026-01-10\nseverity: P1\n${more}---\n\n## Summary\n\n` +
  'A pool was full and every login had to wait.\n\n'.repeat(120);

/** Saves as most editors do: a new file takes the name of the old one. */
function save(name, content) {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.tmp`, content);
  renameSync(`${file}.tmp`, file);
}

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'afterword-serve-'));
  save('afterword.yaml', CONFIG);
  save(FOOTER, '<p class="own">one</p>');
  save('content/a.md', text());
  const environment = { ...process.env, AFTERWORD_LANG: 'en', NO_COLOR: '1' };
  server = spawn(AFTERWORD, ['--as-of', '2026-03-01', 'serve', '--port', '0'], { cwd: folder, env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
  url = await new Promise((resolve, reject) => {
    const lines = createInterface({ input: server.stderr });
    lines.on('line', (line) => {
      const address = /^preview: (\S+)/.exec(line)?.[1];
      if (address) resolve(address);
    });
    lines.on('close', () => reject(new Error('the preview ended')));
  });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.kill();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

async function visit(address = PAGE) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 600 } });
  const { page, faults } = await open(context, url + address, url);
  return { context, page, faults };
}

const heading = (page, words) => page.locator('h1', { hasText: words }).waitFor(PATIENCE);

test('a save loads the page again, and it stays where it was', async () => {
  const { context, page, faults } = await visit();
  await page.evaluate(() => scrollTo(0, 1200));
  await page.evaluate(() => { window.isOld = true; });
  save('content/a.md', text('Logins are slow'));
  await heading(page, 'Logins are slow');
  assert.equal(await page.evaluate(() => window.isOld), undefined, 'it was loaded again');
  await page.waitForFunction(() => scrollY === 1200, null, PATIENCE);
  assert.deepEqual(await faults(), []);
  await context.close();
});

test('a save that changes nothing loads nothing', async () => {
  const { context, page } = await visit();
  await page.evaluate(() => { window.isOld = true; });
  save('content/a.md', text('Logins are slow'));
  save('afterword.yaml', CONFIG + 'what: 1\n');
  await page.locator('afterword-serve dialog[open]').waitFor(PATIENCE);
  assert.equal(await page.evaluate(() => window.isOld), true);
  save('afterword.yaml', CONFIG);
  await page.locator('afterword-serve dialog').waitFor({ state: 'hidden', ...PATIENCE });
  assert.equal(await page.evaluate(() => window.isOld), true);
  await context.close();
});

test('an error in a document covers the page with file, line and text, and goes away when it is put right', async () => {
  const { context, page, faults } = await visit();
  save('content/a.md', text('Logins fail', 'services: <img src=x onerror="window.ran=1">\ndate: 2026-01-11\n'));
  const dialog = page.locator('afterword-serve dialog[open]');
  await dialog.waitFor(PATIENCE);
  assert.match(await dialog.innerText(), /content\/a\.md:\d+:\d+/);
  assert.match(await dialog.innerText(), /<img src=x onerror/, 'the line is there as text');
  assert.equal(await page.evaluate(() => window.ran), undefined);
  await page.keyboard.press('Escape');
  assert.equal(await dialog.count(), 0);
  const badge = page.locator('afterword-serve .badge.error');
  assert.match(await badge.innerText(), /error/);
  await badge.click();
  await dialog.waitFor(PATIENCE);
  save('content/a.md', text('Logins work'));
  await heading(page, 'Logins work');
  assert.equal(await dialog.count(), 0);
  assert.deepEqual(await faults(), []);
  await context.close();
});

test('a broken configuration leaves the last good site, which recovers by itself', async () => {
  const { context, page, faults } = await visit();
  save('afterword.yaml', 'site: { langauge: en }\n');
  const dialog = page.locator('afterword-serve dialog[open]');
  await dialog.waitFor(PATIENCE);
  assert.match(await dialog.innerText(), /last good site[^]*afterword\.yaml:1:\d+/);
  assert.equal((await page.request.get(url)).status(), 200);
  save('afterword.yaml', CONFIG.replace('Payments', 'Payments and more'));
  await page.locator('.site-title', { hasText: 'Payments and more' }).waitFor(PATIENCE);
  assert.equal(await dialog.count(), 0);
  assert.deepEqual(await faults(), []);
  await context.close();
});

test('a template that is saved is shown, and a wrong one is an error with its line', async () => {
  const { context, page } = await visit();
  save(FOOTER, '<p class="own">two</p>');
  await page.locator('.own', { hasText: 'two' }).waitFor(PATIENCE);
  save(FOOTER, '<p class="own">\n{{ oops( }}</p>');
  const dialog = page.locator('afterword-serve dialog[open]');
  await dialog.waitFor(PATIENCE);
  assert.match(await dialog.innerText(), /templates\/hook\/footer\.html:2:/);
  save(FOOTER, '<p class="own">three</p>');
  await page.locator('.own', { hasText: 'three' }).waitFor(PATIENCE);
  await context.close();
});

test('warnings are a quiet badge', async () => {
  const { context, page } = await visit();
  save('content/a.md', text('Logins work', 'severty: P1\n'));
  const badge = page.locator('afterword-serve .badge.warning');
  await badge.waitFor(PATIENCE);
  assert.match(await badge.innerText(), /^\d+ warnings?$/);
  assert.equal(await page.locator('afterword-serve dialog[open]').count(), 0);
  await badge.click();
  assert.match(await page.locator('afterword-serve dialog[open]').innerText(), /content\/a\.md:6:1/);
  save('content/a.md', text('Logins work'));
  await badge.waitFor({ state: 'hidden', ...PATIENCE });
  await context.close();
});

test('a page of another origin can read nothing', async () => {
  const foreign = createServer((_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>Hello'));
  await new Promise((resolve) => foreign.listen(0, '127.0.0.1', resolve));
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${foreign.address().port}/`);
  const got = await page.evaluate(async (url) => {
    const element = (name, key, value) => new Promise((resolve) => {
      const made = document.createElement(name);
      made.onload = () => resolve('loaded');
      made.onerror = () => resolve('refused');
      made[key] = value;
      document.body.append(made);
    });
    return {
      fetch: await fetch(url).then(() => 'read', () => 'refused'),
      script: await element('script', 'src', `${url}__afterword/serve.js`),
      events: await new Promise((resolve) => {
        const source = new EventSource(`${url}__afterword/events`);
        source.onmessage = () => resolve('read');
        source.onerror = () => resolve('refused');
      }),
    };
  }, url);
  assert.deepEqual(got, { fetch: 'refused', script: 'refused', events: 'refused' });
  await context.close();
  foreign.close();
});

test('a page knows when the preview has ended', async () => {
  const { context, page } = await visit();
  // The first event is there.
  await page.locator('afterword-serve dialog header').waitFor({ state: 'attached', ...PATIENCE });
  server.kill('SIGINT');
  await page.locator('afterword-serve .badge.offline', { hasText: 'The preview has ended' }).waitFor(PATIENCE);
  await context.close();
});
