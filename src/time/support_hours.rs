//! The clock of support hours: time counts only while somebody is meant to be at work.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;

use super::Instant;

/// Longest time that is measured, in days; a longer one is a mistyped year.
const MAX_DAYS: i32 = 366 * 20;

/// When somebody is meant to be at work: the same hours on some days of the week, on the clocks of one zone.
#[derive(Debug, Clone)]
pub struct SupportHours {
    /// Whose clocks; where they are changed, a working day has as many seconds as its clocks show hours for.
    pub zone: TimeZone,
    /// Days of the week that are worked.
    pub days: BTreeSet<Day>,
    /// When a working day begins.
    pub from: Time,
    /// When it ends, later than `from`; `None` for midnight at its end.
    pub to: Option<Time>,
    /// Days that are not worked whatever day of the week they are.
    pub holidays: BTreeSet<Date>,
    /// Days that are worked whatever day of the week they are; over `holidays`.
    pub workdays: BTreeSet<Date>,
}

/// A day of the week, Monday first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i8);

impl Day {
    /// Every day of the week.
    pub const ALL: [Self; 7] = [Self(1), Self(2), Self(3), Self(4), Self(5), Self(6), Self(7)];

    /// The English name, cut to three letters: `mon`.
    pub fn as_str(self) -> &'static str {
        match self.0 {
            1 => "mon",
            2 => "tue",
            3 => "wed",
            4 => "thu",
            5 => "fri",
            6 => "sat",
            _ => "sun",
        }
    }

    /// The day that a name such as `Mon`, `monday` or `周一` stands for.
    pub fn named(text: &str) -> Option<Self> {
        let lower = text.trim().to_lowercase();
        let chinese = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
        let is_it = |day: &Self| {
            let full = lower.len() > 3 && lower.starts_with(day.as_str()) && lower.ends_with("day");
            lower == day.as_str() || full || lower == chinese[usize::from(day.0.unsigned_abs()) - 1]
        };
        Self::ALL.into_iter().find(is_it)
    }
}

impl From<Weekday> for Day {
    fn from(day: Weekday) -> Self {
        Self(day.to_monday_one_offset())
    }
}

impl SupportHours {
    /// Seconds of support hours from `start` to `end`; 0 where `end` comes first, `None` over more than twenty years.
    pub fn between(&self, start: Instant, end: Instant) -> Option<i64> {
        let (first, last) = (start.date_in(&self.zone), end.date_in(&self.zone));
        if MAX_DAYS < first.until(last).map_or(MAX_DAYS + 1, |it| it.get_days()) {
            return None;
        }
        let mut seconds = 0;
        let mut day = first;
        while day <= last {
            if let Some((opens, closes)) = self.window(day) {
                let (from, to) = (opens.max(start.timestamp()), closes.min(end.timestamp()));
                seconds += to.duration_since(from).as_secs().max(0);
            }
            day = day.tomorrow().ok()?;
        }
        Some(seconds)
    }

    /// Whether `day` is worked.
    pub fn is_worked(&self, day: Date) -> bool {
        self.workdays.contains(&day)
            || (self.days.contains(&day.weekday().into()) && !self.holidays.contains(&day))
    }

    /// When `day` begins and ends at work; `None` where it is free.
    fn window(&self, day: Date) -> Option<(Timestamp, Timestamp)> {
        if !self.is_worked(day) {
            return None;
        }
        let at = |local| self.zone.to_timestamp(local).ok();
        let end = match self.to {
            Some(time) => day.to_datetime(time),
            None => day.tomorrow().ok()?.to_datetime(Time::midnight()),
        };
        Some((at(day.to_datetime(self.from))?, at(end)?))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, datetime, time};
    use proptest::prelude::*;

    use super::*;
    use crate::time::resolve_local;

    fn hours(zone: &str) -> SupportHours {
        SupportHours {
            zone: TimeZone::get(zone).unwrap(),
            days: Day::ALL[..5].iter().copied().collect(),
            from: time(9, 0, 0, 0),
            to: Some(time(18, 0, 0, 0)),
            holidays: [date(2026, 1, 1)].into(),
            workdays: [date(2026, 1, 4)].into(),
        }
    }

    fn at(local: jiff::civil::DateTime, zone: &str) -> Instant {
        resolve_local(local, &TimeZone::get(zone).unwrap()).unwrap().instant()
    }

    fn seconds(from: jiff::civil::DateTime, to: jiff::civil::DateTime) -> Option<i64> {
        hours("Asia/Shanghai").between(at(from, "Asia/Shanghai"), at(to, "Asia/Shanghai"))
    }

    #[test]
    fn a_night_and_a_weekend_do_not_count() {
        // Friday 17:00 to Monday 10:00: an hour on each day.
        assert_eq!(
            seconds(datetime(2026, 1, 9, 17, 0, 0, 0), datetime(2026, 1, 12, 10, 0, 0, 0)),
            Some(7200)
        );
        assert_eq!(seconds(datetime(2026, 1, 9, 19, 0, 0, 0), datetime(2026, 1, 10, 23, 0, 0, 0)), Some(0));
        assert_eq!(seconds(datetime(2026, 1, 9, 10, 0, 0, 0), datetime(2026, 1, 9, 9, 0, 0, 0)), Some(0));
    }

    #[test]
    fn a_holiday_does_not_count_and_a_weekend_that_is_worked_does() {
        assert_eq!(seconds(datetime(2026, 1, 1, 0, 0, 0, 0), datetime(2026, 1, 1, 23, 0, 0, 0)), Some(0));
        // 2026-01-04 is a Sunday.
        let sunday = (datetime(2026, 1, 4, 8, 0, 0, 0), datetime(2026, 1, 4, 20, 0, 0, 0));
        assert_eq!(seconds(sunday.0, sunday.1), Some(9 * 3600));
    }

    #[test]
    fn a_day_on_which_the_clocks_change_has_the_seconds_that_pass() {
        let mut whole = hours("Europe/Berlin");
        (whole.from, whole.to) = (Time::midnight(), None);
        whole.days = Day::ALL.into();
        let day = |month, day| {
            let zone = "Europe/Berlin";
            let next = date(2026, month, day).tomorrow().unwrap();
            let (from, to) = (date(2026, month, day).at(0, 0, 0, 0), next.at(0, 0, 0, 0));
            whole.between(at(from, zone), at(to, zone))
        };
        assert_eq!([day(3, 29), day(7, 1), day(10, 25)], [Some(23 * 3600), Some(24 * 3600), Some(25 * 3600)]);
    }

    #[test]
    fn days_of_the_week_are_read_in_both_languages() {
        let days = ["Mon", "tuesday", "WED", "周四", "sun"].map(|it| Day::named(it).map(Day::as_str));
        assert_eq!(days, ["mon", "tue", "wed", "thu", "sun"].map(Some));
        assert_eq!([Day::named("weekday"), Day::named("moonday"), Day::named("")], [None; 3]);
    }

    #[test]
    fn a_mistyped_year_is_not_measured() {
        assert_eq!(seconds(datetime(26, 1, 9, 10, 0, 0, 0), datetime(2026, 1, 9, 10, 0, 0, 0)), None);
    }

    proptest! {
        #[test]
        fn support_time_is_additive_and_no_longer_than_calendar_time(
            start in 1_500_000_000_i64..1_900_000_000,
            first in 0_i64..4_000_000,
            second in 0_i64..4_000_000,
            zone in prop::sample::select(vec!["UTC", "Asia/Shanghai", "Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe"]),
            from in 0_i8..23,
        ) {
            let mut hours = hours(zone);
            hours.from = time(from, 30, 0, 0);
            hours.to = None;
            let instant = |it: i64| {
                let offset = jiff::tz::Offset::UTC;
                Instant::from_offset(offset.to_datetime(Timestamp::from_second(it).unwrap()), offset).unwrap()
            };
            let [a, b, c] = [start, start + first, start + first + second].map(instant);
            let (left, right) = (hours.between(a, b).unwrap(), hours.between(b, c).unwrap());
            prop_assert!(left <= first && right <= second);
            prop_assert_eq!(left + right, hours.between(a, c).unwrap());
        }

        #[test]
        fn nothing_counts_where_every_day_is_free(start in 1_500_000_000_i64..1_900_000_000, length in 0_i64..500_000) {
            let mut hours = hours("Europe/Berlin");
            hours.workdays.clear();
            let zone = TimeZone::get("Europe/Berlin").unwrap();
            let instant = |it: i64| {
                let local = zone.to_datetime(Timestamp::from_second(it).unwrap());
                Instant::from_offset(local, zone.to_offset(Timestamp::from_second(it).unwrap())).unwrap()
            };
            let (a, b) = (instant(start), instant(start + length));
            let mut day = a.date_in(&zone);
            while day <= b.date_in(&zone) {
                hours.holidays.insert(day);
                day = day.tomorrow().unwrap();
            }
            prop_assert_eq!(hours.between(a, b), Some(0));
        }
    }
}
