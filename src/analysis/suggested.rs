//! Incidents whose texts are alike although nothing says that one repeats the other.
//!
//! Words of title and summary, weighed by their rarity; only incidents that share rare words are compared, so that the
//! cost grows with the number of documents and not with its square. Suggestions are in no count.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::kindred::Kindred;
use super::recurrence::Recurrence;
use super::stats::as_float;
use super::{Settings, start_day};
use crate::model::{Incident, KnowledgeBase};
use crate::text::{fold, is_cjk};

/// A word in more documents than this tells nothing.
const MAX_HOLDERS: usize = 8;
/// Least rare words that two incidents share.
const MIN_SHARED: usize = 3;
/// Least likeness, 0 to 1.
const MIN_SCORE: f64 = 0.3;
/// Most suggestions.
const MAX_SUGGESTIONS: usize = 12;
/// Most words named as reasons.
const MAX_WORDS: usize = 6;

/// Two incidents that read alike.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The earlier one.
    pub earlier: String,
    /// The later one.
    pub later: String,
    /// Cosine of their weighed words, 0 to 1, rounded to two digits.
    pub score: f64,
    /// Words they share, rarest first.
    pub words: Vec<String>,
}

/// The pairs that read most alike among those that no chain holds together and no document relates.
pub fn find(
    knowledge_base: &KnowledgeBase,
    settings: &Settings,
    recurring: &[Recurrence],
    kindred: &[Kindred],
) -> Vec<Suggestion> {
    let incidents: Vec<(Date, &Incident)> =
        knowledge_base.failures().filter_map(|it| Some((start_day(it, &settings.zone)?, it))).collect();
    let texts: Vec<BTreeSet<String>> = incidents.iter().map(|(_, it)| terms(it)).collect();
    let mut holders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (idx, terms) in texts.iter().enumerate() {
        for term in terms {
            holders.entry(term).or_default().push(idx);
        }
    }
    let weight = |term: &str| (as_float(texts.len() + 1) / as_float(holders[term].len())).ln();
    let lengths: Vec<f64> =
        texts.iter().map(|it| it.iter().map(|term| weight(term).powi(2)).sum::<f64>().sqrt()).collect();
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for list in holders.values().filter(|it| (2..=MAX_HOLDERS).contains(&it.len())) {
        for (at, &a) in list.iter().enumerate() {
            for &b in &list[at + 1..] {
                *shared.entry((a, b)).or_default() += 1;
            }
        }
    }
    let together = together(recurring, kindred);
    let mut found = Vec::new();
    for (&(a, b), _) in shared.iter().filter(|it| MIN_SHARED <= *it.1) {
        let common: Vec<&String> = texts[a].intersection(&texts[b]).collect();
        let score = common.iter().map(|it| weight(it).powi(2)).sum::<f64>() / (lengths[a] * lengths[b]);
        let (earlier, later) = if (incidents[a].0, a) <= (incidents[b].0, b) { (a, b) } else { (b, a) };
        let (earlier, later) = (incidents[earlier].1, incidents[later].1);
        if score < MIN_SCORE || is_known(earlier, later) || in_one(&together, &earlier.id, &later.id) {
            continue;
        }
        let mut words: Vec<&String> = common;
        words.sort_by_key(|it| (holders[it.as_str()].len(), Reverse(it.chars().count()), it.as_str()));
        found.push(Suggestion {
            earlier: earlier.id.clone(),
            later: later.id.clone(),
            score: (score * 100.0).round() / 100.0,
            words: words.into_iter().take(MAX_WORDS).cloned().collect(),
        });
    }
    found.sort_by(|a, b| {
        b.score.total_cmp(&a.score).then_with(|| (&a.earlier, &a.later).cmp(&(&b.earlier, &b.later)))
    });
    found.truncate(MAX_SUGGESTIONS);
    found
}

/// Which chains each incident belongs to.
fn together<'a>(recurring: &'a [Recurrence], kindred: &'a [Kindred]) -> BTreeMap<&'a str, BTreeSet<usize>> {
    let chains = recurring.iter().map(|it| &it.incidents).chain(kindred.iter().map(|it| &it.incidents));
    let mut found: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (number, ids) in chains.enumerate() {
        for id in ids {
            found.entry(id).or_default().insert(number);
        }
    }
    found
}

fn in_one(together: &BTreeMap<&str, BTreeSet<usize>>, a: &str, b: &str) -> bool {
    match (together.get(a), together.get(b)) {
        (Some(a), Some(b)) => !a.is_disjoint(b),
        _ => false,
    }
}

/// Whether one of the documents names the other already.
fn is_known(a: &Incident, b: &Incident) -> bool {
    let names = |a: &Incident, b: &Incident| {
        a.related.contains(&b.id)
            || a.recurrence_of.contains(&b.id)
            || a.mentions.iter().any(|it| it.id == b.id)
    };
    names(a, b) || names(b, a)
}

/// Words of three letters and more, and pairs of neighboring Han characters.
fn terms(incident: &Incident) -> BTreeSet<String> {
    let text = fold(&format!("{} {}", incident.title, incident.summary.as_deref().unwrap_or_default()));
    let mut found = BTreeSet::new();
    for run in text.split(|c: char| !c.is_alphanumeric()) {
        for part in run.split(is_cjk).filter(|it| 3 <= it.chars().count()) {
            if part.chars().any(char::is_alphabetic) {
                found.insert(part.to_owned());
            }
        }
        let chars: Vec<char> = run.chars().collect();
        let pairs = chars.windows(2).filter(|pair| pair.iter().all(|it| is_cjk(*it)));
        found.extend(pairs.map(|pair| pair.iter().collect::<String>()));
    }
    found
}
