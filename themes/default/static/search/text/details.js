/* Facts and text of a result. */

/**
 * @param {Files} files
 * @param {Hit} hit
 * @returns {Details|null} Nothing where a file is missing.
 */
function details(files, hit) {
  const group = files.value(`t/${Math.floor(hit.ordinal / files.group)}`);
  if (!group) return null;
  const [id, kind, url, title, date, severity, status, language, services, causes, sections, body] =
    group[hit.ordinal % files.group];
  let offset = 0;
  const headings = sections.map(([title, anchor, gap]) => ({ title, anchor, offset: (offset += gap) }));
  const { ranking } = hit;
  ranking.highlights ??= highlights(ranking);
  const { snippet, heading } = excerpt(body, headings, ranking.highlights);
  return { id, kind, url, title, date, severity, status, language, services, causes, snippet, heading };
}
