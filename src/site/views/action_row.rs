//! One line of a list of action items.

use std::cmp::Reverse;

use jiff::civil::Date;
use serde::Serialize;

use super::badge::State;
use crate::address::Route;
use crate::analysis::action_items::{is_tracked, opened, overdue_days, teams};
use crate::analysis::days_between;
use crate::analysis::outcome::Outcome;
use crate::model::{ActionItem, ActionStatus, Incident, Tracked};
use crate::site::context::{Here, Link, Site, Time};

/// Most teams that a line names. One item of an incident of many services would name them all, on every line of its list.
const MAX_TEAMS: usize = 3;

/// One line of a list of action items.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct ActionRow {
    /// `A1`, leading to its line on the incident's page.
    id: Link,
    /// The id of that line.
    anchor: String,
    task: Link,
    incident: Link,
    incident_id: String,
    owner: Option<Link>,
    /// Its own, else those of its incident and of the services: the first ones, and how many more.
    teams: Vec<Link>,
    priority: Option<String>,
    due: Option<Time>,
    /// A due date that is not a day, as written.
    due_written: Option<String>,
    state: State,
    /// "Verified", where somebody checked that it is done.
    verified: Option<String>,
    closed: Option<Time>,
    /// How long it has been waiting, or took: `open for 281 days`, `took 19 days`.
    age: Option<String>,
    /// `34 days overdue`; `None` where it is not.
    overdue: Option<String>,
    ticket: Option<Link>,
    /// `tracker, 1 Mar 2026`, where the state is the tracker's on that day.
    tracker: Option<String>,
    acceptance: Option<Link>,
    note: Option<Link>,
    /// What happened after it was done: `held for 120 days`.
    outcome: Option<String>,
    /// Words such as "Prevent" and "Short term".
    marks: Vec<String>,
}

impl ActionRow {
    /// The id of its line on the page of its incident.
    pub(in crate::site) fn anchor(&self) -> &str {
        &self.anchor
    }

    /// As written.
    pub(super) fn priority(&self) -> Option<&str> {
        self.priority.as_deref()
    }

    /// The line of `item`, found at `anchor` of the page of `incident`.
    pub(in crate::site) fn new(
        here: &Here<'_>,
        incident: &Incident,
        item: &ActionItem,
        anchor: String,
    ) -> Self {
        let page = Route::Incident(incident.slug.clone());
        let messages = here.messages();
        let days = overdue_days(item, here.site.as_of()).filter(|_| is_tracked(incident));
        let words = |it: &str| Link::text(it).in_language(here.lang(&incident.language));
        let marks = [
            item.action_type.map(|it| messages.word("action_type", it.as_str())),
            item.horizon.map(|it| messages.word("horizon", it.as_str())),
        ];
        Self {
            id: here.link_into(item.short_id(), &page, &anchor),
            anchor,
            task: words(&item.task),
            incident: here.incident(incident),
            incident_id: incident.id.clone(),
            owner: item.owner.as_deref().map(|it| here.owner(it)),
            teams: some_teams(here, &teams(incident, item)),
            priority: item.priority.clone(),
            due: item.due.map(|it| here.date(it)),
            due_written: item.due_written.clone().filter(|_| item.due.is_none()),
            state: State::new(here, item.status),
            verified: item.verified.then(|| messages.text("actions.verified").to_owned()),
            closed: item.closed.map(|it| here.date(it)),
            age: age(here, incident, item),
            overdue: days.map(|it| messages.count("actions.overdue_days", it.unsigned_abs() as usize)),
            ticket: item.ticket.as_deref().map(|it| ticket(here, it)),
            tracker: item.tracked.as_ref().filter(|it| it.status.is_some()).map(|it| tracker(here, it)),
            acceptance: item.acceptance.as_deref().map(words),
            note: item.note.as_deref().map(words),
            outcome: here.site.analysis.outcomes.get(&item.id).map(|it| outcome(here, it)),
            marks: marks.into_iter().flatten().collect(),
        }
    }
}

/// The lines of `items`, late as they were on `day`.
pub(in crate::site) fn rows_on<'a>(
    here: &Here<'_>,
    items: impl IntoIterator<Item = (&'a Incident, &'a ActionItem)>,
    day: Date,
) -> Vec<ActionRow> {
    let row = |(incident, item): (&'a Incident, &'a ActionItem)| {
        let late = item.due.map(|due| days_between(due, day)).filter(|it| 0 < *it);
        let late = late.map(|it| here.messages().count("actions.overdue_days", it.unsigned_abs() as usize));
        rows(here, [(incident, item)]).into_iter().map(move |it| ActionRow { overdue: late.clone(), ..it })
    };
    items.into_iter().flat_map(row).collect()
}

/// That the state is the tracker's, with the day of the export.
fn tracker(here: &Here<'_>, tracked: &Tracked) -> String {
    let messages = here.messages();
    match tracked.day {
        Some(day) => messages.fill("actions.tracker", &[("day", &messages.date(day))]),
        None => messages.text("actions.tracker_undated").to_owned(),
    }
}

/// What happened after an item was done, in words.
fn outcome(here: &Here<'_>, outcome: &Outcome) -> String {
    let messages = here.messages();
    let count = |key: &str, days: i32| messages.count(key, days.unsigned_abs() as usize);
    match outcome {
        Outcome::Held { days } => count("outcome.held", *days),
        Outcome::Recurred { days, incident } => {
            let days = count("count.days", *days);
            messages.fill("outcome.recurred", &[("days", &days), ("incident", incident)])
        }
        Outcome::CannotTell(reason) => messages.word("outcome_unknown", reason.as_str()),
    }
}

fn some_teams(here: &Here<'_>, all: &[&str]) -> Vec<Link> {
    let shown = all.iter().take(MAX_TEAMS).map(|it| here.team(it));
    let more = all.len().checked_sub(MAX_TEAMS).filter(|it| *it != 0);
    shown.chain(more.map(|n| Link::text(format!("+{n}")))).collect()
}

/// Days since the item was planned, or from then to its end; `None` where that is not known.
fn age(here: &Here<'_>, incident: &Incident, item: &ActionItem) -> Option<String> {
    let opened = opened(incident)?;
    let days = |end: Date| usize::try_from(end.since(opened).ok()?.get_days()).ok();
    match item.status {
        ActionStatus::Open | ActionStatus::InProgress => {
            Some(here.messages().count("actions.age", days(here.site.as_of())?))
        }
        ActionStatus::Done => Some(here.messages().count("actions.took", days(item.closed?)?)),
        ActionStatus::Cancelled | ActionStatus::Unknown => None,
    }
}

/// The lines of `items`, in their order.
pub(in crate::site) fn rows<'a>(
    here: &Here<'_>,
    items: impl IntoIterator<Item = (&'a Incident, &'a ActionItem)>,
) -> Vec<ActionRow> {
    let row = |(incident, item): (&Incident, &ActionItem)| {
        let place = incident.action_items.iter().position(|it| std::ptr::eq(it, item)).unwrap_or_default();
        let anchor = here.site.action_anchor(incident, place).to_owned();
        ActionRow::new(here, incident, item, anchor)
    };
    items.into_iter().map(row).collect()
}

/// The items of `incidents` that are still to be done or of unknown state: longest overdue first, then by due date.
pub(in crate::site) fn unsettled<'a>(
    site: &Site<'_>,
    incidents: impl IntoIterator<Item = &'a Incident>,
) -> Vec<(&'a Incident, &'a ActionItem)> {
    let is_settled = |status| matches!(status, ActionStatus::Done | ActionStatus::Cancelled);
    let mut found: Vec<_> = incidents
        .into_iter()
        .filter(|it| is_tracked(it))
        .flat_map(|incident| incident.action_items.iter().map(move |item| (incident, item)))
        .filter(|(_, item)| !is_settled(item.status))
        .collect();
    found.sort_by_key(|(_, item)| {
        let days = overdue_days(item, site.as_of());
        (Reverse(days), item.due.is_none(), item.due, item.status, item.id.as_str())
    });
    found
}

/// A link to a ticket: its address, or its key in the tracker that the site names.
fn ticket(here: &Here<'_>, written: &str) -> Link {
    let direct = Link::outside(last_part(written), written);
    if direct.leads() {
        return direct;
    }
    match &here.site.config.links.issue_url {
        Some(pattern) => {
            let key = crate::address::percent_encoded(written.trim().trim_start_matches('#'));
            Link::outside(written, &pattern.replace("{id}", &key))
        }
        None => Link::text(written),
    }
}

/// `https://tracker.example/issues/42` reads as `42`.
fn last_part(address: &str) -> &str {
    let trimmed = address.trim().trim_end_matches('/');
    trimmed.rsplit('/').next().filter(|it| !it.is_empty()).unwrap_or(trimmed)
}
