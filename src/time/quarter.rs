//! Calendar and fiscal quarters.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

/// A quarter of a year, written `2026-Q1`.
///
/// With a fiscal year that starts in month `m` > 1, the year is the one in which the fiscal year ends:
/// with a start in April, 2026-04-01 lies in `2027-Q1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    /// The (fiscal) year.
    pub year: i16,
    /// 1 to 4.
    pub number: i8,
}

impl Quarter {
    /// The quarter in which `day` lies, for a fiscal year that starts in month `first_month` (1 to 12).
    pub fn of(day: Date, first_month: i8) -> Self {
        let months_in = (day.month() - first_month).rem_euclid(12);
        let ends_next_year = 1 < first_month && first_month <= day.month();
        Self { year: day.year() + i16::from(ends_next_year), number: months_in / 3 + 1 }
    }

    /// The quarter after this one.
    #[must_use]
    pub fn next(self) -> Self {
        if self.number == 4 {
            Self { year: self.year + 1, number: 1 }
        } else {
            Self { number: self.number + 1, ..self }
        }
    }

    /// The quarter before this one.
    #[must_use]
    pub fn previous(self) -> Self {
        if self.number == 1 {
            Self { year: self.year - 1, number: 4 }
        } else {
            Self { number: self.number - 1, ..self }
        }
    }

    /// First and last day, both inclusive; `None` outside the years that can be represented.
    pub fn days(self, first_month: i8) -> Option<(Date, Date)> {
        let start = |quarter: Self| {
            let months = i16::from(first_month) - 1 + i16::from(quarter.number - 1) * 3;
            let first_year = quarter.year - i16::from(1 < first_month);
            let month = i8::try_from(months % 12 + 1).ok()?;
            Date::new(first_year + months / 12, month, 1).ok()
        };
        Some((start(self)?, start(self.next())?.yesterday().ok()?))
    }

    /// The form used in addresses: `2026-q1`.
    pub fn slug(self) -> String {
        format!("{}-q{}", self.year, self.number)
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-Q{}", self.year, self.number)
    }
}

impl FromStr for Quarter {
    type Err = ();

    /// Reads `2026-Q1`, `2026Q1` and `2026-q1`.
    fn from_str(text: &str) -> Result<Self, ()> {
        let (year, number) = text.split_once(['q', 'Q']).ok_or(())?;
        let year: i16 = year.strip_suffix('-').unwrap_or(year).parse().map_err(|_| ())?;
        let number: i8 = number.parse().map_err(|_| ())?;
        if (1..=9999).contains(&year) && (1..=4).contains(&number) {
            Ok(Self { year, number })
        } else {
            Err(())
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_day_of_a_quarter_lies_in_it_for_every_fiscal_start() {
        for first_month in 1..=12 {
            let mut day = date(2023, 12, 1);
            while day < date(2025, 2, 1) {
                let quarter = Quarter::of(day, first_month);
                let (first, last) = quarter.days(first_month).unwrap();
                assert!(first <= day && day <= last, "{day} {quarter} {first_month}");
                day = day.tomorrow().unwrap();
            }
        }
    }

    #[test]
    fn reads_the_three_written_forms() {
        let expected = Ok(Quarter { year: 2026, number: 1 });
        for text in ["2026-Q1", "2026Q1", "2026-q1"] {
            assert_eq!(text.parse(), expected);
        }
        assert_eq!("2026-Q5".parse::<Quarter>(), Err(()));
    }
}
