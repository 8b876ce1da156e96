//! AW417 `dates-out-of-order`: published before the incident, or to be reviewed before it was published.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule, place};
use crate::model::{Field, Incident};

pub(super) static RULE: Rule = Rule { kind: &codes::DATES_OUT_OF_ORDER, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, _: &Reading<'_>) {
    let pairs = [
        (Field::Published, incident.published, "the incident", incident.date),
        (Field::NextReview, incident.next_review, "the incident", incident.date),
        (Field::NextReview, incident.next_review, "its publication", incident.published),
    ];
    let wrong = pairs.into_iter().find_map(|(field, later, name, earlier)| {
        let (later, earlier) = (later?, earlier?);
        (later < earlier).then_some((field, later, name, earlier))
    });
    if let Some((field, later, name, earlier)) = wrong {
        let message = format!("`{field}` ({later}) is before {name} ({earlier})");
        findings.report(place(incident, field), message, "correct one of the two dates");
    }
}
