//! Dates, durations and numbers as readers of a language write them.

use jiff::civil::Date;

use super::Messages;
use crate::time::Instant;

/// Seconds of one minute, hour and day.
const MINUTE: i64 = 60;
const HOUR: i64 = 3600;
const DAY: i64 = 86_400;

impl Messages {
    /// `23 Jan 2026`, `2026年1月23日`.
    pub fn date(&self, date: Date) -> String {
        let months: Vec<&str> = self.text("format.months").split(' ').collect();
        let idx = usize::try_from(date.month() - 1).unwrap_or_default();
        self.fill(
            "format.date",
            &[
                ("day", &date.day().to_string()),
                ("month", months.get(idx).copied().unwrap_or_default()),
                ("year", &date.year().to_string()),
            ],
        )
    }

    /// The clock time of `at` as written, without the day: `14:32`, with seconds only where there are some.
    #[expect(
        clippy::unused_self,
        reason = "how a value is written is the language's business, also where all agree"
    )]
    pub fn clock(&self, at: Instant) -> String {
        let local = at.local();
        match local.second() {
            0 => format!("{:02}:{:02}", local.hour(), local.minute()),
            second => format!("{:02}:{:02}:{second:02}", local.hour(), local.minute()),
        }
    }

    /// `+08:00`, or `UTC`.
    #[expect(
        clippy::unused_self,
        reason = "how a value is written is the language's business, also where all agree"
    )]
    pub fn offset(&self, at: Instant) -> String {
        let written = at.to_string();
        match &written[written.len() - "+00:00".len()..] {
            "+00:00" => "UTC".to_owned(),
            offset => offset.to_owned(),
        }
    }

    /// Day, clock time and offset: `23 Jan 2026 14:32 +08:00`.
    pub fn instant(&self, at: Instant) -> String {
        format!("{} {} {}", self.date(at.date()), self.clock(at), self.offset(at))
    }

    /// A duration in its two largest units: `45 s`, `38 min`, `1 h 20 min`, `2 d 3 h`.
    ///
    /// Longer than an hour, seconds are dropped; longer than a day, minutes too. Never rounded up, so that a time
    /// just within a target does not read as one beyond it.
    pub fn duration(&self, seconds: i64) -> String {
        let unit = |key: &str, n: i64| self.fill(key, &[("n", &n.to_string())]);
        let pair = |first: String, key: &str, n: i64| match n {
            0 => first,
            n => format!("{first} {}", unit(key, n)),
        };
        let seconds = seconds.max(0);
        if 0 < seconds && seconds < MINUTE {
            unit("format.seconds", seconds)
        } else if seconds < HOUR {
            pair(unit("format.minutes", seconds / MINUTE), "format.seconds", seconds % MINUTE)
        } else if seconds < DAY {
            pair(unit("format.hours", seconds / HOUR), "format.minutes", seconds % HOUR / MINUTE)
        } else {
            pair(unit("format.days", seconds / DAY), "format.hours", seconds % DAY / HOUR)
        }
    }

    /// A whole number in groups of three: `12,345`.
    pub fn integer(&self, n: usize) -> String {
        let digits = n.to_string();
        let group = self.text("format.number.group");
        let mut out = String::new();
        for (idx, digit) in digits.chars().enumerate() {
            if 0 < idx && (digits.len() - idx).is_multiple_of(3) {
                out.push_str(group);
            }
            out.push(digit);
        }
        out
    }

    /// A number with at most two decimals: `0.5`, `100,000`.
    pub fn number(&self, value: f64) -> String {
        if !value.is_finite() {
            return String::new();
        }
        let written = format!("{:.2}", value.abs());
        let (whole, decimals) = written.split_once('.').unwrap_or((&written, ""));
        let whole = whole.parse().map_or_else(|_| whole.to_owned(), |it| self.integer(it));
        let sign = if value < 0.0 { "−" } else { "" };
        match decimals.trim_end_matches('0') {
            "" => format!("{sign}{whole}"),
            decimals => format!("{sign}{whole}.{decimals}"),
        }
    }

    /// A number with one decimal: `8.8`.
    pub fn decimal(&self, value: f64) -> String {
        self.number((value * 10.0).round() / 10.0)
    }

    /// A difference of counts with its sign: `+2`, `−1`, `0`.
    pub fn difference(&self, value: i64) -> String {
        let digits = self.integer(usize::try_from(value.unsigned_abs()).unwrap_or(usize::MAX));
        match value {
            1.. => format!("+{digits}"),
            0 => digits,
            _ => format!("−{digits}"),
        }
    }

    /// A share of 0 to 1 in whole percent: `42%`; a share that rounds to 0 or 100 without being it keeps a decimal.
    #[expect(
        clippy::unused_self,
        reason = "how a value is written is the language's business, also where all agree"
    )]
    pub fn percent(&self, share: f64) -> String {
        let percent = share * 100.0;
        if 0.0 < percent && percent < 0.5 {
            format!("{:.1}%", percent.max(0.1))
        } else if (99.5..100.0).contains(&percent) {
            format!("{:.1}%", percent.min(99.9))
        } else {
            format!("{percent:.0}%")
        }
    }

    /// Two sentences after each other; Chinese has no space between them.
    pub fn sentences(&self, first: &str, second: &str) -> String {
        let between = if self.locale().is_chinese() { "" } else { " " };
        format!("{first}{between}{second}")
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, datetime};
    use jiff::tz::Offset;

    use super::super::Locale;
    use super::*;

    #[test]
    fn sentences_follow_each_other_as_in_each_language() {
        assert_eq!(messages(Locale::English).sentences("One.", "Two."), "One. Two.");
        assert_eq!(messages(Locale::Chinese).sentences("一。", "二。"), "一。二。");
    }

    #[test]
    fn dates_are_written_as_in_each_language() {
        let day = date(2026, 1, 23);
        assert_eq!(messages(Locale::English).date(day), "23 Jan 2026");
        assert_eq!(messages(Locale::Chinese).date(day), "2026年1月23日");
        let local = datetime(2026, 1, 23, 14, 32, 0, 0);
        let at = Instant::from_offset(local, Offset::from_hours(8).unwrap()).unwrap();
        assert_eq!(messages(Locale::English).instant(at), "23 Jan 2026 14:32 +08:00");
    }

    #[test]
    fn durations_show_their_two_largest_units() {
        let english = messages(Locale::English);
        let expected = [
            (0, "0 min"),
            (45, "45 s"),
            (90, "1 min 30 s"),
            (38 * 60, "38 min"),
            (4800, "1 h 20 min"),
            (7200, "2 h"),
            (86_400 * 2 + 3 * 3600 + 59 * 60, "2 d 3 h"),
        ];
        for (seconds, text) in expected {
            assert_eq!(english.duration(seconds), text);
        }
        assert_eq!(messages(Locale::Chinese).duration(4800), "1 小时 20 分钟");
    }

    #[test]
    fn numbers_are_grouped_and_shares_do_not_round_to_certainty() {
        let english = messages(Locale::English);
        assert_eq!(english.integer(1_234_567), "1,234,567");
        assert_eq!(
            (english.number(0.5), english.number(100_000.0)),
            ("0.5".to_owned(), "100,000".to_owned())
        );
        assert_eq!(english.number(-1234.567), "−1,234.57");
        let shares = [0.0, 0.001, 0.42, 0.999, 1.0].map(|it| english.percent(it));
        assert_eq!(shares, ["0%", "0.1%", "42%", "99.9%", "100%"]);
    }

    fn messages(locale: Locale) -> Messages {
        let text = match locale {
            Locale::English => include_str!("../../themes/default/i18n/en.yaml"),
            Locale::Chinese => include_str!("../../themes/default/i18n/zh-CN.yaml"),
        };
        Messages::read(locale, text).unwrap()
    }
}
