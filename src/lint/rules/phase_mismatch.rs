//! AW404 `phase-mismatch`: a declared phase is not what the milestones give.

use crate::analysis::response_times::Measure;
use crate::diagnostics::codes;
use crate::lint::figures::{clock, words};
use crate::lint::metrics;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::{How, Incident, Milestone};

pub(super) static RULE: Rule = Rule { kind: &codes::PHASE_MISMATCH, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, reading: &Reading<'_>) {
    for metric in metrics::declared(reading, &findings.scope.config.labels) {
        let computed = metrics::computed(metric.phase, &incident.milestones);
        if computed.is_empty() || metrics::fits(&metric, &incident.milestones) {
            continue;
        }
        if computed.iter().any(|it| is_vague(incident, it.0) || is_vague(incident, it.1)) {
            continue;
        }
        let (from, to) = usual_ends(metric.phase);
        let usual = computed.iter().find(|it| (it.0, it.1) == (from, to));
        let Some(&(from, to, seconds)) = usual.or(computed.last()) else { continue };
        let at = |it: Milestone| incident.milestones.get(it).map_or_else(String::new, |it| clock(it.local()));
        let message = format!(
            "{} is given as {}, but from `{}` ({}) to `{}` ({}) it is {}",
            metric.name,
            words(metric.duration.seconds),
            from.as_str(),
            at(from),
            to.as_str(),
            at(to),
            words(seconds)
        );
        findings.report(metric.span, message, "correct the figure or the times, or say what it is counted from");
    }
}

/// The two ends of the contract's definition.
fn usual_ends(phase: Measure) -> (Milestone, Milestone) {
    use Milestone::{Acknowledged, Detected, Diagnosed, Mitigated, Resolved, Started, Verified};
    match phase {
        Measure::Detect => (Started, Detected),
        Measure::Acknowledge => (Detected, Acknowledged),
        Measure::Diagnose => (Acknowledged, Diagnosed),
        Measure::Mitigate => (Started, Mitigated),
        Measure::Fix => (Diagnosed, Resolved),
        Measure::Verify => (Resolved, Verified),
        Measure::Resolve => (Started, Resolved),
    }
}

/// Whether the milestone was read off a timeline entry that says "about".
fn is_vague(incident: &Incident, milestone: Milestone) -> bool {
    let key = format!("milestones.{}", milestone.as_str());
    let from = incident.provenance.get(&key).filter(|it| it.how == How::Timeline);
    from.is_some_and(|from| incident.timeline.iter().any(|it| it.span == from.span && it.approximate))
}
