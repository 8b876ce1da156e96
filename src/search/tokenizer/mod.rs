//! Text to search tokens, the same for documents, for queries and (mirrored) for the browser.
//!
//! The rule that matters most: a query's tokens must equal the index's tokens. So nothing here depends on
//! a dictionary, a locale or the language of the document. In order:
//!
//! 1. Every code point is folded and gets a class (`classes.rs`): CJK, word, connector, other.
//! 2. A *CJK run* gives overlapping bigrams, one position per character; the last character is given alone
//!    too: `连接池` is `连接`@0 `接池`@1 `池`@2. A query of one character is a prefix over such tokens.
//! 3. A *word run* is word characters, single connectors between them included. It is cut into
//!    *segments* at connectors and each segment into *parts* at the humps of `camelCase`. A segment takes
//!    one position, and its parts share it, so that the phrase "mysql pool" finds `MySQL pool`. A part of
//!    3 or more letters a–z is stemmed (Snowball English); the 33 common words of [`STOP_WORDS`] leave an
//!    empty position.
//! 4. A word run also gives *compounds*, so that an identifier is found as one word. They are at the
//!    position of their first segment and take none:
//!    * every segment of several parts as one word: `lockChain` gives `lockchain`;
//!    * every tail from a segment to the end, connectors kept, where there are 2 to 8 segments:
//!      `inc-2021-0042`, `2021-0042`;
//!    * 2 or 3 segments of letters a–z between `-` or `_`, without these: `fail-over` gives `failover`.
//!
//!    A compound of 3 or more letters a–z is stemmed like a part.
//! 5. Parts and compounds of more than 64 characters are dropped (a segment still takes its position).
//!
//! Tokens come in ascending order of position; at one position the parts come first, then the compounds in
//! the order above. `tests/fixtures/search/tokens.json` holds examples of every rule.

mod classes;
#[cfg(test)]
mod tests;

use std::ops::Range;

use rustc_hash::FxHashMap;

pub(super) use classes::simplified;
use classes::{Class, class, fold};

/// English words that are not indexed; the list of Lucene's `EnglishAnalyzer`. In ascending order.
pub const STOP_WORDS: [&str; 33] = [
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no",
    "not", "of", "on", "or", "such", "that", "the", "their", "then", "there", "these", "they", "this", "to",
    "was", "will", "with",
];

/// First letters of the stop words of each length, `a` as the lowest bit: they rule out nearly every other word.
const STOP_LETTERS: [u32; 6] = {
    let mut letters = [0; 6];
    let mut idx = 0;
    while idx < STOP_WORDS.len() {
        let word = STOP_WORDS[idx].as_bytes();
        letters[word.len()] |= 1 << (word[0] - b'a');
        idx += 1;
    }
    letters
};

/// Characters of the longest part or compound that is kept.
const MAX_CHARS: usize = 64;
/// Segments of the longest word run that gives tails; bounds the work on `a-a-a-a-…`.
const MAX_TAIL_SEGMENTS: usize = 8;
/// Stems remembered before the memory is cleared.
const MAX_STEMS: usize = 1 << 16;

/// One thing a text can be found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Folded, lower-case, stemmed.
    pub text: String,
    /// Counted in segments and CJK characters from the beginning of the text.
    pub position: u32,
    /// Whether it covers several parts.
    pub compound: bool,
    /// The bytes of the text that it was made from.
    pub range: Range<usize>,
}

/// A stretch of text without a break: the unit in which a query is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Run {
    /// Letters and numbers.
    Word(WordRun),
    /// Chinese, Japanese or Korean characters, folded, with the position of the first one.
    Cjk(Vec<char>, u32),
}

/// A word run with everything it can be found by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct WordRun {
    /// Folded and lower-case, connectors kept, not stemmed.
    pub(super) raw: String,
    /// Parts that are not stop words.
    pub(super) parts: Vec<String>,
    /// One token a segment (the compound where it has several parts), with its position; stop words apart.
    pub(super) segments: Vec<(String, u32)>,
    /// Compounds that cover the whole run.
    pub(super) whole: Vec<String>,
    /// Compounds that cover some of it.
    pub(super) partial: Vec<String>,
    /// Whether it is one segment of one part, stop word or not.
    pub(super) single: bool,
}

/// Reads texts; keeps the stems it has computed.
#[derive(Clone)]
pub struct Tokenizer {
    stemmer: frostem::Stemmer,
    stems: FxHashMap<String, String>,
    run: Vec<Folded>,
}

/// A folded code point of a run.
#[derive(Debug, Clone, Copy)]
struct Folded {
    /// Lower-case.
    c: char,
    /// Whether it was one of A–Z.
    upper: bool,
    /// Where the code point that it came from begins and ends.
    start: usize,
    end: usize,
}

/// A token before it is copied anywhere.
struct Found<'a> {
    text: &'a str,
    position: u32,
    range: Range<usize>,
    covers: Covers,
}

/// How much of a word run a token covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Covers {
    /// It is a compound.
    compound: bool,
    /// It is all of one segment.
    segment: bool,
    /// It is all of the run.
    run: bool,
}

impl Default for Tokenizer {
    fn default() -> Self {
        let stemmer = frostem::Stemmer::new(frostem::Algorithm::English);
        Self { stemmer, stems: FxHashMap::default(), run: Vec::new() }
    }
}

impl std::fmt::Debug for Tokenizer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tokenizer").finish_non_exhaustive()
    }
}

impl Tokenizer {
    /// The tokens of `text`, in ascending order of position.
    pub fn tokens(&mut self, text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        self.each(text, |text, position, compound, range| {
            tokens.push(Token { text: text.to_owned(), position, compound, range });
        });
        tokens
    }

    /// Calls `out` with text, position, whether it is a compound, and source bytes of every token of `text`;
    /// returns the number of positions.
    pub(super) fn each(&mut self, text: &str, mut out: impl FnMut(&str, u32, bool, Range<usize>)) -> u32 {
        self.each_run(text, |tokenizer, class, run, position| {
            let out = |it: Found<'_>| out(it.text, it.position, it.covers.compound, it.range);
            if class == Class::Cjk {
                cjk_tokens(run, position, out)
            } else {
                tokenizer.word_tokens(run, position, out)
            }
        })
    }

    /// The runs of `text`, in order.
    pub(super) fn runs(&mut self, text: &str) -> Vec<Run> {
        let mut runs = Vec::new();
        self.each_run(text, |tokenizer, class, run, position| {
            if class == Class::Cjk {
                runs.push(Run::Cjk(run.iter().map(|it| it.c).collect(), position));
                return u32::try_from(run.len()).unwrap_or(u32::MAX);
            }
            let mut word = WordRun { raw: run.iter().map(|it| it.c).collect(), ..WordRun::default() };
            word.single = !run.iter().any(|it| is_connector(it.c)) && next_hump(run, 0) == run.len();
            let n_segments = tokenizer.word_tokens(run, position, |it| {
                if it.covers.segment {
                    word.segments.push((it.text.to_owned(), it.position));
                }
                match it.covers {
                    Covers { compound: false, .. } => word.parts.push(it.text.to_owned()),
                    Covers { run: true, .. } => word.whole.push(it.text.to_owned()),
                    Covers { run: false, .. } => word.partial.push(it.text.to_owned()),
                }
            });
            runs.push(Run::Word(word));
            n_segments
        });
        runs
    }

    /// The token of one folded, lower-case word: its stem where it is 3 or more letters a–z.
    pub(super) fn stem<'a>(&'a mut self, word: &'a str) -> &'a str {
        if word.len() < 3 || !word.bytes().all(|it| it.is_ascii_lowercase()) {
            return word;
        }
        if !self.stems.contains_key(word) {
            if MAX_STEMS <= self.stems.len() {
                self.stems.clear();
            }
            self.stems.insert(word.to_owned(), self.stemmer.stem(word).into_owned());
        }
        self.stems.get(word).map_or(word, String::as_str)
    }

    /// Cuts `text` into runs; `out` gets each with its first position and returns how many it takes.
    fn each_run(&mut self, text: &str, mut out: impl FnMut(&mut Self, Class, &[Folded], u32) -> u32) -> u32 {
        let mut run = std::mem::take(&mut self.run);
        run.clear();
        let mut current = Class::Other;
        // A connector that waits to see whether a word character follows.
        let mut connector: Option<Folded> = None;
        let mut position = 0;
        for (start, written) in text.char_indices() {
            let end = start + written.len_utf8();
            fold(written, |folded| {
                let class = class(folded);
                if class == Class::Connector && current == Class::Word && connector.is_none() {
                    connector = Some(Folded { c: folded, upper: false, start, end });
                    return;
                }
                let goes_on = class == current && matches!(class, Class::Cjk | Class::Word);
                if goes_on {
                    run.extend(connector.take());
                } else {
                    if !run.is_empty() {
                        position += out(self, current, &run, position);
                        run.clear();
                    }
                    connector = None;
                    current = class;
                }
                match class {
                    // These scripts have no case.
                    Class::Cjk => run.push(Folded { c: folded, upper: false, start, end }),
                    Class::Word if folded.is_ascii() => {
                        let upper = folded.is_ascii_uppercase();
                        run.push(Folded { c: folded.to_ascii_lowercase(), upper, start, end });
                    }
                    Class::Word => {
                        run.extend(folded.to_lowercase().map(|c| Folded { c, upper: false, start, end }));
                    }
                    _ => {}
                }
            });
        }
        if !run.is_empty() {
            position += out(self, current, &run, position);
        }
        self.run = run;
        position
    }

    /// The tokens of a word run; returns how many positions it takes.
    fn word_tokens(&mut self, run: &[Folded], first: u32, mut out: impl FnMut(Found<'_>)) -> u32 {
        let n_segments = 1 + run.iter().filter(|it| is_connector(it.c)).count();
        let has_tails = (2..=MAX_TAIL_SEGMENTS).contains(&n_segments);
        let has_join =
            (2..=3).contains(&n_segments) && run.iter().all(|it| matches!(it.c, '-' | '_' | 'a'..='z'));
        let mut text = String::new();
        let mut position = first;
        let mut start = 0;
        while start < run.len() {
            let len = run[start..].iter().position(|it| is_connector(it.c)).unwrap_or(run.len() - start);
            let segment = &run[start..start + len];
            let one_part = next_hump(segment, 0) == len;
            let mut part_start = 0;
            while part_start < len {
                let part_end = next_hump(segment, part_start);
                let covers = Covers { compound: false, segment: one_part, run: one_part && n_segments == 1 };
                spell(&segment[part_start..part_end], &mut text);
                self.give(&text, position, covers, range(&segment[part_start..part_end]), &mut out);
                part_start = part_end;
            }
            if !one_part {
                let covers = Covers { compound: true, segment: true, run: n_segments == 1 };
                spell(segment, &mut text);
                self.give(&text, position, covers, range(segment), &mut out);
            }
            if has_tails && start + len < run.len() {
                let covers = Covers { compound: true, segment: false, run: start == 0 };
                spell(&run[start..], &mut text);
                self.give(&text, position, covers, range(&run[start..]), &mut out);
            }
            if has_join && start == 0 {
                let covers = Covers { compound: true, segment: false, run: true };
                text.clear();
                text.extend(run.iter().map(|it| it.c).filter(|it| !is_connector(*it)));
                self.give(&text, position, covers, range(run), &mut out);
            }
            position += 1;
            start += len + 1;
        }
        position - first
    }

    /// Passes on `text` as a token unless it is too long or a stop word.
    fn give(
        &mut self,
        text: &str,
        position: u32,
        covers: Covers,
        range: Range<usize>,
        out: &mut impl FnMut(Found<'_>),
    ) {
        let too_long = MAX_CHARS < text.len() && MAX_CHARS < text.chars().count();
        if !too_long && !is_stop_word(text) {
            out(Found { text: self.stem(text), position, range, covers });
        }
    }
}

/// Whether `word`, folded and lower-case, is one of [`STOP_WORDS`].
pub(super) fn is_stop_word(word: &str) -> bool {
    let (Some(letters), Some(first)) = (STOP_LETTERS.get(word.len()), word.bytes().next()) else {
        return false;
    };
    let may_be = 1_u32.checked_shl(u32::from(first.wrapping_sub(b'a'))).is_some_and(|it| letters & it != 0);
    may_be && STOP_WORDS.binary_search(&word).is_ok()
}

/// Whether the folded `c` is of a script that is cut into bigrams.
pub(super) fn is_cjk(c: char) -> bool {
    class(c) == Class::Cjk
}

/// Whether `term` is several words with connectors between.
pub(super) fn is_compound(term: &str) -> bool {
    term.contains(is_connector)
}

/// `text` with every code point folded, in lower case, each stretch of white space as one blank.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_whitespace() {
            fold(c, |it| out.extend(it.to_lowercase()));
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

/// Whether the folded `c` is a letter or a number of a script that is cut into words.
pub(super) fn is_word(c: char) -> bool {
    class(c) == Class::Word
}

/// The tokens of a CJK run; returns how many positions it takes.
fn cjk_tokens(run: &[Folded], first: u32, mut out: impl FnMut(Found<'_>)) -> u32 {
    let covers = Covers { compound: false, segment: false, run: false };
    let mut text = String::new();
    let mut position = first;
    for (idx, it) in run.iter().enumerate() {
        text.clear();
        text.push(it.c);
        let last = run.get(idx + 1).map_or(it, |next| {
            text.push(next.c);
            next
        });
        out(Found { text: &text, position, range: it.start..last.end, covers });
        position += 1;
    }
    position - first
}

/// Where the part that begins at `start` ends: `HTTPServerPool2` is `HTTP`, `Server`, `Pool2`.
fn next_hump(segment: &[Folded], start: usize) -> usize {
    let lower = |idx: usize| segment.get(idx).is_some_and(|it| !it.upper && it.c.is_ascii_lowercase());
    let begins = |idx: usize| segment[idx].upper && (!segment[idx - 1].upper || lower(idx + 1));
    (start + 1..segment.len()).find(|idx| begins(*idx)).unwrap_or(segment.len())
}

fn is_connector(c: char) -> bool {
    matches!(c, '_' | '-' | '.')
}

fn range(run: &[Folded]) -> Range<usize> {
    run.first().map_or(0, |it| it.start)..run.last().map_or(0, |it| it.end)
}

fn spell(run: &[Folded], text: &mut String) {
    text.clear();
    text.extend(run.iter().map(|it| it.c));
}
