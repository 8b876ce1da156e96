// How much a reader loads, with an empty cache and gzip, until the first ten results are there with their texts.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import zlib from 'node:zlib';

import { corpus, queries } from './support/corpus.mjs';
import { buildOracle, indexed, open, temporaryFolder } from './support/oracle.mjs';

const N_DOCUMENTS = 1_000;
const N_QUERIES = 40;
const KINDS = ['words', 'prefix', 'phrase', 'filter and words', 'id', 'Chinese', 'typo', 'one'];
const folder = temporaryFolder({ after });
let asked = [];

before(() => {
  buildOracle();
  const documents = corpus(N_DOCUMENTS);
  asked = queries(documents, 20 * N_QUERIES).filter((it) => KINDS.includes(it.kind)).slice(0, N_QUERIES);
  indexed(folder, documents, []);
});

/** Kilobytes that `use` loads: to start with (script and manifest), of texts, and in all; and how often it waits. */
async function weighed(use) {
  const weights = { start: 0, texts: 0, all: 0, nWaves: 0 };
  let nOpen = 0;
  const add = (name, text) => {
    const size = zlib.gzipSync(text, { level: 9 }).length / 1000;
    if (/^(search-[0-9a-f]{8}|m)\.js/.test(name)) weights.start += size;
    if (name.startsWith('t/')) weights.texts += size;
    weights.all += size;
  };
  const { engine } = open(folder, { log: add, starts: () => (weights.nWaves += nOpen++ === 0), ends: () => nOpen-- });
  await use(engine);
  return weights;
}

test(`${N_QUERIES} queries over ${N_DOCUMENTS} documents load little, in three round trips, five for a misspelt word`, async (t) => {
  const loads = [];
  for (const { text, prefix } of asked) {
    let isMisspelt = false;
    const load = await weighed(async (engine) => {
      const found = await engine.search(text, { limit: 10, prefix });
      isMisspelt = found.suggestions.length > 0;
      await Promise.all(found.hits.map((it) => engine.details(it)));
    });
    loads.push(load);
    // What a misspelt word was meant to be, and where that is, is known one after the other.
    assert.ok(load.nWaves <= (isMisspelt ? 5 : 3), `${text}: ${load.nWaves} round trips`);
  }
  const mean = (name) => loads.reduce((sum, it) => sum + it[name], 0) / loads.length;
  const [start, texts, all] = ['start', 'texts', 'all'].map(mean);
  t.diagnostic(`start ${start.toFixed(1)} KB, texts ${texts.toFixed(1)} KB, all ${all.toFixed(1)} KB`);
  assert.ok(start <= 9.4, `${start} KB before the first query`);
  // The made-up texts are shorter than real ones; what is beside them is not.
  assert.ok(all - texts <= 24.5, `${all - texts} KB beside texts`);
});
