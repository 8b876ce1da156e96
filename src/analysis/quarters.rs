//! How each quarter went.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::action_items::{is_tracked, opened, was_overdue};
use super::recurrence::{self, Recurrence};
use super::response_times::{self, Compliance, Measure};
use super::stats::{self, Share, Summary};
use super::{Settings, start_day};
use crate::model::{ActionStatus, Incident, IncidentKind, KnowledgeBase};
use crate::time::Quarter;

/// One quarter; an incident belongs to the quarter in which it began.
#[derive(Debug, Clone)]
pub struct QuarterSummary {
    /// Which one.
    pub quarter: Quarter,
    /// First and last day, both inclusive.
    pub days: (Date, Date),
    /// Whether the as-of day lies in it, so that it is not over yet.
    pub running: bool,
    /// Ids of the failures that began in it, earliest first.
    pub incidents: Vec<String>,
    /// Ids of near misses, drills and maintenance that began in it; in no other number here.
    pub others: Vec<String>,
    /// Count per severity id, every step of the scale; `None` for incidents without one.
    pub by_severity: Vec<(Option<String>, usize)>,
    /// Primary causes and counts, most first; `None` is "not determined".
    pub by_cause: Vec<(Option<String>, usize)>,
    /// Services and counts, most first; an incident counts for each of its services.
    pub by_service: Vec<(String, usize)>,
    /// Every measure over the quarter's failures.
    pub response: BTreeMap<Measure, Summary>,
    /// Promises kept and broken.
    pub compliance: Vec<Compliance>,
    /// Action items planned in it.
    pub opened: usize,
    /// Action items closed in it.
    pub closed: usize,
    /// Action items overdue on its last day, or on the as-of day while it is running.
    pub overdue_at_end: usize,
    /// Ids of failures that continue a chain.
    pub recurrences: Vec<String>,
    /// Continuing failures out of those with a known cause and service.
    pub repeat_rate: Share,
}

impl QuarterSummary {
    /// Whether a review of it has anything to look at: a report of any kind, or that it is running.
    pub fn has_anything(&self) -> bool {
        self.running || !self.incidents.is_empty() || !self.others.is_empty()
    }
}

/// Every quarter from the first incident's to the as-of day's, oldest first; none without a dated incident.
pub fn summarise(
    knowledge_base: &KnowledgeBase,
    settings: &Settings,
    recurring: &[Recurrence],
) -> Vec<QuarterSummary> {
    let mut by_quarter: BTreeMap<Quarter, Vec<&Incident>> = BTreeMap::new();
    for incident in &knowledge_base.incidents {
        if let Some(day) = start_day(incident, &settings.zone) {
            by_quarter.entry(Quarter::of(day, settings.fiscal_year_start)).or_default().push(incident);
        }
    }
    let Some(&first) = by_quarter.keys().next() else { return Vec::new() };
    let current = Quarter::of(settings.as_of, settings.fiscal_year_start);
    let last = by_quarter.keys().next_back().map_or(current, |it| (*it).max(current));
    let repeats = recurrence::repeats(recurring);
    let mut found = Vec::new();
    let mut quarter = first;
    // A mistyped year must not make ten thousand pages: quarters without incidents stop after fifty years.
    while quarter <= last && found.len() < 200 {
        let incidents = by_quarter.get(&quarter).map_or(&[][..], Vec::as_slice);
        found.extend(one(knowledge_base, settings, quarter, incidents, &repeats));
        quarter = quarter.next();
    }
    found
}

fn one(
    knowledge_base: &KnowledgeBase,
    settings: &Settings,
    quarter: Quarter,
    all: &[&Incident],
    repeats: &std::collections::BTreeSet<&str>,
) -> Option<QuarterSummary> {
    let days = quarter.days(settings.fiscal_year_start)?;
    let (failures, others): (Vec<&Incident>, Vec<&Incident>) = all.iter().partition(|it| it.counts());
    // A document that another one replaces is in no list either.
    let others = others.into_iter().filter(|it| it.kind != IncidentKind::Incident);
    let end = days.1.min(settings.as_of);
    let inside = |day: Option<Date>| day.is_some_and(|it| days.0 <= it && it <= days.1);
    let items = || knowledge_base.action_items().filter(|(incident, _)| is_tracked(incident));
    let comparable = failures.iter().filter(|it| recurrence::is_comparable(it)).count();
    let recurrences: Vec<String> =
        failures.iter().map(|it| it.id.clone()).filter(|it| repeats.contains(it.as_str())).collect();
    let continuing = failures
        .iter()
        .filter(|it| recurrence::is_comparable(it) && repeats.contains(it.id.as_str()))
        .count();
    Some(QuarterSummary {
        quarter,
        days,
        running: days.0 <= settings.as_of && settings.as_of <= days.1,
        incidents: failures.iter().map(|it| it.id.clone()).collect(),
        others: others.map(|it| it.id.clone()).collect(),
        by_severity: by_severity(knowledge_base, &failures),
        by_cause: counted(failures.iter().map(|it| it.primary_cause().map(str::to_owned))),
        by_service: counted(failures.iter().flat_map(|it| it.services.iter().cloned())),
        response: Measure::ALL.into_iter().map(|it| (it, response_times::summarise(&failures, it))).collect(),
        compliance: response_times::compliance(
            &failures,
            &knowledge_base.severities,
            &settings.targets,
            settings.support_hours.as_ref(),
        ),
        opened: items().filter(|(incident, _)| inside(opened(incident))).count(),
        closed: items().filter(|(_, it)| it.status == ActionStatus::Done && inside(it.closed)).count(),
        overdue_at_end: items().filter(|(incident, item)| was_overdue(incident, item, end)).count(),
        recurrences,
        repeat_rate: stats::share(continuing as u64, comparable as u64),
    })
}

fn by_severity(knowledge_base: &KnowledgeBase, failures: &[&Incident]) -> Vec<(Option<String>, usize)> {
    let steps = knowledge_base.severities.iter().map(|it| Some(it.id.clone())).chain([None]);
    steps.map(|step| (step.clone(), failures.iter().filter(|it| it.severity == step).count())).collect()
}

/// Values with how often they occur, most first, then in their own order.
pub(super) fn counted<T: Ord>(values: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut counts: Vec<(T, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|it| std::cmp::Reverse(it.1));
    counts
}
