//! What the site allows for action items of each priority, and whether items keep to it.

use std::cmp::Reverse;

use jiff::ToSpan;
use jiff::civil::Date;

use super::action_items::is_tracked;
use super::{Settings, days_between, start_day};
use crate::model::{ActionItem, ActionStatus, Incident, KnowledgeBase};
use crate::text::fold;

/// How the items of one priority compare with what the site allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyLine {
    /// As the config writes it.
    pub priority: String,
    /// Days from the incident's day.
    pub due_within: i32,
    /// Done by then.
    pub kept: usize,
    /// Done later.
    pub late: usize,
    /// Not done, and the time is over.
    pub broken: usize,
    /// Not done, and there is time.
    pub running: usize,
    /// Part of `broken` and `running`: due later than the site allows, or without a due date.
    pub planned_late: usize,
    /// Unknown whether or when it was done, or the incident has no day.
    pub not_known: usize,
    /// Items that are not done although the time is over: id of the item and of its incident, days beyond; longest first.
    pub breaches: Vec<(String, String, i32)>,
}

/// An action item that took, takes or is meant to take longer than its priority allows.
#[derive(Debug, Clone, Copy)]
pub struct Breach<'a> {
    /// Whose it is.
    pub incident: &'a Incident,
    /// The item.
    pub item: &'a ActionItem,
    /// The last day that the policy allows.
    pub limit: Date,
    /// Days beyond it: until it was closed, else until the as-of day or a later due date.
    pub days: i32,
}

/// How one action item compares with the policy.
enum Standing {
    Kept,
    /// Done so many days too late.
    Late(i32),
    /// Not done so many days after the time was over.
    Broken(i32),
    Running,
    NotKnown,
    Cancelled,
}

/// One line per priority of the policy in `settings`, in its order.
pub fn policy(knowledge_base: &KnowledgeBase, settings: &Settings) -> Vec<PolicyLine> {
    let line = |(priority, due_within): &(String, i32)| PolicyLine {
        priority: priority.clone(),
        due_within: *due_within,
        kept: 0,
        late: 0,
        broken: 0,
        running: 0,
        planned_late: 0,
        not_known: 0,
        breaches: Vec::new(),
    };
    let mut lines: Vec<PolicyLine> = settings.action_policy.iter().map(line).collect();
    for (incident, item) in knowledge_base.action_items().filter(|(incident, _)| is_tracked(incident)) {
        let Some(place) = place(item, settings) else { continue };
        let limit = limit(incident, place, settings);
        let line = &mut lines[place];
        match limit.map_or(Standing::NotKnown, |it| standing(item, it, settings.as_of)) {
            Standing::Kept => line.kept += 1,
            Standing::Late(_) => line.late += 1,
            Standing::Broken(days) => {
                line.broken += 1;
                line.breaches.push((item.id.clone(), incident.id.clone(), days));
            }
            Standing::Running => line.running += 1,
            Standing::NotKnown => line.not_known += 1,
            Standing::Cancelled => {}
        }
        let is_late = |limit: Date| item.due.is_none_or(|due| limit < due);
        line.planned_late += usize::from(item.status.is_open() && limit.is_some_and(is_late));
    }
    for line in &mut lines {
        line.breaches.sort_by(|a, b| (Reverse(a.2), &a.0).cmp(&(Reverse(b.2), &b.0)));
    }
    lines
}

/// The action items of `incidents` beyond the policy in `settings`, the longest first: done too late, not done although
/// the time is over, or due later than it allows.
pub fn breaches<'a>(incidents: &[&'a Incident], settings: &Settings) -> Vec<Breach<'a>> {
    let mut found = Vec::new();
    for &incident in incidents.iter().filter(|it| is_tracked(it)) {
        for item in &incident.action_items {
            let Some(limit) = place(item, settings).and_then(|it| limit(incident, it, settings)) else {
                continue;
            };
            let planned =
                item.due.filter(|_| item.status.is_open()).map_or(0, |due| days_between(limit, due));
            let days = match standing(item, limit, settings.as_of) {
                Standing::Late(days) => days,
                Standing::Broken(days) => days.max(planned),
                _ => planned,
            };
            if 0 < days {
                found.push(Breach { incident, item, limit, days });
            }
        }
    }
    found.sort_by(|a, b| (Reverse(a.days), &a.item.id).cmp(&(Reverse(b.days), &b.item.id)));
    found
}

/// The line of the policy that `item` falls under; the first, where two have one name.
fn place(item: &ActionItem, settings: &Settings) -> Option<usize> {
    let priority = fold(item.priority.as_deref()?);
    settings.action_policy.iter().position(|it| fold(&it.0) == priority)
}

/// The last day allowed for an item of `incident` under line `place` of the policy.
fn limit(incident: &Incident, place: usize, settings: &Settings) -> Option<Date> {
    let days = settings.action_policy[place].1;
    start_day(incident, &settings.zone)?.checked_add(i64::from(days).days()).ok()
}

fn standing(item: &ActionItem, limit: Date, as_of: Date) -> Standing {
    match (item.status, item.closed) {
        (ActionStatus::Cancelled, _) => Standing::Cancelled,
        (ActionStatus::Done, Some(closed)) if closed <= limit => Standing::Kept,
        (ActionStatus::Done, Some(closed)) => Standing::Late(days_between(limit, closed)),
        (ActionStatus::Done, None) | (ActionStatus::Unknown, _) => Standing::NotKnown,
        (ActionStatus::Open | ActionStatus::InProgress, _) if limit < as_of => {
            Standing::Broken(days_between(limit, as_of))
        }
        (ActionStatus::Open | ActionStatus::InProgress, _) => Standing::Running,
    }
}
