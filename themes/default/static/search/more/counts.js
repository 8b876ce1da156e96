/* How many of the documents that were found have a value. */

/**
 * @param {Files} files
 * @param {Object<string, [string, string, number][]>} facets
 * @param {number[]} ordinals
 */
function counted(files, facets, ordinals) {
  const within = new Set(ordinals);
  const count = (facet, [value, label]) => {
    const postings = files.postings(`${facet}:${comparable(facet, value)}`);
    return [value, label, postings ? postings.documents.filter((it) => within.has(it)).length : 0];
  };
  return Object.fromEntries(Object.entries(facets).map(([facet, values]) => [facet, values.map((it) => count(facet, it))]));
}
