//! How fast incidents were handled, and which promises were kept.

use serde::Serialize;

use super::badge::{self, SeverityBadge};
use crate::analysis::response_times::{Compliance, Measure};
use crate::analysis::stats::Summary;
use crate::site::context::Here;

/// One measure over many incidents.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct MeasureRow {
    name: String,
    /// `started → detected`.
    ends: String,
    n: usize,
    missing: usize,
    /// `None` with too few values to say.
    spread: Option<SpreadView>,
}

#[derive(Debug, Clone, Serialize)]
struct SpreadView {
    p25: String,
    median: String,
    p75: String,
    p90: String,
}

/// One promise for one severity.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct TargetRow {
    severity: SeverityBadge,
    name: String,
    limit: String,
    met: usize,
    missed: usize,
    unmeasured: usize,
}

/// One line per measure.
pub(in crate::site) fn measures<'a>(
    here: &Here<'_>,
    summaries: impl IntoIterator<Item = (Measure, &'a Summary)>,
) -> Vec<MeasureRow> {
    let messages = here.messages();
    let row = |(measure, summary): (Measure, &Summary)| MeasureRow {
        name: messages.word("measure", measure.as_str()),
        ends: ends(here, measure),
        n: summary.n,
        missing: summary.missing,
        spread: summary.spread.map(|it| SpreadView {
            p25: messages.duration(it.p25),
            median: messages.duration(it.median),
            p75: messages.duration(it.p75),
            p90: messages.duration(it.p90),
        }),
    };
    summaries.into_iter().map(row).collect()
}

/// The two milestones that `measure` is the time between, in words.
pub(in crate::site) fn ends(here: &Here<'_>, measure: Measure) -> String {
    let (from, to) = match measure {
        Measure::Detect => ("started", "detected"),
        Measure::Acknowledge => ("detected", "acknowledged"),
        Measure::Diagnose => ("acknowledged", "diagnosed"),
        Measure::Mitigate => ("started", "mitigated"),
        Measure::Fix => ("diagnosed", "resolved"),
        Measure::Verify => ("resolved", "verified"),
        Measure::Resolve => ("started", "resolved"),
    };
    let word = |it| here.messages().word("milestone", it);
    format!("{} → {}", word(from), word(to))
}

/// One line per promise that something was asked of.
pub(in crate::site) fn targets(here: &Here<'_>, compliance: &[Compliance]) -> Vec<TargetRow> {
    let row = |it: &Compliance| TargetRow {
        severity: badge::severity(here, Some(&it.severity)),
        name: target_name(here, &it.target),
        limit: limit(here, it.limit),
        met: it.met,
        missed: it.missed,
        unmeasured: it.unmeasured,
    };
    compliance.iter().map(row).collect()
}

/// `≤ 30 min`.
pub(in crate::site) fn limit(here: &Here<'_>, seconds: i64) -> String {
    format!("≤ {}", here.messages().duration(seconds))
}

/// `resolve` and `1-5-10/mitigate` in words.
fn target_name(here: &Here<'_>, target: &str) -> String {
    match target.rsplit_once('/') {
        Some((set, measure)) => format!("{set}: {}", here.messages().word("measure", measure)),
        None => here.messages().word("measure", target),
    }
}
