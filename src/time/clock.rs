//! The day that numbers are computed for; the only place that may ask the machine for it.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Where the as-of day comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// The machine's clock, in the site's zone.
    Today,
    /// A day that the user names.
    Day(Date),
    /// Seconds since 1970-01-01 UTC, in the site's zone: `SOURCE_DATE_EPOCH`.
    Epoch(Timestamp),
}

impl Clock {
    /// The as-of day in `zone`.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that may ask for the day")]
    pub fn day(self, zone: &TimeZone) -> Date {
        match self {
            Self::Today => zone.to_datetime(Timestamp::now()).date(),
            Self::Day(day) => day,
            Self::Epoch(at) => zone.to_datetime(at).date(),
        }
    }
}
