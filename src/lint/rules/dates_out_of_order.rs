//! AW417 `dates-out-of-order`: published before the incident, or to be reviewed before it was published.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule, place};
use crate::model::Incident;

pub(super) static RULE: Rule = Rule { kind: &codes::DATES_OUT_OF_ORDER, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, _: &Reading<'_>) {
    let pairs = [
        ("published", incident.published, "the incident", incident.date),
        ("next_review", incident.next_review, "the incident", incident.date),
        ("next_review", incident.next_review, "its publication", incident.published),
    ];
    let wrong = pairs.into_iter().find_map(|(key, later, name, earlier)| {
        let (later, earlier) = (later?, earlier?);
        (later < earlier).then_some((key, later, name, earlier))
    });
    if let Some((key, later, name, earlier)) = wrong {
        let message = format!("`{key}` ({later}) is before {name} ({earlier})");
        findings.report(place(incident, key), message, "correct one of the two dates");
    }
}
