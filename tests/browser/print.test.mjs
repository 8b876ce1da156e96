// Reviews on paper: from the dark scheme, on A4 and Letter. SITE_EN and SITE_ZH name the two built sites. Run by tests/run.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { launch, serve } from './support.mjs';

const REVIEWS = ['reviews/2026-q1/', 'reviews/2026-q3/', 'reviews/2025/'];
/** Width and height in points, and the width between the margins in pixels. */
const PAPER = { A4: [595.92, 842.88, 688], Letter: [612, 792, 710] };
/** Least place of a heading from below, in points: the bottom margin of 16 mm, its own height and a line of text. */
const MIN_BELOW = 45 + 30;

/** @type {import('playwright-core').Browser} */
let browser;
const sites = [];

before(async () => {
  for (const folder of [process.env.SITE_EN, process.env.SITE_ZH]) {
    assert.ok(folder, 'SITE_EN and SITE_ZH name the built sites; tests/run sets them');
    sites.push(await serve(folder));
  }
  browser = await launch();
});

after(async () => {
  await browser?.close();
  for (const site of sites) site.server.close();
});

/** A review as somebody sees it who chose the dark appearance. */
async function openDark(site, name, viewport) {
  const context = await browser.newContext({ colorScheme: 'dark', viewport });
  await context.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => (document.documentElement.dataset.theme = 'dark'));
  });
  const page = await context.newPage();
  await page.goto(site.url + name, { waitUntil: 'load' });
  return page;
}

for (const [format, [width, height, inner]] of Object.entries(PAPER)) {
  test(`a review fits ${format}: no heading alone at the end of a page`, { timeout: 300_000 }, async () => {
    for (const site of sites) {
      for (const name of REVIEWS) {
        const page = await openDark(site, name, { width: 1280, height: 900 });
        const pdf = (await page.pdf({ format, outline: true, tagged: true })).toString('latin1');
        await page.emulateMedia({ media: 'print' });
        const headings = await page.evaluate(() => [...document.querySelectorAll('main :is(h1, h2, h3)')].filter((it) => it.checkVisibility()).length);
        const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
        // Six people read it in a meeting: a quarter fits four pages, its statistics are on the site.
        // A page of Letter is 18 mm shorter than one of A4.
        const most = name.includes('-q') ? (format === 'Letter' ? 5 : 4) : 6;
        assert.ok(pages >= 2 && pages <= most, `${name} takes ${pages} pages`);
        for (const [, size] of pdf.matchAll(/\/MediaBox\s*\[([^\]]*)\]/g)) {
          const [, , right, top] = size.trim().split(/\s+/).map(Number);
          assert.ok(Math.abs(right - width) < 1 && Math.abs(top - height) < 1, `${name}: a page of ${size}`);
        }
        // The outline of the document says where on its page each heading is, from below.
        const places = [...pdf.matchAll(/\/Dest\s*\[\s*\d+ 0 R \/XYZ ([\d.]+) ([\d.]+)/g)].map((it) => Number(it[2]));
        assert.ok(headings > 3 && places.length >= headings, `${name}: ${places.length} of ${headings} headings found`);
        for (const place of places) assert.ok(place > MIN_BELOW, `${name}: a heading ${place} points above the end of its page`);
        await page.context().close();
      }
    }
  });

  test(`a review on ${format} is black on white and cuts nothing off`, { timeout: 300_000 }, async () => {
    for (const site of sites) {
      for (const name of REVIEWS) {
        const page = await openDark(site, name, { width: inner, height: 900 });
        await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
        const found = await page.evaluate(() => {
          const inside = [...document.querySelectorAll('main *')].filter((it) => !it.closest('.hidden, title'));
          const end = document.documentElement.clientWidth + 1;
          return {
            wide: inside.filter((it) => it.getBoundingClientRect().right > end).map((it) => it.outerHTML.slice(0, 120)),
            cut: inside
              .filter((it) => getComputedStyle(it).overflowX !== 'visible' && it.scrollWidth > it.clientWidth + 1)
              .filter((it) => !it.closest('svg'))
              .map((it) => it.outerHTML.slice(0, 120)),
            ink: getComputedStyle(document.body).color,
            dark: [document.documentElement, document.body, ...inside]
              .filter((it) => !it.matches('.badge, svg, svg *'))
              .filter((it) => {
                const [red, green, blue, alpha = 1] = getComputedStyle(it).backgroundColor.match(/[\d.]+/g).map(Number);
                return alpha > 0 && Math.min(red, green, blue) < 200;
              })
              .map((it) => it.outerHTML.slice(0, 120)),
            buttons: [...document.querySelectorAll('button:not(th button), nav, .how')].filter((it) => it.checkVisibility()).length,
          };
        });
        assert.deepEqual(found.wide, [], `${name} is wider than the paper`);
        assert.deepEqual(found.cut, [], `${name} cuts off`);
        assert.deepEqual(found.dark, [], `${name} prints a dark background`);
        assert.equal(found.buttons, 0, `${name} prints what can only be clicked`);
        const ink = found.ink.match(/[\d.]+/g).slice(0, 3).map(Number);
        assert.ok(Math.max(...ink) < 80, `${name} prints ${found.ink}`);
        // Above the first line there is nothing but paper.
        assert.deepEqual(await pixel(page), [255, 255, 255], name);
        await page.context().close();
      }
    }
  });
}

/** The color of the upper left corner. */
async function pixel(page) {
  const png = await page.screenshot({ clip: { x: 0, y: 0, width: 1, height: 1 } });
  const parts = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  return [...inflateSync(Buffer.concat(parts)).subarray(1, 4)];
}
