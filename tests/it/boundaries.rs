//! Where one day, quarter or year ends and the next begins, against a calculation that shares nothing with ours.
//!
//! Documents are generated, written and read by the real pipeline. The expectation counts days by the arithmetic of
//! the Gregorian calendar and knows the clock changes of its zones by rule, without a date library.

use std::collections::{BTreeMap, BTreeSet};

use afterword::inside::pipeline::{self, Loaded, Request};
use afterword::inside::time::Clock;
use proptest::prelude::*;
use proptest::test_runner::Config;

use crate::support::Site;

const DAY: i64 = 86_400;

/// Days from 1970-01-01 to the day, by counting the leap days of 400-year cycles.
fn number(year: i64, month: i64, day: i64) -> i64 {
    let leap_days = |year: i64| year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let before_month = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let month_idx = usize::try_from(month - 1).unwrap();
    let own_leap_day = i64::from(is_leap && 2 < month);
    365 * (year - 1970) + leap_days(year - 1) - leap_days(1969) + before_month[month_idx] + own_leap_day + day
        - 1
}

/// Year, month and day of a day's number, by looking for them.
fn civil(days: i64) -> (i64, i64, i64) {
    let year = (1900..2200).rev().find(|it| number(*it, 1, 1) <= days).unwrap();
    let month = (1..=12).rev().find(|it| number(year, *it, 1) <= days).unwrap();
    (year, month, days - number(year, month, 1) + 1)
}

fn written(days: i64) -> String {
    let (year, month, day) = civil(days);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The `nth` Sunday of a month, from 1; the last one for 0.
fn sunday(year: i64, month: i64, nth: i64) -> i64 {
    let is_sunday = |days: &i64| (days + 4).rem_euclid(7) == 0;
    let first = number(year, month, 1);
    let next = if month == 12 { number(year + 1, 1, 1) } else { number(year, month + 1, 1) };
    let sundays: Vec<i64> = (first..next).filter(is_sunday).collect();
    if nth == 0 { *sundays.last().unwrap() } else { sundays[usize::try_from(nth - 1).unwrap()] }
}

/// Seconds east of UTC that the clocks of a zone show at an instant.
fn offset(zone: &str, at: i64) -> i64 {
    let (year, ..) = civil(at.div_euclid(DAY));
    match zone {
        "Asia/Shanghai" => 8 * 3600,
        "Asia/Kolkata" => 5 * 3600 + 1800,
        "Pacific/Kiritimati" => 14 * 3600,
        "Pacific/Pago_Pago" => -11 * 3600,
        // From the last Sunday of March to the last one of October, at 01:00 UTC.
        "Europe/Berlin" => {
            let is_summer = (sunday(year, 3, 0) * DAY + 3600..sunday(year, 10, 0) * DAY + 3600).contains(&at);
            if is_summer { 7200 } else { 3600 }
        }
        // From the second Sunday of March to the first one of November, at 02:00 on the clocks.
        "America/New_York" => {
            let begin = sunday(year, 3, 2) * DAY + 7 * 3600;
            let end = sunday(year, 11, 1) * DAY + 6 * 3600;
            if (begin..end).contains(&at) { -4 * 3600 } else { -5 * 3600 }
        }
        _ => 0,
    }
}

/// The number of the day that the clocks of `zone` show.
fn local_day(zone: &str, at: i64) -> i64 {
    (at + offset(zone, at)).div_euclid(DAY)
}

/// The quarter of a day, by walking through the months of its fiscal year; named by the year in which it ends.
fn quarter(days: i64, first_month: i64) -> String {
    let (year, month, _) = civil(days);
    let begins = if month < first_month { year - 1 } else { year };
    let months: Vec<(i64, i64)> =
        (0..12).map(|it| (begins + (first_month - 1 + it) / 12, (first_month - 1 + it) % 12 + 1)).collect();
    let position = months.iter().position(|it| *it == (year, month)).unwrap();
    format!("{}-Q{}", months[11].0, position / 3 + 1)
}

/// An instant as RFC 3339 with an offset of `minutes`.
fn instant(at: i64, minutes: i64) -> String {
    let local = at + minutes * 60;
    let (day, rest) = (local.div_euclid(DAY), local.rem_euclid(DAY));
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, rest_minutes) = (minutes.abs() / 60, minutes.abs() % 60);
    format!(
        "{}T{:02}:{:02}:{:02}{sign}{hours:02}:{rest_minutes:02}",
        written(day),
        rest / 3600,
        rest / 60 % 60,
        rest % 60
    )
}

fn load(site: &Site, as_of: i64) -> Loaded {
    let clock = Clock::Day(written(as_of).parse().unwrap());
    pipeline::load(&Request::new(site.path(""), clock)).unwrap()
}

fn site(zone: &str, first_month: i64, window: i64) -> Site {
    let config = format!(
        "site: {{ timezone: {zone} }}\ncalendar: {{ fiscal_year_start: {first_month} }}\ntrends: {{ recurrence_window: {window}d }}\n"
    );
    Site::new().file("afterword.yaml", &config)
}

fn zone() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "UTC",
        "Asia/Shanghai",
        "Asia/Kolkata",
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
        "Europe/Berlin",
        "America/New_York",
    ])
}

/// Instants within a day of the first of a month, or of a change of clocks, where mistakes would show.
fn edge() -> impl Strategy<Value = i64> {
    let month = (2023_i64..2029, 1_i64..=12).prop_map(|(year, month)| number(year, month, 1));
    let change = (2023_i64..2029, prop::sample::select(vec![(3, 0), (10, 0), (3, 2), (11, 1)]))
        .prop_map(|(year, (month, nth))| sunday(year, month, nth));
    let leap_day = prop::sample::select(vec![2024_i64, 2028]).prop_map(|year| number(year, 2, 29));
    (prop_oneof![4 => month, 1 => change, 1 => leap_day], -DAY..DAY)
        .prop_map(|(day, seconds)| day * DAY + seconds)
}

/// Few cases, because each one writes and reads a folder of documents.
fn cases() -> Config {
    Config { cases: 24, failure_persistence: None, ..Config::default() }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn an_incident_counts_once_in_the_quarter_in_which_it_began_on_the_sites_clocks(
        zone in zone(),
        first_month in 1_i64..=12,
        incidents in prop::collection::vec((edge(), prop::sample::select(vec![0_i64, 480, -300, 330]), 0_i64..200), 1..10),
    ) {
        let mut site = site(zone, first_month, 365);
        let mut expected: BTreeMap<String, usize> = BTreeMap::new();
        for (idx, (at, minutes, days)) in incidents.iter().enumerate() {
            // Many of them last into later quarters.
            let text = format!(
                "---\nid: INC-2026-{idx:04}\ntitle: Number {idx}\nseverity: P1\ntimeline: {{ started: {}, resolved: {} }}\n---\nText.\n",
                instant(*at, *minutes),
                instant(at + days * DAY + 60, *minutes),
            );
            site = site.document(&format!("{idx}.md"), &text);
            *expected.entry(quarter(local_day(zone, *at), first_month)).or_default() += 1;
        }
        let loaded = load(&site, number(2029, 12, 31));
        let quarters = &loaded.analysis.quarters;
        let found: BTreeMap<String, usize> = quarters
            .iter()
            .filter(|it| !it.incidents.is_empty())
            .map(|it| (it.quarter.to_string(), it.incidents.len()))
            .collect();
        prop_assert_eq!(found, expected);
        let all: BTreeSet<&String> = quarters.iter().flat_map(|it| &it.incidents).collect();
        prop_assert_eq!(all.len(), incidents.len());
        for pair in quarters.windows(2) {
            prop_assert_eq!(pair[0].days.1.tomorrow().unwrap(), pair[1].days.0, "no day between two quarters");
        }
        for it in quarters {
            let (first, last) = (it.days.0.to_string(), it.days.1.to_string());
            let parts: Vec<i64> = first.split('-').map(|it| it.parse().unwrap()).collect();
            let begins = number(parts[0], parts[1], parts[2]);
            prop_assert_eq!(quarter(begins, first_month), it.quarter.to_string());
            prop_assert_ne!(quarter(begins - 1, first_month), it.quarter.to_string(), "it begins on its first day");
            prop_assert!((begins + 88..=begins + 91).any(|day| written(day) == last), "{} to {}", first, last);
        }
    }

    #[test]
    fn an_item_is_overdue_from_the_day_after_it_was_due(
        as_of in prop_oneof![edge().prop_map(|at| at.div_euclid(DAY)), Just(number(2024, 2, 29)), Just(number(2025, 1, 1))],
        items in prop::collection::vec((-400_i64..3, prop::sample::select(vec!["open", "in-progress", "unknown", "done", "cancelled"])), 1..12),
    ) {
        let mut lines = String::new();
        let mut expected: BTreeMap<String, i64> = BTreeMap::new();
        let mut by_age = [0_usize; 4];
        for (idx, (from_due, status)) in items.iter().enumerate() {
            lines.push_str(&format!("  - {{ id: A{idx}, task: t, due: {}, status: {status} }}\n", written(as_of + from_due)));
            let days = -from_due;
            if 0 < days && !["done", "cancelled"].contains(status) {
                expected.insert(format!("INC-2026-0001/A{idx}"), days);
                let bucket = [7, 30, 90].iter().filter(|it| **it < days).count();
                by_age[bucket] += 1;
            }
        }
        let text = format!("---\nid: INC-2026-0001\ntitle: t\ndate: 2020-01-01\nseverity: P1\naction_items:\n{lines}---\nText.\n");
        let site = site("Asia/Shanghai", 1, 365).document("a.md", &text);
        let overdue = load(&site, as_of).analysis.overdue;
        let found: BTreeMap<String, i64> =
            overdue.items.iter().map(|it| (it.id.clone(), i64::from(it.days))).collect();
        prop_assert_eq!(found, expected);
        prop_assert_eq!(overdue.by_age, by_age);
    }

    #[test]
    fn a_failure_recurs_within_the_window_counted_in_days_of_the_sites_clocks(
        zone in zone(),
        first in edge(),
        window in 1_i64..400,
        from_window in -2_i64..=2,
        seconds in 0..DAY,
        closed_from_return in -2_i64..=2,
        due_from_return in -2_i64..=2,
    ) {
        let second = (first.div_euclid(DAY) + window + from_window) * DAY + seconds;
        prop_assume!(first < second);
        let (first_day, second_day) = (local_day(zone, first), local_day(zone, second));
        let closed = second_day + closed_from_return;
        let document = |id: &str, at: i64, items: &str| {
            format!("---\nid: {id}\ntitle: t\nseverity: P1\nservices: [auth]\ncauses: [config/value]\ntimeline: {{ started: {} }}\n{items}---\nText.\n", instant(at, 0))
        };
        let items = format!(
            "action_items:\n  - {{ id: A1, task: t, status: done, due: {}, closed: {} }}\n",
            written(second_day + due_from_return),
            written(closed)
        );
        let site = site(zone, 1, window)
            .document("a.md", &document("INC-2026-0001", first, &items))
            .document("b.md", &document("INC-2026-0002", second, ""));
        let recurring = load(&site, second_day + 400).analysis.recurring;
        prop_assert_eq!(recurring.len(), usize::from(second_day - first_day <= window));
        let Some(chain) = recurring.first() else { return Ok(()) };
        prop_assert_eq!(i64::from(chain.gaps_days[0]), second_day - first_day);
        // Documents give the day on which an item was closed and no time: on the day of the return nobody can know.
        let expected = match closed_from_return {
            1.. => (1, 0, 0),
            0 => (0, 0, 1),
            _ => (0, 1, 0),
        };
        prop_assert_eq!((chain.while_open.len(), chain.after_done.len(), chain.not_known), expected);
        if let Some(open) = chain.while_open.first() {
            // What was due on the day of the return was not overdue then.
            let days = (due_from_return < 0).then_some(i32::try_from(-due_from_return).unwrap());
            prop_assert_eq!(open.days_overdue[0], days);
        }
    }
}

#[test]
fn the_expectation_itself_agrees_with_the_calendar_that_people_know() {
    assert_eq!(number(1970, 1, 1), 0);
    assert_eq!(number(2000, 3, 1), 11_017);
    assert_eq!(civil(number(2024, 2, 29) + 1), (2024, 3, 1));
    assert_eq!(civil(number(2023, 2, 28) + 1), (2023, 3, 1));
    assert_eq!(written(sunday(2026, 3, 0)), "2026-03-29");
    assert_eq!(instant(0, -300), "1969-12-31T19:00:00-05:00");
    assert_eq!(quarter(number(2026, 4, 1), 4), "2027-Q1");
    assert_eq!(quarter(number(2026, 3, 31), 4), "2026-Q4");
    assert_eq!(quarter(number(2026, 3, 31), 1), "2026-Q1");
}
