// The search box and the search page in a real Chromium: keys, input methods, hostile text, states, and the real engine.
// SITE_EN and SITE_ZH name the two built sites. Run by tests/run.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { launch, open, serve, violations } from './support.mjs';

const double = readFileSync(new URL('search-double.js', import.meta.url), 'utf8');
const OPTIONS = '#aw-search-list [role=option]';
const LOG = [
  '2026-03-04T01:02:03Z ERROR [payment-service-7d9f8b6c5-x2x4k] connection of the pool not available, pool empty after 30000ms',
  '    at com.example.Unseen.frame(Unseen.java:12)',
].join('\n');

let browser;
const sites = [];

before(async () => {
  for (const [language, folder] of [['en', process.env.SITE_EN], ['zh-CN', process.env.SITE_ZH]]) {
    assert.ok(folder, 'SITE_EN and SITE_ZH name the built sites; tests/run sets them');
    sites.push({ language, folder, ...(await serve(folder)) });
  }
  browser = await launch();
});

after(async () => {
  await browser?.close();
  for (const site of sites) site.server.close();
});

/** A page with the double in place of the engine, or with the real one. */
async function visit(address, { site = sites[0], engine = double, ...settings } = {}) {
  const context = await browser.newContext(settings);
  const fulfil = (route) => route.fulfill({ body: engine, contentType: 'text/javascript' });
  if (engine) await context.route(/\/assets\/search-[0-9a-f]{8}\.js/, fulfil);
  const opened = await open(context, site.url + address);
  return { ...opened, context, site };
}

const active = (page) => page.evaluate(() => {
  const input = document.querySelector('#aw-search input');
  const marked = [...document.querySelectorAll('#aw-search-list [aria-selected=true]')].map((it) => it.id);
  return { id: input.getAttribute('aria-activedescendant'), marked };
});
const focused = (page) => page.evaluate(() => document.activeElement.className || document.activeElement.tagName);
const isOpen = (page) => page.evaluate(() => document.getElementById('aw-search').open);
const countIs = (page, n) => page.waitForFunction(([it, n]) => document.querySelectorAll(it).length === n, [OPTIONS, n]);

/** Puts text into the focused input as a paste does. */
const paste = (page, text) => page.evaluate((text) => {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
}, text);

test('the keyboard alone opens, types, chooses, leaves, and comes back to where it was', async () => {
  const { page, context, faults, site } = await visit('incidents/');
  await page.focus('main a');
  const before = await page.evaluate(() => document.activeElement.href);
  await page.keyboard.press('/');
  assert.equal(await focused(page), 'search-input');
  assert.equal(await page.inputValue('#aw-search input'), '', 'the key that opens is not typed');
  await page.keyboard.type('connection pool');
  // Four documents, three of them with a section.
  await countIs(page, 7);
  assert.deepEqual(await active(page), { id: 'aw-search-option-1', marked: ['aw-search-option-1'] });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  assert.deepEqual(await active(page), { id: 'aw-search-option-3', marked: ['aw-search-option-3'] });
  for (const [key, id] of [['ArrowUp', 2], ['Control+End', 7], ['ArrowDown', 1], ['ArrowUp', 7], ['Control+Home', 1]]) {
    await page.keyboard.press(key);
    assert.equal((await active(page)).id, `aw-search-option-${id}`, key);
  }
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  const selected = await page.evaluate(() => getSelection().toString());
  assert.equal(selected, 'connection pool', 'Home and End stay with the text');
  await page.keyboard.press('Escape');
  assert.equal(await isOpen(page), false);
  assert.equal(await page.evaluate(() => document.activeElement.href), before);
  await page.keyboard.press('Control+k');
  await countIs(page, 7);
  await page.keyboard.press('ArrowDown');
  await Promise.all([page.waitForURL('**/incidents/inc-2026-0001/index.html#root-cause'), page.keyboard.press('Enter')]);
  assert.deepEqual(await faults(), []);
  assert.ok(page.url().startsWith(site.url));
  await context.close();
});

test('Enter straight after typing or pasting opens the first result once it is there', async () => {
  const { page, context } = await visit('');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('connection pool');
  await Promise.all([page.waitForURL('**/incidents/inc-2026-0001/index.html'), page.keyboard.press('Enter')]);
  await context.close();
});

test('Enter before the scripts of search are there opens the first result once they are', async () => {
  const { page, context } = await visit('');
  let arrive;
  const late = new Promise((resolve) => (arrive = resolve));
  await context.route(/\/assets\/search-ui-[0-9a-f]{8}\.js/, (route) => late.then(() => route.continue()));
  await page.keyboard.press('Control+k');
  await page.keyboard.type('connection pool');
  await page.keyboard.press('Enter');
  arrive();
  await page.waitForURL('**/incidents/inc-2026-0001/index.html');
  await context.close();
});

test('the shortcuts can be switched off, for good', async () => {
  const { page, context, site } = await visit('incidents/');
  await page.keyboard.press('/');
  await page.uncheck('#aw-search .search-shortcuts input');
  await page.keyboard.press('Escape');
  for (const key of ['/', 'Control+k']) {
    await page.keyboard.press(key);
    assert.equal(await isOpen(page), false, key);
  }
  await page.goto(`${site.url}causes/`);
  await page.keyboard.press('/');
  assert.equal(await isOpen(page), false);
  await page.click('.search-open');
  assert.equal(await isOpen(page), true);
  assert.equal(await page.isChecked('#aw-search .search-shortcuts input'), false);
  await context.close();
});

test('half-typed pinyin is not searched, and the keys of an input method are its own', async () => {
  const { page, context } = await visit('incidents/');
  const keyboard = await context.newCDPSession(page);
  await page.keyboard.press('/');
  await page.waitForFunction(() => window.AfterwordSearch && window.afterword.dialog);
  for (const text of ['l', 'lian', 'lian jie', 'lian jie chi']) {
    await keyboard.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    await page.waitForTimeout(200);
  }
  const press = (key) => page.evaluate((key) => {
    const event = new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(event);
  }, key);
  await press('Enter');
  await press('/');
  assert.deepEqual(await page.evaluate(() => window.calls), []);
  await keyboard.send('Input.insertText', { text: '连接池' });
  await countIs(page, 1);
  assert.deepEqual(await page.evaluate(() => window.calls), ['连接池']);
  assert.equal(await page.inputValue('#aw-search input'), '连接池');
  await context.close();
});

test('mouse and touch: open, clear, choose, close, and a click beside it', async () => {
  const { page, context } = await visit('incidents/', { hasTouch: true });
  await page.tap('.search-open');
  await page.fill('#aw-search input', 'connection');
  await countIs(page, 7);
  await page.hover(`${OPTIONS} >> nth=2`);
  assert.equal((await active(page)).id, 'aw-search-option-3');
  await page.tap('#aw-search .search-clear');
  assert.equal(await page.inputValue('#aw-search input'), '');
  assert.equal(await focused(page), 'search-input');
  await page.tap('#aw-search .search-close');
  assert.equal(await isOpen(page), false);
  await page.click('.search-open');
  await page.mouse.click(5, 5);
  assert.equal(await isOpen(page), false);
  await page.click('.search-open');
  await page.fill('#aw-search input', 'connection');
  await countIs(page, 7);
  await Promise.all([page.waitForURL('**/runbooks/connection-pool-exhaustion/index.html'), page.tap(`${OPTIONS} >> nth=3`)]);
  await context.close();
});

test('the box offers filters with the number of results that each leaves', async () => {
  for (const [site, name] of [[sites[0], 'Service'], [sites[1], '服务']]) {
    const { page, context } = await visit('incidents/', { site });
    const filters = () => page.locator('#aw-search .search-facets button').allInnerTexts();
    await page.keyboard.press('/');
    await page.fill('#aw-search input', 'connection');
    await page.waitForSelector('#aw-search .search-facets button');
    assert.deepEqual(await filters(), ['P0 1', 'P1 1', 'payment-service 2', 'order-service 1', '<i>x</i> 1']);
    assert.equal(await page.getAttribute('#aw-search [data-facet=service] ul', 'aria-label'), name);
    await page.focus('#aw-search [data-facet=service] button');
    await page.keyboard.press('Enter');
    await countIs(page, 3);
    assert.equal(await page.inputValue('#aw-search input'), 'connection service:payment-service');
    assert.equal(await focused(page), 'search-input');
    await page.waitForSelector('#aw-search .search-facets [aria-pressed=true]');
    assert.deepEqual(await filters(), ['P0 1', 'P1 1', 'payment-service 2', 'order-service 1']);
    await page.click('#aw-search .search-facets [aria-pressed=true]');
    await countIs(page, 7);
    assert.equal(await page.inputValue('#aw-search input'), 'connection');
    await page.fill('#aw-search input', 'nowhere');
    await page.waitForSelector('#aw-search [data-when=none]');
    assert.equal(await page.isVisible('#aw-search .search-facets'), false);
    await context.close();
  }
});

test('hostile titles, texts and queries stay text', async () => {
  const { page, context, faults } = await visit('incidents/');
  const hostile = '"><img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';
  await page.keyboard.press('/');
  await page.fill('#aw-search input', 'connection');
  await countIs(page, 7);
  const shown = await page.innerText('#aw-search-list');
  for (const it of ['<img src=x onerror="window.hacked=1">', '<script>window.hacked=1</script>', '<b>P9</b>', '<i>x</i>', '<svg onload=alert(1)>']) {
    assert.ok(shown.includes(it), it);
  }
  await page.fill('#aw-search input', hostile);
  await page.waitForFunction(() => document.querySelector('#aw-search .search-summary').textContent.includes('onerror'));
  await page.goto(`${sites[0].url}search/?q=${encodeURIComponent(hostile)}`);
  await page.waitForFunction(() => document.querySelector('#aw-search-page .search-summary').textContent.includes('onerror'));
  await page.fill('#aw-query', 'connection');
  await page.waitForSelector('.search-facets button:has-text("<i>x</i>")');
  await page.click('.search-facets button:has-text("<i>x</i>")');
  await page.waitForFunction(() => document.querySelectorAll('.search-results > li').length === 1);
  assert.equal(await page.inputValue('#aw-query'), 'connection service:"<i>x</i>"');
  assert.equal(await page.evaluate(() => document.querySelectorAll('main img, main script, main svg, #aw-search img').length), 0);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.deepEqual(await faults(), []);
  await context.close();
});

test('what was understood, what else was looked for, and what was given up are said', async () => {
  const { page, context } = await visit('incidents/');
  await page.keyboard.press('/');
  const summaryFor = async (query) => {
    await page.fill('#aw-search input', query);
    await page.waitForFunction((query) => window.calls?.at(-1) === query, query);
    await page.waitForTimeout(100);
    return page.innerText('#aw-search .search-summary');
  };
  assert.equal(await summaryFor('connection pool'), '4 results for connection pool');
  assert.match(await summaryFor('relaxed pool'), /^4 results .*Fewer than three documents contain every word/);
  assert.match(await summaryFor('the'), /^Nothing found .*appear almost everywhere/);
  assert.match(await summaryFor('conection pool'), /conection was not found; showing results for connection/);
  assert.match(await summaryFor('conection'), /Did you mean connection\?/);
  await page.click('.search-suggestion');
  assert.equal(await page.inputValue('#aw-search input'), 'connection');
  await countIs(page, 7);
  await page.waitForFunction(() => document.querySelector('#aw-search [role=status]').textContent === '4 results');
  await summaryFor('nowhere service:payment-service');
  await page.click('#aw-search .search-unfilter');
  assert.equal(await page.inputValue('#aw-search input'), 'nowhere');
  assert.ok(await page.isVisible('#aw-search a:has-text("Index of titles")'));
  await context.close();
});

test('a failure is told, and trying again works', async () => {
  const { page, context } = await visit('incidents/');
  let isDown = true;
  await context.route(/\/assets\/search-/, (route) => (isDown ? route.abort() : route.fallback()));
  await page.keyboard.press('/');
  await page.waitForSelector('#aw-search .search-retry');
  await page.keyboard.type('connection');
  isDown = false;
  await page.click('#aw-search .search-retry');
  await countIs(page, 7);
  await page.fill('#aw-search input', 'breakdown');
  await page.waitForSelector('#aw-search .search-retry');
  await page.fill('#aw-search input', 'connection');
  await countIs(page, 7);
  assert.equal(await page.isVisible('#aw-search .search-retry'), false);
  await context.close();
});

test('pasted lines of a log find what they tell of', async () => {
  const { page, context } = await visit('incidents/');
  await page.keyboard.press('/');
  await page.waitForFunction(() => window.afterword.dialog);
  await paste(page, LOG);
  await page.waitForSelector(OPTIONS);
  assert.match(await page.innerText('#aw-search .search-summary'), /payment-service \| connection .*Any of the distinctive words/);
  assert.equal(await page.inputValue('#aw-search input'), LOG.replace(/\s*\n\s*/, ' '));
  assert.match(await page.innerText(`${OPTIONS} >> nth=0`), /Payments fail/);
  await page.click('.search-all');
  await page.waitForURL(/\/search\/index\.html\?q=payment-service%20%7C%20connection/);
  await page.waitForSelector('.search-results > li');
  assert.match(await page.innerText('.search-results > li >> nth=0'), /Payments fail/);
  await context.close();
});

test('the search page keeps the query in its address, and Back leads back', async () => {
  const { page, context, faults } = await visit('search/?q=connection', { viewport: { width: 1280, height: 900 } });
  const results = (n) => page.waitForFunction((n) => document.querySelectorAll('.search-results > li').length === n, n);
  const query = () => new URL(page.url()).searchParams.get('q');
  await results(4);
  await page.click('.search-facets button:has-text("payment-service")');
  await results(2);
  assert.equal(query(), 'connection service:payment-service');
  const pressed = page.locator('.search-facets button[aria-pressed=true]');
  await pressed.waitFor();
  assert.match(await pressed.innerText(), /payment-service 2/);
  await page.click('.search-order button:has-text("Newest first")');
  await page.waitForURL(/sort%3Adate/);
  await page.goBack();
  assert.equal(query(), 'connection service:payment-service');
  await page.goBack();
  await results(4);
  assert.equal(await page.inputValue('#aw-query'), 'connection');
  await page.goForward();
  await results(2);
  await page.keyboard.press('/');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'aw-query');
  await page.keyboard.type('many');
  await results(10);
  assert.equal(query(), 'many');
  assert.match(await page.title(), /^many · /);
  await page.click('.search-more');
  await results(30);
  assert.match(await page.evaluate(() => document.activeElement.textContent), /Many number 10/);
  assert.equal(await page.isVisible('.search-more'), false);
  await page.focus('#aw-query');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  assert.match(await page.evaluate(() => document.activeElement.textContent), /Many number 1$/);
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'aw-query');
  await page.click('#aw-search-page .search-clear');
  await page.waitForSelector('#aw-index');
  assert.equal(query(), null);
  assert.deepEqual(await faults(), []);
  await context.close();
});

for (const colorScheme of ['light', 'dark']) {
  for (const width of [360, 1280]) {
    test(`search is accessible and still: ${colorScheme}, ${width} px`, { timeout: 300_000 }, async () => {
      const wrong = [];
      for (const site of sites) {
        const settings = { site, colorScheme, viewport: { width, height: 800 } };
        const { page, context, faults } = await visit('incidents/', settings);
        // What moved while the page was loading is looked at elsewhere.
        const before = await page.evaluate(() => window.shift);
        const look = async (page, name, before = 0) => {
          const place = `${site.language} ${name}`;
          const [wide, shift] = await page.evaluate(() => {
            return [document.documentElement.scrollWidth - document.documentElement.clientWidth, window.shift];
          });
          for (const it of await violations(page)) wrong.push(`${place}: ${it}`);
          if (wide > 1) wrong.push(`${place} scrolls sideways by ${wide} px`);
          // Opening moves nothing; what was found may take one line more than was kept for it.
          const moved = shift - before;
          if (moved > (name === 'nothing typed' ? 0 : 0.02)) wrong.push(`${place} shifts by ${moved}`);
        };
        await page.keyboard.press('/');
        await page.waitForFunction(() => window.afterword.dialog);
        await look(page, 'nothing typed', before);
        await page.fill('#aw-search input', 'connection');
        await countIs(page, 7);
        await look(page, 'results', before);
        await page.fill('#aw-search input', 'nowhere');
        await page.waitForSelector('#aw-search [data-when=none]');
        await look(page, 'no results', before);
        await page.fill('#aw-search input', 'breakdown');
        await page.waitForSelector('#aw-search [data-when=failed]');
        await look(page, 'failure', before);
        wrong.push(...(await faults()));
        for (const query of ['?q=connection', '?q=nowhere', '']) {
          const { page, faults } = await open(context, `${site.url}search/${query}`);
          await page.waitForSelector(query.includes('connection') ? '.search-facets button' : '.search-main', { state: 'attached' });
          await page.waitForTimeout(300);
          await look(page, `page ${query}`);
          wrong.push(...(await faults()));
        }
        await context.close();
      }
      assert.deepEqual(wrong, []);
    });
  }
}

test('without scripts the search page says so and offers the index', async () => {
  for (const site of sites) {
    const { page, context } = await visit('search/?q=pool', { site, javaScriptEnabled: false });
    assert.ok(await page.isVisible('noscript .notice'));
    assert.ok(await page.isVisible('.index a'));
    assert.ok(await page.isVisible('.search-link'));
    for (const it of ['#aw-query', '.search-open', '.search-facets']) assert.equal(await page.isVisible(it), false, it);
    await context.close();
  }
});

test('nothing of the search is fetched before it is wanted, and what every page carries is small', async () => {
  const [site] = sites;
  const context = await browser.newContext();
  const asked = [];
  context.on('request', (it) => asked.push(it.url()));
  const { page } = await open(context, `${site.url}incidents/inc-2026-0001/`);
  assert.deepEqual(asked.filter((it) => /search/.test(it)), []);
  assert.ok(asked.length <= 4, asked.join('\n'));
  const size = async (pattern) => {
    const url = asked.find((it) => pattern.test(it));
    return gzipSync(Buffer.from(await (await context.request.get(url)).body()), { level: 9 }).length;
  };
  assert.ok((await size(/theme-.*\.js$/)) <= 12_000);
  assert.ok((await size(/theme-.*\.css$/)) <= 10 * 1024);
  await page.hover('.search-open');
  await page.waitForFunction(() => window.AfterwordSearch);
  assert.ok((await size(/search-ui-.*\.js$/)) <= 12_000);
  await context.close();
});

test('the real engine answers in both languages, also from disk in a folder with spaces and Chinese', { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'afterword 知识库 '));
  try {
    cpSync(sites[0].folder, folder, { recursive: true });
    for (const root of [sites[0].url, sites[1].url, `${pathToFileURL(folder)}/`]) {
      const context = await browser.newContext();
      const { page, faults } = await open(context, `${root}causes/index.html`);
      await page.keyboard.press('/');
      for (const query of ['连接池', 'connection pool']) {
        await page.fill('#aw-search input', query);
        await page.waitForFunction(
          (query) => document.querySelector('#aw-search .search-summary').textContent.includes(query),
          query,
        );
        await page.waitForSelector(`${OPTIONS} mark`);
        await page.waitForSelector('#aw-search [data-facet=service] button .n');
      }
      const title = await page.innerText(`${OPTIONS} >> nth=0 >> .found-title`);
      await page.keyboard.press('Enter');
      await page.waitForURL((it) => it.pathname.endsWith('/index.html') && !it.pathname.endsWith('/causes/index.html'));
      assert.equal(await page.innerText('h1'), title);
      const found = () => page.evaluate(() => [...(CSS.highlights.get('aw-found') ?? [])].map((it) => it.toString().toLowerCase()));
      assert.ok((await found()).includes('connection'), 'what was searched for is highlighted');
      await page.keyboard.press('Escape');
      assert.deepEqual(await found(), []);
      await page.goto(`${root}search/index.html?q=${encodeURIComponent('连接池')}`);
      await page.waitForSelector('.search-results mark');
      await page.click('.search-facets button');
      await page.waitForURL(/service/);
      await page.waitForSelector('.search-facets button[aria-pressed=true]');
      assert.deepEqual(await faults(), [], root);
      await context.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
