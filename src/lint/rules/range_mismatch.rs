//! AW407 `range-mismatch`: a duration that is not as long as the range of times beside it.

use crate::diagnostics::codes;
use crate::lint::figures::{agrees, local_ends, seconds_between};
use crate::lint::{Check, Findings, Reading, Rule};
use crate::markdown::Inline;
use crate::model::Incident;
use crate::phrase::{Value, say};
use crate::time::{Date, DurationReading, Moment, lead_moment, read_duration};

pub(super) static RULE: Rule = Rule { kind: &codes::RANGE_MISMATCH, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, reading: &Reading<'_>) {
    // The length of a range does not depend on the day, unless it gives one.
    let day = incident.date.unwrap_or(Date::ZERO);
    // A range has digits on both sides; most lines have none, and reading a duration is dear.
    let has_range = |text: &str| 4 <= text.bytes().filter(u8::is_ascii_digit).count();
    for (_, line) in reading.lines().filter(|(_, line)| has_range(&line.text)) {
        let Some((duration, range)) = duration_and_range(line) else { continue };
        let Some((from, to)) = local_ends(&range, Some(day)) else { continue };
        let computed = seconds_between(from, to);
        if range.approximate || agrees(duration.seconds, duration.precision, computed) {
            continue;
        }
        let message = say!(
            "lint.range-mismatch",
            declared = Value::seconds(duration.seconds),
            computed = Value::seconds(computed),
        );
        findings.report(line.span, message, say!("lint.range-mismatch.hint"));
    }
}

/// `影响时长: 38分钟（14:32 - 15:10）` or `Duration: 14:32 - 15:10 (38 minutes)`.
fn duration_and_range(line: &Inline) -> Option<(DurationReading, Moment)> {
    let text = line.text.as_str();
    let values = [Some(text), text.split_once(['：']).map(|it| it.1), text.split_once(": ").map(|it| it.1)];
    values.into_iter().flatten().find_map(|value| {
        if let Some(mut reading) = read_duration(value) {
            let range = reading.range.take()?;
            return Some((reading, range));
        }
        let lead = lead_moment(value).filter(|it| it.moment.end.is_some())?;
        let rest = value[lead.written.end..].trim();
        let inner = rest.strip_prefix(['(', '（'])?.strip_suffix([')', '）'])?;
        Some((read_duration(inner)?, lead.moment))
    })
}
