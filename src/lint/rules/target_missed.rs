//! AW409 `target-missed`: the incident took longer than the site's target for its severity.

use crate::analysis::response_times::{self, Measure};
use crate::diagnostics::codes;
use crate::lint::figures::words;
use crate::lint::{Check, Findings, Reading, Rule, place};
use crate::model::Incident;

pub(super) static RULE: Rule = Rule { kind: &codes::TARGET_MISSED, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, _: &Reading<'_>) {
    if !incident.counts() {
        return;
    }
    let config = findings.scope.config;
    let durations = incident.milestones.durations(None);
    let targets = response_times::compliance(&[incident], &config.severities, &config.targets);
    let missed: Vec<String> = targets
        .into_iter()
        .filter(|it| 0 < it.missed)
        .filter_map(|it| {
            let measure = it.target.rsplit('/').next().unwrap_or(&it.target);
            let measure = Measure::ALL.into_iter().find(|known| known.as_str() == measure)?;
            let took = measure.of(&durations)?;
            Some(format!("{} {} of {}", it.target, words(took), words(it.limit)))
        })
        .collect();
    if let (Some(severity), false) = (&incident.severity, missed.is_empty()) {
        let message = format!("longer than the targets for {severity}: {}", missed.join(", "));
        findings.report(
            place(incident, "severity"),
            message,
            "say in the review why, and what would have helped",
        );
    }
}
