//! AW402 `duration-mismatch`: the document says one duration, its own milestones another.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule, place};
use crate::model::{Field, Incident, Milestone};
use crate::phrase::{Value, say};
use crate::time::{Precision, read_duration};

pub(super) static RULE: Rule = Rule { kind: &codes::DURATION_MISMATCH, check: Check::Incident(check) };

/// Differences up to this many seconds, or a tenth of the longer one, are rounding.
const TOLERANCE: i64 = 300;

fn check(findings: &mut Findings<'_>, incident: &Incident, _: &Reading<'_>) {
    let Some(declared) = incident.declared_duration else { return };
    let at = place(incident, Field::Duration);
    let written = findings.scope.sources.slice(at);
    let is_about = read_duration(written).is_some_and(|it| it.precision != Precision::Exact);
    // "About two hours" may be one and a half or three.
    let share = if is_about { 2 } else { 10 };
    // Teams count from the first failure, from its detection, or from the change: any of them will do.
    let ends = [Milestone::Mitigated, Milestone::Resolved, Milestone::Verified];
    let starts = [Milestone::Introduced, Milestone::Started, Milestone::Detected];
    let computed: Vec<i64> = starts
        .into_iter()
        .flat_map(|from| ends.into_iter().filter_map(move |to| incident.milestones.between(from, to)))
        .collect();
    let fits = |it: &i64| (it - declared).abs() <= TOLERANCE.max(it.max(&declared) / share);
    if let Some(resolve) = incident.milestones.between(Milestone::Started, Milestone::Resolved)
        && !computed.iter().any(fits)
    {
        let message = say!(
            "lint.duration-mismatch",
            declared = Value::seconds(declared),
            computed = Value::seconds(resolve),
        );
        findings.report(at, message, say!("lint.duration-mismatch.hint"));
    }
}
