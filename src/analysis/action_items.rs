//! Which action items are overdue, by how much, and whose they are.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::days_between;
use crate::model::{ActionItem, ActionStatus, DocumentStatus, Incident, KnowledgeBase};
use crate::text::fold_name;

/// Action items past their due date, counted in the ways a review asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overdue {
    /// The items, longest overdue first.
    pub items: Vec<OverdueItem>,
    /// Counts by days overdue: 1–7, 8–30, 31–90, 91 and more.
    pub by_age: [usize; 4],
    /// Owner, count and the days of the oldest; most first. Items without an owner are left out.
    pub by_owner: Vec<(String, usize, i32)>,
    /// Service and count; most first. An item counts for every service of its incident.
    pub by_service: Vec<(String, usize)>,
    /// Team and count; most first. The item's own team, else those of its incident, else those of its services.
    pub by_team: Vec<(String, usize)>,
    /// How many have no team, and how many no service.
    pub without_team: usize,
    /// See `without_team`.
    pub without_service: usize,
    /// How many of them have no known state.
    pub unknown_state: usize,
}

/// One overdue action item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverdueItem {
    /// Id of the action item.
    pub id: String,
    /// Id of its incident.
    pub incident: String,
    /// Whole days past the due date, at least 1.
    pub days: i32,
}

/// Labels of [`Overdue::by_age`], as in the JSON API.
pub const AGE_LABELS: [&str; 4] = ["1-7", "8-30", "31-90", "91+"];

/// Whole days by which `item` is overdue on `as_of`; `None` where it is settled, has no due date or is on time.
///
/// Open, in-progress and unknown items can be overdue; the due day itself is on time.
/// An item due 2026-01-30 is 1 day overdue on 2026-01-31.
pub fn overdue_days(item: &ActionItem, as_of: Date) -> Option<i32> {
    match item.status {
        ActionStatus::Open | ActionStatus::InProgress | ActionStatus::Unknown => {}
        ActionStatus::Done | ActionStatus::Cancelled => return None,
    }
    let days = days_between(item.due?, as_of);
    (0 < days).then_some(days)
}

/// Whether the items of `incident` are tracked: not when the document was replaced by another.
pub fn is_tracked(incident: &Incident) -> bool {
    incident.status != Some(DocumentStatus::Superseded)
}

/// Whether `item` is one of `team`'s, as [`teams`] says.
pub fn is_of_team(incident: &Incident, item: &ActionItem, team: &str) -> bool {
    teams(incident, item).contains(&team)
}

/// What one person owes.
#[derive(Default)]
struct Owed<'a> {
    /// How many items call the person by each name.
    names: BTreeMap<&'a str, usize>,
    oldest_days: i32,
}

impl Owed<'_> {
    /// The name that is used most, the number of items, and the days of the oldest.
    fn record(self) -> Option<(String, usize, i32)> {
        let name = self.names.iter().max_by_key(|it| (*it.1, Reverse(*it.0)))?.0;
        Some(((*name).to_owned(), self.names.values().sum(), self.oldest_days))
    }
}

/// Every overdue item of the knowledge base on `as_of`.
pub fn overdue(knowledge_base: &KnowledgeBase, as_of: Date) -> Overdue {
    let mut overdue = Overdue::default();
    let mut by_owner: BTreeMap<String, Owed<'_>> = BTreeMap::new();
    let mut by_service: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by_team: BTreeMap<&str, usize> = BTreeMap::new();
    for (incident, item) in knowledge_base.action_items().filter(|(incident, _)| is_tracked(incident)) {
        let Some(days) = overdue_days(item, as_of) else { continue };
        overdue.items.push(OverdueItem { id: item.id.clone(), incident: incident.id.clone(), days });
        overdue.by_age[age_bucket(days)] += 1;
        if let Some(owner) = &item.owner {
            // `@dana` and `Dana` are one person, called as most items call them.
            let entry = by_owner.entry(fold_name(owner)).or_default();
            *entry.names.entry(owner).or_default() += 1;
            entry.oldest_days = entry.oldest_days.max(days);
        }
        for service in &incident.services {
            *by_service.entry(service).or_default() += 1;
        }
        overdue.without_team += usize::from(teams(incident, item).is_empty());
        overdue.without_service += usize::from(incident.services.is_empty());
        for team in teams(incident, item) {
            *by_team.entry(team).or_default() += 1;
        }
        overdue.unknown_state += usize::from(item.status == ActionStatus::Unknown);
    }
    overdue.items.sort_by(|a, b| (Reverse(a.days), &a.id).cmp(&(Reverse(b.days), &b.id)));
    overdue.by_owner = by_owner.into_values().filter_map(Owed::record).collect();
    overdue.by_owner.sort_by_key(|it| (Reverse(it.1), Reverse(it.2)));
    overdue.by_service = by_service.into_iter().map(|(service, n)| (service.to_owned(), n)).collect();
    overdue.by_service.sort_by_key(|it| Reverse(it.1));
    overdue.by_team = by_team.into_iter().map(|(team, n)| (team.to_owned(), n)).collect();
    overdue.by_team.sort_by_key(|it| Reverse(it.1));
    overdue
}

/// The teams that `item` of `incident` belongs to: its own, else those of the incident, else those of its services.
pub fn teams<'a>(incident: &'a Incident, item: &'a ActionItem) -> Vec<&'a str> {
    match &item.team {
        Some(team) => vec![team],
        None => incident.teams.iter().chain(&incident.service_teams).map(String::as_str).collect(),
    }
}

/// How many of the `items` that are not done have no due date, and how many are not done.
pub fn without_due<'a>(items: impl Iterator<Item = &'a ActionItem>) -> (usize, usize) {
    let (mut undated, mut n) = (0, 0);
    for it in items {
        match it.status {
            ActionStatus::Open | ActionStatus::InProgress | ActionStatus::Unknown => {
                n += 1;
                undated += usize::from(it.due.is_none());
            }
            ActionStatus::Done | ActionStatus::Cancelled => {}
        }
    }
    (undated, n)
}

/// How many of `items` may have been closed on a day that nobody knows (no state, or done without a day), and how many there are.
pub fn without_closing_day<'a>(items: impl Iterator<Item = &'a ActionItem>) -> (usize, usize) {
    let (mut unknown, mut n) = (0, 0);
    for it in items {
        n += 1;
        unknown += usize::from(match it.status {
            ActionStatus::Unknown => true,
            ActionStatus::Done => it.closed.is_none(),
            ActionStatus::Open | ActionStatus::InProgress | ActionStatus::Cancelled => false,
        });
    }
    (unknown, n)
}

/// The place of `days` (at least 1) in [`Overdue::by_age`].
pub fn age_bucket(days: i32) -> usize {
    match days {
        ..=7 => 0,
        8..=30 => 1,
        31..=90 => 2,
        _ => 3,
    }
}

/// Whether `item` of `incident` was still to be done at the end of `day`; `None` where nobody can know.
pub fn was_open(incident: &Incident, item: &ActionItem, day: Date) -> Option<bool> {
    if opened(incident).is_some_and(|it| day < it) {
        return Some(false);
    }
    match (item.status, item.closed) {
        (ActionStatus::Open | ActionStatus::InProgress, _) => Some(true),
        (ActionStatus::Done | ActionStatus::Cancelled, Some(closed)) => Some(day < closed),
        (ActionStatus::Done | ActionStatus::Cancelled | ActionStatus::Unknown, _) => None,
    }
}

/// Whether `item` of `incident` was overdue at the end of `day`. An item of unknown state counts as it does today; one
/// that is done, nobody knows when, does not.
pub fn was_overdue(incident: &Incident, item: &ActionItem, day: Date) -> bool {
    let is_unsettled = was_open(incident, item, day)
        .unwrap_or(item.status == ActionStatus::Unknown && opened(incident).is_none_or(|it| it <= day));
    item.due.is_some_and(|due| due < day) && is_unsettled
}

/// The day on which the items of `incident` were promised: when the postmortem was published, else the incident's day.
pub fn opened(incident: &Incident) -> Option<Date> {
    incident.published.or(incident.date)
}
