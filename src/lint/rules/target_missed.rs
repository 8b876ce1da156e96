//! AW409 `target-missed`: the incident took longer than the site's target for its severity.

use crate::analysis::response_times;
use crate::diagnostics::codes;
use crate::lint::figures::words;
use crate::lint::{Check, Findings, Reading, Rule, place};
use crate::model::{Field, Hours, Incident};

pub(super) static RULE: Rule = Rule { kind: &codes::TARGET_MISSED, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, _: &Reading<'_>) {
    if !incident.counts() {
        return;
    }
    let config = findings.scope.config;
    let support = config.support_hours.as_ref();
    let targets = response_times::compliance(&[incident], &config.severities, &config.targets, support);
    let missed: Vec<String> = targets
        .into_iter()
        .filter(|it| 0 < it.missed)
        .filter_map(|it| {
            let took = response_times::seconds(incident, it.promise.from, it.promise.to, it.hours, support)?;
            let clock = if it.hours == Hours::Support { " of support hours" } else { "" };
            Some(format!("{} {} of {}{clock}", it.target, words(took), words(it.limit)))
        })
        .collect();
    if let (Some(severity), false) = (&incident.severity, missed.is_empty()) {
        let message = format!("longer than the targets for {severity}: {}", missed.join(", "));
        findings.report(
            place(incident, Field::Severity),
            message,
            "say in the review why, and what would have helped",
        );
    }
}
