//! AW412 `same-interval-differs`: two lines give different figures for one thing in one interval.

use std::collections::BTreeMap;

use crate::diagnostics::codes;
use crate::lint::figures::{percentages, time_ranges};
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::Incident;
use crate::phrase::{Value, say};
use crate::text::fold;

pub(super) static RULE: Rule = Rule { kind: &codes::SAME_INTERVAL_DIFFERS, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, _: &Incident, reading: &Reading<'_>) {
    // What each interval is written with first, and on which line.
    let mut seen: BTreeMap<(Option<usize>, String), (f64, usize)> = BTreeMap::new();
    for (section, line) in reading.lines().filter(|(_, line)| line.text.contains(['%', '％'])) {
        let text = fold(&line.text);
        let shares = percentages(&text);
        let ranges = time_ranges(&text);
        let ([share], [_, ..]) = (shares.as_slice(), ranges.as_slice()) else { continue };
        let rest = format!("{}%{}", &text[..share.start], &text[share.end..]);
        let under = section.span.map(|it| it.start);
        let (number, _) = reading.source.line_column(line.span.start);
        let (other_share, other_line) = *seen.entry((under, rest)).or_insert((share.value, number));
        if other_share.total_cmp(&share.value).is_ne() {
            let message = say!(
                "lint.same-interval-differs",
                share = share.value,
                other_share,
                line = Value::ordinal(other_line),
            );
            findings.report(line.span, message, say!("lint.same-interval-differs.hint"));
        }
    }
}
