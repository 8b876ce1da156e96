//! Working hours and holidays: the clock of support hours.

use std::collections::BTreeSet;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use super::file;
use super::{ConfigError, Place};
use crate::phrase::{Phrase, say};
use crate::time::{Day, SupportHours, zone_named};

/// Longest run of days that one entry of `holidays` may stand for.
const MAX_RUN: usize = 366;

/// The support hours of the calendar; `None` where it names no working hours.
pub(super) fn support_hours(
    at: &Place<'_>,
    written: file::Calendar,
    site_zone: &TimeZone,
) -> Result<Option<SupportHours>, ConfigError> {
    let holidays = days(at, "holidays", &written.holidays)?;
    let workdays = days(at, "workdays", &written.workdays)?;
    let Some(working_hours) = written.working_hours else { return Ok(None) };
    let wrong = |key: &str, message: Phrase| at.error(key, message).hint(say!("failure.config-hours-hint"));
    let (names, from, to, zone) = match working_hours {
        file::WorkingHours::Short(text) => match text.split_once(['-', '–', '~']) {
            Some((from, to)) => (Vec::new(), from.to_owned(), to.to_owned(), None),
            None => {
                return Err(wrong("working_hours", say!("failure.config-hours", written = text)));
            }
        },
        file::WorkingHours::Full(it) => (it.days, it.from, it.to, it.timezone),
    };
    let clock = |text: &str| {
        let (hour, minute) = text.trim().split_once(':')?;
        Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
    };
    let opens = clock(&from)
        .ok_or_else(|| wrong("working_hours", say!("failure.config-hours-start", written = &from)))?;
    let closes = if to.trim() == "24:00" {
        None
    } else {
        Some(clock(&to).filter(|it| opens < *it).ok_or_else(|| {
            wrong("working_hours", say!("failure.config-hours-end", from = &from, written = &to))
        })?)
    };
    let mut week = BTreeSet::new();
    for name in &names {
        week.extend(run_of_days(name).ok_or_else(|| {
            at.error("days", say!("failure.config-weekday", written = name))
                .hint(say!("failure.config-weekday-hint"))
        })?);
    }
    if names.is_empty() {
        week.extend(&Day::ALL[..5]);
    }
    let zone = match zone {
        None => site_zone.clone(),
        Some(name) => zone_named(&name).ok_or_else(|| {
            at.error("timezone", say!("failure.config-time-zone", written = &name))
                .hint(say!("failure.config-time-zone-hint"))
        })?,
    };
    Ok(Some(SupportHours { zone, days: week, from: opens, to: closes, holidays, workdays }))
}

/// `mon`, `mon-fri` and `mon..fri` as days, across the end of a week too: `sat-mon`.
fn run_of_days(text: &str) -> Option<Vec<Day>> {
    let (first, last) = text.split_once("..").or_else(|| text.split_once('-')).unwrap_or((text, text));
    let (first, last) = (Day::named(first)?, Day::named(last)?);
    let mut run = Vec::new();
    for day in Day::ALL.iter().chain(&Day::ALL).skip_while(|it| **it != first) {
        run.push(*day);
        if *day == last {
            break;
        }
    }
    Some(run)
}

/// Days such as `2026-01-01`, and runs of them such as `2026-02-16..2026-02-22`.
fn days(at: &Place<'_>, key: &str, written: &[String]) -> Result<BTreeSet<Date>, ConfigError> {
    let mut found = BTreeSet::new();
    for text in written {
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        let read = |it: &str| it.trim().parse::<Date>().ok();
        let run = read(first).zip(read(last)).filter(|(first, last)| first <= last).ok_or_else(|| {
            at.error(key, say!("failure.config-day", written = text)).hint(say!("failure.config-day-hint"))
        })?;
        let days = run.0.series(jiff::ToSpan::days(1)).take_while(|it| *it <= run.1);
        found.extend(days.take(MAX_RUN));
    }
    Ok(found)
}
