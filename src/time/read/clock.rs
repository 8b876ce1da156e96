//! Clock times: `14:32`, `2:05 pm`, `约14:32`, `14时32分`, `下午2点`, `16:00z`.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use super::about::{eat_about, eat_about_behind};
use super::day_order::DayOrder;
use super::day_parts::{DayPart, eat_meridiem, eat_next_day, eat_next_day_behind};
use super::month_day::MonthDay;
use super::scan::Scan;
#[cfg(test)]
use super::scan::trim_marks;
use super::zones::{Place, WrittenZone, scan_zone};
use crate::time::instant::{Resolved, resolve_local};

/// A clock time as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeOfDay {
    /// 0 to 23.
    pub hour: i8,
    /// 0 to 59.
    pub minute: i8,
    /// 0 to 59, where seconds were written; a leap second counts as 59.
    pub second: Option<i8>,
    /// Written with "about", `~`, `左右` and the like.
    pub approximate: bool,
    /// The zone written with it.
    pub zone: Option<WrittenZone>,
    /// Whole days after the day it is written under: 1 for `24:00`, `次日 00:15` and `00:15 (+1)`.
    pub plus_days: i8,
}

impl TimeOfDay {
    /// This time on `day`, in its own zone, else in `home`; `None` where its zone stays unclear
    /// or the year cannot be represented.
    pub fn on(&self, day: Date, home: &TimeZone) -> Option<Resolved> {
        let day = day.checked_add(jiff::Span::new().try_days(i64::from(self.plus_days)).ok()?).ok()?;
        let time = Time::new(self.hour, self.minute, self.second.unwrap_or(0), 0).ok()?;
        let local = day.to_datetime(time);
        match &self.zone {
            Some(it) => it.resolve(local, home),
            None => resolve_local(local, home),
        }
    }
}

/// The clock time that `text` is, marks around it apart; `None` where it is something else.
///
/// `13:55 PM` is 13:55. `8点` is `None`: without a part of the day it may be morning or evening.
#[cfg(test)]
pub fn read_time_of_day(text: &str) -> Option<TimeOfDay> {
    whole(text, ClockStyle::PLAIN)
}

/// Like [`read_time_of_day`], but `14.32` is a time as well; for places where nothing else can be.
#[cfg(test)]
pub fn read_dotted_time_of_day(text: &str) -> Option<TimeOfDay> {
    whole(text, ClockStyle { dotted: true, ..ClockStyle::PLAIN })
}

#[cfg(test)]
fn whole(text: &str, style: ClockStyle) -> Option<TimeOfDay> {
    let mut scan = Scan::new(trim_marks(text));
    let it = scan_time(&mut scan, style)?.time;
    scan.at_end().then_some(it)
}

/// What may be read as a time in one place and not in another.
#[derive(Debug, Clone, Copy)]
pub(super) struct ClockStyle {
    /// `14.32`
    pub(super) dotted: bool,
    /// `1432`, where nothing but a separator or the end follows.
    pub(super) compact: bool,
    /// `14:32-08:00` has an offset and is not a range.
    pub(super) minus_offset: bool,
}

impl ClockStyle {
    /// A time on its own.
    pub(super) const PLAIN: Self = Self { dotted: false, compact: false, minus_offset: false };
    /// A time behind a full date and a space.
    pub(super) const AFTER_DATE: Self = Self { dotted: false, compact: true, minus_offset: false };
    /// A time in the form of RFC 3339.
    pub(super) const RFC_3339: Self = Self { dotted: false, compact: true, minus_offset: true };
}

/// A clock time and how it was written.
pub(super) struct ScannedTime {
    pub(super) time: TimeOfDay,
    /// With am, pm or a part of the day.
    pub(super) has_part: bool,
}

/// Reads a clock time at `scan` with what belongs to it: about, day part, am or pm, zone, next day.
pub(super) fn scan_time(scan: &mut Scan<'_>, style: ClockStyle) -> Option<ScannedTime> {
    let mut it = *scan;
    let mut approximate = eat_about(&mut it);
    let mut plus_days = i8::from(eat_next_day(&mut it));
    it.skip_spaces();
    let mut zone = zone_before(&mut it);
    approximate |= eat_about(&mut it);
    let part = DayPart::scan(&mut it);
    let mut face = Face::scan(&mut it, style, part.is_some())?;
    let part = part.or_else(|| eat_meridiem(&mut it, face.spoken));
    let is_named = part.is_none() && eat_clock_word(&mut it, &face);
    match part {
        Some(part) => {
            let (hour, later) = part.hour(face.hour)?;
            face.hour = hour;
            plus_days += later;
        }
        None if face.needs_part && !is_named => return None,
        None => {}
    }
    let marked = face.compact && style.compact && it.eat_word_of(&["h", "hrs"]).is_some();
    approximate |= eat_about_behind(&mut it);
    if zone.is_none() {
        // Seconds show that a machine wrote it; people write ranges without them.
        let minus = style.minus_offset || face.second.is_some();
        zone = scan_zone(&mut it, Place::BehindTime { minus });
    }
    approximate |= eat_about_behind(&mut it);
    plus_days += i8::from(plus_days == 0 && eat_next_day_behind(&mut it));
    if face.compact && zone.is_none() && !marked && !(style.compact && ends_compact(&it)) {
        return None;
    }
    if it.next_is_alphanumeric() || it.next_is_digit_after(':') || matches!(it.peek(), Some('%' | '_')) {
        return None;
    }
    if it.next_is_digit_after('.') {
        return None;
    }
    if face.hour == 24 {
        if face.minute != 0 || face.second.unwrap_or(0) != 0 {
            return None;
        }
        face.hour = 0;
        plus_days += 1;
    }
    *scan = it;
    let time = TimeOfDay {
        hour: i8::try_from(face.hour).ok()?,
        minute: i8::try_from(face.minute).ok()?,
        second: match face.second {
            Some(it) => Some(i8::try_from(it.min(59)).ok()?),
            None => None,
        },
        approximate,
        zone,
        plus_days,
    };
    Some(ScannedTime { time, has_part: part.is_some() })
}

/// `Uhr`, and the `h` or `hs` that some write behind minutes: `08:45 Uhr`, `9 Uhr`, `09:30h`.
fn eat_clock_word(scan: &mut Scan<'_>, face: &Face) -> bool {
    let mut it = *scan;
    it.skip_spaces();
    if it.eat_word("uhr") {
        *scan = it;
        return true;
    }
    if !face.compact && !face.needs_part && scan.eat_word_of(&["hs", "hrs", "h"]).is_some() {
        return true;
    }
    false
}

/// The figures of a time, before am, pm and zone are known.
struct Face {
    /// 0 to 24.
    hour: u32,
    minute: u32,
    second: Option<u32>,
    /// Only an hour, as in `2 pm` and `8点`: nothing without a part of the day.
    needs_part: bool,
    /// No separator: `1432`.
    compact: bool,
    /// Written without minutes, so that `2 a` is nothing.
    spoken: bool,
}

impl Face {
    fn scan(scan: &mut Scan<'_>, style: ClockStyle, has_part: bool) -> Option<Self> {
        let mut noon = *scan;
        let figure = noon.number(2);
        noon.skip_spaces();
        if matches!(figure, None | Some((12, _))) && noon.eat_word("noon") {
            *scan = noon;
            return Some(Self::hour_only(12, false));
        }
        let mut it = *scan;
        let (first, n_digits) = it.number(4)?;
        let face = if n_digits == 4 {
            Self { compact: true, ..Self::with_minute(first / 100, first % 100, None) }
        } else if 2 < n_digits {
            return None;
        } else if it.next_is_digit_after(':') {
            it.bump();
            let minute = it.digits(2)?;
            let second = scan_seconds(&mut it);
            Self::with_minute(first, minute, second)
        } else if it.next_is_digit_after('h')
            || it.next_is_digit_after('H')
            || (style.dotted && it.next_is_digit_after('.'))
        {
            it.bump();
            let minute = it.digits(2)?;
            Self::with_minute(first, minute, None)
        } else {
            if n_digits == 2
                && let Some(minute) = minute_behind_h(&mut it)
            {
                let face = Self::with_minute(first, minute, None);
                if 24 < first || 59 < minute {
                    return None;
                }
                *scan = it;
                return Some(face);
            }
            let mut spoken = it;
            spoken.skip_spaces();
            match spoken.eat_any(&['时', '時', '点', '點', '시']) {
                Some(word) => {
                    let face = after_hour_word(&mut spoken, first, matches!(word, '点' | '點'))?;
                    it = spoken;
                    face
                }
                None => Self::hour_only(first, !has_part),
            }
        };
        if 24 < face.hour || 59 < face.minute || 60 < face.second.unwrap_or(0) {
            return None;
        }
        *scan = it;
        Some(face)
    }

    fn with_minute(hour: u32, minute: u32, second: Option<u32>) -> Self {
        Self { hour, minute, second, needs_part: false, compact: false, spoken: false }
    }

    fn hour_only(hour: u32, needs_part: bool) -> Self {
        Self { hour, minute: 0, second: None, needs_part, compact: false, spoken: true }
    }
}

/// The minute of `10 h 05`, as French writes it. `1 h 30` and `10 h 05 min` are how long something took.
fn minute_behind_h(scan: &mut Scan<'_>) -> Option<u32> {
    let mut it = *scan;
    it.skip_spaces();
    if !it.eat('h') {
        return None;
    }
    it.skip_spaces();
    let minute = it.digits(2)?;
    let mut behind = it;
    behind.skip_spaces();
    if it.next_is_alphanumeric() || behind.eat_word_of(&["min", "mn", "minutes", "minute", "m"]).is_some() {
        return None;
    }
    *scan = it;
    Some(minute)
}

/// `:05` or `:05.123`; fractions are dropped.
fn scan_seconds(scan: &mut Scan<'_>) -> Option<u32> {
    let mut it = *scan;
    if !it.eat(':') {
        return None;
    }
    let second = it.digits(2)?;
    *scan = it;
    if it.eat_any(&['.', ',']).is_some() && it.number(9).is_some() {
        *scan = it;
    }
    Some(second)
}

/// What follows the hour in `14时32分05秒`, `14点半`, `2点整`, `14 时`.
fn after_hour_word(scan: &mut Scan<'_>, hour: u32, colloquial: bool) -> Option<Face> {
    let mut it = *scan;
    // `3 時間` is how long something took.
    if matches!(it.peek(), Some('间' | '間' | '간')) {
        return None;
    }
    if it.eat('半') {
        *scan = it;
        return Some(Face::with_minute(hour, 30, None));
    }
    if it.eat_any(&['整', '正', '钟', '鐘']).is_some() {
        *scan = it;
        return Some(Face::hour_only(hour, colloquial && (1..=11).contains(&hour)));
    }
    it.skip_spaces();
    if let Some((minute, _)) = it.number(2) {
        let mut end = it;
        end.skip_spaces();
        if end.eat_any(&['分', '분']).is_some() {
            *scan = end;
            end.skip_spaces();
            let second = end.number(2).map(|it| it.0).filter(|_| {
                end.skip_spaces();
                end.eat_any(&['秒', '초']).is_some()
            });
            if second.is_some() {
                *scan = end;
            }
            return Some(Face::with_minute(hour, minute, second));
        }
        *scan = it;
        return (9 < minute).then(|| Face::with_minute(hour, minute, None));
    }
    Some(Face::hour_only(hour, colloquial && (1..=11).contains(&hour)))
}

/// `UTC 14:32`, `北京时间14:32`: a zone that a figure follows.
fn zone_before(scan: &mut Scan<'_>) -> Option<WrittenZone> {
    let mut it = *scan;
    if it.next_is_digit() {
        return None;
    }
    let zone = scan_zone(&mut it, Place::BeforeTime)?;
    it.skip_spaces();
    let mut ahead = it;
    eat_about(&mut ahead);
    DayPart::scan(&mut ahead);
    if !ahead.next_is_digit() {
        return None;
    }
    *scan = it;
    Some(zone)
}

/// Whether `1600` ends here for certain, and is not a count of something.
fn ends_compact(scan: &Scan<'_>) -> bool {
    let mut it = *scan;
    it.skip_spaces();
    // `2021-03-19 - 2021-03-21`
    if it.next_is_digit_after('-') {
        return false;
    }
    matches!(it.peek(), None | Some(':' | '-' | '–' | '—' | '|' | ')' | ']' | '`' | '*'))
}

/// `01-12` before a clock time: month and day, both with two digits; `1/23` where there is one way to read it.
pub(super) fn scan_numeric_month_day(scan: &mut Scan<'_>) -> Option<MonthDay> {
    let mut it = *scan;
    let (first, n_first) = it.number(2)?;
    let separator = it.eat_any(&['-', '/'])?;
    let (second, n_second) = it.number(2)?;
    let found = match (separator, n_first, n_second) {
        ('-', 2, 2) => MonthDay::new(first, second)?,
        ('/', ..) if 12 < first => MonthDay::new(second, first)?,
        ('/', ..) if 12 < second || first == second => MonthDay::new(first, second)?,
        ('/', ..) => match scan.order()? {
            DayOrder::DayFirst => MonthDay::new(second, first)?,
            DayOrder::MonthFirst => MonthDay::new(first, second)?,
        },
        _ => return None,
    };
    *scan = it;
    Some(found)
}
