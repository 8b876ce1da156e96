/* Facts and text of a result. */

/** @returns {Array|undefined} What the index holds of a document; nothing where it is not there yet. */
function recordOf(files, ordinal) {
  return files.value(`t/${Math.floor(ordinal / files.group)}`)?.[ordinal % files.group];
}

/**
 * @param {Files} files
 * @param {Hit} hit
 * @returns {Details|null} Nothing where a file is missing.
 */
function details(files, hit) {
  const record = recordOf(files, hit.ordinal);
  if (!record) return null;
  const [id, kind, url, title, date, severity, status, language, services, causes, sections, body] = record;
  let offset = 0;
  const headings = sections.map(([title, anchor, gap]) => ({ title, anchor, offset: (offset += gap) }));
  const { ranking } = hit;
  ranking.highlights ??= highlights(ranking);
  const { snippet, heading } = excerpt(body, headings, ranking.highlights);
  return { id, kind, url, title, date, severity, status, language, services, causes, snippet, heading };
}
