//! AW311 `due-before-incident`: an action item that was due or done before the incident happened.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::Incident;

pub(super) static RULE: Rule = Rule { kind: &codes::DUE_BEFORE_INCIDENT, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, _: &Reading<'_>) {
    let Some(date) = incident.date else { return };
    for item in &incident.action_items {
        let early = [("due", item.due), ("closed", item.closed)];
        let early = early.into_iter().find_map(|(what, day)| Some((what, day.filter(|it| *it < date)?)));
        if let Some((what, day)) = early {
            let message = format!("`{}` is {what} {day}, before the incident ({date})", item.task);
            findings.report(
                item.span,
                message,
                "correct the date; work from before the incident is no follow-up",
            );
        }
    }
}
