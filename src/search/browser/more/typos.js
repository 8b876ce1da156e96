/* Words and values that no document has: the mirror of `src/search/rank/typos.rs`. */

const MAX_CORRECTIONS = 3;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

Object.assign(Ranking.prototype, {
  /** @returns {{term: string, written: string}[]} What `raw`, whose stem is `term`, was probably meant to be. */
  corrections(raw, term, vocabulary) {
    if (term.length < 2) return [];
    const maxEdits = term.length <= 7 ? 1 : 2;
    const near = nearMisses(raw).map(stem);
    const found = [];
    for (const [first, file] of vocabulary) {
      if (!file) continue;
      const counts = integers(file[1]);
      const written = file[2].split('\n');
      words(file[0]).forEach((it, idx) => {
        if (first !== term[0] && it[1] !== term[0]) return;
        const edits = near.includes(it) ? 1 : distance(it, term, maxEdits);
        if (edits <= maxEdits) found.push({ term: it, edits, count: counts[idx], written: word(it, written[idx]) });
      });
    }
    found.sort((a, b) => a.edits - b.edits || b.count - a.count || (a.term < b.term ? -1 : 1));
    return found.filter((it) => it.edits === found[0].edits).slice(0, MAX_CORRECTIONS);
  },

  /** @returns {{written: string, meant: string, applied: boolean}[]} The nearest value of the facet, where one is near. */
  nearestValue(facet, value) {
    const nChars = [...value].length;
    const show = (it) => `${facet}:${it.includes(' ') ? `"${it}"` : it}`;
    let best = null;
    const [names, numbers] = this.files.value(`w/${facet}`) ?? ['', ''];
    const counts = integers(numbers);
    for (const [idx, it] of words(names).entries()) {
      const edits = distance(it, value, Math.ceil(nChars / 4));
      let far = edits;
      if (edits > Math.ceil(nChars / 4)) {
        // A part of a value is nearer than no value at all, the shorter the rest the nearer.
        if (nChars < 2 || !it.includes(value)) continue;
        far = nChars + [...it].length;
      }
      if (!best || far < best.far || (far === best.far && counts[idx] > best.count)) best = { it, far, count: counts[idx] };
    }
    return best ? [{ written: show(value), meant: show(best.it), applied: false }] : [];
  },
});

/**
 * @returns {string[]} `word` with two neighbors swapped, one letter left out (not the first), or one of the last three
 *   another one.
 */
function nearMisses(word) {
  const found = [];
  for (let idx = Math.max(1, word.length - 3); idx < word.length; idx++) {
    for (const it of LETTERS) found.push(word.slice(0, idx) + it + word.slice(idx + 1));
  }
  for (let idx = 1; idx < word.length; idx++) {
    found.push(word.slice(0, idx - 1) + word[idx] + word[idx - 1] + word.slice(idx + 1), word.slice(0, idx) + word.slice(idx + 1));
  }
  return found;
}

/** Optimal string alignment distance by code points; anything above `max` where it is more. */
function distance(from, to, max) {
  const [a, b] = [[...from], [...to]];
  if (Math.abs(a.length - b.length) > max) return Infinity;
  let [last, row] = [[], b.map((_, idx) => idx)];
  row.push(b.length);
  for (let x = 1; x <= a.length; x++) {
    const next = [x];
    for (let y = 1; y <= b.length; y++) {
      const isSame = a[x - 1] === b[y - 1];
      next[y] = Math.min(row[y] + 1, next[y - 1] + 1, row[y - 1] + (isSame ? 0 : 1));
      if (x > 1 && y > 1 && a[x - 1] === b[y - 2] && a[x - 2] === b[y - 1]) next[y] = Math.min(next[y], last[y - 2] + 1);
    }
    [last, row] = [row, next];
  }
  return row[b.length];
}
