//! AW406 `impact-window`: the impact ends at another time than the incident.

use crate::diagnostics::codes;
use crate::lint::figures::{clock, local_ends, seconds_between, time_ranges};
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::{Field, Incident, Milestone, SectionKind};
use crate::phrase::say;

pub(super) static RULE: Rule = Rule { kind: &codes::IMPACT_WINDOW, check: Check::Incident(check) };

/// Ends further apart than this many seconds are two things, not one that was written down twice.
const FAR: i64 = 12 * 3_600;

fn check(findings: &mut Findings<'_>, incident: &Incident, reading: &Reading<'_>) {
    let Some(resolved) = incident.milestones.get(Milestone::Resolved) else { return };
    let day = incident.date.or(Some(resolved.date()));
    let in_impact = reading.lines().filter(|(section, _)| section.meaning == Some(SectionKind::Impact));
    let ends = in_impact.flat_map(|(_, line)| {
        let ranges = time_ranges(&line.text).into_iter();
        ranges.filter_map(move |it| Some((local_ends(&it.moment, day)?.1, line.span_of(it.range))))
    });
    let Some((end, span)) = ends.max_by_key(|(end, span)| (*end, std::cmp::Reverse(span.start))) else {
        return;
    };
    let is_read_here = incident
        .provenance
        .get(&Field::Milestone(Milestone::Resolved))
        .is_some_and(|it| it.span.start <= span.start && span.end <= it.span.end);
    let has_milestone =
        incident.milestones.stated().any(|(_, at)| seconds_between(at.local(), end).abs() <= 60);
    let apart = seconds_between(end, resolved.local());
    if is_read_here || has_milestone || FAR < apart.abs() {
        return;
    }
    let (end, resolved) = (clock(end), clock(resolved.local()));
    let message = if 0 < apart {
        say!("lint.impact-window.short", end, resolved)
    } else {
        say!("lint.impact-window.long", end, resolved)
    };
    findings.report(span, message, say!("lint.impact-window.hint"));
}
