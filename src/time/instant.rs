//! A point in time that remembers the offset it was written with.

use std::fmt;

use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

/// A point in time, to the second, with the UTC offset it was written or resolved with.
///
/// Ordered by the point in time alone. Printed as RFC 3339 with the offset: `2026-01-23T14:32:00+08:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instant {
    timestamp: Timestamp,
    offset: Offset,
}

/// A local time placed on the time line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolved {
    /// Exactly one point.
    Unique(Instant),
    /// The clocks were set back: the earlier of two points.
    Ambiguous(Instant),
    /// The clocks were set forward: no such local time; the point just after the gap began.
    Gap(Instant),
}

impl Instant {
    /// `local` read at `offset`; `None` outside the years that can be represented.
    pub fn from_offset(local: DateTime, offset: Offset) -> Option<Self> {
        let timestamp = offset.to_timestamp(local).ok()?;
        Some(Self { timestamp, offset })
    }

    /// The local date and time as written.
    pub fn local(self) -> DateTime {
        self.offset.to_datetime(self.timestamp)
    }

    /// The local day as written.
    pub fn date(self) -> Date {
        self.local().date()
    }

    /// The day that the clocks of `zone` showed at this point.
    pub fn date_in(self, zone: &TimeZone) -> Date {
        zone.to_datetime(self.timestamp).date()
    }

    /// The point in time, for comparing and subtracting.
    pub fn timestamp(self) -> Timestamp {
        self.timestamp
    }

    /// Seconds from `earlier` to `self`; negative where `self` comes first.
    pub fn seconds_since(self, earlier: Self) -> i64 {
        self.timestamp.duration_since(earlier.timestamp).as_secs()
    }

    /// This point `seconds` later, at the same offset; `None` outside the years that can be represented.
    pub fn plus_seconds(self, seconds: i64) -> Option<Self> {
        let timestamp = self.timestamp.checked_add(SignedDuration::from_secs(seconds)).ok()?;
        Some(Self { timestamp, offset: self.offset })
    }
}

/// Places the local time `local` of `zone` on the time line; `None` outside the years that can be represented.
pub fn resolve_local(local: DateTime, zone: &TimeZone) -> Option<Resolved> {
    match zone.to_ambiguous_timestamp(local).offset() {
        AmbiguousOffset::Unambiguous { offset } => Instant::from_offset(local, offset).map(Resolved::Unique),
        AmbiguousOffset::Fold { before, .. } => Instant::from_offset(local, before).map(Resolved::Ambiguous),
        AmbiguousOffset::Gap { before, .. } => {
            let shifted = Instant::from_offset(local, before)?;
            let offset = zone.to_offset(shifted.timestamp);
            Some(Resolved::Gap(Instant { timestamp: shifted.timestamp, offset }))
        }
    }
}

impl Resolved {
    /// The point, however it was found.
    pub fn instant(self) -> Instant {
        match self {
            Self::Unique(it) | Self::Ambiguous(it) | Self::Gap(it) => it,
        }
    }
}

impl PartialOrd for Instant {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Instant {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.timestamp, self.offset).cmp(&(other.timestamp, other.offset))
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let local = self.local();
        let total = self.offset.seconds();
        let (sign, minutes) = if total < 0 { ('-', -total / 60) } else { ('+', total / 60) };
        write!(
            f,
            "{}T{:02}:{:02}:{:02}{sign}{:02}:{:02}",
            local.date(),
            local.hour(),
            local.minute(),
            local.second(),
            minutes / 60,
            minutes % 60
        )
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::datetime;

    use super::*;

    #[test]
    fn prints_rfc_3339_with_the_written_offset() {
        let offset = Offset::from_hours(8).unwrap();
        let it = Instant::from_offset(datetime(2026, 1, 23, 14, 32, 0, 0), offset).unwrap();
        assert_eq!(it.to_string(), "2026-01-23T14:32:00+08:00");
    }

    #[test]
    fn a_local_time_in_a_gap_or_fold_is_named_as_such() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let gap = resolve_local(datetime(2026, 3, 29, 2, 30, 0, 0), &zone).unwrap();
        assert!(matches!(gap, Resolved::Gap(_)));
        assert_eq!(gap.instant().to_string(), "2026-03-29T03:30:00+02:00");
        let fold = resolve_local(datetime(2026, 10, 25, 2, 30, 0, 0), &zone).unwrap();
        assert!(matches!(fold, Resolved::Ambiguous(_)));
        assert_eq!(fold.instant().to_string(), "2026-10-25T02:30:00+02:00");
    }
}
