// The script finds what the terminal finds: the same count and the same first results in the same order, and shows the
// same piece of each.
//
// SEARCH_QUERIES=5000 sets the number of queries, SEARCH_DOCUMENTS=1000 that of documents.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { corpus, queries } from './support/corpus.mjs';
import { buildOracle, indexed, open, temporaryFolder } from './support/oracle.mjs';

const N_DOCUMENTS = Number(process.env.SEARCH_DOCUMENTS ?? 300);
const N_QUERIES = Number(process.env.SEARCH_QUERIES ?? 1_500);
const NOTICES = { Empty: 'empty', OnlyCommonWords: 'only-common-words' };

before(buildOracle);

test(`${N_QUERIES} queries over ${N_DOCUMENTS} documents`, async (t) => {
  const folder = temporaryFolder(t);
  const documents = corpus(N_DOCUMENTS);
  const asked = queries(documents, N_QUERIES);
  const expected = indexed(folder, documents, asked);
  const { engine } = open(folder);
  const wrong = [];
  let nFound = 0;
  for (const [idx, { text, log, prefix, kind }] of asked.entries()) {
    const found = await engine.search(text, { limit: 20, prefix, log });
    const details = await Promise.all(found.hits.slice(0, 3).map((it) => engine.details(it)));
    const ids = await Promise.all(found.hits.map(async (it) => (await engine.details(it)).id));
    const here = {
      interpreted: found.interpreted,
      total: found.total,
      relaxed: found.relaxed,
      notice: found.notice,
      suggestions: found.suggestions.map((it) => [it.written, it.meant, it.applied]),
      ids,
      pieces: details.map((it) => [it.snippet, it.heading?.anchor ?? null]),
    };
    const there = expected[idx];
    const same = {
      interpreted: there.interpreted,
      total: there.total,
      relaxed: there.relaxed,
      notice: NOTICES[there.notice] ?? null,
      suggestions: there.suggestions,
      ids: there.hits.map((it) => it[0]),
      pieces: there.hits.slice(0, 3).map((it) => [it[2], it[3]]),
    };
    nFound += found.total > 0;
    if (JSON.stringify(here) !== JSON.stringify(same)) wrong.push({ kind, text, log, prefix, script: here, terminal: same });
  }
  assert.equal(wrong.length, 0, `${wrong.length} of ${asked.length} differ, first:\n${JSON.stringify(wrong.slice(0, 3), null, 1)}`);
  assert.ok(nFound > asked.length / 2, `only ${nFound} of ${asked.length} queries found anything`);
});
