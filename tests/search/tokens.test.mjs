// The script reads texts as the index does: fixed examples, then random texts against the Rust implementation.
//
// SEARCH_FUZZ=100000 sets the number of random lines.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

import { ask, buildOracle } from './support/oracle.mjs';
import { chooser, random } from './support/random.mjs';

const root = path.join(fileURLToPath(new URL('.', import.meta.url)), '../..');
const N_LINES = Number(process.env.SEARCH_FUZZ ?? 20_000);
const N_LOGS = N_LINES / 10;

before(buildOracle);

/** The functions of the sources, before they are put together. */
function sources() {
  const context = vm.createContext({});
  for (const name of ['core/words', 'core/stem', 'core/tokens', 'log/words']) {
    const file = path.join(root, `src/search/browser/${name}.js`);
    vm.runInContext(fs.readFileSync(file, 'utf8'), context, { filename: file });
  }
  // In a function, as it is a script of its own.
  const [pairs, fold] = ['pairs', 'fold'].map((it) => fs.readFileSync(path.join(root, `src/search/browser/variants/${it}.js`), 'utf8'));
  vm.runInContext(`((parts) => {${pairs}\n${fold}})({ folds, variants })`, context);
  return context;
}

const { eachToken, stem, wordsOfLog: wordsInContext } = sources();
const wordsOfLog = (log) => [...wordsInContext(log)];

function tokens(text) {
  const found = [];
  eachToken(text, (token, position, covers, start, end) => found.push([token, position, (covers & 1) > 0, start, end]));
  return found;
}

test('the examples of every rule', () => {
  const examples = JSON.parse(fs.readFileSync(path.join(root, 'tests/fixtures/search/tokens.json'), 'utf8'));
  for (const { input, tokens: expected } of examples) {
    assert.deepEqual(tokens(input).map((it) => it.slice(0, 3)), expected, input);
  }
});

test(`${N_LINES} random lines give the same tokens at the same places`, () => {
  const lines = randomLines(N_LINES);
  const expected = ask(['tokens'], lines);
  assert.equal(expected.length, lines.length);
  lines.forEach((line, idx) => assert.deepEqual(tokens(line), expected[idx], JSON.stringify(line)));
});

test(`${N_LINES} words have the same stems`, () => {
  const words = randomWords(N_LINES);
  const expected = ask(['tokens'], words);
  // A stop word has no token at all.
  const wrong = words.filter((it, idx) => expected[idx].length && stem(it) !== expected[idx][0][0]);
  assert.deepEqual(wrong, []);
});

test('the examples of logs', () => {
  const examples = JSON.parse(fs.readFileSync(path.join(root, 'tests/fixtures/search/logs.json'), 'utf8'));
  for (const { log, words } of examples) assert.deepEqual(wordsOfLog(log), words, log);
});

test(`${N_LOGS} random logs give the same words`, () => {
  const logs = randomLogs(N_LOGS);
  const expected = ask(['logs'], logs);
  logs.forEach((log, idx) => assert.deepEqual(wordsOfLog(log), expected[idx], JSON.stringify(log)));
});

/** Text of everything that the rules speak of. */
function randomLines(n) {
  const { below, one, some, chance } = chooser(random(20261121));
  const pieces = [
    'connection', 'Pool', 'HTTP', 'server2', 'the', 'to', 'lockChain', '-', '_', '.', ' ', ' ', '连', '接', '池', '々', '〇',
    'カ', '한', 'é', 'É', 'ß', 'ı', 'İ', 'Σ', 'Ａ', '１', '－', 'ｶﾞ', '①', '½', '\u00ad', '\u0301', '\u200b', '\ufeff',
    '𠀀', '豈', '🔥', 'ﬁ', 'Ω', 'ǅ', 'ฟ', '\u{1d400}', '\n', '\t', '\u3000', 'x'.repeat(40),
  ];
  const assigned = /\P{Cn}/u;
  // Unicode 16 counts more marks as letters than the Unicode of an older Node does.
  const isDated = (char) => parseFloat(process.versions.unicode) < 16 && /\p{M}/u.test(char);
  const anything = () => {
    for (;;) {
      const code = chance(0.7) ? below(0x3000) : below(0x33000);
      const isSurrogate = code >= 0xd800 && code < 0xe000;
      // What no version of Unicode has assigned yet may be a letter in the next.
      if (!isSurrogate && assigned.test(String.fromCodePoint(code)) && !isDated(String.fromCodePoint(code))) return String.fromCodePoint(code);
    }
  };
  return some(n, () => some(1 + below(24), () => (chance(0.8) ? one(pieces) : anything())).join(''));
}

/** Lines as they appear in logs. */
function randomLogs(n) {
  const { below, one, some, chance } = chooser(random(112));
  const pieces = [
    'ERROR', 'Warn', 'WARNING', 'info', 'java', 'http', 'May', 'connection', 'refused', 'com.example.PoolException', 'HikariPool-1',
    'payment-service-7d9f8b6c5-x2x4k', '503', '404', '200', '5030', 'ORA-12514', 'INC-2025-0007', 'ABCDEFGHI-123', 'A-123', '10.0.0.1:8080',
    '连接池', '超时', 'é', 'a', 'at ', 'File ', '\n', '\n\tat ', '\r\n', '\u00a0', '\u3000', 'x'.repeat(65), '…', '_id', 'v2', '--', '.', '1',
    'X', ...' =,;:()[]{}<>|"\'`/\\*!?&#$%^~@+，。；：（）【】《》“”‘’、！？「」『』',
  ];
  return some(n, () => some(1 + below(30), () => (chance(0.9) ? one(pieces) : ' ')).join(chance(0.5) ? ' ' : ''));
}

/** Letters, and stems with every suffix that the stemmer knows. */
function randomWords(n) {
  const { below, one, some, chance } = chooser(random(1121));
  const stems = ['relat', 'oper', 'gener', 'commun', 'past', 'univers', 'hop', 'fall', 'agree', 'succ', 'exc', 'proc', 'inn', 'out', 'd', 'l', 'cann', 'yy', 'enjo', 'organ', 'later', 'emerg', 'arsen', 'inter', 'log', 'bl'];
  const suffixes = ['s', 'es', 'ies', 'ied', 'sses', 'us', 'ss', 'ed', 'eed', 'ing', 'edly', 'eedly', 'ingly', 'y', 'ying', 'ational', 'tional', 'enci', 'anci', 'izer', 'ization', 'abli', 'bli', 'alli', 'entli', 'ousli', 'li', 'ogi', 'ogist', 'aliti', 'alism', 'iviti', 'biliti', 'fulness', 'ousness', 'iveness', 'icate', 'ative', 'alize', 'iciti', 'ical', 'ful', 'ness', 'al', 'ance', 'ence', 'er', 'ic', 'able', 'ible', 'ant', 'ement', 'ment', 'ent', 'ion', 'sion', 'tion', 'ism', 'ate', 'iti', 'ous', 'ive', 'ize', 'e', 'le', 'll', 'at', 'bb', 'gg', 'iz'];
  const letters = 'aeiouybcdfghklmnprstvwxzaeiouy';
  const fixed = ['skis', 'skies', 'sky', 'idly', 'gently', 'ugly', 'early', 'only', 'singly', 'news', 'howe', 'atlas', 'cosmos', 'bias', 'andes', 'evening', 'canning', 'inning', 'earring', 'herring', 'outing', 'dying', 'lying', 'tying', 'exceed', 'proceed', 'succeed', 'egged', 'added', 'pasted', 'ssion', 'yyyy'];
  const syllables = () => some(1 + below(8), () => letters[below(letters.length)]).join('');
  const word = () => (chance(0.5) ? one(stems) : syllables()) + some(below(3), () => one(suffixes)).join('');
  return [...fixed, ...some(n, word)].filter((it) => it.length > 2 && it.length < 60);
}
