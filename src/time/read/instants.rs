//! Full points in time, as front matter and tables give them.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::clock::TimeOfDay;
use super::dates::{DateReading, scan_date};
use super::day_order::DayOrder;
use super::moments::read_moment_in;
use super::scan::{Scan, trim_marks};
use super::zones::WrittenZone;
use crate::time::instant::Resolved;

/// A point in time as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstantReading {
    /// The point, and whether its local time was ambiguous.
    pub resolved: Resolved,
    /// Whether a zone or offset was written with it.
    pub has_zone: bool,
    /// Written with "about", `~` and the like.
    pub approximate: bool,
}

/// Why a text is not a point in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InstantError {
    /// Nothing of the kind.
    NotAnInstant,
    /// A day without a time.
    NoTime,
    /// A time without a day; the caller may know the day.
    NoDay(TimeOfDay),
    /// `01/02/2026`
    AmbiguousDay {
        /// The day, if the day was written first.
        day_first: Date,
        /// The day, if the month was written first.
        month_first: Date,
    },
    /// No calendar has this day, as 2026-02-30.
    NoSuchDay {
        /// The last day that its month has.
        last: Date,
    },
    /// An abbreviation of several zones, and the document's own zone is none of them.
    UnclearZone(&'static str),
    /// A range or more than one point.
    Range,
    /// Outside the years that can be represented.
    OutOfRange,
}

/// [`read_instant_in`] for an author of whom no order is known.
#[cfg(test)]
pub fn read_instant(text: &str, zone: &TimeZone) -> Result<InstantReading, InstantError> {
    read_instant_in(text, zone, None)
}

/// The point in time that `text` is, by an author who writes day and month in the order `order`; `zone` is meant where
/// none is written.
///
/// RFC 3339 and its relatives: `2026-01-23T14:30+08:00`, `2026-01-23 14:30:05 +0800`,
/// `2026-01-23 14:30 America/New_York`, `2026年1月23日 14:30`.
pub fn read_instant_in(
    text: &str,
    zone: &TimeZone,
    order: Option<DayOrder>,
) -> Result<InstantReading, InstantError> {
    let Some(moment) = read_moment_in(text, order) else { return Err(unreadable(text)) };
    if moment.end.is_some() {
        return Err(InstantError::Range);
    }
    let (date, time) = match (moment.date, moment.time) {
        (Some(date), Some(time)) => (date, time),
        (Some(_), None) => return Err(InstantError::NoTime),
        (None, Some(time)) if moment.month_day.is_none() && moment.weekday.is_none() => {
            return Err(InstantError::NoDay(time));
        }
        (None, _) => return Err(InstantError::NotAnInstant),
    };
    let Some(resolved) = time.on(date, zone) else {
        return Err(match time.zone {
            Some(WrittenZone::Unclear(it)) => InstantError::UnclearZone(it.name),
            _ => InstantError::OutOfRange,
        });
    };
    Ok(InstantReading { resolved, has_zone: time.zone.is_some(), approximate: moment.approximate })
}

/// Why `text` is not a moment.
fn unreadable(text: &str) -> InstantError {
    match scan_date(&mut Scan::new(trim_marks(text))) {
        Some(DateReading::Ambiguous { day_first, month_first }) => {
            InstantError::AmbiguousDay { day_first, month_first }
        }
        Some(DateReading::Impossible { last }) => InstantError::NoSuchDay { last },
        Some(DateReading::Date(_) | DateReading::MissingYear(_)) | None => InstantError::NotAnInstant,
    }
}
