/* Text to search tokens: the mirror of `src/search/tokenizer`, where the rules are written down. */

const STOP_WORDS = new Set(
  ('a an and are as at be but by for if in into is it no not of on or such that the their then there these they this ' +
    'to was will with').split(' '),
);
const MAX_CHARS = 64;
const MAX_TAIL_SEGMENTS = 8;

// Classes of code points.
const OTHER = 0;
const CJK = 1;
const WORD = 2;
const CONNECTOR = 3;

// What a token covers.
const COMPOUND = 1;
const SEGMENT = 2;
const RUN = 4;

const CJK_CHAR =
  /[\u3005\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\u{20000}-\u{323af}]/u;
const WORD_CHAR = /[\p{Alphabetic}\p{N}]/u;
const IGNORED = /[\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff]/gu;

/**
 * @typedef {{c: string, upper: boolean, start: number, end: number}} Char A folded character, and where it came from.
 * @typedef {{raw: string, parts: string[], segments: [string, number][], whole: string[], partial: string[],
 *   single: boolean}} WordRun
 */

/** @type {Map<string, [number, string[], boolean][]>} */
const folds = new Map();
/** Simplified characters by traditional ones; the script `VARIANTS` fills it. */
const variants = new Map();

function simplified(text) {
  return variants.size ? text.replace(/[\u4e00-\u9fff]/g, (c) => variants.get(c) ?? c) : text;
}

/** @returns {[number, string[], boolean][]} Class, lower-case characters, and whether it was one of A-Z. */
function foldChar(written) {
  let known = folds.get(written);
  if (!known) {
    const isLatin = /[\u00c0-\u024f\u1e00-\u1eff]/.test(written);
    const folded = /[\uff00-\uffef]/.test(written)
      ? written.normalize('NFKC')
      : (isLatin ? written.normalize('NFKD') : written).replace(IGNORED, '');
    known = [...simplified(folded)].map((c) => [classOf(c), [...c.toLowerCase()], /[A-Z]/.test(c)]);
    folds.set(written, known);
  }
  return known;
}

function classOf(c) {
  if (CJK_CHAR.test(c)) return CJK;
  if (WORD_CHAR.test(c)) return WORD;
  return /[-_.]/.test(c) ? CONNECTOR : OTHER;
}

/**
 * @param {string} text
 * @param {function(number, Char[], number): number} out Gets class, characters and first position of every run, and
 *   returns how many positions it takes.
 */
function eachRun(text, out) {
  let run = [];
  let current = OTHER;
  let connector = null;
  let position = 0;
  let start = 0;
  const flush = () => {
    if (run.length) position += out(current, run, position);
    run = [];
  };
  for (const written of text) {
    const end = start + written.length;
    for (const [kind, chars, upper] of foldChar(written)) {
      if (kind === CONNECTOR && current === WORD && !connector) {
        connector = { c: chars[0], upper: false, start, end };
        continue;
      }
      if (kind !== current) {
        flush();
        current = kind;
      } else if (connector) run.push(connector);
      connector = null;
      if (kind === CJK || kind === WORD) for (const c of chars) run.push({ c, upper, start, end });
    }
    start = end;
  }
  flush();
}

/**
 * @param {string} text
 * @param {function(string, number, number, number, number): void} out Gets text, position, what it covers, and where
 *   it begins and ends in the text.
 */
function eachToken(text, out) {
  eachRun(text, (kind, run, position) => (kind === CJK ? cjkTokens : wordTokens)(run, position, out));
}

/** @returns {(WordRun|{cjk: string[], position: number})[]} */
function runsOf(text) {
  const runs = [];
  eachRun(text, (kind, run, position) => {
    const chars = run.map((it) => it.c);
    if (kind === CJK) {
      runs.push({ cjk: chars, position });
      return run.length;
    }
    const single = !run.some(isConnector) && nextHump(run, 0, run.length) === run.length;
    const word = { raw: chars.join(''), parts: [], segments: [], whole: [], partial: [], single };
    runs.push(word);
    return wordTokens(run, position, (token, at, covers) => {
      if (covers & SEGMENT) word.segments.push([token, at]);
      (covers & COMPOUND ? (covers & RUN ? word.whole : word.partial) : word.parts).push(token);
    });
  });
  return runs;
}

function cjkTokens(run, first, out) {
  run.forEach((it, idx) => {
    const next = run[idx + 1];
    out(next ? it.c + next.c : it.c, first + idx, 0, it.start, (next || it).end);
  });
  return run.length;
}

function wordTokens(run, first, out) {
  const nSegments = 1 + run.filter(isConnector).length;
  let position = first;
  const give = (from, to, covers, withConnectors = true) => {
    let token = '';
    for (let idx = from; idx < to; idx++) if (withConnectors || !isConnector(run[idx])) token += run[idx].c;
    if (STOP_WORDS.has(token) || (token.length > MAX_CHARS && [...token].length > MAX_CHARS)) return;
    out(stem(token), position, covers, run[from].start, run[to - 1].end);
  };
  for (let start = 0; start < run.length; ) {
    let end = start;
    while (end < run.length && !isConnector(run[end])) end++;
    const covered = SEGMENT | (nSegments === 1 ? RUN : 0);
    const isOnePart = nextHump(run, start, end) === end;
    for (let from = start; from < end; ) {
      const to = nextHump(run, from, end);
      give(from, to, isOnePart ? covered : 0);
      from = to;
    }
    if (!isOnePart) give(start, end, covered | COMPOUND);
    if (nSegments > 1 && nSegments <= MAX_TAIL_SEGMENTS && end < run.length) {
      give(start, run.length, start ? COMPOUND : COMPOUND | RUN);
    }
    if (!start && (nSegments === 2 || nSegments === 3) && run.every((it) => /[-_a-z]/.test(it.c))) {
      give(0, run.length, COMPOUND | RUN, false);
    }
    position++;
    start = end + 1;
  }
  return position - first;
}

/** @returns {number} Where the part that begins at `start` ends: `HTTPServerPool2` is `HTTP`, `Server`, `Pool2`. */
function nextHump(run, start, end) {
  for (let idx = start + 1; idx < end; idx++) {
    const next = run[idx + 1];
    const isLowerNext = idx + 1 < end && !next.upper && /[a-z]/.test(next.c);
    if (run[idx].upper && (!run[idx - 1].upper || isLowerNext)) return idx;
  }
  return end;
}

/** @returns {string} Every character folded, in lower case, each stretch of white space as one blank. */
function foldedText(text) {
  // What most texts are made of folds to itself, but for the case.
  return simplified(text).replace(/[^!-~\u4e00-\u9fff]+/g, (others) => {
    let out = '';
    for (const c of others) {
      if (!BLANK.test(c)) out += foldChar(c).map((it) => it[1].join('')).join('');
      else if (!out.endsWith(' ')) out += ' ';
    }
    return out;
  }).toLowerCase();
}

function isConnector(it) {
  return /[-_.]/.test(it.c);
}
