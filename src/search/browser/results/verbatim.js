/* What appears in a document as it was written in the query: the mirror of `src/search/rank/verbatim.rs`. */

const WINDOW = 10;
/** How many more are looked at for a long CJK run, of those that have all of its bigrams. */
const FURTHER = 20;
/** Bigrams of the shortest long run. */
const LONG = 4;
/** What is so often in a document (6 times or more) is in its title or in a label, which weigh 8 and 6. */
const LABEL = 3;

/**
 * Of the first 10 that were found puts those first in which most of the CJK runs and phrases appear as written; of long
 * runs also of the next 20.
 *
 * @param {Ranking} ranking
 * @param {number[]} ordinals
 * @param {Float64Array} scores By ordinal; they rise with what appears as written.
 * @param {number} best The best score.
 * @param {number} shown Results that will be shown: their texts are fetched in the same go.
 * @returns {number[]}
 */
function raiseVerbatim({ files, groups, query, typed }, ordinals, scores, best, shown) {
  const sought = query.byDate || query.any ? [] : groups.filter((it) => (it.bigrams ?? it.phrase)?.length > 1);
  if (!sought.length) return ordinals;
  const isLongRun = (it) => it.bigrams?.length >= LONG;
  const nSeen = WINDOW + (sought.some(isLongRun) ? FURTHER : 0);
  const window = ordinals.slice(0, nSeen).map((ordinal, idx) => {
    if (idx < shown) recordOf(files, ordinal);
    const mayStand = sought.filter((it) => idx < WINDOW || (isLongRun(it) && isFrequent(files, it, ordinal, 0)));
    const nStanding = mayStand.filter((it) => isFrequent(files, it, ordinal, LABEL) || standsIn(files, ordinal, it.text)).length;
    return { ordinal, nStanding, isId: typed.has(ordinal) };
  });
  if (files.missing.size) return ordinals;
  for (const { ordinal, nStanding } of window) scores[ordinal] += best * nStanding;
  window.sort((a, b) => b.isId - a.isId || b.nStanding - a.nStanding);
  return [...window.map((it) => it.ordinal), ...ordinals.slice(nSeen)];
}

/** Whether every place has a term whose frequency in the document is of the step `least` or more. */
function isFrequent(files, { bigrams, phrase }, ordinal, least) {
  const places = phrase ? phrase.map((it) => it.terms) : bigrams.map((it) => [it]);
  return places.every((terms) => terms.some((term) => {
    const { documents, steps } = files.postings(term) ?? { documents: [] };
    const idx = countUpTo(documents, ordinal) - 1;
    return documents[idx] === ordinal && steps[idx] >= least;
  }));
}

/** Whether title, headings or body hold `sought`, which is folded, not cutting into a word. */
function standsIn(files, ordinal, sought) {
  const record = recordOf(files, ordinal);
  if (!record) return false;
  record.folded ??= [record[3], ...record[10].map((it) => it[0]), record[11]].map(foldedText).join('\n');
  const text = record.folded;
  const isWord = (c) => c !== undefined && classOf(c) === WORD;
  const lastOf = (it) => [...it.slice(-2)].pop();
  const firstOf = (it) => [...it.slice(0, 2)][0];
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) {
    const end = at + sought.length;
    const cutsBefore = isWord(firstOf(sought)) && isWord(lastOf(text.slice(Math.max(0, at - 2), at)));
    if (!cutsBefore && !(isWord(lastOf(sought)) && isWord(firstOf(text.slice(end, end + 2))))) return true;
  }
  return false;
}
