//! AW420 `ambiguous-unit`: an `m` that may be minutes or millions.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::Incident;
use crate::phrase::say;
use crate::text::pattern;

pub(super) static RULE: Rule = Rule { kind: &codes::AMBIGUOUS_UNIT, check: Check::Incident(check) };

/// A total of time that many people spend, and an amount with nothing but `m` behind it.
static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:使用时长|观看时长|播放时长|在线时长|停留时长|(?i:time spent|watch time|listening time|usage time|viewing time))\D{0,16}?(\d+(?:\.\d+)?\s?m)(?:[^a-zA-Z0-9²³/]|$)",
    )
});

fn check(findings: &mut Findings<'_>, _: &Incident, reading: &Reading<'_>) {
    for (_, line) in reading.lines() {
        if let Some(amount) = AMOUNT.captures(&line.text).and_then(|it| it.get(1)) {
            let message = say!("lint.ambiguous-unit", amount = amount.as_str());
            findings.report(line.span_of(amount.range()), message, say!("lint.ambiguous-unit.hint"));
        }
    }
}
