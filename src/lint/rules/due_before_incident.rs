//! AW311 `due-before-incident`: an action item that was due or done before the incident happened.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::Incident;
use crate::phrase::say;
use crate::time::Date;

pub(super) static RULE: Rule = Rule { kind: &codes::DUE_BEFORE_INCIDENT, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, _: &Reading<'_>) {
    let Some(date) = incident.date else { return };
    for item in &incident.action_items {
        let is_early = |it: &Date| *it < date;
        let message = match (item.due.filter(is_early), item.closed.filter(is_early)) {
            (Some(due), _) => say!("lint.due-before-incident", task = item.task, due, date),
            (None, Some(closed)) => say!("lint.closed-before-incident", task = item.task, closed, date),
            (None, None) => continue,
        };
        findings.report(item.span, message, say!("lint.due-before-incident.hint"));
    }
}
