//! The piece of a document that shows why it was found.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::document::{Document, Heading};
use super::tokenizer::Tokenizer;

/// Columns of a piece; a CJK character takes two.
const COLUMNS: usize = 160;
/// Columns kept free before the first match, for context.
const LEAD: usize = 40;
/// What a match directly behind another adds, in parts of its worth: phrases are better than strewn words.
const NEIGHBOR: f64 = 0.3;
/// Matches looked at; bounds the work on a long document full of a common word.
const MAX_MATCHES: usize = 2_000;

/// What to highlight, and what each is worth.
#[derive(Debug, Default)]
pub(super) struct Terms {
    worth: BTreeMap<String, (Shown, f64)>,
    phrases: Vec<Phrase>,
}

/// Terms of a phrase with their distances from its beginning; at each distance any of several.
type Phrase = Vec<(u32, Vec<String>)>;

/// Which places of a term are highlighted, and how much of each. From least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shown {
    /// The first character of a bigram, inside the phrase only.
    FirstCharInPhrase,
    /// Inside the phrase only.
    InPhrase,
    /// The first character of a bigram.
    FirstChar,
    /// Wherever it appears.
    Anywhere,
}

/// A piece of a document.
#[derive(Debug, Default)]
pub(super) struct Excerpt {
    /// Its text, cut where it is highlighted and where not.
    pub(super) pieces: Vec<(String, bool)>,
    /// The section that it is from.
    pub(super) heading: Option<Heading>,
}

/// A place in the body where a term occurs.
struct Place {
    range: Range<usize>,
    position: u32,
    /// Columns before it.
    column: usize,
    /// Which term, by its rank among all terms.
    term: usize,
    shown: Shown,
    worth: f64,
}

impl Terms {
    /// Adds `term`; of a term added twice the most is shown.
    pub(super) fn add(&mut self, term: &str, shown: Shown, worth: f64) {
        let known = self.worth.entry(term.to_owned()).or_insert((shown, worth));
        known.0 = known.0.max(shown);
    }

    /// Adds a phrase, whose terms are added as well.
    pub(super) fn add_phrase<'a>(&mut self, slots: impl Iterator<Item = (u32, &'a [String])>) {
        self.phrases.push(slots.map(|(offset, terms)| (offset, terms.to_vec())).collect());
    }
}

/// The piece of `document` that holds most of `terms`; its beginning where the body has none of them.
pub(super) fn excerpt(document: &Document, terms: &Terms, tokenizer: &mut Tokenizer) -> Excerpt {
    let body = document.body();
    let places = places(&body, terms, tokenizer);
    let best = best_window(&places);
    let matched = &places[best];
    let (first, heading) = match matched.first() {
        Some(first) => (first.range.start, heading_at(document, first.range.start)),
        None => match heading_with(document, terms, tokenizer) {
            Some(heading) => (body.floor_char_boundary(heading.offset), Some(heading)),
            None => (0, None),
        },
    };
    let window = widen(&body, first, matched.last().map_or(first, |it| it.range.end));
    Excerpt { pieces: pieces(&body, &window, &places), heading: heading.cloned() }
}

/// Every place of every term, in order; of terms of a phrase only those inside it.
fn places(body: &str, terms: &Terms, tokenizer: &mut Tokenizer) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    if terms.worth.is_empty() {
        return places;
    }
    let ranks: BTreeMap<&str, (usize, Shown, f64)> = (terms.worth.iter().enumerate())
        .map(|(rank, (term, (shown, worth)))| (term.as_str(), (rank, *shown, *worth)))
        .collect();
    tokenizer.each(body, |text, position, _, mut range| {
        if let Some(&(term, shown, worth)) = ranks.get(text)
            && places.len() < MAX_MATCHES
        {
            if matches!(shown, Shown::FirstChar | Shown::FirstCharInPhrase) {
                let first = body[range.clone()].chars().next().map_or(0, char::len_utf8);
                range.end = range.start + first;
            }
            places.push(Place { range, position, column: 0, term, shown, worth });
        }
    });
    keep_phrases(&mut places, terms, |term| ranks.get(term).map(|it| it.0));
    places.sort_by_key(|it| it.range.start);
    let (mut column, mut at) = (0, 0);
    for place in &mut places {
        column += width(&body[at..place.range.start]);
        at = place.range.start;
        place.column = column;
    }
    places
}

/// Drops the places of terms of a phrase at which no phrase occurs.
fn keep_phrases(places: &mut Vec<Place>, terms: &Terms, rank: impl Fn(&str) -> Option<usize>) {
    let at: BTreeSet<(u32, usize)> = places.iter().map(|it| (it.position, it.term)).collect();
    let mut inside: BTreeSet<(u32, usize)> = BTreeSet::new();
    for phrase in &terms.phrases {
        let Some((first_offset, first_terms)) = phrase.first() else { continue };
        let first_terms: Vec<usize> = first_terms.iter().filter_map(|it| rank(it)).collect();
        for place in places.iter().filter(|it| first_terms.contains(&it.term)) {
            let found: Option<Vec<(u32, usize)>> = (phrase.iter())
                .map(|(offset, terms)| {
                    let position = place.position + offset - first_offset;
                    let here = terms.iter().filter_map(|it| rank(it)).map(|it| (position, it));
                    here.into_iter().find(|it| at.contains(it))
                })
                .collect();
            inside.extend(found.unwrap_or_default());
        }
    }
    places.retain(|it| Shown::FirstChar <= it.shown || inside.contains(&(it.position, it.term)));
}

/// The indices of the places that fit into one piece and are worth most together; the first of equals.
fn best_window(places: &[Place]) -> Range<usize> {
    let mut best = (0.0, 0..0);
    for start in 0..places.len() {
        let mut worth = 0.0;
        let mut seen: Vec<usize> = Vec::new();
        let mut end = start;
        while let Some(place) = places.get(end) {
            if COLUMNS - LEAD < place.column - places[start].column {
                break;
            }
            if !seen.contains(&place.term) {
                seen.push(place.term);
                worth += place.worth;
                let follows = start < end && places[end - 1].position + 1 == place.position;
                worth += if follows { NEIGHBOR * place.worth } else { 0.0 };
            }
            end += 1;
        }
        if best.0 < worth {
            best = (worth, start..end);
        }
    }
    best.1
}

/// The bytes of the piece that holds `first..last`: some context before, the rest of the columns behind.
fn widen(body: &str, first: usize, last: usize) -> Range<usize> {
    let mut columns = 0;
    let mut start = first;
    for (at, c) in body[..first].char_indices().rev() {
        columns += char_width(c);
        // A line is a paragraph or a cell: what comes before it is another matter.
        if LEAD < columns || c == '\n' {
            break;
        }
        start = at;
    }
    // Not in the middle of a word.
    if 0 < start && body[..start].ends_with(is_word) && body[start..].starts_with(is_word) {
        start += body[start..first].find(|c| !is_word(c)).unwrap_or(0);
    }
    let mut columns = width(&body[start..last]);
    let mut end = last;
    for (at, c) in body[last..].char_indices() {
        columns += char_width(c);
        if COLUMNS < columns {
            break;
        }
        end = last + at + c.len_utf8();
    }
    if end < body.len() && body[end..].starts_with(is_word) && body[..end].ends_with(is_word) {
        end = body[last..end].rfind(|c| !is_word(c)).map_or(end, |it| last + it);
    }
    start..end
}

/// The text of `window`, cut where a match begins or ends, white space single, with `…` where it goes on.
fn pieces(body: &str, window: &Range<usize>, places: &[Place]) -> Vec<(String, bool)> {
    let mut pieces: Vec<(String, bool)> = Vec::new();
    let mut push = |text: &str, matched: bool| match pieces.last_mut() {
        Some((last, was)) if *was == matched => last.push_str(text),
        _ if text.is_empty() => {}
        _ => pieces.push((text.to_owned(), matched)),
    };
    // A piece that begins or ends with a line is not cut there.
    if !body[..window.start].is_empty() && !body[..window.start].ends_with('\n') {
        push("…", false);
    }
    let mut at = window.start;
    for place in places.iter().filter(|it| window.start <= it.range.start && it.range.end <= window.end) {
        if at < place.range.start {
            push(&body[at..place.range.start], false);
            at = place.range.start;
        }
        if at < place.range.end {
            push(&body[at..place.range.end], true);
            at = place.range.end;
        }
    }
    push(&body[at..window.end], false);
    if !body[window.end..].is_empty() && !body[window.end..].starts_with('\n') {
        push("…", false);
    }
    for (text, _) in &mut pieces {
        *text = single_spaced(text);
    }
    if let Some((text, _)) = pieces.first_mut() {
        *text = text.trim_start().to_owned();
    }
    if let Some((text, _)) = pieces.last_mut() {
        *text = text.trim_end().to_owned();
    }
    pieces.retain(|(text, _)| !text.is_empty());
    pieces
}

/// The section that `offset` of the body lies in.
fn heading_at(document: &Document, offset: usize) -> Option<&Heading> {
    document.headings.iter().rev().find(|it| it.offset <= offset)
}

/// The first section whose heading holds a term.
fn heading_with<'a>(document: &'a Document, terms: &Terms, tokenizer: &mut Tokenizer) -> Option<&'a Heading> {
    document.headings.iter().find(|it| !places(&it.text, terms, tokenizer).is_empty())
}

fn single_spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

/// 2 for what is written in full width, roughly: all from the CJK radicals on.
fn char_width(c: char) -> usize {
    if c < '\u{2E80}' { 1 } else { 2 }
}

/// Whether a piece must not be cut between two of these.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() && c < '\u{2E80}'
}
