//! Pairs of incidents of which the later one likely or possibly repeats the earlier one, though nobody says so.
//!
//! They are shown with their evidence and counted apart; no rate and no chain of recurrences holds them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::likeness::{self, Collection, Evidence, Neighbour, Sign, Tier, Vector};
use super::recurrence::{self, Recurrence, WhileOpen};
use super::{Settings, days_between, start_day};
use crate::model::{Incident, KnowledgeBase};
use crate::text::fold;

/// Neighbours less alike than this say nothing, whatever else a pair shows.
const LEAST: f64 = 0.05;
/// Possible earlier incidents that one incident's page may show.
const MOST_POSSIBLE: usize = 3;

/// Two incidents of which the later one may repeat the earlier one.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The earlier one.
    pub earlier: String,
    /// The later one.
    pub later: String,
    /// How sure it is.
    pub tier: Tier,
    /// Cosine of their weighed terms, 0 to 1, rounded to two digits.
    pub likeness: f64,
    /// What the pair shows beside its likeness.
    pub signs: Vec<Sign>,
    /// Days from the start of the earlier one to the start of the later one.
    pub gap_days: i32,
    /// The lines that make them alike, `first` of the earlier one.
    pub evidence: Vec<Evidence>,
    /// What was still to be done after the earlier one when the later one began.
    pub while_open: Option<WhileOpen>,
}

/// Every likely and possible pair that no chain holds: the likely ones first, each most alike first.
pub fn find(knowledge_base: &KnowledgeBase, settings: &Settings, recurring: &[Recurrence]) -> Vec<Pair> {
    let mut failures: Vec<(Date, &Incident)> =
        knowledge_base.failures().filter_map(|it| Some((start_day(it, &settings.zone)?, it))).collect();
    failures.sort_by_key(|(start, it)| (*start, it.started(), &it.id));
    let collection = Collection::learn(failures.iter().map(|it| &it.1.signature));
    let vectors: Vec<Vector> = failures.iter().map(|it| collection.vector(&it.1.signature)).collect();
    let by_place: Vec<&Vector> = vectors.iter().collect();
    let neighbours = likeness::neighbours(&collection, &by_place, LEAST);
    let nearest: Vec<Option<usize>> = neighbours.iter().map(|it| it.first().map(|it| it.place)).collect();
    let known = together(recurring);
    let places: BTreeMap<&str, usize> =
        failures.iter().enumerate().map(|(place, it)| (it.1.id.as_str(), place)).collect();
    let titles: Vec<String> = failures.iter().map(|it| title_form(&it.1.title)).collect();

    let mut found = Vec::new();
    for (later, (start, incident)) in failures.iter().enumerate() {
        let mut others: BTreeMap<usize, f64> =
            neighbours[later].iter().map(|it: &Neighbour| (it.place, it.likeness)).collect();
        for place in named(incident, &failures, &places, later) {
            others.entry(place).or_insert_with(|| vectors[later].likeness(&vectors[place]));
        }
        for (earlier, likeness) in others.into_iter().filter(|it| it.0 < later) {
            let (earlier_start, before) = failures[earlier];
            if is_in_one(&known, &before.id, &incident.id) {
                continue;
            }
            let gap_days = days_between(earlier_start, *start);
            let mut signs = signs_of_links(before, incident);
            if titles[earlier] == titles[later] && !titles[later].is_empty() {
                signs.push(Sign::SameTitle);
            }
            if nearest[earlier] == Some(later) && nearest[later] == Some(earlier) {
                signs.push(Sign::NearestToEachOther);
            }
            let Some(tier) = likeness::tier(likeness, &signs, gap_days) else { continue };
            found.push(Pair {
                earlier: before.id.clone(),
                later: incident.id.clone(),
                tier,
                likeness: (likeness * 100.0).round() / 100.0,
                signs,
                gap_days,
                evidence: likeness::evidence(
                    &collection,
                    (&before.signature, &vectors[earlier]),
                    (&incident.signature, &vectors[later]),
                ),
                while_open: recurrence::left_open(*start, incident, before),
            });
        }
    }
    found.sort_by(|a, b| {
        let key = |it: &Pair| (it.tier, Reverse(it.while_open.is_some()));
        key(a)
            .cmp(&key(b))
            .then(b.likeness.total_cmp(&a.likeness))
            .then_with(|| (&a.earlier, &a.later).cmp(&(&b.earlier, &b.later)))
    });
    bounded(found)
}

/// The possible pairs of each later incident are cut to the first few; a likely pair is never cut.
fn bounded(found: Vec<Pair>) -> Vec<Pair> {
    let mut shown: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept = Vec::new();
    for pair in found {
        let n = shown.entry(pair.later.clone()).or_default();
        if pair.tier == Tier::Likely || *n < MOST_POSSIBLE {
            *n += usize::from(pair.tier == Tier::Possible);
            kept.push(pair);
        }
    }
    kept
}

/// Places of the incidents that `incident` names, or that name it.
fn named(
    incident: &Incident,
    failures: &[(Date, &Incident)],
    places: &BTreeMap<&str, usize>,
    own: usize,
) -> BTreeSet<usize> {
    let ids = incident
        .mentions
        .iter()
        .map(|it| &it.id)
        .chain(&incident.mentioned_by)
        .chain(&incident.related)
        .chain(&incident.recurrence_of);
    ids.filter_map(|id| places.get(id.as_str()).copied())
        .filter(|it| *it != own && *it < failures.len())
        .collect()
}

fn signs_of_links(earlier: &Incident, later: &Incident) -> Vec<Sign> {
    let names =
        |a: &Incident, b: &Incident| a.related.contains(&b.id) || a.mentions.iter().any(|it| it.id == b.id);
    if names(earlier, later) || names(later, earlier) { vec![Sign::Link] } else { Vec::new() }
}

/// A title without numbers and punctuation: two titles that differ in a date only are equal.
fn title_form(title: &str) -> String {
    fold(title)
        .split(|c: char| !c.is_alphabetic())
        .filter(|it| !it.is_empty())
        .collect::<Vec<&str>>()
        .join(" ")
}

fn together(recurring: &[Recurrence]) -> BTreeMap<&str, BTreeSet<usize>> {
    let mut found: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (number, chain) in recurring.iter().enumerate() {
        for id in &chain.incidents {
            found.entry(id).or_default().insert(number);
        }
    }
    found
}

fn is_in_one(together: &BTreeMap<&str, BTreeSet<usize>>, a: &str, b: &str) -> bool {
    match (together.get(a), together.get(b)) {
        (Some(a), Some(b)) => !a.is_disjoint(b),
        _ => false,
    }
}
