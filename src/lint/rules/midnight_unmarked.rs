//! AW416 `midnight-unmarked`: the timeline runs over midnight and no line has the new date.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::{Incident, TimelineEvent};
use crate::phrase::say;
use crate::time::{Moment, find_date, lead_moment};

pub(super) static RULE: Rule = Rule { kind: &codes::MIDNIGHT_UNMARKED, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, reading: &Reading<'_>) {
    for pair in incident.timeline.windows(2) {
        let [before, event] = pair else { continue };
        let (Some(from), Some(to)) = (before.at, event.at) else { continue };
        if from.date() == to.date() || says_day(event) {
            continue;
        }
        let between = reading.source.text.get(before.span.start..event.span.end).unwrap_or_default();
        let has_day = between.lines().skip(1).any(|it| {
            find_date(it).is_some()
                || is_short_day(it)
                || lead_moment(it.trim_start_matches(['#', ' ', '*', '-']))
                    .is_some_and(|it| has_day(&it.moment))
        });
        if has_day {
            continue;
        }
        let message = say!(
            "lint.midnight-unmarked",
            written = event.written,
            before = before.written,
            date = to.date(),
        );
        findings.report(event.span, message, say!("lint.midnight-unmarked.hint"));
    }
}

/// Whether a line is a day with a year of two digits, which nobody can read for certain: `7/6/26`, `26/07/06`.
fn is_short_day(line: &str) -> bool {
    let parts: Vec<&str> = line.trim_matches(|c: char| !c.is_ascii_digit()).split(['/', '.', '-']).collect();
    let is_number = |it: &&str| (1..=2).contains(&it.len()) && it.chars().all(|c| c.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(is_number)
}

fn says_day(event: &TimelineEvent) -> bool {
    lead_moment(&event.written).is_some_and(|it| has_day(&it.moment))
}

fn has_day(moment: &Moment) -> bool {
    moment.date.is_some()
        || moment.month_day.is_some()
        || moment.time.as_ref().is_some_and(|it| 0 < it.plus_days)
}
