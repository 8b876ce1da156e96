//! AW413 `timeline-without-day`: clock times that no day is known for.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::Incident;
use crate::phrase::say;

pub(super) static RULE: Rule = Rule { kind: &codes::TIMELINE_WITHOUT_DAY, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, _: &Reading<'_>) {
    if incident.date.is_some()
        || incident.timeline.len() < 2
        || incident.timeline.iter().any(|it| it.at.is_some())
    {
        return;
    }
    if let Some(first) = incident.timeline.first() {
        let message = say!("lint.timeline-without-day", written = first.written);
        findings.report(first.span, message, say!("lint.timeline-without-day.hint"));
    }
}
