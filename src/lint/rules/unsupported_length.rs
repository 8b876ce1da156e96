//! AW422 `unsupported-length`: an incident of many days, and the text never mentions such a length.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule, place};
use crate::model::{Incident, Milestone};
use crate::phrase::{Value, say};

pub(super) static RULE: Rule = Rule { kind: &codes::UNSUPPORTED_LENGTH, check: Check::Incident(check) };

/// From so many seconds on, somebody would have written that it took days.
const LONG: i64 = 14 * 86_400;

/// What a text about a long failure speaks of.
const UNITS: [&str; 11] =
    ["day", "week", "month", "year", "天", "周", "月内", "个月", "日間", "週間", "長期"];

fn check(findings: &mut Findings<'_>, incident: &Incident, reading: &Reading<'_>) {
    if incident.declared_duration.is_some() {
        return;
    }
    let Some(length) = incident.milestones.between(Milestone::Started, Milestone::Resolved) else { return };
    let speaks_of_days = || {
        reading.lines().any(|(_, line)| {
            let text = line.text.to_lowercase();
            UNITS.iter().any(|unit| text.contains(unit))
        })
    };
    if LONG <= length && !speaks_of_days() {
        let message = say!("lint.unsupported-length", length = Value::seconds(length));
        let hint = say!("lint.unsupported-length.hint");
        findings.report(place(incident, Milestone::Resolved), message, hint);
    }
}
