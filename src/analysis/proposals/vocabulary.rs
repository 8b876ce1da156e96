//! What a collection shows about the words of its titles: whether it writes them as names.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::lines::Line;
use super::tokens::{Token, singular_key, tokens};
use crate::analysis::stats::as_float;
use crate::lexicon::names::{NAMES, is_generic};

/// Words of the longest name that is looked for.
pub(super) const MOST_WORDS: usize = 4;
/// Share of the places inside sentences where a name is capitalised or written as code; a common noun hardly ever is.
const NAME_SHARE: f64 = 0.75;
/// Fewest such places.
const MIN_PLACES: usize = 2;
/// A word in more titles or documents than this share is the name of the team's whole world.
const MOST_TITLES: f64 = 0.4;
const MOST_DOCUMENTS: f64 = 0.7;
/// An identifier in more documents than this share is the name of the whole platform.
const MOST_OF_IDENTIFIER: f64 = 0.2;
/// From this share of its places on, a name with the same word beside it is half a name.
const COMPANY: f64 = 0.5;

/// What the collection shows about one word, or about several that are written as one.
#[derive(Debug, Default)]
pub(super) struct Word {
    /// As written, with how often.
    forms: BTreeMap<String, usize>,
    named: usize,
    common: usize,
    as_code: usize,
    documents: usize,
    titles: usize,
    /// How often it is written as an identifier, and in how many documents.
    identifiers: usize,
    identifier_documents: usize,
    /// Places outside titles.
    places: usize,
    /// Words before and after it there.
    before: BTreeMap<String, usize>,
    after: BTreeMap<String, usize>,
}

/// What the collection shows about every word of its titles, and about two to four of them in a row.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: FxHashMap<String, Word>,
    documents: usize,
}

impl Vocabulary {
    pub(super) fn new(documents: &[Vec<Line<'_>>]) -> Self {
        let mut words: FxHashMap<String, Word> = FxHashMap::default();
        for title in documents.iter().filter_map(|it| it.first()) {
            let tokens: Vec<Token<'_>> = tokens(title.text).collect();
            let mut seen: FxHashSet<String> = FxHashSet::default();
            for run in runs(&tokens) {
                let key = run_key(run);
                let word = words.entry(key.clone()).or_default();
                word.titles += usize::from(seen.insert(key));
            }
        }
        let mut found = Self { words, documents: documents.len() };
        for lines in documents {
            let mut seen = Seen::default();
            for (number, line) in lines.iter().enumerate() {
                found.read(line.text, number == 0, &mut seen);
            }
        }
        found
    }

    fn read(&mut self, line: &str, is_title: bool, seen: &mut Seen) {
        let mut last: Option<(Token<'_>, String)> = None;
        for token in tokens(line) {
            let key = singular_key(token.text);
            let before = last.take().filter(|it| it.0.is_before(&token) && !is_title);
            if let Some((_, before)) = &before
                && let Some(word) = self.words.get_mut(before)
            {
                *word.after.entry(key.clone()).or_default() += 1;
            }
            if let Some(word) = self.words.get_mut(&key) {
                *word.forms.entry(token.text.to_owned()).or_default() += 1;
                word.places += usize::from(!is_title);
                word.as_code += usize::from(token.is_code);
                if token.is_inside && !token.is_code && !is_title {
                    word.named += usize::from(token.is_capital());
                    word.common += usize::from(!token.is_capital());
                }
                if let Some((_, before)) = before {
                    *word.before.entry(before).or_default() += 1;
                }
                if token.is_identifier() {
                    word.identifiers += 1;
                    word.identifier_documents += usize::from(seen.identifiers.insert(key.clone()));
                }
                word.documents += usize::from(seen.words.insert(key.clone()));
            }
            last = Some((token, key));
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&Word> {
        self.words.get(key)
    }

    fn most(&self, share: f64) -> f64 {
        (as_float(self.documents) * share).max(3.0)
    }

    /// Whether the collection writes `word`, which occurs `here` times in the document at hand, as a name.
    pub(super) fn is_name(&self, word: &Word, here: usize) -> bool {
        let places = word.named + word.common + word.as_code;
        let names = word.named + word.as_code;
        (2 <= word.documents || 3 <= here)
            && MIN_PLACES <= places
            && NAME_SHARE * as_float(places) <= as_float(names)
            && as_float(word.titles) <= self.most(MOST_TITLES)
            && as_float(word.documents) <= self.most(MOST_DOCUMENTS)
    }

    /// Whether several documents write `word` as an identifier, and not nearly all of them.
    pub(super) fn is_identifier(&self, word: &Word) -> bool {
        2 <= word.identifier_documents && as_float(word.documents) <= self.most(MOST_OF_IDENTIFIER)
    }

    /// The whole name of which `word` is a part nearly everywhere: `Layer` is a part of `Data Layer`.
    pub(super) fn whole(&self, word: &Word) -> Option<String> {
        let beside = |all: &BTreeMap<String, usize>| {
            let (other, n) = all.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)))?;
            let found = self.words.get(other)?;
            let is_often = 2 <= *n && COMPANY * as_float(word.places) <= as_float(*n);
            (is_often && found.common < found.named).then(|| found.form())
        };
        beside(&word.after)
            .map(|it| format!("{} {it}", word.form()))
            .or_else(|| beside(&word.before).map(|it| format!("{it} {}", word.form())))
    }
}

/// What one document has shown already.
#[derive(Default)]
struct Seen {
    words: FxHashSet<String>,
    identifiers: FxHashSet<String>,
}

/// One to four words in a row, each after one blank.
pub(super) fn runs<'a, 'b>(tokens: &'b [Token<'a>]) -> impl Iterator<Item = &'b [Token<'a>]> {
    (0..tokens.len()).flat_map(move |start| {
        let most = tokens.len().min(start + MOST_WORDS);
        let is_row = move |end: &usize| tokens[start..*end].windows(2).all(|it| it[0].is_before(&it[1]));
        (start + 1..=most).take_while(is_row).map(move |end| &tokens[start..end])
    })
}

pub(super) fn run_key(run: &[Token<'_>]) -> String {
    singular_key(&run.iter().map(|it| it.text).collect::<String>())
}

impl Word {
    /// The form that is written most often, one in the singular before all others; of equals the first of the alphabet.
    pub(super) fn form(&self) -> String {
        let is_plural = |form: &str| form.ends_with(['s', 'S']);
        let has_singular = self.forms.keys().any(|it| !is_plural(it));
        let mut best: (&str, usize) = ("", 0);
        for (form, n) in self.forms.iter().filter(|it| !has_singular || !is_plural(it.0)) {
            if best.1 < *n {
                best = (form, *n);
            }
        }
        best.0.to_owned()
    }

    /// Whether it is written as an identifier at least twice.
    pub(super) fn is_joined(&self) -> bool {
        2 <= self.identifiers
    }
}

/// `eu-west-2a`: three parts of which the last begins with a digit.
fn is_zone(form: &str) -> bool {
    let mut parts = form.rsplit('-');
    let last = parts.next().unwrap_or_default();
    last.len() <= 2 && last.starts_with(|c: char| c.is_ascii_digit()) && 1 < parts.count()
}

/// `status.example.com`.
pub(super) fn is_host(form: &str) -> bool {
    let last = form.rsplit_once('.').map(|it| it.1.to_lowercase());
    last.is_some_and(|it| NAMES.hosts.contains(&it))
}

/// Whether `form` can name no service: a place, a version, a year, a file, or what everything runs on.
pub(super) fn is_out(form: &str) -> bool {
    const MAX_LETTERS: usize = 40;
    let folded = form.to_lowercase();
    let is_file = folded.rsplit_once('.').is_some_and(|it| NAMES.files.contains(it.1));
    let mut digits = 0;
    let has_year = form.chars().any(|c| {
        digits = if c.is_ascii_digit() { digits + 1 } else { 0 };
        digits == 4
    });
    MAX_LETTERS < form.len()
        || form.contains('/')
        || is_zone(form)
        || is_file
        || has_year
        || is_generic(&folded)
}

/// `repo2docker`: a digit between letters, as only names have it.
pub(super) fn has_inner_digit(form: &str) -> bool {
    let is_letters = |text: &str, least| least <= text.len() && text.chars().all(|c| c.is_ascii_alphabetic());
    form.find(|c: char| c.is_ascii_digit())
        .is_some_and(|at| is_letters(&form[..at], 3) && is_letters(&form[at + 1..], 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_files_and_years_are_no_services() {
        for form in ["eu-west-2a", "us-east-1", "deploy.yaml", "a/b", "sha2026", "Kubernetes"] {
            assert!(is_out(form), "{form}");
        }
        for form in ["billing-2", "full-node", "status.example.com", "repo2docker"] {
            assert!(!is_out(form), "{form}");
        }
        assert!(is_host("status.example.com") && !is_host("ledger.clvm"));
        assert!(has_inner_digit("repo2docker") && !has_inner_digit("node3") && !has_inner_digit("log4j"));
    }
}
