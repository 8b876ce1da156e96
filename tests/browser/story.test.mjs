// The page of an incident tells the author's story first: how far down it begins, and that nothing is printed twice.
// SITE_EN and SITE_ZH name the two built sites. Run by tests/run.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch, open, serve } from './support.mjs';

/** Headings below which authors say why it happened. */
const WHY = /root cause|why|cause|根因|原因|为什么/i;

/** @type {import('playwright-core').Browser} */
let browser;
const sites = [];

before(async () => {
  for (const folder of [process.env.SITE_EN, process.env.SITE_ZH]) {
    assert.ok(folder, 'SITE_EN and SITE_ZH name the built sites; tests/run sets them');
    const incidents = readdirSync(path.join(folder, 'incidents'), { withFileTypes: true }).filter((it) => it.isDirectory() && it.name !== 'page');
    sites.push({ incidents: incidents.map((it) => `incidents/${it.name}/`), ...(await serve(folder)) });
  }
  browser = await launch();
});

after(async () => {
  await browser?.close();
  for (const site of sites) site.server.close();
});

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

for (const [width, height, mostText, mostCause] of [[1440, 900, 700, 1350], [390, 844, 1600, 2532]]) {
  test(`the document begins within ${mostText} px, and its cause within ${mostCause} px: ${width} px`, { timeout: 300_000 }, async () => {
    for (const site of sites) {
      const context = await browser.newContext({ viewport: { width, height } });
      const [texts, causes] = [[], []];
      for (const address of site.incidents) {
        const { page } = await open(context, site.url + address, site.url);
        const found = await page.evaluate((why) => {
          const top = (it) => it && it.getBoundingClientRect().top + scrollY;
          const text = [...document.querySelectorAll('.document > *')].find((it) => !it.matches('.hidden, hr') && it.innerText.trim());
          const cause = [...document.querySelectorAll('.document :is(h2, h3, h4)')].find((it) => new RegExp(why, 'i').test(it.innerText));
          return { text: top(text), cause: top(cause) };
        }, WHY.source);
        if (found.text) texts.push(found.text);
        if (found.cause) causes.push(found.cause);
        await page.close();
      }
      assert.ok(texts.length > 20 && causes.length > 10, `${texts.length} documents, ${causes.length} with a cause`);
      assert.ok(median(texts) <= mostText, `the text begins at ${Math.round(median(texts))} px`);
      assert.ok(median(causes) <= mostCause, `the cause begins at ${Math.round(median(causes))} px`);
      await context.close();
    }
  });
}

test("the author's own lines carry what is known about them, and are there once", async () => {
  const [site] = sites;
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const { page, faults } = await open(context, `${site.url}incidents/inc-2026-0009/`, site.url);
  const rows = await page.evaluate(() => [...document.querySelectorAll('.document tr[data-event]')].map((it) => it.innerText));
  assert.ok(rows.length >= 5 && rows.some((it) => /min later/.test(it)), rows.join('\n'));
  assert.equal(await page.locator('#aw-timeline').count(), 0, 'the timeline is not listed again');
  const text = await page.innerText('main');
  assert.equal(text.split('决定手工下线鹦鹉螺分期').length - 1, 1, 'a line of the timeline appears once');
  const item = page.locator('#aw-action-a2');
  assert.equal(await item.count(), 1);
  // Its line beside the document leads to it.
  await page.click('.items a[href$="#aw-action-a2"]');
  assert.equal(new URL(page.url()).hash, '#aw-action-a2');
  assert.deepEqual(await faults(), []);
  await context.close();
});
