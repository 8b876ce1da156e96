// What the register says on a reader's own day. SITE_EN names the built sample; run by tests/run.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open, serve } from './support.mjs';

let browser;
let site;

before(async () => {
  site = await serve(process.env.SITE_EN);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  site?.server.close();
});

/** The page at `path`, read on `day`. */
async function read(path, day) {
  const context = await browser.newContext({ timezoneId: 'Asia/Shanghai' });
  await context.clock.setFixedTime(new Date(`${day}T10:00:00+08:00`));
  const { page, faults } = await open(context, site.url + path);
  const note = page.locator('.overdue-now');
  const found = {
    asOf: await note.getAttribute('data-as-of'),
    text: await note.textContent(),
    days: await page.locator('tr[data-due] .overdue-days').allTextContents(),
    shift: await page.evaluate(() => window.shift),
    faults: await faults(),
  };
  await context.close();
  return found;
}

for (const path of ['actions/', 'trends/overdue/']) {
  test(`${path} counts what is overdue for the reader's day, and says that it does`, async () => {
    const asBuilt = await read(path, '2026-01-01');
    const sameDay = await read(path, asBuilt.asOf);
    assert.match(sameDay.text, /the day this page was built for/);

    const later = await read(path, '2029-12-31');
    assert.match(later.text, /^On your date, 31 Dec 2029: \d+ overdue\. This page was built for/);
    const number = (text) => Number(/: (\d+) overdue/.exec(text)[1]);
    assert.ok(number(later.text) > number(sameDay.text), `${later.text} | ${sameDay.text}`);
    assert.ok(later.days.length > 0 && later.days.every((it) => Number(it) > 1000), later.days.join(' '));
    assert.equal(number((await read(path, '2019-01-01')).text), 0);
    for (const it of [sameDay, later]) assert.deepEqual([it.shift, it.faults], [0, []]);
  });
}
