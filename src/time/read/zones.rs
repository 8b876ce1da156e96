//! Time zones: `UTC`, `+08:00`, `UTC+8`, `PST`, `Asia/Shanghai`, `北京时间`.
//!
//! An abbreviation that stands for several zones (`CST`, `IST`, `GST`) names none by itself. It is kept
//! as unclear, so that nobody puts the document's own zone in its place by mistake.

use std::sync::LazyLock;

use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone, TimeZoneDatabase};

use super::scan::{Scan, trim_marks};
use super::zone_names::{CITIES, NAMES, UnclearZone, Zone, year_samples};
use crate::time::instant::{Instant, Resolved, resolve_local};

/// A zone as a document gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WrittenZone {
    /// A fixed distance from UTC: `+08:00`, `UTC`, `PST`.
    Offset(Offset),
    /// A place whose clocks may change over the year: `Asia/Shanghai`, `PT`, `北京时间`.
    Named(TimeZone),
    /// An abbreviation that several zones share, such as `CST`.
    Unclear(UnclearZone),
}

impl WrittenZone {
    /// Places `local` on the time line; `None` where the zone stays unclear or the year cannot be represented.
    ///
    /// `home` is the zone of the site or the document. `CST` is read where `home` uses just one of its
    /// meanings in that year: +08:00 for a site in Shanghai, -06:00 for one in Chicago.
    pub fn resolve(&self, local: DateTime, home: &TimeZone) -> Option<Resolved> {
        match self {
            Self::Offset(it) => Instant::from_offset(local, *it).map(Resolved::Unique),
            Self::Named(it) => resolve_local(local, it),
            Self::Unclear(it) => {
                Instant::from_offset(local, it.at_home(local.date(), home)?).map(Resolved::Unique)
            }
        }
    }

    /// The zone for a whole document; `None` where it is unclear.
    pub fn to_time_zone(&self) -> Option<TimeZone> {
        match self {
            Self::Offset(it) => Some(it.to_time_zone()),
            Self::Named(it) => Some(it.clone()),
            Self::Unclear(_) => None,
        }
    }

    /// The zone for a whole document of `day`; of an unclear one the meaning that `home` uses, where it uses one.
    pub fn at_home(&self, day: Date, home: &TimeZone) -> Option<TimeZone> {
        match self {
            Self::Unclear(it) => it.at_home(day, home).map(|_| home.clone()),
            Self::Offset(_) | Self::Named(_) => self.to_time_zone(),
        }
    }

    pub(super) fn minutes(minutes: i16) -> Option<Self> {
        Offset::from_seconds(i32::from(minutes) * 60).ok().map(Self::Offset)
    }
}

/// The zone with the IANA name `name` (any case), from the data built into the program.
///
/// Not from the machine, whose data may be older: the same documents must give the same site everywhere.
pub fn zone_named(name: &str) -> Option<TimeZone> {
    static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);
    ZONES.get(name).ok()
}

/// The zone that `text` is and nothing else; `None` where it is not a zone or is an unclear one (`CST`, `IST`).
///
/// Several names for one zone are fine, as in `AEST — UTC+10` or `CST (UTC+8)`; `PST (UTC+8)` is `None`.
pub fn read_zone(text: &str) -> Option<WrittenZone> {
    read_written_zone(text).filter(|it| !matches!(it, WrittenZone::Unclear(_)))
}

/// Like [`read_zone`], but an unclear abbreviation is given as such.
pub fn read_written_zone(text: &str) -> Option<WrittenZone> {
    let mut scan = Scan::new(trim_marks(text));
    let it = scan_zones(&mut scan)?;
    scan.at_end().then_some(it)
}

/// Reads one or several names of one zone.
pub(super) fn scan_zones(scan: &mut Scan<'_>) -> Option<WrittenZone> {
    let mut found = scan_zone(scan, Place::Alone)?;
    // Bounded, so that a long row of zones is not read again from every one of them.
    for _ in 0..3 {
        let mut it = *scan;
        while it.eat_any(&[' ', ',', '/', '=', '–', '—', '|', '、']).is_some() {}
        if it.peek() == Some('-') && it.peek_second() == Some(' ') {
            it.bump();
            it.skip_spaces();
        }
        let Some(other) = scan_zone(&mut it, Place::Alone) else { break };
        found = same_zone(found, other)?;
        *scan = it;
    }
    Some(found)
}

/// The clearer one of two names where they can be names of one zone.
pub(super) fn same_zone(one: WrittenZone, other: WrittenZone) -> Option<WrittenZone> {
    use WrittenZone::{Named, Offset, Unclear};
    match (one, other) {
        (Unclear(one), Unclear(other)) => (one == other).then_some(Unclear(one)),
        (Unclear(unclear), Offset(it)) | (Offset(it), Unclear(unclear)) => {
            unclear.minutes.iter().any(|may| i32::from(*may) * 60 == it.seconds()).then_some(Offset(it))
        }
        (Unclear(unclear), Named(it)) | (Named(it), Unclear(unclear)) => {
            unclear.at_home(Date::constant(2024, 1, 1), &it).map(|_| Named(it))
        }
        (Offset(one), Offset(other)) => (one == other).then_some(Offset(one)),
        (Named(zone), Offset(it)) | (Offset(it), Named(zone)) => {
            let uses = |at| zone.to_timestamp(at).is_ok_and(|at| zone.to_offset(at) == it);
            year_samples(2024).into_iter().any(uses).then_some(Named(zone))
        }
        (Named(one), Named(other)) => (one == other).then_some(Named(one)),
    }
}

/// Where a zone is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In a text about zones: every form is understood.
    Alone,
    /// Behind a clock time, where `-08:00` is the end of a range and `14:30 Denver office` names no zone.
    BehindTime {
        /// The time is written such that a minus can only begin an offset.
        minus: bool,
    },
    /// Before a clock time: `UTC 14:32`, `北京时间14:32`.
    BeforeTime,
}

/// Reads one zone at `scan`, with spaces or an opening bracket before it.
pub(super) fn scan_zone(scan: &mut Scan<'_>, place: Place) -> Option<WrittenZone> {
    let mut it = *scan;
    let spaced = it.skip_spaces();
    let bracket = it.eat('(');
    if bracket {
        it.skip_spaces();
    }
    let zone = match it.peek()? {
        '+' | '-' if place == Place::Alone || bracket => plain_offset(&mut it),
        '+' => offset_behind_time(&mut it, spaced),
        '-' if place == (Place::BehindTime { minus: true }) => offset_behind_time(&mut it, spaced),
        'Z' | 'z' if !spaced || bracket || place == Place::Alone => {
            it.eat_word("z").then_some(WrittenZone::Offset(Offset::UTC))
        }
        _ => name(&mut it, place)
            .or_else(|| utc_with_offset(&mut it, place))
            .or_else(|| iana_name(&mut it))
            .or_else(|| city(&mut it, place)),
    }?;
    if bracket {
        it.skip_spaces();
        // `(UTC, see below)` in a text about zones is left to the reader of the bracket.
        let is_closed = it.eat(')') || (place != Place::Alone && skip_remark(&mut it));
        if !is_closed {
            return None;
        }
    }
    *scan = it;
    Some(zone)
}

/// Longest remark behind a zone, in characters.
const MAX_REMARK: usize = 80;

/// The rest of a bracket that goes on behind the zone: `01:01 (JST、from the log)`.
fn skip_remark(scan: &mut Scan<'_>) -> bool {
    let mut it = *scan;
    if it.eat_any(&[',', ';', '、', ':', '—', '–']).is_none() {
        return false;
    }
    for _ in 0..MAX_REMARK {
        match it.bump() {
            Some(')') => {
                *scan = it;
                return true;
            }
            None | Some('(') => return false,
            Some(_) => {}
        }
    }
    false
}

/// `+08:00`, `+0800`, `+08`, `-3:30`; a single digit only behind `UTC`.
fn plain_offset(scan: &mut Scan<'_>) -> Option<WrittenZone> {
    let mut it = *scan;
    it.bump();
    let (_, n_digits) = it.number(4)?;
    if n_digits == 1 && it.peek() != Some(':') {
        return None;
    }
    signed_offset(scan)
}

/// `-08:00` right behind the time, or ` -0800` as version control prints it.
///
/// With a space, two digits are not enough: `14:30 +10 nodes added`.
fn offset_behind_time(scan: &mut Scan<'_>, spaced: bool) -> Option<WrittenZone> {
    let mut it = *scan;
    let sign = it.bump();
    let (_, n_digits) = it.number(4)?;
    let colon = it.peek() == Some(':') && sign == Some('+');
    if spaced && n_digits != 4 && !colon {
        return None;
    }
    plain_offset(scan)
}

fn signed_offset(scan: &mut Scan<'_>) -> Option<WrittenZone> {
    let mut it = *scan;
    let sign = match it.eat_any(&['+', '-', '±'])? {
        '-' => -1,
        _ => 1,
    };
    let (hours, minutes) = match it.number(4)? {
        (both, 4) => (both / 100, both % 100),
        (hours, 1 | 2) => {
            let mut colon = it;
            match colon.eat(':').then(|| colon.digits(2)).flatten() {
                Some(minutes) => {
                    it = colon;
                    (hours, minutes)
                }
                None => (hours, 0),
            }
        }
        _ => return None,
    };
    if it.next_is_alphanumeric() || it.next_is_digit_after(':') || !matches!(minutes, 0 | 15 | 30 | 45) {
        return None;
    }
    let total = i16::try_from(hours * 60 + minutes).ok()? * sign;
    if !(-12 * 60..=14 * 60).contains(&total) {
        return None;
    }
    *scan = it;
    WrittenZone::minutes(total)
}

/// `UTC`, `GMT`, `UTC+8`, `GMT+0800`, `UTC +05:30`.
fn utc_with_offset(scan: &mut Scan<'_>, place: Place) -> Option<WrittenZone> {
    let mut it = *scan;
    if !it.eat_text_of(&["utc", "gmt"]) {
        return None;
    }
    let mut end = it;
    let spaced = end.skip_spaces();
    let zone = match end.peek() {
        // `10:00 UTC - 11:00` and `10:00 UTC -11:00` are ranges.
        Some('-') if spaced && place != Place::Alone => None,
        Some('+' | '-' | '±') => signed_offset(&mut end),
        _ => None,
    };
    if let Some(zone) = zone {
        *scan = end;
        return Some(zone);
    }
    if it.next_is_alphanumeric() && !(place == Place::BeforeTime && it.next_is_digit()) {
        return None;
    }
    *scan = it;
    Some(WrittenZone::Offset(Offset::UTC))
}

/// One of the known names and abbreviations.
fn name(scan: &mut Scan<'_>, place: Place) -> Option<WrittenZone> {
    let first = scan.first_byte()?;
    for (text, zone) in NAMES {
        let mut it = *scan;
        if !text.as_bytes()[0].eq_ignore_ascii_case(&first) || !it.eat_word(text) {
            continue;
        }
        let written = &scan.rest()[..it.at() - scan.at()];
        let shouted = text.chars().all(|it| it.is_ascii_uppercase() || it == '/');
        // `14:30 et al.` and `14:30 est.` name no zone.
        if shouted && place != Place::Alone && written.chars().any(|it| it.is_ascii_lowercase()) {
            let easily_a_word = text.len() < 3 || ["EST", "EAT", "IST", "WET"].contains(text);
            if easily_a_word {
                continue;
            }
        }
        *scan = it;
        return zone.written();
    }
    None
}

/// `Asia/Shanghai`: the name must be in the zone data.
fn iana_name(scan: &mut Scan<'_>) -> Option<WrittenZone> {
    const AREAS: [&str; 10] = [
        "Africa/",
        "America/",
        "Antarctica/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Etc/",
        "Europe/",
        "Indian/",
        "Pacific/",
    ];
    // The longest name has 32 characters.
    let rest = scan.rest();
    if !AREAS.iter().any(|it| rest.get(..it.len()).is_some_and(|got| got.eq_ignore_ascii_case(it))) {
        return None;
    }
    let in_name = |it: &char| it.is_ascii_alphanumeric() || matches!(it, '/' | '_' | '-' | '+');
    let length = rest.chars().take(40).take_while(in_name).count();
    let written = rest[..length].trim_end_matches(['-', '/']);
    let zone = zone_named(written)?;
    for _ in 0..written.len() {
        scan.bump();
    }
    Some(WrittenZone::Named(zone))
}

/// `Denver`, `Denver time`: a city counts only where nothing else is said.
fn city(scan: &mut Scan<'_>, place: Place) -> Option<WrittenZone> {
    let mut it = *scan;
    let first = it.first_byte()?;
    let (_, zone) = CITIES
        .iter()
        .find(|(text, _)| text.as_bytes()[0].eq_ignore_ascii_case(&first) && it.eat_word(text))?;
    let mut end = it;
    end.skip_spaces();
    if end.eat_word_of(&["local time", "time"]).is_some() {
        it = end;
    } else if place != Place::Alone
        && !matches!(end.peek(), None | Some('-' | '–' | '—' | '|' | ':' | ')' | ']'))
    {
        return None;
    }
    *scan = it;
    zone.written()
}

impl Zone {
    fn written(self) -> Option<WrittenZone> {
        match self {
            Self::Minutes(it) => WrittenZone::minutes(it),
            Self::Place(name) => zone_named(name).map(WrittenZone::Named),
            Self::Unclear(it) => Some(WrittenZone::Unclear(it)),
        }
    }
}
