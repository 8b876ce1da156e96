//! The words of a text that tell it from another: for comparing whole documents, not for finding one by a query.
//!
//! The search index keeps every word and its place. Here only what carries meaning is kept, in one form: English
//! words as their stems, identifiers whole and in parts, HTTP status codes, and overlapping pairs of Han, Kana and
//! Hangul characters (pairs of Hiragana alone are grammar). Moments, addresses and function words are left out.

use std::cell::RefCell;
use std::hash::Hasher;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHasher};

use super::{fold, is_cjk};

/// One term, as a number: documents are compared by the thousand, and nobody reads the terms.
///
/// Two terms share a number about once in four thousand million pairs; a likeness is not changed by that in any way
/// that shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term(u32);

/// The lowest bit marks an identifier, so that a number needs no table beside it.
const IDENTIFIER: u32 = 1;

impl Term {
    fn new(text: &str, is_identifier: bool) -> Self {
        let mut hasher = FxHasher::default();
        hasher.write(text.as_bytes());
        let hash = hasher.finish();
        #[expect(clippy::cast_possible_truncation, reason = "32 bits of a mixed hash are what is wanted")]
        let short = (hash ^ (hash >> 32)) as u32;
        Self(short & !IDENTIFIER | u32::from(is_identifier))
    }

    /// Whether it names one thing: a word that holds a digit, such as a host, a volume or an error code.
    pub fn is_identifier(self) -> bool {
        self.0 & IDENTIFIER != 0
    }
}

/// A number for a whole line that does not change with case, punctuation or blanks; 0 for a line without words.
pub fn line_mark(line: &str) -> u32 {
    let folded = fold(line);
    let mut hasher = FxHasher::default();
    let mut is_empty = true;
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()) {
        hasher.write(word.as_bytes());
        hasher.write_u8(b' ');
        is_empty = false;
    }
    let hash = hasher.finish();
    #[expect(clippy::cast_possible_truncation, reason = "32 bits of a mixed hash are what is wanted")]
    let mark = (hash ^ (hash >> 32)) as u32;
    if is_empty { 0 } else { mark.max(1) }
}

/// The terms of `text`, in order, as often as they occur.
pub fn terms(text: &str) -> Vec<Term> {
    let mut found = Vec::new();
    each_term(text, |term, is_identifier| found.push(Term::new(term, is_identifier)));
    found
}

/// The words of `text` as written whose terms `wanted` accepts, with their places in bytes; of CJK text the pairs.
pub fn words_of<'a>(text: &'a str, mut wanted: impl FnMut(Term) -> bool) -> Vec<(usize, &'a str)> {
    let mut found: Vec<(usize, &'a str)> = Vec::new();
    for (start, word) in words(text) {
        if word.starts_with(is_cjk) {
            let places: Vec<(usize, char)> = word.char_indices().collect();
            for pair in places.windows(2) {
                let end = pair[1].0 + pair[1].1.len_utf8();
                let piece = &word[pair[0].0..end];
                if holds_any(piece, &mut wanted) {
                    match found.last_mut() {
                        // 连接 and 接池 are one piece: 连接池.
                        Some((at, known)) if start + pair[0].0 < *at + known.len() => {
                            *known = &text[*at..start + end];
                        }
                        _ => found.push((start + pair[0].0, piece)),
                    }
                }
            }
        } else if holds_any(word, &mut wanted) {
            found.push((start, word));
        }
    }
    found
}

/// Whether `wanted` accepts a term of `text`.
fn holds_any(text: &str, wanted: &mut impl FnMut(Term) -> bool) -> bool {
    let mut is_found = false;
    each_term(text, |term, is_identifier| is_found = is_found || wanted(Term::new(term, is_identifier)));
    is_found
}

/// Gives every term of `text` to `take`, with whether it is an identifier.
fn each_term(text: &str, mut take: impl FnMut(&str, bool)) {
    for (_, word) in words(text) {
        if word.starts_with(is_cjk) {
            pairs(word, &mut take);
        } else {
            word_terms(&fold(word), &mut take);
        }
    }
}

/// Characters that hold the parts of an identifier together.
const CONNECTORS: [char; 3] = ['_', '.', '-'];
/// Fewest letters of a word that says something.
const MIN_LETTERS: usize = 3;

/// The runs of word characters in `text` without those that are moments, addresses or parts of them.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        loop {
            let start = rest + text[rest..].find(is_word_character)?;
            let first = text[start..].chars().next()?;
            if first.is_ascii_alphabetic()
                && let Some(length) = address(&text[start..])
            {
                rest = start + length;
                continue;
            }
            let of_run = |c: char| {
                if is_cjk(first) {
                    is_cjk(c)
                } else {
                    !is_cjk(c) && (is_word_character(c) || CONNECTORS.contains(&c))
                }
            };
            let end = start + text[start..].find(|c| !of_run(c)).unwrap_or(text.len() - start);
            rest = end;
            return Some((start, text[start..end].trim_end_matches(CONNECTORS)));
        }
    })
}

fn is_word_character(c: char) -> bool {
    c.is_alphanumeric()
}

/// The length of the address that `text` begins with.
fn address(text: &str) -> Option<usize> {
    let is_address = ["http://", "https://", "ftp://"]
        .iter()
        .any(|it| text.get(..it.len()).is_some_and(|start| start.eq_ignore_ascii_case(it)));
    is_address.then(|| text.find(|c: char| c.is_whitespace() || is_cjk(c)).unwrap_or(text.len()))
}

/// Overlapping pairs; pairs of Hiragana are endings and particles.
fn pairs(run: &str, take: &mut impl FnMut(&str, bool)) {
    let is_hiragana = |c: char| matches!(c, '\u{3041}'..='\u{309F}');
    let places: Vec<(usize, char)> = run.char_indices().collect();
    for pair in places.windows(2) {
        if !pair.iter().all(|it| is_hiragana(it.1)) {
            take(&run[pair[0].0..pair[1].0 + pair[1].1.len_utf8()], false);
        }
    }
}

/// The terms of one folded word: itself, and the parts of an identifier.
fn word_terms(word: &str, take: &mut impl FnMut(&str, bool)) {
    let has_letter = word.chars().any(char::is_alphabetic);
    if !has_letter {
        // 503 says what failed; other numbers are counts, and moments are numbers with marks between.
        let is_status =
            word.len() == 3 && word.starts_with(['4', '5']) && word.bytes().all(|it| it.is_ascii_digit());
        if is_status {
            take(word, false);
        } else if is_network_address(word) {
            take(word, true);
        }
        return;
    }
    if is_moment(word) {
        return;
    }
    let has_digit = word.bytes().any(|it| it.is_ascii_digit());
    let has_parts = word.contains(CONNECTORS);
    whole(word, has_digit, take);
    if has_parts {
        // A part with a digit says nothing without the rest: `0ab12` of `vol-0ab12`.
        for part in word.split(CONNECTORS).filter(|it| it.chars().all(char::is_alphabetic)) {
            whole(part, false, take);
        }
    }
}

/// `10.12.0.7`: names a host.
fn is_network_address(word: &str) -> bool {
    let is_number = |it: &str| (1..=3).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_digit());
    word.split('.').count() == 4 && word.split('.').all(is_number)
}

/// `2026-05-14T10:00z` and `10h30`: begins with a digit and holds no letters but the marks of a moment.
fn is_moment(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.chars().filter(|it| it.is_alphabetic()).all(|it| "tzhmsd".contains(it))
        && word.chars().filter(|it| it.is_alphabetic()).count() <= 3
}

fn whole(word: &str, is_identifier: bool, take: &mut impl FnMut(&str, bool)) {
    if word.chars().nth(MIN_LETTERS - 1).is_none() || STOP_WORDS.binary_search(&word).is_ok() {
        return;
    }
    if is_identifier || !word.bytes().all(|it| it.is_ascii_lowercase()) {
        take(word, is_identifier);
        return;
    }
    thread_local! {
        static STEMS: RefCell<Stems> = RefCell::new(Stems::new());
    }
    let stem = STEMS.with_borrow_mut(|stems| stems.of(word));
    take(&stem, false);
}

/// The stems of words that were seen before: a collection has far fewer words than places where they are.
struct Stems {
    stemmer: frostem::Stemmer,
    known: FxHashMap<Box<str>, Rc<str>>,
}

/// Most words whose stems are kept.
const MAX_STEMS: usize = 1 << 15;

impl Stems {
    fn new() -> Self {
        Self { stemmer: frostem::Stemmer::new(frostem::Algorithm::English), known: FxHashMap::default() }
    }

    fn of(&mut self, word: &str) -> Rc<str> {
        if let Some(known) = self.known.get(word) {
            return Rc::clone(known);
        }
        if MAX_STEMS <= self.known.len() {
            self.known.clear();
        }
        let stem: Rc<str> = Rc::from(&*self.stemmer.stem(word));
        self.known.insert(Box::from(word), Rc::clone(&stem));
        stem
    }
}

/// English function words, and the words that every postmortem holds whatever failed. In ascending order.
///
/// Rarity takes care of the rest; these would tie two documents together in a collection of few.
const STOP_WORDS: &[&str] = &[
    "about",
    "affected",
    "after",
    "again",
    "against",
    "all",
    "also",
    "and",
    "any",
    "are",
    "because",
    "been",
    "before",
    "being",
    "between",
    "both",
    "but",
    "can",
    "cause",
    "caused",
    "causes",
    "could",
    "date",
    "did",
    "does",
    "doing",
    "down",
    "due",
    "duration",
    "during",
    "each",
    "error",
    "errors",
    "fail",
    "failed",
    "fails",
    "failure",
    "few",
    "first",
    "for",
    "from",
    "further",
    "github",
    "had",
    "has",
    "have",
    "here",
    "high",
    "his",
    "how",
    "however",
    "impact",
    "incident",
    "incidents",
    "into",
    "issue",
    "issues",
    "its",
    "just",
    "last",
    "low",
    "may",
    "medium",
    "might",
    "more",
    "most",
    "must",
    "new",
    "next",
    "not",
    "now",
    "off",
    "once",
    "one",
    "only",
    "other",
    "our",
    "out",
    "outage",
    "over",
    "own",
    "per",
    "postmortem",
    "problem",
    "problems",
    "report",
    "resolved",
    "retro",
    "review",
    "root",
    "same",
    "second",
    "service",
    "services",
    "severity",
    "she",
    "should",
    "some",
    "status",
    "still",
    "such",
    "summary",
    "system",
    "systems",
    "team",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "therefore",
    "these",
    "they",
    "this",
    "those",
    "three",
    "through",
    "thus",
    "time",
    "timeline",
    "too",
    "two",
    "under",
    "until",
    "use",
    "used",
    "user",
    "users",
    "using",
    "utc",
    "very",
    "via",
    "was",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "why",
    "will",
    "with",
    "within",
    "without",
    "would",
    "yet",
    "you",
    "your",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut found = Vec::new();
        each_term(text, |term, is_identifier| {
            found.push(format!("{}{term}", if is_identifier { "!" } else { "" }));
        });
        assert_eq!(found, expected);
    }

    #[test]
    fn words_are_stems_and_function_words_say_nothing() {
        check(
            "The pools were exhausted, and connections timed out.",
            &["pool", "exhaust", "connect", "time"],
        );
    }

    #[test]
    fn identifiers_are_kept_whole_and_in_parts() {
        check("etcd-3 on vol-0ab12 returned 503", &["!etcd-3", "etcd", "!vol-0ab12", "vol", "return", "503"]);
    }

    #[test]
    fn chinese_and_japanese_give_pairs_but_no_pure_hiragana() {
        check("连接池耗尽", &["连接", "接池", "池耗", "耗尽"]);
        check("再発する", &["再発", "発す"]);
    }

    #[test]
    fn a_network_address_names_a_host() {
        check("10.12.0.7 refused", &["!10.12.0.7", "refus"]);
    }

    #[test]
    fn moments_addresses_and_counts_say_nothing() {
        check("2026-05-14T10:00Z https://example.com/a/b 1234 10h30", &[]);
    }

    #[test]
    fn stop_words_are_in_order() {
        assert!(STOP_WORDS.is_sorted());
    }

    #[test]
    fn a_line_keeps_its_mark_whatever_its_punctuation() {
        assert_eq!(line_mark("**What went well?**"), line_mark("what went well"));
        assert_ne!(line_mark("what went well"), line_mark("what went wrong"));
        assert_eq!(line_mark(" | --- | "), 0);
    }

    #[test]
    fn shared_words_are_shown_as_they_are_written() {
        let wanted = terms("连接池 HikariPool");
        let found = words_of("预案：HikariPool 的连接池满", |it| wanted.contains(&it));
        assert_eq!(found.into_iter().map(|it| it.1).collect::<Vec<&str>>(), ["HikariPool", "连接池"]);
    }
}
