//! AW413 `timeline-without-day`: clock times that no day is known for.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::Incident;
use crate::time::find_date;

pub(super) static RULE: Rule = Rule { kind: &codes::TIMELINE_WITHOUT_DAY, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, reading: &Reading<'_>) {
    // Of several days that the text names none is certain, and then it does not lack one.
    let names_day = || reading.lines().any(|(_, line)| find_date(&line.text).is_some());
    if incident.date.is_some()
        || incident.timeline.len() < 2
        || incident.timeline.iter().any(|it| it.at.is_some())
        || names_day()
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
