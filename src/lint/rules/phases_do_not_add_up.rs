//! AW403 `phases-do-not-add-up`: declared phases that contradict the declared whole.

use crate::analysis::response_times::Measure;
use crate::diagnostics::codes;
use crate::lint::figures::clock;
use crate::lint::metrics::{self, Metric};
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::{Incident, Milestone};
use crate::phrase::{Value, say};
use crate::time::Precision;

pub(super) static RULE: Rule = Rule { kind: &codes::PHASES_DO_NOT_ADD_UP, check: Check::Incident(check) };

/// Each figure is rounded to a minute: a sum of a few of them may be off by as much as this, in seconds.
const ROUNDING: i64 = 150;

fn check(findings: &mut Findings<'_>, incident: &Incident, reading: &Reading<'_>) {
    let all = metrics::declared(reading, &findings.scope.config.labels);
    let exact = |phase: Measure| {
        let mut those = all.iter().filter(|it| it.phase == phase);
        let first = those.next().filter(|it| it.duration.precision == Precision::Exact);
        // Two values for one phase are two incidents, or before and after.
        first.filter(|_| those.next().is_none())
    };
    let Some(whole) = exact(Measure::Resolve) else { return };
    let detect = exact(Measure::Detect);
    let behind: Vec<&Metric> = [Measure::Acknowledge, Measure::Diagnose, Measure::Fix, Measure::Verify]
        .into_iter()
        .filter_map(exact)
        .collect();
    let Some(fix) = exact(Measure::Fix).filter(|_| 2 <= behind.len()) else { return };
    let seconds = |it: &[&Metric]| it.iter().map(|it| it.duration.seconds).sum::<i64>();
    let without_detection = seconds(&behind);
    let with_detection = without_detection + detect.map_or(0, |it| it.duration.seconds);
    let total = whole.duration.seconds;
    let names: Vec<&str> =
        detect.into_iter().chain(behind.iter().copied()).map(|it| it.name.as_str()).collect();
    let names = names.join(" + ");
    if total + ROUNDING.max(total / 10) < without_detection {
        let message = say!(
            "lint.phases-do-not-add-up.more",
            names,
            sum = Value::seconds(with_detection),
            whole = whole.name,
            total = Value::seconds(total),
        );
        findings.report(whole.span, message, say!("lint.phases-do-not-add-up.hint"));
        return;
    }
    let has_middle = exact(Measure::Diagnose).is_some() && detect.is_some();
    if has_middle && with_detection < total - ROUNDING.max(total / 10) {
        let message = say!(
            "lint.phases-do-not-add-up.less",
            names,
            sum = Value::seconds(with_detection),
            whole = whole.name,
            total = Value::seconds(total),
        );
        findings.report(whole.span, message, say!("lint.phases-do-not-add-up.hint"));
        return;
    }
    counted_from_detection(findings, incident, whole, detect, fix, &names, with_detection);
}

/// The phases add up to the whole only with the time before detection, and the whole begins at detection.
fn counted_from_detection(
    findings: &mut Findings<'_>,
    incident: &Incident,
    whole: &Metric,
    detect: Option<&Metric>,
    fix: &Metric,
    names: &str,
    sum: i64,
) {
    let total = whole.duration.seconds;
    let Some(detect) = detect.filter(|it| 60 <= it.duration.seconds && (sum - total).abs() < 60) else {
        return;
    };
    let Some(from) = incident.milestones.get(Milestone::Detected) else { return };
    let Some(to) = incident.milestones.get(Milestone::Resolved) else { return };
    let begins_at_detection = (to.seconds_since(from) - total).abs() < 60;
    let earlier = [Milestone::Introduced, Milestone::Started]
        .into_iter()
        .filter_map(|it| incident.milestones.get(it).filter(|at| *at < from));
    // Where the failure began with its detection, nothing says that the whole leaves anything out.
    if begins_at_detection && 0 < earlier.count() {
        let message = say!(
            "lint.phases-do-not-add-up.from-detection",
            names,
            total = Value::seconds(total),
            whole = whole.name,
            from = clock(from.local()),
            to = clock(to.local()),
            detect = detect.name,
            fix = fix.name,
            expected = Value::seconds(fix.duration.seconds + detect.duration.seconds),
        );
        findings.report(whole.span, message, say!("lint.phases-do-not-add-up.hint"));
    }
}
