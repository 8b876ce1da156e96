//! Services by the names in titles: those of the catalogue and of other documents, and words that the collection writes
//! as names.
//!
//! A name in the running text may be of anything that took part; only one in the title is of what failed, and only
//! where one name stands out.

use std::collections::{BTreeMap, BTreeSet};

use super::lines::{Line, Part};
use crate::analysis::stats::as_float;
use crate::lexicon::names::is_generic;
use crate::model::{KnowledgeBase, SuggestedValue, Suggestion};
use crate::text::{fold, is_cjk};

/// How often the guess is right where the name is known as a service's, and where it is only written as a name.
const RIGHT_KNOWN: f64 = 0.75;
const RIGHT_WRITTEN: f64 = 0.55;
/// Letters of the shortest name.
const MIN_LETTERS: usize = 3;
const MAX_LETTERS: usize = 30;
/// A word in more titles or documents than this share is the name of the team's whole world.
const MOST_TITLES: f64 = 0.4;
const MOST_DOCUMENTS: f64 = 0.7;
/// Share of the places inside sentences where a name is capitalised or written as code; a common noun hardly ever is.
const NAME_SHARE: f64 = 0.4;
/// Fewest such places.
const MIN_PLACES: usize = 2;
/// How much a name must stand out in its document, and over the next one.
const LEAST: f64 = 5.0;
const MARGIN: f64 = 1.5;
/// Endings of names of files.
const FILES: &[&str] = &[
    "conf", "css", "go", "html", "js", "json", "md", "py", "rb", "rs", "sh", "sql", "tf", "toml", "ts",
    "txt", "yaml", "yml",
];

/// What the collection says of a word that stands in a title.
#[derive(Debug, Default)]
struct Word {
    /// As written, with how often.
    forms: BTreeMap<String, usize>,
    named: usize,
    common: usize,
    as_code: usize,
    documents: usize,
    titles: usize,
}

/// The guesses for each incident.
pub(super) fn find(knowledge_base: &KnowledgeBase, documents: &[Vec<Line<'_>>]) -> Vec<Vec<Suggestion>> {
    let known = known(knowledge_base);
    let words = words(documents);
    let n = documents.len();
    documents
        .iter()
        .map(|lines| {
            let Some(title) = lines.first() else { return Vec::new() };
            let name = in_title(&known, title.text).map(|it| (it, RIGHT_KNOWN));
            let name = name.or_else(|| Some((written(&words, n, lines)?, RIGHT_WRITTEN)));
            let guess = |(name, score): (String, f64)| {
                let name = known.get(&key(&name)).cloned().unwrap_or(name);
                Suggestion { value: SuggestedValue::Text(name), evidence: title.evidence(), score }
            };
            name.map(guess).into_iter().collect()
        })
        .collect()
}

/// Canonical names by the keys of all their names; without words that name everything.
fn known(knowledge_base: &KnowledgeBase) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for service in &knowledge_base.services {
        for name in std::iter::once(&service.name).chain(&service.aliases) {
            let key = key(name);
            if MIN_LETTERS <= key.chars().count() && !is_generic(&fold(name)) {
                found.entry(key).or_insert_with(|| service.name.clone());
            }
        }
    }
    found
}

/// The longest known name in `title`, of equals the first.
fn in_title(known: &BTreeMap<String, String>, title: &str) -> Option<String> {
    /// Words of the longest name that is looked for.
    const MOST_WORDS: usize = 4;
    let pieces: Vec<&str> =
        title.split(|c: char| c.is_whitespace() || "()（）[],:：;\"".contains(c)).collect();
    let mut best: Option<(usize, &String)> = None;
    for start in 0..pieces.len() {
        for end in start + 1..=pieces.len().min(start + MOST_WORDS) {
            let key = key(&pieces[start..end].concat());
            if let Some(name) = known.get(&key).filter(|_| best.is_none_or(|it| it.0 < key.len())) {
                best = Some((key.len(), name));
            }
        }
    }
    best.map(|it| it.1.clone())
}

/// Every word of a title with what all documents say of it.
fn words(documents: &[Vec<Line<'_>>]) -> BTreeMap<String, Word> {
    let mut found: BTreeMap<String, Word> = BTreeMap::new();
    for title in documents.iter().filter_map(|it| it.first()) {
        let keys: BTreeSet<String> = tokens(title.text).map(|it| key(it.text)).collect();
        for key in keys {
            found.entry(key).or_default().titles += 1;
        }
    }
    for lines in documents {
        let mut seen: BTreeSet<String> = BTreeSet::new();
        for token in lines.iter().flat_map(|it| tokens(it.text)) {
            let key = key(token.text);
            let Some(word) = found.get_mut(&key) else { continue };
            *word.forms.entry(token.text.to_owned()).or_default() += 1;
            word.as_code += usize::from(token.is_code);
            if token.is_inside && !token.is_code {
                let is_capital = token.text.starts_with(|c: char| c.is_ascii_uppercase());
                word.named += usize::from(is_capital);
                word.common += usize::from(!is_capital);
            }
            if seen.insert(key) {
                word.documents += 1;
            }
        }
    }
    found
}

/// The word of the title that is written as a name and stands out in the document.
fn written(words: &BTreeMap<String, Word>, n: usize, lines: &[Line<'_>]) -> Option<String> {
    let counts = |part: Option<Part>| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let of_part = lines.iter().filter(|it| part.is_none_or(|part| part == it.part));
        for token in of_part.flat_map(|it| tokens(it.text)) {
            *counts.entry(key(token.text)).or_default() += 1;
        }
        counts
    };
    let (title, summary) = (counts(Some(Part::Title)), counts(Some(Part::Summary)));
    let (cause, all) = (counts(Some(Part::Cause)), counts(None));
    let weight = |counts: &BTreeMap<String, usize>, key: &str| {
        as_float(1 + counts.get(key).copied().unwrap_or(0)).ln()
    };
    let mut ranked: Vec<(f64, &Word)> = Vec::new();
    for key in title.keys() {
        let Some(word) = words.get(key).filter(|it| it.is_name(n, all[key])) else { continue };
        let rarity = ((as_float(n) + 0.5) / as_float(word.documents.max(1))).ln() / (as_float(n) + 0.5).ln();
        let share = if word.documents < 2 { 1.0 } else { 0.5 + 0.5 * rarity };
        let score = 3.0 + 1.5 * weight(&summary, key) + weight(&cause, key) + 0.7 * weight(&all, key);
        ranked.push((score * share, word));
    }
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (best, word) = *ranked.first()?;
    let stands_out = ranked.get(1).is_none_or(|it| it.0 * MARGIN <= best);
    (LEAST <= best && stands_out).then(|| word.form())
}

impl Word {
    /// The form that is written most often, of equals the first of the alphabet.
    fn form(&self) -> String {
        let mut best: (&str, usize) = ("", 0);
        for (form, n) in &self.forms {
            if best.1 < *n {
                best = (form, *n);
            }
        }
        best.0.to_owned()
    }

    /// Whether the collection of `n` documents writes it as a name; one document alone must do so `in_document` times.
    fn is_name(&self, n: usize, in_document: usize) -> bool {
        let form = self.form();
        let letters = form.chars().filter(char::is_ascii_alphabetic).count();
        let is_place_or_version =
            form.starts_with(|c: char| c.is_ascii_digit()) || form.contains('/') || is_zone(&form);
        let is_file = form.rsplit_once('.').is_some_and(|it| FILES.contains(&it.1));
        let most = |share: f64| (as_float(n) * share).max(3.0);
        if letters < MIN_LETTERS
            || MAX_LETTERS < form.len()
            || is_place_or_version
            || is_file
            || is_generic(&form.to_lowercase())
            || most(MOST_TITLES) < as_float(self.titles)
            || most(MOST_DOCUMENTS) < as_float(self.documents)
            || (self.documents < 2 && in_document < 3)
        {
            return false;
        }
        // A hyphen joins English words too: only as code is it an identifier.
        let is_identifier = form.contains(['.', '_']) || (form.contains('-') && 0 < self.as_code);
        let places = self.named + self.common + self.as_code;
        is_identifier
            || !form.contains('-')
                && MIN_PLACES <= places
                && NAME_SHARE * as_float(places) <= as_float(self.named + self.as_code)
    }
}

/// `eu-west-2a`: three parts of which the last begins with a digit.
fn is_zone(form: &str) -> bool {
    let mut parts = form.rsplit('-');
    let last = parts.next().unwrap_or_default();
    last.len() <= 2 && last.starts_with(|c: char| c.is_ascii_digit()) && 1 < parts.count()
}

/// What two spellings of one name share.
fn key(name: &str) -> String {
    fold(name).chars().filter(|it| it.is_alphanumeric()).collect()
}

/// A Latin word of a line.
struct Token<'a> {
    text: &'a str,
    /// Not the first of a sentence, which is capitalised whatever it is.
    is_inside: bool,
    is_code: bool,
}

/// The Latin words of `line`, without addresses.
fn tokens(line: &str) -> impl Iterator<Item = Token<'_>> {
    let is_word = |c: char| c.is_ascii_alphanumeric();
    let mut rest = 0;
    let mut is_code = false;
    std::iter::from_fn(move || {
        loop {
            let start = rest + line[rest..].find(|c: char| c.is_ascii_alphabetic())?;
            is_code ^= line[rest..start].matches('`').count() % 2 == 1;
            let of_run = |c: char| is_word(c) || matches!(c, '.' | '_' | '-' | '/');
            let end = start + line[start..].find(|c| !of_run(c)).unwrap_or(line.len() - start);
            let text = line[start..end].trim_end_matches(['.', '_', '-', '/']);
            rest = end;
            // The target of a link, and the rest of an address.
            if line[..start].ends_with("](") || line[end..].starts_with("://") {
                let stop = |c: char| c.is_whitespace() || c == ')' || is_cjk(c);
                rest = end + line[end..].find(stop).unwrap_or(line.len() - end);
                continue;
            }
            if line[..start].ends_with(is_word) {
                continue;
            }
            let before = line[..start].trim_end().trim_end_matches('`').trim_end();
            let is_inside =
                before.ends_with(|c: char| is_word(c) || is_cjk(c) || matches!(c, ',' | ')' | '、' | '）'));
            return Some(Token { text, is_inside, is_code });
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_line_know_where_they_are() {
        let line = "Then the Billing service and `ledger-db` (see [this](https://example.com/a)) failed";
        let found: Vec<(&str, bool, bool)> =
            tokens(line).map(|it| (it.text, it.is_inside, it.is_code)).collect();
        assert_eq!(
            found[..4],
            [
                ("Then", false, false),
                ("the", true, false),
                ("Billing", true, false),
                ("service", true, false)
            ]
        );
        assert!(found.contains(&("ledger-db", true, true)));
        assert!(found.iter().all(|it| !it.0.contains("example")));
    }

    #[test]
    fn a_zone_of_a_provider_is_no_service() {
        assert!(is_zone("eu-west-2a") && is_zone("us-east-1"));
        assert!(!is_zone("billing-2") && !is_zone("full-node"));
    }
}
