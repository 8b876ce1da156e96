//! AW604 `cadence-without-events`: updates "every 15 minutes" that the timeline does not show.

use crate::diagnostics::codes;
use crate::lexicon::phrases::holds_any;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::{EventKind, Incident, SectionKind};
use crate::phrase::{Value, say};
use crate::text::fold;

pub(super) static RULE: Rule = Rule { kind: &codes::CADENCE_WITHOUT_EVENTS, check: Check::Incident(check) };

/// Below this many events a timeline is an outline, and what it leaves out says nothing.
const MIN_EVENTS: usize = 5;

fn check(findings: &mut Findings<'_>, incident: &Incident, reading: &Reading<'_>) {
    let is_typed =
        incident.timeline.iter().filter(|it| it.kind.is_some()).count() * 2 > incident.timeline.len();
    let times: Vec<i64> =
        incident.timeline.iter().filter_map(|it| Some(it.at?.timestamp().as_second())).collect();
    let (Some(first), Some(last)) = (times.iter().min(), times.iter().max()) else { return };
    if times.len() < MIN_EVENTS || !is_typed {
        return;
    }
    let n_updates = incident
        .timeline
        .iter()
        .filter(|it| match it.kind {
            Some(kind) => kind == EventKind::Communication,
            None => holds_any(&fold(&it.text), &reading.phrases.updates),
        })
        .count();
    for (section, line) in reading.lines() {
        if section.meaning != Some(SectionKind::WentWell) {
            continue;
        }
        let Some(found) = reading.phrases.cadence.iter().find_map(|it| it.captures(&line.text)) else {
            continue;
        };
        let Some(minutes) = found[1].parse::<i64>().ok().filter(|it| 0 < *it) else { continue };
        let n_expected = usize::try_from((last - first) / 60 / minutes).unwrap_or(0);
        if n_updates * 2 < n_expected {
            let message = say!(
                "lint.cadence-without-events",
                written = found[0],
                length = Value::seconds(last - first),
                expected = n_expected,
                updates = n_updates,
            );
            let range = found.get(0).map_or(0..0, |whole| whole.start()..whole.end());
            findings.report(line.span_of(range), message, say!("lint.cadence-without-events.hint"));
        }
    }
}
