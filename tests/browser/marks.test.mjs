// Numbers lead to what they count, and readers get around by keys: the sample, in a real browser.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open, serve } from './support.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
let site;

before(async () => {
  assert.ok(process.env.SITE_EN, 'SITE_EN names the built site; tests/run sets it');
  site = await serve(process.env.SITE_EN);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  site?.server.close();
});

async function at(address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const { page, faults } = await open(context, site.url + address, site.url);
  return { context, page, faults };
}

test('every mark of a chart has a name and leads somewhere', async () => {
  for (const address of ['trends/', 'trends/recurring/']) {
    const { context, page } = await at(address);
    const found = await page.evaluate(() => {
      const marks = [...document.querySelectorAll('.chart :is(.chart-sev, .chart-dot, .chart-share, .chart-return, rect[class^="heat"])')];
      return { n: marks.length, wrong: marks.filter((it) => !it.closest('a[href]')?.querySelector(':scope > title')?.textContent.trim()).map((it) => it.outerHTML) };
    });
    assert.ok(found.n > 5, `${address}: ${found.n} marks`);
    assert.deepEqual(found.wrong, []);
    await context.close();
  }
});

test('a number leads to a list of so many incidents', async () => {
  const { context, page } = await at('trends/');
  const links = await page.evaluate(() => {
    const cells = [...document.querySelectorAll('main td.num > a[href*="?"]')].map((it) => [it.href, Number(it.textContent)]);
    const columns = [...document.querySelectorAll('.chart svg a[href*="quarter="]')].map((it) => [new URL(it.getAttribute('href'), document.baseURI).href, Number(/(\d+) incidents?$/.exec(it.querySelector('title').textContent)[1])]);
    return [...cells, ...columns];
  });
  assert.ok(links.length > 40, `${links.length} numbers`);
  const wrong = [];
  for (const [href, n] of new Map(links)) {
    await page.goto(href);
    const shown = await page.evaluate(() => [...document.querySelectorAll('.incidents tbody tr:not(.group)')].filter((it) => it.checkVisibility()).length);
    if (shown !== n) wrong.push(`${href}: ${n}, but ${shown} shown`);
  }
  assert.deepEqual(wrong, []);
  await context.close();
});

test('the list of services and the list of incidents count alike', async () => {
  const { context, page } = await at('services/');
  const links = await page.evaluate(() => [...document.querySelectorAll('main td.num > a[href*="service="]')].map((it) => [it.href, Number(it.textContent)]));
  assert.ok(links.length > 3);
  for (const [href, n] of links) {
    await page.goto(href);
    const shown = await page.evaluate(() => [...document.querySelectorAll('.incidents tbody tr:not(.group)')].filter((it) => it.checkVisibility()).length);
    assert.equal(shown, n, href);
  }
  await context.close();
});

test('`j` and `k` go through a list, `?` shows the keys, and all can be switched off', async () => {
  const { context, page, faults } = await at('incidents/');
  const focused = () => page.evaluate(() => document.activeElement.textContent.trim());
  const titles = await page.evaluate(() => [...document.querySelectorAll('.incidents tbody th a')].slice(0, 3).map((it) => it.textContent.trim()));
  for (const [key, expected] of [['j', titles[0]], ['j', titles[1]], ['j', titles[2]], ['k', titles[1]]]) {
    await page.keyboard.press(key);
    assert.equal(await focused(), expected, key);
  }
  await page.keyboard.press('?');
  assert.ok(await page.locator('#aw-keys').isVisible());
  await page.keyboard.press('Escape');
  assert.ok(!(await page.locator('#aw-keys').isVisible()));
  await page.evaluate(() => document.documentElement.classList.add('no-shortcuts'));
  await page.keyboard.press('j');
  assert.equal(await focused(), titles[1]);
  assert.deepEqual(await faults(), []);
  await context.close();
});

test('a table is copied as Markdown, with whole addresses and without what is hidden', async () => {
  const { context, page } = await at('services/', { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.locator('.table-scroll').first().hover();
  await page.locator('.copy-table').first().click();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  const lines = text.split('\n');
  assert.match(lines[0], /^\| Service \| Team \|/);
  assert.match(lines[1], /^\| --- \|/);
  assert.match(text, /\[payment-service\]\(http:\/\/[^)]*services\/payment-service\/(index\.html)?\)/);
  assert.ok(lines.every((it) => it.split(/(?<!\\)\|/).length === lines[0].split('|').length), text);
  await context.close();
});

test('a name that is typed offers its page beside the documents', async () => {
  const { context, page, faults } = await at('incidents/');
  for (const [query, expected] of [['payment', 'Service payment-service'], ['连接池', 'Cause Connection or thread pool'], ['2026 q2', 'Review 2026-Q2']]) {
    await page.keyboard.press('/');
    await page.locator('#aw-search input').first().fill(query);
    await page.locator('.search-named a', { hasText: expected.split(' ').slice(1).join(' ') }).first().waitFor();
    const links = await page.locator('.search-named a').allTextContents();
    assert.ok(links.includes(expected), `${query}: ${links}`);
    await page.keyboard.press('Escape');
    await page.locator('#aw-search').waitFor({ state: 'hidden' });
  }
  assert.deepEqual(await faults(), []);
  await context.close();
});

test('what bites here fits on one sheet', async () => {
  const { context, page } = await at('services/payment-service/');
  await page.emulateMedia({ media: 'print' });
  const pdf = await page.pdf({ format: 'A4' });
  const n = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length;
  assert.equal(n, 1);
  const text = await page.locator('.handover').innerText();
  for (const it of ['Read these first', 'What recurs', 'INC-2026-0009', 'occurrence 3 of the same failure']) assert.ok(text.includes(it), it);
  await context.close();
});
