//! AW412 `same-interval-differs`: two lines give different figures for one thing in one interval.

use crate::diagnostics::codes;
use crate::lint::figures::{percentages, time_ranges};
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::Incident;
use crate::phrase::{Value, say};
use crate::text::fold;

pub(super) static RULE: Rule = Rule { kind: &codes::SAME_INTERVAL_DIFFERS, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, _: &Incident, reading: &Reading<'_>) {
    let mut seen: Vec<(Option<usize>, String, f64, usize)> = Vec::new();
    for (section, line) in reading.lines().filter(|(_, line)| line.text.contains(['%', '％'])) {
        let text = fold(&line.text);
        let shares = percentages(&text);
        let ranges = time_ranges(&text);
        let ([share], [_, ..]) = (shares.as_slice(), ranges.as_slice()) else { continue };
        let rest = format!("{}%{}", &text[..share.start], &text[share.end..]);
        let under = section.span.map(|it| it.start);
        let (number, _) = reading.source.line_column(line.span.start);
        let same = seen.iter().find(|it| (it.0, it.1.as_str()) == (under, rest.as_str()));
        match same {
            Some(other) if other.2.total_cmp(&share.value).is_ne() => {
                let message = say!(
                    "lint.same-interval-differs",
                    share = share.value,
                    other_share = other.2,
                    line = Value::ordinal(other.3),
                );
                findings.report(line.span, message, say!("lint.same-interval-differs.hint"));
            }
            Some(_) => {}
            None => seen.push((under, rest, share.value, number)),
        }
    }
}
