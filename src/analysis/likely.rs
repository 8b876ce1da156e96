//! Pairs of incidents of which the later one likely or possibly repeats the earlier one, though nobody says so.
//!
//! They are shown with their evidence and counted apart; no rate and no chain of recurrences holds them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::likeness::{self, Compared, Evidence, Sign, Texts, Tier};
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

/// Every likely and possible pair that no chain holds, nobody has decided on and no document calls different: the likely
/// ones first, each most alike first.
pub fn find(texts: &Texts<'_>, recurring: &[Recurrence], decisions: &Decisions) -> Vec<Pair> {
    let known = together(recurring);
    let is_open = |earlier: &str, later: &str| {
        decisions.on_pair(earlier, later).is_none()
            && !is_in_one(&known, earlier, later)
            && !texts.are_different(earlier, later)
    };
    let pairs_of = |later: usize| bounded(compared(texts, later, is_open));
    let all =
        (0..texts.failures().len()).flat_map(|later| pairs_of(later).into_iter().map(move |it| (later, it)));
    let mut found: Vec<Pair> = all.map(|(later, it)| pair(texts, later, it)).collect();
    found.sort_by(|a, b| {
        a.tier
            .cmp(&b.tier)
            .then(Reverse(a.while_open.is_some()).cmp(&Reverse(b.while_open.is_some())))
            .then(b.likeness.total_cmp(&a.likeness))
            .then_with(|| (&a.earlier, &a.later).cmp(&(&b.earlier, &b.later)))
    });
    found
}

/// An earlier failure, and how sure it is that the one at hand repeats it.
struct Before {
    place: usize,
    tier: Tier,
    compared: Compared,
}

/// The earlier failures that the one at `later` likely or possibly repeats, in order of time.
fn compared(texts: &Texts<'_>, later: usize, is_open: impl Fn(&str, &str) -> bool) -> Vec<Before> {
    let incident = texts.failures()[later].1;
    let near = texts.neighbours(later).iter().map(|it| it.place).chain(texts.same_title(later));
    let others: BTreeSet<usize> = near.chain(named(incident, texts)).filter(|it| *it < later).collect();
    let before = |place: usize| {
        let compared = texts.compare(place, later);
        Some(Before { place, tier: likeness::tier(&compared)?, compared })
    };
    others
        .into_iter()
        .filter(|it| is_open(&texts.failures()[*it].1.id, &incident.id))
        .filter_map(before)
        .collect()
}

/// The possible ones are cut to the most alike few; a likely one is never cut.
fn bounded(mut found: Vec<Before>) -> Vec<Before> {
    // The sort is stable: of equals the first in time stays.
    found.sort_by(|a, b| {
        a.tier.cmp(&b.tier).then(b.compared.likeness.whole.total_cmp(&a.compared.likeness.whole))
    });
    let n_likely = found.iter().filter(|it| it.tier == Tier::Likely).count();
    found.truncate(n_likely + MOST_POSSIBLE);
    found
}

fn pair(texts: &Texts<'_>, later: usize, before: Before) -> Pair {
    let ((start, incident), (_, earlier)) = (texts.failures()[later], texts.failures()[before.place]);
    Pair {
        earlier: earlier.id.clone(),
        later: incident.id.clone(),
        tier: before.tier,
        likeness: (before.compared.likeness.whole * 100.0).round() / 100.0,
        gap_days: before.compared.gap_days,
        signs: before.compared.signs,
        evidence: texts.evidence(before.place, later),
        while_open: recurrence::left_open(start, incident, earlier),
    }
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
