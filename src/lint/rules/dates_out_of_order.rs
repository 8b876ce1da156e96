//! AW417 `dates-out-of-order`: published before the incident, or to be reviewed before it was published.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule, place};
use crate::model::{Field, Incident};
use crate::phrase::say;

pub(super) static RULE: Rule = Rule { kind: &codes::DATES_OUT_OF_ORDER, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, _: &Reading<'_>) {
    let pairs = [
        (Field::Published, incident.published, Field::Date, incident.date),
        (Field::NextReview, incident.next_review, Field::Date, incident.date),
        (Field::NextReview, incident.next_review, Field::Published, incident.published),
    ];
    let wrong = pairs.into_iter().find_map(|(field, later, other, earlier)| {
        let (later, earlier) = (later?, earlier?);
        (later < earlier).then_some((field, later, other, earlier))
    });
    if let Some((field, later, other, earlier)) = wrong {
        let name = field.name();
        let message = if other == Field::Published {
            say!("lint.dates-out-of-order.publication", field = name, later, earlier)
        } else {
            say!("lint.dates-out-of-order", field = name, later, earlier)
        };
        findings.report(place(incident, field), message, say!("lint.dates-out-of-order.hint"));
    }
}
