//! What bites here: what somebody reads who takes over a service, on one sheet of paper.
//!
//! Nothing of it is an opinion. An incident is worth reading where it repeats another one, is of the worst severities, took
//! longest, is the latest, or has overdue action items, and the sheet says which of these it is; what did not help is what
//! timelines call an attempted fix.

use serde::Serialize;

use crate::address::Route;
use crate::analysis::action_items::{is_tracked, overdue_days};
use crate::analysis::recurrence::Recurrence;
use crate::model::{EventKind, Incident};
use crate::site::context::{Here, Link, Time};
use crate::site::views::chain_anchor;

/// Most incidents that are worth reading.
const MAX_READ: usize = 5;
/// Most failures that recur, and most open action items of each.
const MAX_REPEATS: usize = 5;
const MAX_OPEN: usize = 3;
/// Most things that did not help, the latest.
const MAX_DEAD_ENDS: usize = 6;
/// Ranks of severities that alone make an incident worth reading.
const N_WORST: usize = 2;

/// The sheet of one service.
#[derive(Debug, Serialize)]
pub(super) struct Handover {
    read: Vec<Reading>,
    repeats: Vec<Repeat>,
    dead_ends: Vec<DeadEnd>,
}

/// An incident that is worth reading.
#[derive(Debug, Serialize)]
struct Reading {
    incident: Link,
    id: String,
    date: Option<Time>,
    /// Why, the strongest first.
    reasons: Vec<String>,
}

/// A failure that recurs.
#[derive(Debug, Serialize)]
struct Repeat {
    /// Its cause, which leads to the whole chain.
    chain: Link,
    /// `3 incidents, the last one on 14 May 2026`
    text: String,
    /// Action items of it that are still open.
    open: Vec<Link>,
}

/// Something that was tried and did not help.
#[derive(Debug, Serialize)]
struct DeadEnd {
    text: Link,
    incident: Link,
}

/// The sheet of `service`, whose `failures` have the latest first.
pub(super) fn of_service(here: &Here<'_>, service: &str, failures: &[&Incident]) -> Handover {
    let chains = here.site.analysis.recurring.iter().filter(|it| it.service.as_deref() == Some(service));
    Handover {
        read: read(here, failures),
        repeats: chains.take(MAX_REPEATS).filter_map(|it| repeat(here, it)).collect(),
        dead_ends: dead_ends(here, failures),
    }
}

fn read(here: &Here<'_>, failures: &[&Incident]) -> Vec<Reading> {
    let longest = failures.iter().filter_map(|it| it.duration()).max();
    let mut ranked: Vec<(usize, Reading)> = Vec::new();
    for (place, incident) in failures.iter().enumerate() {
        let found = reasons(here, incident, place == 0 && 1 < failures.len(), longest);
        if !found.is_empty() {
            let worth = found.iter().map(|it| it.0).sum();
            let reading = Reading {
                incident: here.incident(incident),
                id: incident.id.clone(),
                date: incident.date.map(|it| here.date(it)),
                reasons: found.into_iter().map(|it| it.1).collect(),
            };
            ranked.push((worth, reading));
        }
    }
    // The order of the failures, latest first, stays among equals.
    ranked.sort_by_key(|it| std::cmp::Reverse(it.0));
    ranked.into_iter().take(MAX_READ).map(|it| it.1).collect()
}

/// Why `incident` is worth reading, and how much each reason weighs.
fn reasons(
    here: &Here<'_>,
    incident: &Incident,
    is_latest: bool,
    longest: Option<i64>,
) -> Vec<(usize, String)> {
    let (site, messages) = (here.site, here.messages());
    let mut found = Vec::new();
    // Of a chain the last one says most: it names those before it.
    let chains = site.chains_of(&incident.id).iter();
    let last = chains.filter(|it| 0 < it.place && it.place + 1 == it.chain.incidents.len());
    if let Some(nth) = last.map(|it| it.place + 1).max() {
        found.push((4, messages.fill("handover.occurrence", &[("n", &messages.integer(nth))])));
    }
    let rank =
        site.knowledge_base.severities.iter().position(|it| Some(&it.id) == incident.severity.as_ref());
    if let (Some(rank), Some(severity)) = (rank.filter(|it| *it < N_WORST), &incident.severity) {
        found.push((if rank == 0 { 3 } else { 1 }, severity.clone()));
    }
    let items = incident.action_items.iter().filter(|_| is_tracked(incident));
    let overdue = items.filter(|it| overdue_days(it, site.as_of()).is_some()).count();
    if 0 < overdue {
        found.push((2, messages.count("handover.overdue", overdue)));
    }
    if let Some(took) = incident.duration().filter(|it| Some(*it) == longest) {
        found.push((2, messages.fill("handover.longest", &[("took", &messages.duration(took))])));
    }
    if is_latest {
        found.push((2, messages.text("handover.latest").to_owned()));
    }
    found
}

fn repeat(here: &Here<'_>, chain: &Recurrence) -> Option<Repeat> {
    let (site, messages) = (here.site, here.messages());
    let incidents: Vec<&Incident> = chain.incidents.iter().filter_map(|id| site.incident(id)).collect();
    let last = incidents.last()?.date.map_or_else(|| "–".to_owned(), |it| messages.date(it));
    let name = chain.cause.as_deref().map_or_else(|| chain.incidents[0].clone(), |it| site.cause_label(it));
    let open = incidents.iter().rev().filter(|it| is_tracked(it)).flat_map(|incident| {
        let items = incident.action_items.iter().filter(|it| it.status.is_open());
        items.map(|it| {
            here.action_item(incident, it)
                .with_words(it.task.clone())
                .in_language(here.lang(&incident.language))
        })
    });
    Some(Repeat {
        chain: here.link_into(name, &Route::Recurring, &chain_anchor(chain)),
        text: messages.fill(
            "handover.repeat",
            &[("n", &messages.count("count.incidents", incidents.len())), ("date", &last)],
        ),
        open: open.take(MAX_OPEN).collect(),
    })
}

fn dead_ends(here: &Here<'_>, failures: &[&Incident]) -> Vec<DeadEnd> {
    let tried = failures.iter().flat_map(|incident| {
        let events = incident.timeline.iter().filter(|it| it.kind == Some(EventKind::AttemptedFix));
        events.map(move |it| (incident, it))
    });
    tried
        .take(MAX_DEAD_ENDS)
        .map(|(incident, it)| DeadEnd {
            text: Link::text(&it.text).in_language(here.lang(&incident.language)),
            incident: here.incident_id(&incident.id),
        })
        .collect()
}
