//! AW413 `timeline-without-day`: clock times that no day is known for.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::Incident;

pub(super) static RULE: Rule = Rule { kind: &codes::TIMELINE_WITHOUT_DAY, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, _: &Reading<'_>) {
    if incident.date.is_some()
        || incident.timeline.len() < 2
        || incident.timeline.iter().any(|it| it.at.is_some())
    {
        return;
    }
    if let Some(first) = incident.timeline.first() {
        let message = format!(
            "the timeline gives times ({}) and the document no day: nothing can be counted from them",
            first.written
        );
        findings.report(
            first.span,
            message,
            "write the date of the incident, for example `**Date**: 2026-01-23`",
        );
    }
}
