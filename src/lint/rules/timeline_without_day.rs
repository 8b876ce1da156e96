//! AW413 `timeline-without-day`: clock times that no day is known for.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::Incident;
use crate::phrase::say;
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
        let message = say!("lint.timeline-without-day", written = first.written);
        findings.report(first.span, message, say!("lint.timeline-without-day.hint"));
    }
}
