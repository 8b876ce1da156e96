// What is loaded, when, and what happens where a file is missing or was replaced.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import zlib from 'node:zlib';

import { corpus } from './support/corpus.mjs';
import { buildOracle, indexed, open, scriptPath, temporaryFolder } from './support/oracle.mjs';

const N_DOCUMENTS = 300;
const folder = temporaryFolder({ after });

before(() => {
  buildOracle();
  indexed(folder, corpus(N_DOCUMENTS), []);
});

/** Names of the files that `use` loads, and how many times it had to wait for some. */
async function loaded(use, options = {}) {
  const names = [];
  let nWaves = 0;
  let nOpen = 0;
  const opened = open(folder, {
    ...options,
    starts: () => (nWaves += nOpen++ === 0),
    ends: () => nOpen--,
    log: (name) => names.push(name),
  });
  const value = await use(opened.engine);
  return { names: names.slice(1).map((it) => it.replace(/-[0-9a-f]{8}/, '')), nWaves, value };
}

const kinds = (names) => [...new Set(names.map((it) => it.replace(/\d+|\/[a-z]\.js$/, '#')))].sort();

test('a page that only preloads fetches the manifest', async () => {
  assert.deepEqual((await loaded((it) => it.preload())).names, ['m.js']);
});

test('words load the manifest, then shards, then texts', async () => {
  const { names, nWaves } = await loaded(async (engine) => {
    const found = await engine.search('connection pool', { limit: 5 });
    await Promise.all(found.hits.map((it) => engine.details(it)));
  });
  assert.deepEqual(kinds(names), ['m.js', 's/#.js', 'search-results.js', 't/#.js']);
  assert.equal(nWaves, 3);
});

test('only quotes load positions, and only misspelt words the vocabulary', async () => {
  const of = async (text) => kinds((await loaded((engine) => engine.search(text))).names).filter((it) => /^[pv]/.test(it));
  assert.deepEqual(await of('connection pool'), []);
  assert.deepEqual(await of('severity:p0'), []);
  assert.deepEqual(await of('"connection pool"'), ['p/#.js']);
  assert.deepEqual(await of('conection'), ['v#']);
});

test('traditional characters are folded by a script that is loaded only for characters that no term has', async () => {
  const of = async (text) => (await loaded((engine) => engine.search(text))).names.includes('search-variants.js');
  assert.equal(await of('连接'), false);
  assert.equal(await of('connection pool'), false);
  assert.equal(await of('連接'), true);
  const size = zlib.gzipSync(fs.readFileSync(scriptPath(folder, 'search-variants')), { level: 9 }).length;
  assert.ok(size <= 12_500, `${size} bytes (gzip)`);
});

test('a second search loads nothing twice', async () => {
  const { names } = await loaded(async (engine) => {
    await engine.search('连接池');
    await engine.search('连接池');
  });
  assert.deepEqual(names, [...new Set(names)]);
});

test('a file that cannot be loaded fails the search, and is asked for again', async () => {
  let isDown = true;
  const { value } = await loaded(async (engine) => {
    await assert.rejects(engine.search('pool'), /cannot load site:s\//);
    isDown = false;
    return engine.search('pool');
  }, { replace: (name, text) => (isDown && name.startsWith('s/') ? null : text) });
  assert.ok(value.total > 0);
});

test('a new build is read without a word, and results of the old one are not mixed with it', async () => {
  let build = null;
  const replace = (name, text) => (build && name.includes('/') || build && name === 'm.js' ? text?.replace(/receive\("[^"]*"/, `receive("${build}"`) : text);
  const { names, value } = await loaded(async (engine) => {
    const old = await engine.search('pool', { limit: 1 });
    build = '00000000';
    const found = await engine.search('certificate', { limit: 1 });
    await assert.rejects(engine.details(old.hits[0]), /has changed/);
    return { found, details: await engine.details(found.hits[0]) };
  }, { replace });
  assert.equal(names.filter((it) => it === 'm.js').length, 2);
  assert.ok(value.found.total > 0 && value.details.title);
});

test('an index of another format is refused', async () => {
  const replace = (name, text) => (name === 'm.js' ? text.replace('"format":2', '"format":3') : text);
  await loaded((engine) => assert.rejects(engine.search('pool'), /has format 3, not 2/), { replace });
});

test('facets count all documents, or those that were found', async () => {
  const { value } = await loaded(async (engine) => {
    const found = await engine.search('service:payment-service severity:P1');
    return { found, all: await engine.facets(), within: await engine.facets(found) };
  });
  const count = (facets, facet, value) => facets[facet].find((it) => it[0] === value)[2];
  assert.equal(count(value.within, 'service', 'payment-service'), value.found.total);
  assert.equal(count(value.within, 'severity', 'p1'), value.found.total);
  assert.equal(count(value.within, 'severity', 'p2'), 0);
  assert.ok(count(value.all, 'severity', 'p1') > value.found.total);
});

test('the as-of day of a page goes before that of the build', async () => {
  const { engine } = open(folder, { asOf: '2024-02-29' });
  assert.equal((await engine.search('after:1y')).interpreted, 'after:2023-02-28');
});

test('the script is small', () => {
  const size = (name) => zlib.gzipSync(fs.readFileSync(scriptPath(folder, name)), { level: 9 }).length;
  const sizes = [size('search'), size('search-results'), size('search-more')];
  assert.ok(sizes[0] <= 8_000 && sizes[1] <= 4_600 && sizes[2] <= 5_200, `${sizes} bytes (gzip)`);
  assert.ok(path.basename(scriptPath(folder)).startsWith('search-'));
});
