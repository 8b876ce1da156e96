//! AW310 `due-outside-horizon`: an action item that is due later than its heading promises.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::Incident;
use crate::phrase::say;
use crate::text::{fold, pattern};
use crate::time::Date;

pub(super) static RULE: Rule = Rule { kind: &codes::DUE_OUTSIDE_HORIZON, check: Check::Incident(check) };

/// `短期改进（1个月内）`, `3 周以内`, `Short term (within 2 weeks)`, `Next 30 days`.
static HORIZON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<zh>\d{1,3}|[一二两三四五六七八九十半])\s*个?(?P<zh_unit>天|日|周|星期|月|季度|年)(?:之内|以内|内)|(?:within|in the next|next|in)\s+(?P<en>\d{1,3}|one|two|three|six|a)\s+(?P<en_unit>day|week|month|quarter|year)s?\b",
    )
});

/// How far a heading reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Horizon {
    Days(i32),
    Months(i32),
}

fn check(findings: &mut Findings<'_>, incident: &Incident, reading: &Reading<'_>) {
    let Some(date) = incident.date else { return };
    // A team may count from the day on which it agreed.
    let latest_start = incident.published.filter(|it| date <= *it).unwrap_or(date);
    for item in &incident.action_items {
        let Some(due) = item.due else { continue };
        let section = reading.outline.sections.iter().rev().find(|section| {
            section.span.is_some_and(|it| it.file == item.span.file && it.start <= item.span.start)
        });
        let Some(section) = section.filter(|_| in_body(incident, item.span)) else { continue };
        let Some(horizon) = read_horizon(section.heading) else { continue };
        let (Some(limit), Some(lenient)) = (reach(horizon, date), reach(horizon, latest_start)) else {
            continue;
        };
        if lenient < due {
            let days = date.until(due).map_or(0, |it| it.get_days());
            let message =
                say!("lint.due-outside-horizon", due, days, heading = section.heading.trim(), limit);
            findings.report(item.span, message, say!("lint.due-outside-horizon.hint"));
        }
    }
}

fn in_body(incident: &Incident, span: crate::files::Span) -> bool {
    let (file, range) = &incident.body;
    *file == span.file && range.contains(&span.start)
}

fn read_horizon(heading: &str) -> Option<Horizon> {
    let folded = fold(heading);
    let found = HORIZON.captures(&folded)?;
    let count = found.name("zh").or_else(|| found.name("en"))?.as_str();
    let unit = found.name("zh_unit").or_else(|| found.name("en_unit"))?.as_str();
    let count = match count {
        "a" | "one" | "一" => 1,
        "two" | "二" | "两" => 2,
        "three" | "三" => 3,
        "四" => 4,
        "五" => 5,
        "six" | "六" => 6,
        "七" => 7,
        "八" => 8,
        "九" => 9,
        "十" => 10,
        "半" => return (unit == "年").then_some(Horizon::Months(6)),
        digits => digits.parse().ok()?,
    };
    Some(match unit {
        "天" | "日" | "day" => Horizon::Days(count),
        "周" | "星期" | "week" => Horizon::Days(7 * count),
        "月" | "month" => Horizon::Months(count),
        "季度" | "quarter" => Horizon::Months(3 * count),
        _ => Horizon::Months(12 * count),
    })
}

fn reach(horizon: Horizon, from: Date) -> Option<Date> {
    let span = match horizon {
        Horizon::Days(days) => jiff::Span::new().try_days(days),
        Horizon::Months(months) => jiff::Span::new().try_months(months),
    };
    from.checked_add(span.ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn horizons_are_read_from_headings_in_both_languages() {
        assert_eq!(read_horizon("立即执行（1周内）"), Some(Horizon::Days(7)));
        assert_eq!(read_horizon("长期优化（3个月内）"), Some(Horizon::Months(3)));
        assert_eq!(read_horizon("半年内"), Some(Horizon::Months(6)));
        assert_eq!(read_horizon("Short term (within 2 weeks)"), Some(Horizon::Days(14)));
        assert_eq!(read_horizon("Next 30 days"), Some(Horizon::Days(30)));
        for heading in ["长期优化", "Long term (> 3 months)", "3个月以上", "Actions of 2026"] {
            assert_eq!(read_horizon(heading), None, "{heading}");
        }
    }
}
