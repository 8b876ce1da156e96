/* The files of the index: fetching and decoding them. `docs/reference/search-shards.md` describes the format. */

const FORMAT = 1;
/** Values of digits by character code. */
const DIGITS = [];
for (let code = 0x20; code < 0x7f; code++) if (!'"\\<'.includes(String.fromCharCode(code))) DIGITS[code] = DIGITS.filter((it) => it >= 0).length;

// Of BM25.
const K1 = 2;
const B = 0.4;

/**
 * @typedef {{documents: number[], frequencies: number[], found: number}} Postings
 * @typedef {{terms: string[], ends: number[], data: string, lists: Postings[]}} Terms
 */

/** What the script that ran last handed over. */
let received = null;

/** The files changed while they were read. */
class Stale extends Error {}

/** @returns {number[]} */
function integers(text, start = 0, end = text.length) {
  const values = [];
  let value = 0;
  let unit = 1;
  for (let idx = start; idx < end; idx++) {
    const digit = DIGITS[text.charCodeAt(idx)];
    value += digit * unit;
    unit *= 30;
    if (digit < 62) {
      values.push(value);
      value = 0;
      unit = 1;
    }
  }
  return values;
}

/** @returns {number[]} Each value with those before it added. */
function sums(values) {
  let sum = 0;
  return values.map((it) => (sum += it));
}

/** @returns {string} A word that begins like another one: how far, and the rest. */
function word(earlier, difference) {
  return earlier.slice(0, DIGITS[difference.charCodeAt(0)]) + difference.slice(1);
}

/** @returns {string[]} */
function words(text) {
  let last = '';
  return text ? text.split('\n').map((it) => (last = word(last, it))) : [];
}

/** @returns {number} How many of the ascending `values` are `value` or less. */
function countUpTo(values, value) {
  let [low, high] = [0, values.length];
  while (low < high) {
    const mid = (low + high) >> 1;
    if (values[mid] <= value) low = mid + 1;
    else high = mid;
  }
  return low;
}

/** Runs the script at `url` in the page. */
function runScript(url, done, failed) {
  const element = document.createElement('script');
  const finish = (next) => () => {
    element.remove();
    next();
  };
  element.onload = finish(done);
  element.onerror = finish(failed);
  element.src = trusted(url);
  document.head.append(element);
}

/** Where trusted types are required, only addresses of this index pass. */
let trusted = (url) => {
  const policy = globalThis.trustedTypes?.createPolicy('afterword-search', { createScriptURL: (it) => it });
  trusted = (it) => (policy ? policy.createScriptURL(it) : it);
  return trusted(url);
};

/** One build of the index, as far as it was loaded. */
class Files {
  constructor(base, script, version) {
    this.base = base;
    this.script = script;
    this.version = version;
    this.build = '';
    /** What was loaded, by name. */
    this.values = new Map();
    this.promises = new Map();
    /** Names of what was asked for and is not there yet. */
    this.missing = new Set();
  }

  /** Loads a file once; a failed attempt is not kept. */
  load(name) {
    let promise = this.promises.get(name);
    if (!promise) {
      const version = this.build || this.version;
      const isCode = /\./.test(name);
      const url = isCode ? here.replace(/[^/]*$/, name) : `${this.base}${name}.js${version && `?${version}`}`;
      promise = new Promise((resolve, reject) => {
        const failed = () => reject(new Error(`cannot load ${url}`));
        this.script(url, () => {
          const value = received;
          received = null;
          if (value) resolve(value);
          else failed();
        }, failed);
      }).then(([build, value]) => {
        if (!isCode) {
          if (this.build && build !== this.build) throw new Stale(build);
          this.build = build;
        }
        this.values.set(name, isCode ? value(parts()) : this.decoded(name, value));
      });
      promise.catch(() => this.promises.delete(name));
      this.promises.set(name, promise);
    }
    return promise;
  }

  /** What the file holds; nothing where it is not there yet. */
  value(name) {
    const value = this.values.get(name);
    if (value === undefined) this.missing.add(name);
    return value;
  }

  decoded(name, value) {
    if (name === 'm') return this.manifest(value);
    if (name[0] === 's') return { terms: words(value[0]), ends: sums(integers(value[1])), data: value[2], lists: [] };
    return value;
  }

  manifest(value) {
    if (value.format !== FORMAT) throw new Error(`the search index has format ${value.format}, not ${FORMAT}`);
    const n = (this.n = value.documents);
    this.calendar = value;
    this.group = value.group;
    this.letters = value.letters;
    this.separators = words(value.shards);
    const mean = Math.max(value.tokens / Math.max(n, 1), 1);
    this.norms = integers(value.lengths).map((it) => K1 * (1 - B + B * (lengthOfStep(it + value.leastLength) / mean)));
    this.days = [...Array(value.undated).fill(null), ...sums(integers(value.days)).map((it) => it + value.firstDay)];
    this.kinds = new Uint8Array(n);
    [value.runbooks, value.pages].forEach((it, idx) => sums(integers(it)).forEach((ordinal) => (this.kinds[ordinal] = idx + 1)));
    return value;
  }

  /** @returns {Postings|null|undefined} Of a text term or a facet term; nothing where that is not known yet. */
  postings(term) {
    const shard = this.value(`s/${countUpTo(this.separators, term)}`);
    if (!shard) return undefined;
    const idx = countUpTo(shard.terms, term) - 1;
    return shard.terms[idx] === term ? this.listOf(shard, idx) : null;
  }

  listOf(shard, idx) {
    return (shard.lists[idx] ??= this.decodedList(shard, idx));
  }

  decodedList(shard, idx) {
    const values = integers(shard.data, shard.ends[idx - 1] ?? 0, shard.ends[idx]);
    if (isFacet(shard.terms[idx])) return { documents: sums(values), frequencies: [] };
    const documents = [];
    const frequencies = [];
    let ordinal = 0;
    for (let at = 0; at < values.length; at++) {
      documents.push((ordinal += values[at] >> 1));
      frequencies.push(values[at] & 1 ? values[++at] + 2 : 1);
    }
    return { documents, frequencies };
  }

  /** @returns {[string, Postings][]} Every known term that begins with `prefix`, in order. */
  beginningWith(prefix) {
    const found = [];
    const last = countUpTo(this.separators, prefix + '\uffff');
    for (let nr = countUpTo(this.separators, prefix); nr <= last; nr++) {
      const shard = this.value(`s/${nr}`);
      if (!shard) continue;
      // The term that is the prefix itself is the last one up to it.
      let idx = countUpTo(shard.terms, prefix);
      if (shard.terms[idx - 1] === prefix) idx--;
      for (; shard.terms[idx]?.startsWith(prefix); idx++) {
        const term = shard.terms[idx];
        // `cause:…` begins with "ca" and is no word.
        if (isFacet(term) === isFacet(prefix)) found.push([term, this.listOf(shard, idx)]);
      }
    }
    return found;
  }
}

function isFacet(term) {
  return term.includes(':');
}

/** @returns {number} What tantivy's step of a length stands for: exact up to 40, then 8 steps to every doubling. */
function lengthOfStep(step) {
  const above = step - 24;
  return above < 8 ? step : 24 + ((above & 7) | 8) * 2 ** ((above >> 3) - 1);
}
