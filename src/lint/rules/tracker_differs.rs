//! AW325 `tracker-differs`: a document and its tracker disagree whether an action item is done.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::{ActionStatus, Incident, Tracked};
use crate::phrase::{Value, say};

pub(super) static RULE: Rule = Rule { kind: &codes::TRACKER_DIFFERS, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, _: &Reading<'_>) {
    for item in &incident.action_items {
        let Some(tracked) = &item.tracked else { continue };
        let Some(status) = tracked.status.filter(|it| differ(tracked.stated, *it)) else { continue };
        let (task, ticket, export) = (&item.task, &tracked.key, &tracked.export);
        let (stated, status) = (tracked.stated.as_str(), status.as_str());
        let day = day(tracked);
        let message = say!("lint.tracker-differs", task, stated, ticket, status, export, day);
        findings.report(item.span, message, say!("lint.tracker-differs.hint"));
    }
}

/// Whether one is to be done and the other is not, or one is done and the other given up.
fn differ(stated: ActionStatus, tracked: ActionStatus) -> bool {
    let rough = |it: ActionStatus| match it {
        ActionStatus::InProgress => ActionStatus::Open,
        other => other,
    };
    stated != ActionStatus::Unknown && tracked != ActionStatus::Unknown && rough(stated) != rough(tracked)
}

fn day(tracked: &Tracked) -> Value {
    use crate::phrase::ToValue as _;
    match tracked.day {
        Some(day) => day.to_value(),
        None => say!("lint.tracker-day-unknown").to_value(),
    }
}
