//! Services by names: one for an incident that states none, and only where the document points to it.
//!
//! 1. A name in the title: one that other documents state or the catalogue lists; one that is written as a name; and
//!    where it is a mere proper noun, only as the subject of the title, before what failed. What follows `to`, `from` or
//!    `due to` took part.
//! 2. Without one, a name in the summary or the causes that is known from other documents, or is of software that teams
//!    run, where it clearly scores highest.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::lines::{Line, Part};
use super::tokens::{Token, key, singular_key, tokens};
use super::vocabulary::{Vocabulary, has_inner_digit, is_host, is_out, run_key, runs};
use crate::analysis::stats::as_float;
use crate::lexicon::names::{NAMES, is_generic};
use crate::model::{Field, KnowledgeBase, SuggestedValue, Suggestion};
use crate::text::{fold, is_cjk};

/// How often the guess is right, measured on labelled collections: a known name in the title, one that is written as a
/// name there, and one in the text.
const RIGHT_KNOWN: f64 = 0.9;
const RIGHT_WRITTEN: f64 = 0.85;
const RIGHT_IN_TEXT: f64 = 0.8;
/// Letters of the shortest name.
const MIN_LETTERS: usize = 3;
/// Characters of the shortest Chinese or Japanese one.
const MIN_CJK: usize = 2;
/// Most words before the subject of a title.
const MOST_BEFORE: usize = 2;
/// How near to the name what happened to it must be.
const MOST_TO_EFFECT: usize = 3;
/// Least score of a name in the text, and how many times the score of the next one.
const LEAST: f64 = 2.5;
const MARGIN: f64 = 1.3;
/// A name in more documents than this share, of at least this many, is the name of the team's whole world.
const MOST_DOCUMENTS: f64 = 0.5;
const FEW_DOCUMENTS: f64 = 3.0;

/// Why a word of a title is taken for the name of a service; the best reason first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    /// The catalogue or another document has it.
    Known,
    /// Several words that the collection writes as one.
    Joined,
    /// An identifier or a host.
    Identifier,
    /// Software that teams run.
    Software,
    /// The website, the VPN.
    System,
    /// A proper noun.
    Proper,
}

/// A name that may be the service.
#[derive(Debug, Clone)]
struct Candidate {
    reason: Reason,
    name: String,
}

/// The guesses for each incident.
pub(super) fn find(knowledge_base: &KnowledgeBase, documents: &[Vec<Line<'_>>]) -> Vec<Vec<Suggestion>> {
    let known = Known::new(knowledge_base);
    let vocabulary = Vocabulary::new(documents);
    // What states that no service was affected is not asked again.
    let open = |n: usize| {
        let incident = &knowledge_base.incidents[n];
        incident.services.is_empty() && !incident.provenance.contains_key(&Field::Services)
    };
    let in_titles: Vec<Option<Candidate>> = documents
        .par_iter()
        .enumerate()
        .map(|(n, lines)| if open(n) { in_title(&known, &vocabulary, lines) } else { None })
        .collect();
    let names = names_for_texts(&known, &in_titles);
    let counts: Vec<Counts> = documents.par_iter().map(|it| Counts::new(&names, it)).collect();
    let mut holders: FxHashMap<&str, usize> = FxHashMap::default();
    for key in counts.iter().flat_map(|it| it.of.keys()) {
        *holders.entry(key.as_str()).or_default() += 1;
    }
    let most = (as_float(documents.len()) * MOST_DOCUMENTS).max(FEW_DOCUMENTS);
    let is_rare = |key: &str| as_float(holders.get(key).copied().unwrap_or(0)) <= most;
    let guess = |n: usize| {
        let suggestion = |name: &str, line: &Line<'_>, score: f64| Suggestion {
            value: SuggestedValue::Text(name.to_owned()),
            evidence: line.evidence(),
            score,
        };
        if let Some(it) = &in_titles[n] {
            let score = if it.reason == Reason::Known { RIGHT_KNOWN } else { RIGHT_WRITTEN };
            return Some(suggestion(&it.name, documents[n].first()?, score));
        }
        let (key, place) = counts[n].best(is_rare)?;
        Some(suggestion(names.get(key)?, &documents[n][place], RIGHT_IN_TEXT))
    };
    (0..documents.len()).map(|n| if open(n) { guess(n).into_iter().collect() } else { Vec::new() }).collect()
}

/// Canonical names of the catalogue and of documents; without words that name everything.
struct Known {
    /// By the keys of all their names.
    latin: BTreeMap<String, String>,
    /// Chinese and Japanese ones with the name they stand for.
    cjk: Vec<(String, String)>,
}

impl Known {
    fn new(knowledge_base: &KnowledgeBase) -> Self {
        let mut found = Self { latin: BTreeMap::new(), cjk: Vec::new() };
        for service in &knowledge_base.services {
            for name in std::iter::once(&service.name).chain(&service.aliases) {
                let folded = fold(name);
                if is_generic(&folded) {
                    continue;
                }
                if name.chars().any(is_cjk) {
                    if MIN_CJK <= folded.chars().count() {
                        found.cjk.push((folded, service.name.clone()));
                    }
                } else if MIN_LETTERS <= key(name).len() {
                    found.latin.entry(singular_key(name)).or_insert_with(|| service.name.clone());
                }
            }
        }
        found
    }

    /// The longest Chinese or Japanese name in `title`.
    fn cjk_in(&self, title: &str) -> Option<&String> {
        let folded = fold(title);
        let in_title = self.cjk.iter().filter(|it| folded.contains(&it.0));
        in_title.max_by_key(|it| it.0.len()).map(|it| &it.1)
    }
}

/// The name in the title that most likely is the service: by the reason, then the subject before others, then the longest.
fn in_title(known: &Known, vocabulary: &Vocabulary, lines: &[Line<'_>]) -> Option<Candidate> {
    let title = lines.first()?.text;
    if let Some(name) = known.cjk_in(title) {
        return Some(Candidate { reason: Reason::Known, name: name.clone() });
    }
    let words: Vec<Token<'_>> = tokens(title).collect();
    let mut best: Option<(Reason, bool, usize, String)> = None;
    for run in runs(&words) {
        let Some((reason, name)) = read(known, vocabulary, run, lines) else { continue };
        let is_object = !is_subject(title, run[0].start);
        let after = &title[run[run.len() - 1].end()..];
        let is_clear = match reason {
            // In Chinese and Japanese titles every technical term is Latin and capitalised.
            Reason::Proper => {
                !is_object && !title.chars().any(is_cjk) && (name.contains(' ') || is_affected(after))
            }
            Reason::Software => !is_object && !title.chars().any(is_cjk),
            // `Billing testing proxy`: of something else.
            Reason::System => !is_object,
            Reason::Known | Reason::Joined | Reason::Identifier => true,
        };
        let is_clear = is_clear && !is_watched(after);
        let is_better = best.as_ref().is_none_or(|it| (reason, is_object, it.2) < (it.0, it.1, run.len()));
        if is_clear && is_better {
            best = Some((reason, is_object, run.len(), name));
        }
    }
    best.map(|(reason, _, _, name)| Candidate { reason, name })
}

/// What `run`, one to four words of a title in a row, may name, and why.
fn read(
    known: &Known,
    vocabulary: &Vocabulary,
    run: &[Token<'_>],
    lines: &[Line<'_>],
) -> Option<(Reason, String)> {
    let key = run_key(run);
    if key.len() < MIN_LETTERS {
        return None;
    }
    let [token] = run else {
        let is_phrase = run.iter().any(|it| NAMES.before_object.contains(&it.text.to_lowercase()));
        if is_phrase {
            return None;
        }
        if let Some(name) = known.latin.get(&key) {
            return Some((Reason::Known, name.clone()));
        }
        let word = vocabulary.get(&key)?;
        return word.is_joined().then(|| (Reason::Joined, word.form()));
    };
    if is_out(token.text) {
        return None;
    }
    if let Some(name) = known.latin.get(&key) {
        return Some((Reason::Known, name.clone()));
    }
    let lower = token.text.to_lowercase();
    let word = vocabulary.get(&key)?;
    // `ledger_entries.clj`: the part without the ending is the name.
    if let Some((stem, _)) = token.text.split_once('.').filter(|it| it.0.contains('_') && !it.1.contains('.'))
    {
        return Some((Reason::Identifier, stem.to_owned()));
    }
    if NAMES.systems.contains(&lower) {
        return Some((Reason::System, word.form()));
    }
    let reason = if NAMES.is_software(&lower) {
        Reason::Software
    } else if is_host(token.text) || has_inner_digit(token.text) {
        Reason::Identifier
    } else if !token.text.contains('.') && vocabulary.is_identifier(word) {
        return Some((Reason::Identifier, word.form()));
    } else {
        let here = lines.iter().flat_map(|it| tokens(it.text)).filter(|it| singular_key(it.text) == key);
        if token.text.contains(['-', '.', '_']) || !vocabulary.is_name(word, here.count()) {
            return None;
        }
        Reason::Proper
    };
    match vocabulary.whole(word).filter(|_| reason != Reason::Identifier) {
        Some(whole) => Some((Reason::Proper, whole)),
        None => Some((reason, word.form())),
    }
}

/// Whether the word at `start` is what its part of the title is about: no preposition and hardly a word before it.
fn is_subject(title: &str, start: usize) -> bool {
    let is_part_end = |c: char| ":：,，;；。()（）[]".contains(c);
    let before = &title[..start];
    let after_sign = before.rfind(is_part_end).map_or(0, |at| at + 1);
    let after_dash = [" - ", " – ", " — ", " | "].iter().filter_map(|it| Some(before.rfind(it)? + 1)).max();
    let from = before.len().min(after_sign.max(after_dash.unwrap_or(0)));
    let part = before.get(from..).unwrap_or_default();
    let words: Vec<String> = tokens(part).map(|it| it.text.to_lowercase()).collect();
    words.len() <= MOST_BEFORE && !words.iter().any(|it| NAMES.before_object.contains(it))
}

/// Whether what follows a name in a title says that it failed or was changed.
fn is_affected(after: &str) -> bool {
    for word in after.split_whitespace().take(MOST_TO_EFFECT) {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if NAMES.effects.contains(&word) {
            return true;
        }
        if NAMES.before_object.contains(&word) {
            return false;
        }
    }
    false
}

/// Whether what follows a name in a title is what the named is watched by: `Kafka metrics missing`.
fn is_watched(after: &str) -> bool {
    let word = after.strip_prefix(' ').and_then(|it| it.split(' ').next()).unwrap_or_default();
    NAMES.watched_by.contains(&word.to_lowercase())
}

/// Names that are looked for in texts, by their keys: known ones, those found in titles, and software that teams run.
fn names_for_texts(known: &Known, in_titles: &[Option<Candidate>]) -> BTreeMap<String, String> {
    let mut names: BTreeMap<String, String> =
        NAMES.software.iter().map(|it| (singular_key(it), it.clone())).collect();
    let found = in_titles.iter().flatten().map(|it| (singular_key(&it.name), it.name.clone()));
    names.extend(found);
    names.extend(known.latin.iter().map(|(key, name)| (key.clone(), name.clone())));
    names
}

/// How often a name occurs in the parts of one document, and where first.
#[derive(Debug, Default, Clone, Copy)]
struct Count {
    summary: usize,
    cause: usize,
    all: usize,
    line: Option<usize>,
}

/// How often each of the names occurs in one document.
struct Counts {
    of: BTreeMap<String, Count>,
}

impl Counts {
    fn new(names: &BTreeMap<String, String>, lines: &[Line<'_>]) -> Self {
        let mut of: BTreeMap<String, Count> = BTreeMap::new();
        let mut add = |key: &str, part: Part, number: usize| {
            if !names.contains_key(key) {
                return;
            }
            let count = of.entry(key.to_owned()).or_default();
            count.all += 1;
            count.summary += usize::from(part == Part::Summary);
            count.cause += usize::from(part == Part::Cause);
            if matches!(part, Part::Summary | Part::Cause) {
                count.line.get_or_insert(number);
            }
        };
        for (number, line) in lines.iter().enumerate() {
            let mut last: Option<Token<'_>> = None;
            for token in tokens(line.text) {
                let key = singular_key(token.text);
                add(&key, line.part, number);
                if let Some(before) = last.filter(|it| it.is_before(&token)) {
                    add(&(self::key(before.text) + &key), line.part, number);
                }
                last = Some(token);
            }
        }
        Self { of }
    }

    /// The name that clearly scores highest, with its first line in the summary or the causes.
    fn best(&self, is_rare: impl Fn(&str) -> bool) -> Option<(&str, usize)> {
        let score = |it: &Count| {
            let weight = |n: usize| as_float(1 + n).ln();
            1.5 * weight(it.summary) + weight(it.cause) + 0.7 * weight(it.all)
        };
        let mut ranked: Vec<(f64, &str, usize)> = self
            .of
            .iter()
            .filter(|(key, it)| 2 <= it.all && is_rare(key))
            .filter_map(|(key, it)| Some((score(it), key.as_str(), it.line?)))
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (best, key, line) = *ranked.first()?;
        let stands_out = ranked.get(1).is_none_or(|it| it.0 * MARGIN <= best);
        (LEAST <= best && stands_out).then_some((key, line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_subject_of_a_title_is_not_behind_a_preposition() {
        let subject =
            |title: &str, name: &str| is_subject(title, title.find(name).expect("it is in the title"));
        for title in
            ["Ferry down", "Incident on 2026-01-02 - Ferry lost", "Postmortem: Ferry", "Old Ferry stuck"]
        {
            assert!(subject(title, "Ferry"), "{title}");
        }
        for title in ["Logs not sent to Ferry", "Tickets gone after the Ferry upgrade"] {
            assert!(!subject(title, "Ferry"), "{title}");
        }
        assert!(is_watched(" metrics missing") && !is_watched(" lost its metrics") && !is_watched(", logs"));
        assert!(is_affected(" tickets rejected") && !is_affected(" on pier 3 failed") && !is_affected(""));
    }
}
