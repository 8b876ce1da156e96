//! A failure that came back: its incidents, the days between them, and the fix that was still open.

use serde::Serialize;

use super::action_row::anchors;
use super::badge::State;
use super::incident_row::IncidentRow;
use crate::analysis::recurrence::Recurrence;
use crate::analysis::stats::Direction;
use crate::model::Incident;
use crate::site::Route;
use crate::site::context::{Here, Link};
use crate::text::slug;

/// A chain in full.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct ChainView {
    anchor: String,
    cause: Option<Link>,
    service: Option<Link>,
    /// `3 incidents`.
    size: String,
    /// A document says so itself.
    is_declared: bool,
    /// At least one fix was open when it came back.
    was_open: bool,
    steps: Vec<Step>,
    /// Items of which nobody can know whether they were done.
    not_known: Option<String>,
    direction: String,
    /// Where the chain stands in full.
    more: Link,
}

/// One incident of a chain.
#[derive(Debug, Clone, Serialize)]
struct Step {
    incident: IncidentRow,
    /// `41 days later`; `None` for the first one.
    gap: Option<String>,
    open: Vec<OpenFix>,
    /// Sentences on earlier incidents whose promises had all been kept.
    done: Vec<Vec<Link>>,
}

/// An action item that was still to be done when the failure came back.
#[derive(Debug, Clone, Serialize)]
struct OpenFix {
    id: Link,
    task: Link,
    owner: Option<String>,
    /// How late it was at that moment, in words.
    lateness: String,
    was_overdue: bool,
    /// Where it stands today.
    state: State,
    earlier: Link,
}

/// What the page of an incident says of a chain it belongs to.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct Returns {
    sentences: Vec<Vec<Link>>,
    open: Vec<OpenFix>,
    more: Link,
}

impl ChainView {
    /// `chain` as seen from `here`.
    pub(in crate::site) fn new(here: &Here<'_>, chain: &Recurrence) -> Self {
        let messages = here.messages();
        let anchor = chain_anchor(chain);
        let step = |(idx, id): (usize, &String)| {
            let gap =
                idx.checked_sub(1).and_then(|it| chain.gaps_days.get(it)).map(|it| days_later(here, *it));
            Some(Step {
                incident: IncidentRow::new(here, here.site.incident(id)?),
                gap,
                open: open_fixes(here, chain, id),
                done: done(here, chain, id),
            })
        };
        Self {
            cause: chain.cause.as_deref().map(|it| here.cause(it)),
            service: chain.service.as_deref().map(|it| here.service(it)),
            size: messages.count("count.incidents", chain.incidents.len()),
            is_declared: chain.declared,
            was_open: !chain.while_open.is_empty(),
            steps: chain.incidents.iter().enumerate().filter_map(step).collect(),
            not_known: (0 < chain.not_known).then(|| messages.count("recurring.not_known", chain.not_known)),
            direction: direction(here, chain.direction),
            more: here.link_into(messages.text("recurring.more"), &Route::Recurring, &anchor),
            anchor,
        }
    }
}

/// What the page of `incident` says of the chains it belongs to.
pub(in crate::site) fn returns(here: &Here<'_>, incident: &Incident) -> Vec<Returns> {
    here.site.chains_of(&incident.id).iter().map(|it| one_return(here, it, &incident.id)).collect()
}

/// The id of the chain on the page of recurring failures.
fn chain_anchor(chain: &Recurrence) -> String {
    let name =
        [chain.cause.as_deref(), chain.service.as_deref(), chain.incidents.first().map(String::as_str)];
    format!("aw-{}", slug(&name.into_iter().flatten().collect::<Vec<_>>().join(" ")))
}

/// What the numbers say of a change, in words.
pub(in crate::site) fn direction(here: &Here<'_>, direction: Direction) -> String {
    here.messages().word("direction", direction.as_str())
}

fn one_return(here: &Here<'_>, chain: &Recurrence, id: &str) -> Returns {
    let place = chain.incidents.iter().position(|it| it == id).unwrap_or_default();
    let mut sentences = Vec::new();
    if let Some(before) = place.checked_sub(1) {
        let days = chain.gaps_days.get(before).copied().unwrap_or_default();
        sentences.push(here.sentence(
            "returns.came_back",
            &[
                ("days", &days_count(here, days)),
                ("place", &(place + 1).to_string()),
                ("size", &chain.incidents.len().to_string()),
            ],
            &[("earlier", here.incident_id(&chain.incidents[before]))],
        ));
        sentences.extend(done(here, chain, id));
    }
    if let Some(later) = chain.incidents.get(place + 1) {
        let days = chain.gaps_days.get(place).copied().unwrap_or_default();
        let values = [("days", days_count(here, days))];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, it)| (*name, it.as_str())).collect();
        sentences.push(here.sentence("returns.again", &values, &[("later", here.incident_id(later))]));
    }
    Returns {
        sentences,
        open: open_fixes(here, chain, id),
        more: here.link_into(here.messages().text("recurring.more"), &Route::Recurring, &chain_anchor(chain)),
    }
}

fn open_fixes(here: &Here<'_>, chain: &Recurrence, id: &str) -> Vec<OpenFix> {
    let mut found = Vec::new();
    for open in chain.while_open.iter().filter(|it| it.incident == id) {
        let Some(earlier) = here.site.incident(&open.earlier) else { continue };
        let anchors = anchors(earlier);
        for (item_id, days) in open.action_items.iter().zip(&open.days_overdue) {
            let place = earlier.action_items.iter().position(|it| it.id == *item_id);
            let Some((item, anchor)) = place.map(|it| (&earlier.action_items[it], &anchors[it])) else {
                continue;
            };
            let lateness = match days {
                Some(days) => here.messages().count("recurring.overdue_then", days.unsigned_abs() as usize),
                None if item.due.is_some() => here.messages().text("recurring.not_yet_due").to_owned(),
                None => here.messages().text("recurring.no_due_date").to_owned(),
            };
            found.push(OpenFix {
                id: here.link_into(item.short_id(), &Route::Incident(earlier.slug.clone()), anchor),
                task: Link::text(&item.task).in_language(here.lang(&earlier.language)),
                owner: item.owner.clone(),
                lateness,
                was_overdue: days.is_some(),
                state: State::new(here, item.status),
                earlier: here.incident_id(&open.earlier),
            });
        }
    }
    found
}

fn done(here: &Here<'_>, chain: &Recurrence, id: &str) -> Vec<Vec<Link>> {
    let after = chain.after_done.iter().filter(|it| it.incident == id);
    after
        .map(|it| {
            let n = it.action_items.len().to_string();
            here.sentence("returns.after_done", &[("n", &n)], &[("earlier", here.incident_id(&it.earlier))])
        })
        .collect()
}

fn days_count(here: &Here<'_>, days: i32) -> String {
    here.messages().count("count.days", days.unsigned_abs() as usize)
}

fn days_later(here: &Here<'_>, days: i32) -> String {
    here.messages().count("recurring.days_later", days.unsigned_abs() as usize)
}
