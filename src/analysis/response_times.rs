//! How fast incidents were handled, over many of them.

use super::stats::{self, Summary};
use crate::model::{Durations, Hours, Incident, Milestone, Promise, Severity, Target};
use crate::time::SupportHours;

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
    /// `resolve`, `1-5-10/mitigate` for a named set, `repair/detected-resolved` for a pair without a name of its own.
    pub target: String,
    /// The two milestones and what was promised between them.
    pub promise: Promise,
    /// What its times are counted in.
    pub hours: Hours,
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

    /// The two milestones that it is the time between.
    pub fn ends(self) -> (Milestone, Milestone) {
        match self {
            Self::Detect => (Milestone::Started, Milestone::Detected),
            Self::Acknowledge => (Milestone::Detected, Milestone::Acknowledged),
            Self::Diagnose => (Milestone::Acknowledged, Milestone::Diagnosed),
            Self::Mitigate => (Milestone::Started, Milestone::Mitigated),
            Self::Fix => (Milestone::Diagnosed, Milestone::Resolved),
            Self::Verify => (Milestone::Resolved, Milestone::Verified),
            Self::Resolve => (Milestone::Started, Milestone::Resolved),
        }
    }

    /// The measure between the two milestones of `promise`; `None` where no measure has these ends.
    pub fn between(promise: Promise) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.ends() == (promise.from, promise.to))
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

/// Seconds from `from` to `to` of `incident`; `None` where a milestone is missing or they are in the wrong order, or
/// support hours are requested and the site names none; calendar time alone may also be stated.
pub fn seconds(
    incident: &Incident,
    from: Milestone,
    to: Milestone,
    hours: Hours,
    support: Option<&SupportHours>,
) -> Option<i64> {
    match hours {
        Hours::Calendar => incident.milestones.took(from, to),
        Hours::Support => {
            let milestones = &incident.milestones;
            let is_computed =
                milestones.as_stated(from, to).is_none() && milestones.between(from, to).is_some();
            support.filter(|_| is_computed)?.between(milestones.get(from)?, milestones.get(to)?)
        }
    }
}

/// Each incident of `incidents` for which `measure` is known, with its seconds, in their order.
pub fn values<'a>(
    incidents: &[&'a Incident],
    measure: Measure,
    hours: Hours,
    support: Option<&SupportHours>,
) -> Vec<(&'a Incident, i64)> {
    let (from, to) = measure.ends();
    let value = |it: &&'a Incident| Some((*it, seconds(it, from, to, hours, support)?));
    incidents.iter().filter_map(value).collect()
}

/// Sums up `measure` over `incidents`, in calendar time.
pub fn summarise(incidents: &[&Incident], measure: Measure) -> Summary {
    let values: Vec<i64> =
        incidents.iter().filter_map(|it| measure.of(&it.milestones.durations(None))).collect();
    stats::summarise(&values, incidents.len() - values.len())
}

/// How often each promise was kept by `incidents`; promises that nothing was asked of are left out.
pub fn compliance(
    incidents: &[&Incident],
    severities: &[Severity],
    targets: &[Target],
    support: Option<&SupportHours>,
) -> Vec<Compliance> {
    let mut found = Vec::new();
    for severity in severities {
        let own = [
            (Measure::Acknowledge, severity.respond),
            (Measure::Mitigate, severity.mitigate),
            (Measure::Resolve, severity.resolve),
        ];
        for (measure, limit) in own {
            let Some(limit) = limit else { continue };
            let (from, to) = measure.ends();
            let promise = Promise { from, to, limit };
            found.extend(count(incidents, severity, name(promise), promise, Hours::Calendar, support));
        }
        for target in targets.iter().filter(|it| it.severities.contains(&severity.id)) {
            for &promise in &target.promises {
                let name = format!("{}/{}", target.name, name(promise));
                found.extend(count(incidents, severity, name, promise, target.hours, support));
            }
        }
    }
    found
}

/// `mitigate`, or `detected-resolved` where no measure has these ends.
fn name(promise: Promise) -> String {
    match Measure::between(promise) {
        Some(measure) => measure.as_str().to_owned(),
        None => format!("{}-{}", promise.from.as_str(), promise.to.as_str()),
    }
}

fn count(
    incidents: &[&Incident],
    severity: &Severity,
    target: String,
    promise: Promise,
    hours: Hours,
    support: Option<&SupportHours>,
) -> Option<Compliance> {
    let limit = promise.limit;
    let severity = severity.id.clone();
    let mut it = Compliance { target, promise, hours, severity, limit, met: 0, missed: 0, unmeasured: 0 };
    for incident in incidents.iter().filter(|other| other.severity.as_ref() == Some(&it.severity)) {
        match seconds(incident, promise.from, promise.to, hours, support) {
            Some(seconds) if seconds <= limit => it.met += 1,
            Some(_) => it.missed += 1,
            None => it.unmeasured += 1,
        }
    }
    (0 < it.met + it.missed + it.unmeasured).then_some(it)
}
