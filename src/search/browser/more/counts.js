/* How many of the documents that were found have a value. */

/**
 * @param {Files} files
 * @param {Object<string, [string, string, number][]>} offered By field: value, label, number of all documents.
 * @param {string[]} names Fields, and `year`.
 * @param {number[]} ordinals What was found.
 * @returns {Object<string, [string, string, number][]>}
 */
function counted(files, offered, names, ordinals) {
  const isFound = new Uint8Array(files.n);
  for (const it of ordinals) isFound[it] = 1;
  const counts = {};
  for (const name of names) {
    if (name === 'year') {
      counts.year = yearsOf(files, isFound);
    } else if (offered[name]) {
      const [lengths, documents] = files.value(`c/${name}`) ?? ['', ''];
      const ends = sums(integers(lengths));
      counts[name] = offered[name].map(([value, label], idx) => {
        let [count, next] = [0, 0];
        for (const gap of integers(documents, ends[idx - 1] ?? 0, ends[idx])) {
          count += isFound[next + gap];
          next += gap + 1;
        }
        return [value, label, count];
      });
    }
  }
  return counts;
}

/** @returns {[string, string, number][]} The newest first. */
function yearsOf(files, isFound) {
  const counts = new Map();
  daysOf(files).forEach((day, ordinal) => {
    if (day === null || !isFound[ordinal]) return;
    const year = String(new Date(day * DAY).getUTCFullYear());
    counts.set(year, (counts.get(year) ?? 0) + 1);
  });
  return [...counts].reverse().map(([year, count]) => [year, year, count]);
}
