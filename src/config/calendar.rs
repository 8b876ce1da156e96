//! Working hours and holidays: the clock of support hours.

use std::collections::BTreeSet;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use super::path::ValuePath;
use super::{Place, file};
use crate::diagnostics::codes;
use crate::phrase::{Phrase, say};
use crate::time::{Day, SupportHours, zone_named};

/// Longest run of days that one entry of `holidays` may stand for.
const MAX_RUN: usize = 366;

/// The support hours of the calendar; `None` where it names no working hours, or wrong ones.
pub(super) fn support_hours(
    at: &Place<'_>,
    written: file::Calendar,
    site_zone: &TimeZone,
) -> Option<SupportHours> {
    let holidays = days(at, "holidays", &written.holidays);
    let workdays = days(at, "workdays", &written.workdays);
    let Some(working_hours) = written.working_hours else {
        for (key, days) in [("holidays", &holidays), ("workdays", &workdays)] {
            if !days.is_empty() {
                let message = say!("failure.config-days-without-hours", key);
                let hint = say!("failure.config-days-without-hours-hint");
                at.doubt(&codes::DOUBTFUL_SETTING, &path(key), message, hint);
            }
        }
        return None;
    };
    let whole = path("working_hours");
    let (names, from, to, zone) = match working_hours {
        file::WorkingHours::Short(text) => match text.split_once(['-', '–', '~']) {
            Some((from, to)) => {
                (Vec::new(), (from.to_owned(), whole.clone()), (to.to_owned(), whole.clone()), None)
            }
            None => {
                at.fault(
                    at.error(&whole, say!("failure.config-hours", written = text))
                        .hint(say!("failure.config-hours-hint")),
                );
                return None;
            }
        },
        file::WorkingHours::Full(it) => {
            (it.days, (it.from, whole.key("from")), (it.to, whole.key("to")), it.timezone)
        }
    };
    let times = times(at, &from, &to);
    let week = week(at, &names, &whole.key("days"));
    let zone = match zone {
        None => Some(site_zone.clone()),
        Some(name) => at.keep(zone_named(&name).ok_or_else(|| {
            at.error(&whole.key("timezone"), say!("failure.config-time-zone", written = &name))
                .hint(say!("failure.config-time-zone-hint"))
        })),
    };
    let ((from, to), zone) = (times?, zone?);
    Some(SupportHours { zone, days: week, from, to, holidays, workdays })
}

fn path(key: &str) -> ValuePath {
    ValuePath::of(["calendar", key])
}

/// Start and end of a working day; no end where it is midnight.
fn times(
    at: &Place<'_>,
    (from, from_path): &(String, ValuePath),
    (to, to_path): &(String, ValuePath),
) -> Option<(Time, Option<Time>)> {
    let wrong = |path: &ValuePath, message: Phrase| {
        at.fault(at.error(path, message).hint(say!("failure.config-hours-hint")));
    };
    let clock = |text: &str| {
        let (hour, minute) = text.trim().split_once(':')?;
        Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
    };
    let opens = clock(from);
    if opens.is_none() {
        wrong(from_path, say!("failure.config-hours-start", written = from));
    }
    if to.trim() == "24:00" {
        return Some((opens?, None));
    }
    let closes = clock(to).filter(|it| opens.is_none_or(|opens| opens < *it));
    if closes.is_none() {
        wrong(to_path, say!("failure.config-hours-end", from, written = to));
    }
    Some((opens?, Some(closes?)))
}

/// The days of the week that are worked: Monday to Friday where `names` is empty.
fn week(at: &Place<'_>, names: &[String], path: &ValuePath) -> BTreeSet<Day> {
    if names.is_empty() {
        return Day::ALL[..5].iter().copied().collect();
    }
    let runs = names.iter().enumerate().map(|(nth, name)| {
        run_of_days(name).ok_or_else(|| {
            at.error(&path.item(nth), say!("failure.config-weekday", written = name))
                .hint(say!("failure.config-weekday-hint"))
        })
    });
    at.keep_all(runs).into_iter().flatten().collect()
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
fn days(at: &Place<'_>, key: &str, written: &[String]) -> BTreeSet<Date> {
    let runs = written.iter().enumerate().map(|(nth, text)| {
        let place = path(key).item(nth);
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        let read = |it: &str| it.trim().parse::<Date>().ok();
        let run = read(first).zip(read(last)).filter(|(first, last)| first <= last).ok_or_else(|| {
            at.error(&place, say!("failure.config-day", written = text)).hint(say!("failure.config-day-hint"))
        })?;
        let days: Vec<Date> =
            run.0.series(jiff::ToSpan::days(1)).take_while(|it| *it <= run.1).take(MAX_RUN + 1).collect();
        if MAX_RUN < days.len() {
            return Err(
                at.error(&place, say!("failure.config-days-too-many", written = text, most = MAX_RUN))
            );
        }
        Ok(days)
    });
    at.keep_all(runs).into_iter().flatten().collect()
}
