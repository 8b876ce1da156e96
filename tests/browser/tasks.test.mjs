// What people come for, each in at most three actions from the home page. An action is a click, or words typed into a box.
// SITE_EN and SITE_ZH name the two built sites. Run by tests/run.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open, serve } from './support.mjs';

const MOST = 3;

/** @type {import('playwright-core').Browser} */
let browser;
const sites = {};

before(async () => {
  for (const [language, folder] of [['en', process.env.SITE_EN], ['zh', process.env.SITE_ZH]]) {
    assert.ok(folder, 'SITE_EN and SITE_ZH name the built sites; tests/run sets them');
    sites[language] = await serve(folder);
  }
  browser = await launch();
});

after(async () => {
  await browser?.close();
  for (const site of Object.values(sites)) site.server.close();
});

/** A reader on the home page, who counts what they do. */
async function reader(language) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const { page } = await open(context, sites[language].url, sites[language].url);
  let actions = 0;
  return {
    page,
    async click(selector) {
      actions += 1;
      await page.locator(selector).first().click();
      await page.waitForLoadState();
    },
    async type(selector, text) {
      actions += 1;
      await page.fill(selector, text);
    },
    async leave() {
      assert.ok(actions <= MOST, `${actions} actions`);
      await context.close();
    },
  };
}

const visible = (page, selector) =>
  page.evaluate((selector) => [...document.querySelectorAll(selector)].filter((it) => it.checkVisibility()).map((it) => it.innerText), selector);

for (const language of ['en', 'zh']) {
  test(`${language}: the last incident with Redis`, async () => {
    const { page, click, type, leave } = await reader(language);
    await click('.site-nav a[href*="incidents/"]');
    await type('.finder-words', 'redis');
    await page.waitForURL(/text=redis/);
    await click('.incidents tbody tr:visible:not(.group) .of-title a');
    assert.match(await page.innerText('h1'), /redis/i);
    assert.match(await page.innerText('.kicker'), /INC-2025-0021/, 'the last one of them');
    await leave();
  });

  test(`${language}: what is overdue for one team`, async () => {
    const { page, click, leave } = await reader(language);
    await click('.site-footer a[href*="teams/"]');
    await click('main a[href*="payments"]');
    const late = await visible(page, '.actions tr.is-late');
    assert.ok(late.length > 0 && late.every((it) => /overdue|逾期/.test(it)), late.join('\n'));
    const first = await page.evaluate(() => document.querySelector('.actions tbody tr').classList.contains('is-late'));
    assert.ok(first, 'what is overdue stands first');
    await leave();
  });

  test(`${language}: what came back last quarter`, async () => {
    const { page, click, leave } = await reader(language);
    await click('main a[href*="reviews/2026-q3"]');
    const text = await page.innerText('main');
    assert.match(text, /recurr|复发/i);
    await leave();
  });

  test(`${language}: the runbook for a full connection pool`, async () => {
    const { page, click, type, leave } = await reader(language);
    await click('.search-open');
    await type('#aw-search input', language === 'zh' ? '连接池' : 'connection pool');
    await page.waitForSelector('#aw-search-list a[href*="runbooks/connection-pool-exhaustion"]');
    await click('#aw-search-list a[href*="runbooks/connection-pool-exhaustion"]');
    assert.match(page.url(), /runbooks\/connection-pool-exhaustion/);
    await leave();
  });

  test(`${language}: the quarter on paper`, async () => {
    const { page, click, leave } = await reader(language);
    await click('main a[href*="reviews/2026-q3"]');
    // The third action is the browser's own: print.
    const paper = await page.pdf({ format: 'A4' });
    const sheets = paper.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length;
    assert.ok(sheets > 0 && sheets <= 6, `${sheets} sheets`);
    await page.emulateMedia({ media: 'print' });
    for (const it of ['.site-nav', '.search-open', '.theme-switch', '.breadcrumbs']) {
      assert.equal(await page.locator(it).first().isVisible(), false, `${it} on paper`);
    }
    await leave();
  });
}
