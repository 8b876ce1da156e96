/* The piece of a document that shows why it was found: the mirror of `src/search/snippet.rs`. */

const COLUMNS = 160;
const LEAD = 40;
const NEIGHBOR = 0.3;
const MAX_MATCHES = 2000;

// How much of a term's places is highlighted.
const FIRST_CHAR_IN_PHRASE = 0;
const IN_PHRASE = 1;
const FIRST_CHAR = 2;
const ANYWHERE = 3;

/**
 * @typedef {{start: number, end: number, position: number, column: number, term: string, shown: number,
 *   worth: number}} Place
 * @typedef {{title: string, anchor: string, offset: number}} Heading
 */

/** @returns {{snippet: [string, boolean][], heading: Heading|null}} */
function excerpt(body, headings, terms) {
  const places = placesIn(body, terms);
  const matched = bestWindow(places);
  let first = 0;
  let heading = null;
  if (matched.length) {
    first = matched[0].start;
    heading = headings.findLast((it) => it.offset <= first) ?? null;
  } else {
    heading = headings.find((it) => placesIn(it.title, terms).length) ?? null;
    first = heading?.offset ?? 0;
  }
  const [start, end] = widen(body, first, matched.at(-1)?.end ?? first);
  return { snippet: pieces(body, start, end, places), heading };
}

/** @returns {Place[]} Every place of every term, in order; of terms of a phrase only those inside it. */
function placesIn(text, { worth, phrases }) {
  /** @type {Place[]} */
  let places = [];
  if (!worth.size) return places;
  eachToken(text, (term, position, covers, start, end) => {
    const known = worth.get(term);
    if (!known || places.length >= MAX_MATCHES) return;
    const [shown, value] = known;
    if (shown === FIRST_CHAR || shown === FIRST_CHAR_IN_PHRASE) end = start + (text.codePointAt(start) > 0xffff ? 2 : 1);
    places.push({ start, end, position, column: 0, term, shown, worth: value });
  });
  const at = new Set(places.map((it) => `${it.position} ${it.term}`));
  const inside = new Set();
  for (const phrase of phrases) {
    for (const place of places.filter((it) => phrase[0].terms.includes(it.term))) {
      const found = phrase.map(({ offset, terms }) => {
        return terms.map((it) => `${place.position + offset - phrase[0].offset} ${it}`).find((it) => at.has(it));
      });
      if (found.every(Boolean)) found.forEach((it) => inside.add(it));
    }
  }
  places = places.filter((it) => it.shown >= FIRST_CHAR || inside.has(`${it.position} ${it.term}`));
  places.sort((a, b) => a.start - b.start);
  let [column, from] = [0, 0];
  for (const place of places) {
    place.column = column += width(text.slice(from, place.start));
    from = place.start;
  }
  return places;
}

/** @returns {Place[]} Those that fit into one piece and are worth most together. */
function bestWindow(places) {
  let [most, best] = [0, []];
  places.forEach((first, start) => {
    let worth = 0;
    const seen = new Set();
    let end = start;
    for (; end < places.length && places[end].column - first.column <= COLUMNS - LEAD; end++) {
      const place = places[end];
      if (seen.has(place.term)) continue;
      seen.add(place.term);
      worth += place.worth;
      worth += start < end && places[end - 1].position + 1 === place.position ? NEIGHBOR * place.worth : 0;
    }
    if (worth > most) [most, best] = [worth, places.slice(start, end)];
  });
  return best;
}

/** @returns {[number, number]} The piece that holds `first` to `last`: some context before, the other columns behind. */
function widen(body, first, last) {
  let start = first;
  let columns = 0;
  // A line is a paragraph or a cell: what comes before it is another matter.
  for (const c of [...body.slice(Math.max(0, first - 2 * LEAD - 2), first)].reverse()) {
    columns += width(c);
    if (columns > LEAD || c === '\n') break;
    start -= c.length;
  }
  const isWord = (at) => body[at] < '\u2e80' && WORD_CHAR.test(body[at]);
  if (start > 0 && isWord(start - 1)) {
    let at = start;
    while (at < first && isWord(at)) at++;
    if (at < first) start = at;
  }
  let end = last;
  columns = width(body.slice(start, last));
  for (const c of body.slice(last, last + 2 * COLUMNS)) {
    columns += width(c);
    if (columns > COLUMNS) break;
    end += c.length;
  }
  if (end < body.length && isWord(end) && isWord(end - 1)) {
    let at = end;
    while (at > last && isWord(at - 1)) at--;
    // The character before it is not part of a word; it may take two units.
    if (at > last) end = at - (/[\udc00-\udfff]/.test(body[at - 1]) ? 2 : 1);
  }
  return [start, end];
}

/** @returns {[string, boolean][]} The text of the piece, cut where a match begins or ends. */
function pieces(body, start, end, places) {
  /** @type {[string, boolean][]} */
  const found = [];
  const push = (text, isMatch) => {
    if (found.at(-1)?.[1] === isMatch) found.at(-1)[0] += text;
    else if (text) found.push([text, isMatch]);
  };
  // A piece that begins or ends with a line is not cut there.
  if (start > 0 && body[start - 1] !== '\n') push('…', false);
  let at = start;
  for (const place of places) {
    if (place.start < start || place.end > end) continue;
    if (at < place.start) push(body.slice(at, (at = place.start)), false);
    if (at < place.end) push(body.slice(at, (at = place.end)), true);
  }
  push(body.slice(at, end), false);
  if (end < body.length && body[end] !== '\n') push('…', false);
  for (const it of found) it[0] = it[0].replace(pattern(`${SPACE}+`, 'g'), ' ');
  if (found.length) {
    found[0][0] = found[0][0].replace(/^ /, '');
    found.at(-1)[0] = found.at(-1)[0].replace(/ $/, '');
  }
  return found.filter((it) => it[0]);
}

/** Columns, roughly: all from the CJK radicals on is written in full width. */
function width(text) {
  let columns = 0;
  for (const c of text) columns += c < '\u2e80' ? 1 : 2;
  return columns;
}

/**
 * What a ranking highlights: how much of every term's places, what each is worth, and the phrases.
 *
 * @returns {{worth: Map<string, [number, number]>, phrases: Slot[][]}}
 */
function highlights(ranking) {
  const worth = new Map();
  const phrases = [];
  const add = (terms, shown) => {
    for (const term of terms) {
      const postings = ranking.files.postings(term);
      if (postings) worth.set(term, [Math.max(shown, worth.get(term)?.[0] ?? 0), ranking.idf(postings.documents.length)]);
    }
  };
  const addGroup = ({ word, families, bigrams, phrase, either }) => {
    if (word) add([...word.parts, ...word.whole, ...word.partial], ANYWHERE);
    if (bigrams) add(bigrams, ANYWHERE);
    for (const it of families ?? []) add(it.terms, it.ofChar ? FIRST_CHAR : ANYWHERE);
    for (const it of phrase ?? []) add(it.terms, it.ofChar ? FIRST_CHAR_IN_PHRASE : IN_PHRASE);
    if (phrase) phrases.push(phrase);
    either?.forEach(addGroup);
  };
  ranking.groups.forEach(addGroup);
  add(ranking.joins.map((it) => it.term), ANYWHERE);
  return { worth, phrases };
}
