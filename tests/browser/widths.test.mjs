// Every kind of page at every width from 320 to 1,920 pixels: the sample in both languages, and documents with the
// longest names that a folder may hold. SITE_EN and SITE_ZH name the two built sites, AFTERWORD the program. Run by
// tests/run.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch, open, pagesOfEveryKind, serve } from './support.mjs';

const AFTERWORD = path.resolve(process.env.AFTERWORD ?? path.join(import.meta.dirname, '../../target/debug/afterword'));
const WIDTHS = Array.from({ length: 26 }, (_, step) => 320 + 64 * step);

/** @type {import('playwright-core').Browser} */
let browser;
let folder;
const sites = [];

/** Documents whose names leave no room: services like host names, causes of many words, titles without a blank. */
function longNames() {
  folder = mkdtempSync(path.join(tmpdir(), 'afterword-widths-'));
  const content = path.join(folder, 'content');
  mkdirSync(content);
  const services = ['payments-settlement-reconciliation-gateway-eu-central-1.internal.example', 'notification_dispatcher_for_transactional_messages', '跨境清结算对账与资金归集服务（华东二区）'];
  for (let n = 1; n <= 12; n += 1) {
    const title = ['Reconciliation of settlements between two regions stopped because one certificate expired unnoticed', 'net.corp.platform.reconciliation.SettlementReconciliationCoordinatorImplementation:timeout', '跨境清结算对账任务因为上游证书过期而连续停止三个小时并且没有任何告警'][n % 3];
    const text = `---\nid: POSTMORTEM-2026-${String(n).padStart(6, '0')}-LONG\ntitle: "${title} ${n}"\ndate: 2026-0${1 + (n % 8)}-1${n % 3}\nseverity: ${n % 3 ? 'P1' : 'P3'}\nservices: ["${services[n % 3]}", "${services[(n + 1) % 3]}"]\nteams: ["customer-experience-and-settlement-operations"]\n---\n\n`
      + `## Timeline\n\n| Time | What happened |\n| --- | --- |\n| 10:0${n % 10} | Alert net.corp.platform.reconciliation.SettlementReconciliationCoordinatorImplementation fired |\n| 13:4${n % 10} | Recovered |\n\n`
      + `## Action items\n\n| Action | Owner | Due | Status |\n| --- | --- | --- | --- |\n| Renew every certificate of payments-settlement-reconciliation-gateway-eu-central-1 by a job | @maximiliane-von-hohenstein-oberkirch | 2026-0${1 + (n % 8)}-28 | open |\n`;
    writeFileSync(path.join(content, `${n}.md`), text);
  }
  const site = path.join(folder, 'public');
  execFileSync(AFTERWORD, ['--quiet', '--as-of', '2026-10-15', 'build', content, '--base-url', 'http://127.0.0.1/kb/', '--output', site], { cwd: folder, stdio: 'pipe' });
  return site;
}

before(async () => {
  const names = { en: process.env.SITE_EN, 'zh-CN': process.env.SITE_ZH, 'long names': longNames() };
  for (const [name, site] of Object.entries(names)) {
    assert.ok(site, 'SITE_EN and SITE_ZH name the built sites; tests/run sets them');
    sites.push({ name, ...pagesOfEveryKind(site), ...(await serve(site)) });
  }
  browser = await launch();
});

after(async () => {
  await browser?.close();
  for (const site of sites) site.server.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** What a reader would call broken on the page as it is now. */
function faults() {
  const found = [];
  const isSeen = (it) => it.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && !it.closest('.hidden, dialog, svg');
  const name = (it) => `${it.tagName.toLowerCase()}.${it.className} "${it.textContent.trim().slice(0, 40)}"`;
  const cells = [...document.querySelectorAll('main :is(th, td)')].filter(isSeen);
  for (const cell of cells) {
    const box = cell.getBoundingClientRect();
    const range = document.createRange();
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    let text = 0;
    while (walker.nextNode()) {
      if (!walker.currentNode.data.trim() || !isSeen(walker.currentNode.parentElement)) continue;
      text += walker.currentNode.data.trim().length;
      range.selectNodeContents(walker.currentNode);
      for (const it of range.getClientRects()) {
        if (it.right > box.right + 1 || it.left < box.left - 1) {
          found.push(`overflows: ${name(cell)} by ${Math.round(Math.max(it.right - box.right, box.left - it.left))} px`);
          break;
        }
      }
    }
    const style = getComputedStyle(cell);
    const inner = box.width - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const em = parseFloat(style.fontSize);
    // A cell of text: longer than a date, a name or a number.
    if (text > 40 && inner < 8 * em - 1) found.push(`narrow: ${name(cell)} ${Math.round(inner / em * 10) / 10} em`);
  }
  const leaves = [...document.querySelectorAll('main :is(p, li, dt, dd, h1, h2, h3, h4, figcaption, summary, button, label), .site-header :is(a, button, summary)')]
    .filter((it) => isSeen(it) && !it.querySelector('p, li, dt, dd, h1, h2, h3, h4, table, ul, ol, dl, figcaption, summary, button, label') && it.textContent.trim());
  const boxes = leaves.map((it) => ({ it, box: it.getBoundingClientRect() })).filter(({ box }) => box.width > 0 && box.height > 0).sort((a, b) => a.box.top - b.box.top);
  /** What scrolls in a box of its own may be cut by it. */
  const scroller = (it) => it.closest('.chips, .toc, .table-scroll, .table-wrap, .search-summary');
  const isFixed = (it) => it.closest('.site-header, .toc, .rail, thead');
  for (let one = 0; one < boxes.length; one += 1) {
    for (let other = one + 1; other < boxes.length && boxes[other].box.top < boxes[one].box.bottom - 2; other += 1) {
      const [a, b] = [boxes[one], boxes[other]];
      if (!isFixed(a.it) !== !isFixed(b.it) || a.it.contains(b.it) || b.it.contains(a.it) || scroller(a.it) !== scroller(b.it)) continue;
      const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      if (wide > 2) found.push(`overlap: ${name(a.it)} and ${name(b.it)}`);
    }
  }
  const header = document.querySelector('.site-header');
  const field = [...header.querySelectorAll('.search-open, .search-link')].find(isSeen)?.getBoundingClientRect();
  if (header.offsetHeight > 60) found.push(`the header is ${header.offsetHeight} px high`);
  if (!field || field.width < 48 || field.right > innerWidth) found.push('no search field in the header');
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 1) found.push(`scrolls sideways by ${wide} px`);
  return found;
}

for (const name of ['en', 'zh-CN', 'long names']) {
  test(`nothing is cut, squeezed or covered at any width: ${name}`, { timeout: 1_200_000 }, async () => {
    const site = sites.find((it) => it.name === name);
    const context = await browser.newContext();
    const wrong = new Map();
    for (const address of site.pages) {
      const { page } = await open(context, site.url + address, site.url);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        // Columns may take their place one frame after the window has its width.
        await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
        for (const it of await page.evaluate(faults)) {
          const fault = it.replace(/ [\d.]+ (px|em)$/, '');
          wrong.set(fault, [...(wrong.get(fault) ?? []), `${address || 'home'} at ${width}`]);
        }
      }
      await page.close();
    }
    await context.close();
    const lines = [...wrong].map(([fault, places]) => `${fault}: ${places.length} times, first on ${places[0]}, last on ${places.at(-1)}`);
    assert.equal(lines.length, 0, lines.join('\n'));
  });
}

test('the header stays in sight, and its menu leads to the main pages', async () => {
  const [site] = sites;
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const { page } = await open(context, `${site.url}incidents/`, site.url);
  await page.evaluate(() => scrollTo(0, 2000));
  const top = await page.evaluate(() => document.querySelector('.site-header').getBoundingClientRect().top);
  assert.equal(top, 0);
  await page.click('.site-menu summary');
  await page.click('.site-menu a[href*="reviews/"]');
  assert.match(page.url(), /reviews\/(index\.html)?$/);
  await context.close();
});

for (const [what, width, height] of [['enlarged to 400 %', 320, 225], ['a phone on its side', 844, 390]]) {
  test(`search can be used: ${what}`, async () => {
    const [site] = sites;
    const context = await browser.newContext({ viewport: { width, height } });
    const { page } = await open(context, site.url, site.url);
    await page.click('.search-open');
    await page.fill('#aw-search input', 'redis');
    await page.waitForSelector('#aw-search-list a');
    const seen = await page.evaluate(() => document.querySelector('.search-body').getBoundingClientRect().height);
    assert.ok(seen >= 96, `${seen} px are left for results`);
    await context.close();
  });
}
