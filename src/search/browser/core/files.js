/* The files of the index: fetching and decoding them. `docs/internals/search-shards.md` describes the format. */

const FORMAT = 2;
/** Values of digits by character code. */
const DIGITS = [];
for (let code = 0x20; code < 0x7f; code++) if (!'"\\<'.includes(String.fromCharCode(code))) DIGITS[code] = DIGITS.filter((it) => it >= 0).length;

/** Into how many steps a frequency is rounded. */
const N_STEPS = 6;

/** Words with connectors, and filters: they are looked up whole. */
const EXACT = /[-_.:]/;

/**
 * @typedef {{documents: number[], steps: number[]}} Postings Ordinals, and the step of the frequency in each.
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

/** @returns {Postings} A list that was requested. */
function decodedList({ terms, data, ends }, idx) {
  const documents = integers(data, ends[idx - 1] ?? 0, ends[idx]);
  const nSteps = terms[idx].includes(':') ? 1 : N_STEPS;
  let next = 0;
  const steps = documents.map((it, at) => {
    const step = it % nSteps;
    documents[at] = next + (it - step) / nSteps;
    next = documents[at] + 1;
    return step;
  });
  return { documents, steps };
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

/** @returns {number} The sum of the UTF-16 units, each 31 times the one behind it. */
function hash(text) {
  let sum = 0;
  for (let idx = 0; idx < text.length; idx++) sum = (Math.imul(sum, 31) + text.charCodeAt(idx)) >>> 0;
  return sum;
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
    /** Names of what was requested and is not there yet. */
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
    this.n = value.documents;
    this.calendar = value;
    this.group = value.group;
    this.letters = value.letters;
    this.lengths = integers(value.lengths);
    this.kinds = new Uint8Array(this.n);
    [value.runbooks, value.pages].forEach((it, idx) => sums(integers(it)).forEach((ordinal) => (this.kinds[ordinal] = idx + 1)));
    // Which shard a term is in.
    this.beginnings = words(value.beginnings);
    this.shared = value.shared;
    this.exact = value.exact;
    this.behind = this.beginnings.length + 1 + value.shared;
    /** @type {Map<string, [number, number]>} First shard and number of shards of a CJK character. */
    this.own = new Map();
    let code = 0;
    integers(value.characters).forEach((it, idx, all) => {
      if (idx % 2) return;
      this.own.set(String.fromCodePoint((code += it)), [this.behind, all[idx + 1]]);
      this.behind += all[idx + 1];
    });
    return value;
  }

  /** @returns {number} The shard that `term` is in, if there is such a term. */
  shardOf(term) {
    if (EXACT.test(term)) return this.behind + (hash(term) % this.exact);
    const [first, second = ''] = term;
    if (!CJK_CHAR.test(first)) return countUpTo(this.beginnings, term);
    const [start, count] = this.own.get(first) ?? [];
    return count ? start + (hash(second) % count) : this.beginnings.length + 1 + (hash(first) % this.shared);
  }

  /** @returns {number[]} The shards with everything that begins with `prefix`: of a word, or one CJK character. */
  shardsOf(prefix) {
    const [start, count] = this.own.get(prefix) ?? [this.shardOf(prefix), 1];
    const last = CJK_CHAR.test(prefix) ? start + count - 1 : countUpTo(this.beginnings, prefix + '\uffff');
    return Array.from({ length: last - start + 1 }, (_, idx) => start + idx);
  }

  /** @returns {Postings|null|undefined} Of a text term or a filter; nothing where that is not known yet. */
  postings(term) {
    const shard = this.value(`s/${this.shardOf(term)}`);
    if (!shard) return undefined;
    const idx = countUpTo(shard.terms, term) - 1;
    return shard.terms[idx] === term ? this.listOf(shard, idx) : null;
  }

  listOf(shard, idx) {
    return (shard.lists[idx] ??= decodedList(shard, idx));
  }

  /** @returns {[string, Array][]} The words that `term` may have been meant to be, by first letter. */
  vocabulary(term) {
    const letters = [...new Set(term.slice(0, 2))].filter((it) => this.letters.includes(it));
    return letters.map((it) => [it, this.value(`v/${it}`)]);
  }

  /** @returns {[string, Postings][]} Every known term that begins with `prefix`. */
  beginningWith(prefix) {
    const found = [];
    for (const nr of this.shardsOf(prefix)) {
      const shard = this.value(`s/${nr}`);
      if (!shard) continue;
      // The term that is the prefix itself is the last one up to it.
      let idx = countUpTo(shard.terms, prefix);
      if (shard.terms[idx - 1] === prefix) idx--;
      for (; shard.terms[idx]?.startsWith(prefix); idx++) found.push([shard.terms[idx], this.listOf(shard, idx)]);
    }
    return found;
  }
}
