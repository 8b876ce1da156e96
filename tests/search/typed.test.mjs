// What people type: the script finds what the terminal finds in the sample, all of it and in the same order.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { ask, buildOracle, open, temporaryFolder } from './support/oracle.mjs';

const root = path.join(fileURLToPath(new URL('.', import.meta.url)), '../..');

before(buildOracle);

test('200 queries find the same in the terminal and in the browser', async (t) => {
  const folder = temporaryFolder(t);
  const typed = JSON.parse(fs.readFileSync(path.join(root, 'tests/fixtures/search/typed.json'), 'utf8'));
  const asked = typed.map((it) => ({ text: it.query, prefix: false, limit: 1000 }));
  const expected = ask(['content', path.join(root, 'content'), folder], asked);
  const { engine } = open(folder);
  const wrong = [];
  for (const [idx, { text }] of asked.entries()) {
    const found = await engine.search(text, { limit: 1000 });
    const ids = await Promise.all(found.hits.map(async (it) => (await engine.details(it)).id));
    const there = expected[idx];
    const same = found.total === there.total && found.relaxed === there.relaxed && ids.join() === there.hits.map((it) => it[0]).join();
    if (!same) wrong.push({ text, script: [found.total, ids.slice(0, 5)], terminal: [there.total, there.hits.slice(0, 5).map((it) => it[0])] });
  }
  assert.equal(asked.length, 200);
  assert.deepEqual(wrong, []);
});
