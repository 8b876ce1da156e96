//! How fast incidents were handled, over many of them.

use super::stats::{self, Summary};
use crate::model::{Durations, Incident, Severity, Target};

/// A duration between two milestones, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Started to detected.
    Detect,
    /// Detected to acknowledged.
    Acknowledge,
    /// Acknowledged to diagnosed.
    Diagnose,
    /// Started to mitigated.
    Mitigate,
    /// Diagnosed to resolved.
    Fix,
    /// Resolved to verified.
    Verify,
    /// Started to resolved.
    Resolve,
}

/// How often one promise was kept for one severity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compliance {
    /// `resolve`, or `1-5-10/mitigate` for a named set.
    pub target: String,
    /// Id on the scale.
    pub severity: String,
    /// The promise, in seconds.
    pub limit: i64,
    /// Kept: no longer than the limit.
    pub met: usize,
    /// Broken.
    pub missed: usize,
    /// A milestone is missing.
    pub unmeasured: usize,
}

impl Measure {
    /// Every measure, in order of milestones.
    pub const ALL: [Self; 7] = [
        Self::Detect,
        Self::Acknowledge,
        Self::Diagnose,
        Self::Mitigate,
        Self::Fix,
        Self::Verify,
        Self::Resolve,
    ];

    /// The key in the JSON API and in message keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Detect => "detect",
            Self::Acknowledge => "acknowledge",
            Self::Diagnose => "diagnose",
            Self::Mitigate => "mitigate",
            Self::Fix => "fix",
            Self::Verify => "verify",
            Self::Resolve => "resolve",
        }
    }

    /// Seconds for one incident; `None` where a milestone is missing.
    pub fn of(self, durations: &Durations) -> Option<i64> {
        match self {
            Self::Detect => durations.detect,
            Self::Acknowledge => durations.acknowledge,
            Self::Diagnose => durations.diagnose,
            Self::Mitigate => durations.mitigate,
            Self::Fix => durations.fix,
            Self::Verify => durations.verify,
            Self::Resolve => durations.resolve,
        }
    }
}

/// Sums up `measure` over `incidents`.
pub fn summarise(incidents: &[&Incident], measure: Measure) -> Summary {
    let values: Vec<i64> =
        incidents.iter().filter_map(|it| measure.of(&it.milestones.durations(None))).collect();
    stats::summarise(&values, incidents.len() - values.len())
}

/// How often each promise was kept by `incidents`; promises that nothing was asked of are left out.
pub fn compliance(incidents: &[&Incident], severities: &[Severity], targets: &[Target]) -> Vec<Compliance> {
    let mut found = Vec::new();
    for severity in severities {
        let own = [
            (Measure::Acknowledge, severity.respond),
            (Measure::Mitigate, severity.mitigate),
            (Measure::Resolve, severity.resolve),
        ];
        for (measure, limit) in own {
            found.extend(count(incidents, severity, measure.as_str().to_owned(), measure, limit));
        }
        for target in targets.iter().filter(|it| it.severities.contains(&severity.id)) {
            let set = [
                (Measure::Detect, target.detect),
                (Measure::Acknowledge, target.acknowledge),
                (Measure::Diagnose, target.diagnose),
                (Measure::Mitigate, target.mitigate),
                (Measure::Resolve, target.resolve),
            ];
            for (measure, limit) in set {
                let name = format!("{}/{}", target.name, measure.as_str());
                found.extend(count(incidents, severity, name, measure, limit));
            }
        }
    }
    found
}

fn count(
    incidents: &[&Incident],
    severity: &Severity,
    target: String,
    measure: Measure,
    limit: Option<i64>,
) -> Option<Compliance> {
    let limit = limit?;
    let mut it =
        Compliance { target, severity: severity.id.clone(), limit, met: 0, missed: 0, unmeasured: 0 };
    for incident in incidents.iter().filter(|it| it.severity.as_deref() == Some(severity.id.as_str())) {
        match measure.of(&incident.milestones.durations(None)) {
            Some(seconds) if seconds <= limit => it.met += 1,
            Some(_) => it.missed += 1,
            None => it.unmeasured += 1,
        }
    }
    (0 < it.met + it.missed + it.unmeasured).then_some(it)
}
