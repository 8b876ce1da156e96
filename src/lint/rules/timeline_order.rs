//! AW415 `timeline-order`: an event listed after a later one.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::{Incident, TimelineEvent};
use crate::phrase::say;

pub(super) static RULE: Rule = Rule { kind: &codes::TIMELINE_ORDER, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, reading: &Reading<'_>) {
    let section_of = |event: &TimelineEvent| {
        let heads = reading.outline.sections.iter().filter_map(|it| it.span);
        heads.map(|it| it.start).take_while(|it| *it <= event.span.start).last()
    };
    let pairs: Vec<[&TimelineEvent; 2]> = incident
        .timeline
        .windows(2)
        .filter_map(|it| if let [first, second] = it { Some([first, second]) } else { None })
        .collect();
    let steps = |[first, second]: &[&TimelineEvent; 2]| {
        // A range that goes on beyond the line before it runs beside it.
        let runs_beside = second.end.is_some_and(|end| first.at.is_some_and(|at| at <= end));
        let is_exact = !first.approximate && !second.approximate && !runs_beside;
        Some(second.at?.seconds_since(first.at?)).filter(|_| is_exact)
    };
    let forward = pairs.iter().filter(|it| steps(it).is_some_and(|it| 0 < it)).count();
    let back: Vec<&[&TimelineEvent; 2]> =
        pairs.iter().filter(|it| steps(it).is_some_and(|it| it <= -60)).collect();
    // Several steps back are a list by topic, or one with the newest first.
    if back.is_empty() || 2 < back.len() || forward < back.len() * 3 {
        return;
    }
    for [first, second] in back {
        // Two lists under two headings run side by side.
        if section_of(first) != section_of(second) {
            continue;
        }
        let message = say!("lint.timeline-order", written = second.written, before = first.written);
        findings.report(second.span, message, say!("lint.timeline-order.hint"));
    }
}
