//! Which of day and month an author writes first, as days show that can be read in one way only.

use jiff::civil::Date;

/// Which of day and month comes first in `06-05-2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DayOrder {
    /// `27-02-2026`
    DayFirst,
    /// `02-27-2026`
    MonthFirst,
}

/// How many days of some text can be read in one order only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DayOrders {
    /// As `27-02-2026`.
    pub day_first: usize,
    /// As `02-27-2026`.
    pub month_first: usize,
    /// As `05-06-2026`, which may be either.
    pub open: usize,
}

impl DayOrders {
    /// Counts the days of `text` that are written with hyphens or slashes and whose order is certain.
    ///
    /// One line may be a quotation; what counts is that all of them agree.
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut found = Self::default();
        let mut at = 0;
        while at < bytes.len() {
            let begins = bytes[at].is_ascii_digit() && (at == 0 || !is_joined(bytes[at - 1]));
            if !begins {
                at += 1;
                continue;
            }
            let Some((first, second, year, length)) = day_at(&bytes[at..]) else {
                at += bytes[at..].iter().take_while(|it| it.is_ascii_digit()).count();
                continue;
            };
            let valid = |month: u8, day: u8| {
                let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else { return false };
                (1900..=2199).contains(&year) && Date::new(year, month, day).is_ok()
            };
            match (valid(second, first), valid(first, second)) {
                (true, false) => found.day_first += 1,
                (false, true) => found.month_first += 1,
                (true, true) if first != second => found.open += 1,
                _ => {}
            }
            at += length;
        }
        found
    }

    /// These and `other` together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            day_first: self.day_first + other.day_first,
            month_first: self.month_first + other.month_first,
            open: self.open + other.open,
        }
    }

    /// The order that every certain day has; `None` without one, or where they differ.
    pub fn settled(self) -> Option<DayOrder> {
        match (self.day_first, self.month_first) {
            (1.., 0) => Some(DayOrder::DayFirst),
            (0, 1..) => Some(DayOrder::MonthFirst),
            _ => None,
        }
    }
}

/// Whether a figure behind `byte` belongs to something longer: a version, an address, a number.
fn is_joined(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'/' | b'.' | b'_' | b':' | b'#')
}

/// `27-02-2026` at the beginning of `bytes`: both figures, the year, and how long it is.
fn day_at(bytes: &[u8]) -> Option<(u8, u8, i16, usize)> {
    let (first, after_first) = figures(bytes, 2)?;
    let separator = *bytes.get(after_first).filter(|it| matches!(it, b'-' | b'/'))?;
    let (second, length) = figures(bytes.get(after_first + 1..)?, 2)?;
    let after_second = after_first + 1 + length;
    if bytes.get(after_second) != Some(&separator) {
        return None;
    }
    let (year, length) = figures(bytes.get(after_second + 1..)?, 4).filter(|it| it.1 == 4)?;
    let end = after_second + 1 + length;
    let goes_on = bytes.get(end).is_some_and(|it| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'/'));
    let small = |it: u16| u8::try_from(it).ok();
    (!goes_on).then_some((small(first)?, small(second)?, i16::try_from(year).ok()?, end))
}

/// A whole run of at most `max` digits: its value and its length.
fn figures(bytes: &[u8], max: usize) -> Option<(u16, usize)> {
    let length = bytes.iter().take_while(|it| it.is_ascii_digit()).count();
    let value = || bytes[..length].iter().fold(0_u16, |sum, it| sum * 10 + u16::from(it - b'0'));
    (1..=max).contains(&length).then(|| (value(), length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_certain_day_settles_the_order_and_two_that_differ_do_not() {
        assert_eq!(DayOrders::of("27-02-2026, then 06-05-2026").settled(), Some(DayOrder::DayFirst));
        assert_eq!(DayOrders::of("on 7/25/2023 we saw 7/5/2023").settled(), Some(DayOrder::MonthFirst));
        assert_eq!(DayOrders::of("25/07/2023 and 7/25/2023").settled(), None);
        assert_eq!(DayOrders::of("06-05-2026").settled(), None);
    }

    #[test]
    fn versions_addresses_and_years_first_are_no_evidence() {
        for text in ["v1.27-02-2026", "a/27/02/2026", "2026-02-27", "27-02-20261", "27-02/2026", "27-13-2026"]
        {
            assert_eq!(DayOrders::of(text), DayOrders::default(), "{text}");
        }
    }
}
