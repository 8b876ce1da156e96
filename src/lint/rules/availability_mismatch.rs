//! AW411 `availability-mismatch`: the loss of availability is not what the outage would have cost.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostics::codes;
use crate::lint::figures::percentages;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::Incident;
use crate::phrase::{Value, say};
use crate::text::{fold, pattern};

pub(super) static RULE: Rule = Rule { kind: &codes::AVAILABILITY_MISMATCH, check: Check::Incident(check) };

/// How far the two may be apart, as a share of the outage: figures are rounded, and traffic is not even.
const TOLERANCE: f64 = 0.25;

/// From one availability to a lower one.
static FALL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(\d{2}(?:\.\d+)?)\s*%\s*(?:降至|降到|降低到|下降到|下降至|跌至|跌到|变为|→|->|to|down to|dropped to|fell to)\s*(\d{2}(?:\.\d+)?)\s*%",
    )
});

/// Words before a share of what failed.
const FAILED: [&str; 6] =
    ["失败率", "错误率", "error rate", "failure rate", "of requests failed", "of logins failed"];

fn check(findings: &mut Findings<'_>, incident: &Incident, reading: &Reading<'_>) {
    let (Some(date), Some(outage)) = (incident.date, incident.duration()) else { return };
    let mut lines = reading.lines().filter(|(_, line)| line.text.contains(['%', '％'])).peekable();
    if lines.peek().is_none() {
        return;
    }
    let share = smallest_share(incident, reading);
    for (_, line) in lines {
        let text = fold(&line.text);
        let is_availability =
            ["可用性", "可用率", "availability", "uptime"].iter().any(|it| text.contains(it));
        let is_monthly = ["月度", "当月", "本月", "monthly", "month"].iter().any(|it| text.contains(it));
        let Some(fall) = FALL.captures(&text).filter(|_| is_availability && is_monthly) else { continue };
        let number = |nth: usize| fall.get(nth).and_then(|it| it.as_str().parse::<f64>().ok());
        let (Some(before), Some(after)) = (number(1), number(2)) else { continue };
        if before <= after || before < 90.0 {
            continue;
        }
        let month = f64::from(date.days_in_month()) * 86_400.0;
        let lost = (before - after) / 100.0 * month;
        #[expect(clippy::cast_precision_loss, reason = "an outage is far below 2^52 seconds")]
        let outage_seconds = outage as f64;
        let too_much = outage_seconds * (1.0 + TOLERANCE) < lost;
        let too_little = share.is_some_and(|it| lost < outage_seconds * it * (1.0 - TOLERANCE));
        if !too_much && !too_little {
            continue;
        }
        let days = i32::from(date.days_in_month());
        let (lost, outage) = (whole_seconds(lost), Value::seconds(outage));
        let message = match share.filter(|it| *it < 1.0) {
            Some(share) => say!(
                "lint.availability-mismatch.share",
                before,
                after,
                lost,
                days,
                outage,
                share = format!("{:.0}", share * 100.0),
                weighted = whole_seconds(outage_seconds * share),
            ),
            None => say!("lint.availability-mismatch", before, after, lost, days, outage),
        };
        findings.report(line.span, message, say!("lint.availability-mismatch.hint"));
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a part of a month is far below 2^63 seconds")]
fn whole_seconds(seconds: f64) -> Value {
    Value::seconds(seconds.round() as i64)
}

/// The smallest share of users or requests that the document says were hit, 0 to 1.
fn smallest_share(incident: &Incident, reading: &Reading<'_>) -> Option<f64> {
    let mut shares: Vec<f64> = incident.impact.users_percent.into_iter().collect();
    // Every form of the sign that folding makes one of.
    for (_, line) in reading.lines().filter(|(_, line)| line.text.contains(['%', '％', '﹪'])) {
        let text = fold(&line.text);
        for word in FAILED {
            for (at, _) in text.match_indices(word) {
                let behind = &text[at + word.len()..];
                let near = percentages(behind).into_iter().next().filter(|it| it.start <= 8);
                shares.extend(near.map(|it| it.value));
            }
        }
    }
    shares.into_iter().filter(|it| 0.0 < *it).min_by(f64::total_cmp).map(|it| it / 100.0)
}
