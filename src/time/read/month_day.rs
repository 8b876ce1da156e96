//! A day of some year.

use jiff::civil::Date;

/// A day of some year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MonthDay {
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31, and there is a year that has this day.
    pub day: i8,
}

impl MonthDay {
    /// This day in `year`; `None` for 29 February in a common year.
    pub fn in_year(self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day).ok()
    }

    pub(super) fn new(month: u32, day: u32) -> Option<Self> {
        let it = Self { month: i8::try_from(month).ok()?, day: i8::try_from(day).ok()? };
        // 2024 has every day that any year has.
        it.in_year(2024).map(|_| it)
    }
}
