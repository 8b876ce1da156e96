//! Ranges, percentages and durations inside sentences, and clock times in messages.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::{Date, DateTime};
use regex::Regex;

use crate::text::pattern;
use crate::time::{Moment, Precision, TimeOfDay, lead_moment};

/// A range of clock times inside a line.
#[derive(Debug, Clone)]
pub(super) struct TimeRange {
    /// Its start; `end` is always given, and both have a time.
    pub(super) moment: Moment,
    /// Its bytes in the line.
    pub(super) range: Range<usize>,
}

/// A percentage inside a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Percentage {
    /// 0 to 100.
    pub(super) value: f64,
    /// First byte of the number.
    pub(super) start: usize,
    /// One past the `%`.
    pub(super) end: usize,
}

static PERCENTAGE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(\d{1,3}(?:\.\d+)?)\s*[%％]"));

/// Every range of two clock times in `text`: ``在 `2026-03-19 12:00 ~ 2026-03-19 12:30` 间``.
pub(super) fn time_ranges(text: &str) -> Vec<TimeRange> {
    let mut found: Vec<TimeRange> = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let is_inside = found.last().is_some_and(|it| at < it.range.end);
        let begins = c.is_ascii_digit() && !before.is_ascii_alphanumeric() && !"-/.:+".contains(before);
        before = c;
        if is_inside || !begins {
            continue;
        }
        let Some(lead) = lead_moment(&text[at..]) else { continue };
        let ends = lead.moment.end.as_deref().is_some_and(|it| it.time.is_some());
        if ends && lead.moment.time.is_some() {
            found.push(TimeRange {
                range: at + lead.written.start..at + lead.written.end,
                moment: lead.moment,
            });
        }
    }
    found
}

/// Every percentage from 0 to 100 in `text`.
pub(super) fn percentages(text: &str) -> Vec<Percentage> {
    let all = PERCENTAGE.captures_iter(text).filter_map(|it| {
        let (whole, number) = (it.get(0)?, it.get(1)?);
        let value: f64 = number.as_str().parse().ok()?;
        (value <= 100.0).then_some(Percentage { value, start: number.start(), end: whole.end() })
    });
    all.collect()
}

/// The local times between which `range` runs; the end is on the next day where it comes first otherwise.
///
/// `None` where its ends have zones, or no day is known.
pub(super) fn local_ends(range: &Moment, day: Option<Date>) -> Option<(DateTime, DateTime)> {
    let end = range.end.as_deref()?;
    let first = range.date.or(day)?;
    let started = local(range.time.as_ref()?, first)?;
    let ended = local(end.time.as_ref()?, end.date.unwrap_or(first))?;
    if ended < started {
        return (end.date.is_none()).then_some((started, next_day(ended)?));
    }
    Some((started, ended))
}

fn next_day(at: DateTime) -> Option<DateTime> {
    Some(at.date().tomorrow().ok()?.to_datetime(at.time()))
}

fn local(time: &TimeOfDay, day: Date) -> Option<DateTime> {
    if time.zone.is_some() {
        return None;
    }
    let day = (0..time.plus_days).try_fold(day, |day, _| day.tomorrow()).ok()?;
    Some(day.at(time.hour, time.minute, time.second.unwrap_or(0), 0))
}

/// Whole seconds from `from` to `to`.
pub(super) fn seconds_between(from: DateTime, to: DateTime) -> i64 {
    to.duration_since(from).as_secs()
}

/// By how much `declared` may differ from what milestones give, in seconds.
///
/// A value in minutes is meant to the minute, one in whole hours to a tenth; "about" may be half as long again.
pub(super) fn tolerance(declared: i64, computed: i64, precision: Precision) -> i64 {
    let longer = declared.max(computed);
    match precision {
        Precision::Exact if declared % 3_600 == 0 => (longer / 10).max(300),
        Precision::Exact => (longer / 20).max(60),
        Precision::About | Precision::AtLeast | Precision::AtMost => (longer / 2).max(300),
    }
}

/// Whether a duration declared as `declared` can be one of `computed` seconds.
pub(super) fn agrees(declared: i64, precision: Precision, computed: i64) -> bool {
    let allowed = tolerance(declared, computed, precision);
    match precision {
        Precision::Exact | Precision::About => (computed - declared).abs() <= allowed,
        Precision::AtLeast => declared - computed <= allowed,
        Precision::AtMost => computed - declared <= allowed,
    }
}

/// The clock of a local time in a message: `14:32`.
pub(super) fn clock(at: DateTime) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_found_inside_sentences() {
        let text = "在 2026-03-19 12:00 ~ 2026-03-19 12:30 间可用率低于 90%，13:00-13:05 恢复";
        let found: Vec<&str> = time_ranges(text).iter().map(|it| &text[it.range.clone()]).collect();
        assert_eq!(found, ["2026-03-19 12:00 ~ 2026-03-19 12:30", "13:00-13:05"]);
        assert_eq!(percentages(text).iter().map(|it| it.value).collect::<Vec<f64>>(), [90.0]);
        assert!(time_ranges("v2.4.0 to 2.5.1, 10-15 minutes, 100%").is_empty());
    }

    #[test]
    fn a_range_over_midnight_ends_on_the_next_day() {
        let text = "23:50 - 00:20";
        let range = &time_ranges(text)[0];
        let (from, to) = local_ends(&range.moment, Some(jiff::civil::date(2026, 3, 1))).unwrap();
        assert_eq!(seconds_between(from, to), 30 * 60);
    }

    #[test]
    fn minutes_are_meant_to_the_minute_and_about_is_not() {
        assert!(!agrees(26 * 60, Precision::Exact, 28 * 60));
        assert!(agrees(38 * 60, Precision::Exact, 39 * 60));
        assert!(agrees(7_200, Precision::About, 79 * 60));
        assert!(agrees(7_200, Precision::Exact, 130 * 60));
        assert!(!agrees(7_200, Precision::Exact, 141 * 60));
        assert!(agrees(300, Precision::AtMost, 60));
    }
}
