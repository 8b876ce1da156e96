//! AW405 `duration-from-detection`: the declared duration leaves out the time before anybody noticed.

use crate::analysis::response_times::Measure;
use crate::diagnostics::codes;
use crate::lint::figures::clock;
use crate::lint::metrics;
use crate::lint::{Check, Findings, Reading, Rule, place};
use crate::model::{Field, Incident, Milestone};
use crate::phrase::{Value, say};

pub(super) static RULE: Rule = Rule { kind: &codes::DURATION_FROM_DETECTION, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, reading: &Reading<'_>) {
    let Some(declared) = incident.declared_duration else { return };
    let milestones = &incident.milestones;
    let Some(detected) = milestones.get(Milestone::Detected) else { return };
    let Some(over) = milestones.get(Milestone::Resolved) else { return };
    let is_comparable = milestones.are_comparable(Milestone::Detected, Milestone::Resolved);
    if !is_comparable || 60 <= (over.seconds_since(detected) - declared).abs() {
        return;
    }
    // Only the document itself can say that users suffered before it was noticed: a change may lie dormant.
    let all = metrics::declared(reading, &findings.scope.config.labels);
    let unnoticed = all.iter().find(|it| it.phase == Measure::Detect && 60 <= it.duration.seconds);
    let began = [Milestone::Introduced, Milestone::Started].into_iter().find_map(|it| {
        let at = milestones.get(it).filter(|_| milestones.are_comparable(it, Milestone::Detected))?;
        let before = detected.seconds_since(at);
        let is_stated = unnoticed.is_some_and(|it| (it.duration.seconds - before).abs() < 60);
        (is_stated || (it == Milestone::Started && 60 <= before)).then_some((it, at))
    });
    let Some((milestone, began)) = began else { return };
    let message = say!(
        "lint.duration-from-detection",
        declared = Value::seconds(declared),
        detected = clock(detected.local()),
        milestone = milestone.as_str(),
        began = clock(began.local()),
        computed = Value::seconds(over.seconds_since(began)),
    );
    findings.report(place(incident, Field::Duration), message, say!("lint.duration-from-detection.hint"));
}
