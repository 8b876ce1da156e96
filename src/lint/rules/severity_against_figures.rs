//! AW419 `severity-against-figures`: the worst severity and nobody hit, or the mildest and everybody.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule, place};
use crate::model::{Field, Incident};
use crate::phrase::say;

pub(super) static RULE: Rule = Rule { kind: &codes::SEVERITY_AGAINST_FIGURES, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, _: &Reading<'_>) {
    let scale = &findings.scope.knowledge_base.severities;
    let Some(severity) = incident.severity.as_deref().filter(|_| incident.counts() && 3 <= scale.len())
    else {
        return;
    };
    let is_worst = scale.first().is_some_and(|it| it.id == severity);
    let is_mildest = scale.last().is_some_and(|it| it.id == severity);
    let impact = &incident.impact;
    let is = |figure: Option<f64>, value: f64| figure.is_some_and(|it| (it - value).abs() < 1e-9);
    let nobody = is(impact.users, 0.0) || is(impact.users_percent, 0.0);
    let everybody = is(impact.users_percent, 100.0);
    let message = if is_worst && nobody {
        say!("lint.severity-against-figures.highest", severity)
    } else if is_mildest && everybody {
        say!("lint.severity-against-figures.lowest", severity)
    } else {
        return;
    };
    let hint = say!("lint.severity-against-figures.hint");
    findings.report(place(incident, Field::Severity), message, hint);
}
