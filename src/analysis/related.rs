//! Incidents like this one, each with its reasons.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Incident, KnowledgeBase};

/// Most similar incidents kept for each.
const MAX_RELATED: usize = 5;

/// Incidents with the same cause, service or tag that are looked at on either side in time. The nearest ones share rarer
/// things as well, and the cost stays linear where thousands share one service.
const REACH: usize = 300;

/// Another incident and why it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Related {
    /// Its id.
    pub id: String,
    /// 0 to 1, rounded to two digits; 1 for a declared relation.
    pub score: f64,
    /// Most telling first.
    pub reasons: Vec<Reason>,
}

/// Why two incidents are shown together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// One declares that it repeats the other.
    Recurrence,
    /// One declares the other as related.
    Declared,
    /// One names the other in its text.
    Mentioned,
    /// They share this primary or further cause.
    SameCause(String),
    /// They share this service.
    SameService(String),
    /// They share this tag.
    SameTag(String),
    /// They share these rare words; found by what has read the texts.
    SharedWords(Vec<String>),
}

/// What two incidents can share, with how much it weighs.
#[derive(PartialEq, Eq, PartialOrd, Ord, Clone, Copy)]
enum Feature<'a> {
    Cause(&'a str),
    Service(&'a str),
    Tag(&'a str),
}

/// For every incident its nearest others: declared ones first, then by shared causes and services (weight 3) and
/// tags (weight 1), each times the logarithm of its rarity.
pub fn find(knowledge_base: &KnowledgeBase) -> BTreeMap<String, Vec<Related>> {
    let incidents = &knowledge_base.incidents;
    let mut holders: BTreeMap<Feature<'_>, Vec<usize>> = BTreeMap::new();
    for (idx, incident) in incidents.iter().enumerate() {
        for feature in features(incident) {
            holders.entry(feature).or_default().push(idx);
        }
    }
    let places: BTreeMap<&str, usize> =
        incidents.iter().enumerate().map(|(idx, it)| (it.id.as_str(), idx)).collect();
    let ranks = ranks(incidents);
    let mut scores = vec![0.0_f64; incidents.len()];
    incidents
        .iter()
        .enumerate()
        .map(|(idx, incident)| {
            let touched = score(idx, incident, &holders, &mut scores);
            let found = nearest(idx, incidents, &touched, &scores, &ranks, &places);
            for place in touched {
                scores[place] = 0.0;
            }
            (incident.id.clone(), found)
        })
        .collect()
}

/// The place of each incident among all of them, latest first.
fn ranks(incidents: &[Incident]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..incidents.len()).collect();
    order.sort_by_key(|it| (Reverse(incidents[*it].date), &incidents[*it].id));
    let mut ranks = vec![0; incidents.len()];
    for (rank, idx) in order.into_iter().enumerate() {
        ranks[idx] = rank;
    }
    ranks
}

fn features(incident: &Incident) -> BTreeSet<Feature<'_>> {
    let causes = incident.causes.iter().filter(|it| *it != "unknown").map(|it| Feature::Cause(it));
    let services = incident.services.iter().map(|it| Feature::Service(it));
    let tags = incident.tags.iter().map(|it| Feature::Tag(it));
    causes.chain(services).chain(tags).collect()
}

/// Adds up what `incident` shares with others into `scores`; returns which places were touched.
fn score(
    idx: usize,
    incident: &Incident,
    holders: &BTreeMap<Feature<'_>, Vec<usize>>,
    scores: &mut [f64],
) -> Vec<usize> {
    let mut touched = Vec::new();
    for feature in features(incident) {
        let others = &holders[&feature];
        let weight = match feature {
            Feature::Cause(_) | Feature::Service(_) => 3.0,
            Feature::Tag(_) => 1.0,
        };
        let gain = weight * (ratio(scores.len() + 1, others.len())).ln();
        let own = others.partition_point(|it| *it < idx);
        let near = &others[own.saturating_sub(REACH)..others.len().min(own + REACH + 1)];
        for &other in near.iter().filter(|it| **it != idx) {
            if scores[other] <= 0.0 {
                touched.push(other);
            }
            scores[other] += gain;
        }
    }
    touched
}

fn nearest(
    idx: usize,
    incidents: &[Incident],
    touched: &[usize],
    scores: &[f64],
    ranks: &[usize],
    places: &BTreeMap<&str, usize>,
) -> Vec<Related> {
    let incident = &incidents[idx];
    let mut stated: BTreeMap<usize, Reason> = BTreeMap::new();
    let mut state = |ids: &mut dyn Iterator<Item = &str>, reason: &Reason| {
        for id in ids {
            if let Some(place) = places.get(id).filter(|it| **it != idx) {
                stated
                    .entry(*place)
                    .and_modify(|it| *it = it.clone().min(reason.clone()))
                    .or_insert(reason.clone());
            }
        }
    };
    state(&mut incident.recurrence_of.iter().map(String::as_str), &Reason::Recurrence);
    state(&mut incident.related.iter().map(String::as_str), &Reason::Declared);
    state(&mut incident.mentions.iter().map(|it| it.id.as_str()), &Reason::Mentioned);
    state(&mut incident.mentioned_by.iter().map(String::as_str), &Reason::Mentioned);

    let by_nearness = |a: usize, b: usize| scores[b].total_cmp(&scores[a]).then(ranks[a].cmp(&ranks[b]));
    let mut kept: Vec<usize> = stated.keys().copied().collect();
    kept.sort_by(|a, b| stated[a].cmp(&stated[b]).then(by_nearness(*a, *b)));
    let others = touched.iter().copied().filter(|it| !stated.contains_key(it));
    kept.extend(first(MAX_RELATED.saturating_sub(stated.len()), others, by_nearness));
    let best = touched.iter().map(|it| scores[*it]).fold(0.0, f64::max).max(f64::MIN_POSITIVE);
    kept.iter()
        .map(|&other| {
            let mut reasons: Vec<Reason> = stated.get(&other).cloned().into_iter().collect();
            reasons.extend(shared(incident, &incidents[other]));
            let score = if stated.contains_key(&other) { 1.0 } else { scores[other] / (best + 3.0) };
            Related { id: incidents[other].id.clone(), score: (score * 100.0).round() / 100.0, reasons }
        })
        .collect()
}

/// The first `n` of `candidates` in the given order, without putting the others in order: thousands may share a
/// service.
fn first(
    n: usize,
    candidates: impl Iterator<Item = usize>,
    order: impl Fn(usize, usize) -> Ordering,
) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::with_capacity(n + 1);
    for it in candidates {
        if found.len() < n || found.last().is_some_and(|last| order(it, *last).is_lt()) {
            let place = found.partition_point(|other| order(*other, it).is_lt());
            found.insert(place, it);
            found.truncate(n);
        }
    }
    found
}

fn shared(a: &Incident, b: &Incident) -> Vec<Reason> {
    let theirs = features(b);
    features(a)
        .into_iter()
        .filter(|it| theirs.contains(it))
        .map(|it| match it {
            Feature::Cause(id) => Reason::SameCause(id.to_owned()),
            Feature::Service(name) => Reason::SameService(name.to_owned()),
            Feature::Tag(name) => Reason::SameTag(name.to_owned()),
        })
        .collect()
}

fn ratio(a: usize, b: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "numbers of incidents are far below 2^52")]
    let ratio = a as f64 / b.max(1) as f64;
    ratio
}
