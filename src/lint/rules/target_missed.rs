//! AW409 `target-missed`: the incident took longer than the site's target for its severity.

use crate::analysis::response_times;
use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule, place};
use crate::model::{Field, Hours, Incident};
use crate::phrase::{Phrase, Value, say};

pub(super) static RULE: Rule = Rule { kind: &codes::TARGET_MISSED, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, _: &Reading<'_>) {
    if !incident.counts() {
        return;
    }
    let config = findings.scope.config;
    let support = config.support_hours.as_ref();
    let targets = response_times::compliance(&[incident], &config.severities, &config.targets, support);
    let missed: Vec<Phrase> = targets
        .into_iter()
        .filter(|it| 0 < it.missed)
        .filter_map(|it| {
            let took = response_times::seconds(incident, it.promise.from, it.promise.to, it.hours, support)?;
            // A few seconds too long look like the target itself: both are shown in their two largest units.
            let (limit, over) = (Value::seconds(it.limit), Value::seconds(took - it.limit));
            let (target, took) = (it.target, Value::seconds(took));
            Some(match it.hours {
                Hours::Calendar => say!("lint.target-missed.calendar", target, took, limit, over),
                Hours::Support => say!("lint.target-missed.support", target, took, limit, over),
            })
        })
        .collect();
    if let (Some(severity), false) = (&incident.severity, missed.is_empty()) {
        let message = say!("lint.target-missed", severity, missed = Value::list(missed));
        findings.report(place(incident, Field::Severity), message, say!("lint.target-missed.hint"));
    }
}
