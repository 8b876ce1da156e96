//! Pairs of incidents of which the later one likely or possibly repeats the earlier one, though nobody says so.
//!
//! They are shown with their evidence and counted apart; no rate and no chain of recurrences holds them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::likeness::{self, Evidence, Sign, Texts, Tier};
use super::recurrence::{self, Recurrence, WhileOpen};
use crate::model::{Decisions, Incident};

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

/// Every likely and possible pair that no chain holds and nobody has decided on: the likely ones first, each most alike
/// first.
pub fn find(texts: &Texts<'_>, recurring: &[Recurrence], decisions: &Decisions) -> Vec<Pair> {
    let known = together(recurring);
    let mut found = Vec::new();
    for (later, (start, incident)) in texts.failures().iter().enumerate() {
        let near = texts.neighbours(later).iter().map(|it| it.place);
        let others: BTreeSet<usize> = near.chain(named(incident, texts)).filter(|it| *it < later).collect();
        for earlier in others {
            let before = texts.failures()[earlier].1;
            let is_decided = decisions.on_pair(&before.id, &incident.id).is_some();
            if is_decided || is_in_one(&known, &before.id, &incident.id) {
                continue;
            }
            let compared = texts.compare(earlier, later);
            let Some(tier) = likeness::tier(&compared) else { continue };
            found.push(Pair {
                earlier: before.id.clone(),
                later: incident.id.clone(),
                tier,
                likeness: (compared.likeness.whole * 100.0).round() / 100.0,
                gap_days: compared.gap_days,
                signs: compared.signs,
                evidence: texts.evidence(earlier, later),
                while_open: recurrence::left_open(*start, incident, before),
            });
        }
    }
    found.sort_by(|a, b| {
        a.tier
            .cmp(&b.tier)
            .then(Reverse(a.while_open.is_some()).cmp(&Reverse(b.while_open.is_some())))
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

/// Places of the failures that `incident` names, or that name it.
fn named(incident: &Incident, texts: &Texts<'_>) -> Vec<usize> {
    let ids = incident
        .mentions
        .iter()
        .map(|it| &it.id)
        .chain(&incident.mentioned_by)
        .chain(&incident.related)
        .chain(incident.echoes.iter().flat_map(|it| &it.names));
    ids.filter_map(|id| texts.place(id)).collect()
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
