//! Whether promises were kept: action items closed by their due date, and within what the site allows.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::action_items::is_tracked;
use super::days_between;
use super::stats::{self, Share};
use crate::model::{ActionStatus, KnowledgeBase};
use crate::text::fold;

/// How many action items were done by their due date, among those whose due date has passed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Punctuality {
    /// Done by the due date, out of all whose outcome is known.
    pub on_time: Share,
    /// Due date passed, but unknown whether or when it was done: in no share.
    pub not_known: usize,
    /// Cancelled: in no share.
    pub cancelled: usize,
    /// The due date is not over yet: in no share.
    pub running: usize,
    /// No due date: in no share.
    pub undated: usize,
}

/// How the items of one priority stand against what the site allows.
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

/// Counts what was done on time by `as_of`.
pub fn punctuality(knowledge_base: &KnowledgeBase, as_of: Date) -> Punctuality {
    let (mut k, mut n) = (0, 0);
    let (mut not_known, mut cancelled, mut running, mut undated) = (0, 0, 0, 0);
    for (_, item) in knowledge_base.action_items().filter(|(incident, _)| is_tracked(incident)) {
        let Some(due) = item.due else {
            undated += 1;
            continue;
        };
        if item.status == ActionStatus::Cancelled {
            cancelled += 1;
        } else if as_of <= due {
            running += 1;
        } else {
            match (item.status, item.closed) {
                (ActionStatus::Done, Some(closed)) => {
                    n += 1;
                    k += u64::from(closed <= due);
                }
                (ActionStatus::Open | ActionStatus::InProgress, _) => n += 1,
                _ => not_known += 1,
            }
        }
    }
    Punctuality { on_time: stats::share(k, n), not_known, cancelled, running, undated }
}

/// One line per priority of `policy`, in its order.
pub fn policy(knowledge_base: &KnowledgeBase, policy: &[(String, i32)], as_of: Date) -> Vec<PolicyLine> {
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
    let mut lines: Vec<PolicyLine> = policy.iter().map(line).collect();
    let places: BTreeMap<String, usize> =
        policy.iter().enumerate().rev().map(|(idx, it)| (fold(&it.0), idx)).collect();
    for (incident, item) in knowledge_base.action_items().filter(|(incident, _)| is_tracked(incident)) {
        let place = item.priority.as_deref().and_then(|it| places.get(&fold(it)));
        let Some(line) = place.map(|it| &mut lines[*it]) else { continue };
        let limit = incident.date.and_then(|it| it.checked_add(i64::from(line.due_within).days()).ok());
        let Some(limit) = limit else {
            line.not_known += 1;
            continue;
        };
        match (item.status, item.closed) {
            (ActionStatus::Cancelled, _) => {}
            (ActionStatus::Done, Some(closed)) if closed <= limit => line.kept += 1,
            (ActionStatus::Done, Some(_)) => line.late += 1,
            (ActionStatus::Done, None) | (ActionStatus::Unknown, _) => line.not_known += 1,
            (ActionStatus::Open | ActionStatus::InProgress, _) => {
                line.planned_late += usize::from(item.due.is_none_or(|it| limit < it));
                if limit < as_of {
                    line.broken += 1;
                    let days = days_between(limit, as_of);
                    line.breaches.push((item.id.clone(), incident.id.clone(), days));
                } else {
                    line.running += 1;
                }
            }
        }
    }
    for line in &mut lines {
        line.breaches.sort_by(|a, b| (std::cmp::Reverse(a.2), &a.0).cmp(&(std::cmp::Reverse(b.2), &b.0)));
    }
    lines
}
