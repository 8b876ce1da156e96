//! What a timeline line begins with: a time, a date and time, or a range of them.

use std::ops::Range;

use jiff::civil::{Date, Weekday};

use super::about::{eat_about, eat_about_behind};
use super::clock::{ClockStyle, ScannedTime, TimeOfDay, scan_numeric_month_day, scan_time};
use super::dates::{DateReading, scan_date, scan_weekday};
use super::day_order::DayOrder;
use super::month_day::MonthDay;
use super::scan::{Scan, trim_marks};

/// A point or range in time as a timeline gives it, with as much of the date as was written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Moment {
    /// The day, with its year.
    pub date: Option<Date>,
    /// The day, where no year was written; never together with `date`.
    pub month_day: Option<MonthDay>,
    /// The day of the week, where it is written without a date.
    pub weekday: Option<Weekday>,
    /// The clock time.
    pub time: Option<TimeOfDay>,
    /// The end of a range, with only what was written there: `12:00 ~ 12:30` has no date in its end.
    pub end: Option<Box<Moment>>,
    /// Written with "about", `~`, `左右` and the like.
    pub approximate: bool,
}

/// A moment at the beginning of a longer text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    /// What was read.
    pub moment: Moment,
    /// The bytes of the moment itself, without marks around it.
    pub written: Range<usize>,
    /// Where the text about it begins, behind closing marks and the separator; the length of the text where
    /// nothing follows.
    pub rest: usize,
}

/// The moment that `text` is, marks around it apart; `None` where there is more or something else.
pub fn read_moment(text: &str) -> Option<Moment> {
    read_moment_in(text, None)
}

/// Like [`read_moment`], for an author who writes day and month in the order `order`.
pub(super) fn read_moment_in(text: &str, order: Option<DayOrder>) -> Option<Moment> {
    let mut scan = Scan::new(trim_marks(text)).ordered(order);
    let moment = scan_range(&mut scan)?;
    scan.at_end().then_some(moment)
}

/// The moment that `text` begins with: `14:32 - deployed`, `` `2021-03-19 11:46` 收到告警 ``, `[08:47] alert`.
///
/// A dash makes a range only where a time follows it. A year-less `Jan 12` needs a separator behind it, so
/// that `May 5 engineers` is not a day.
pub fn lead_moment(text: &str) -> Option<Lead> {
    lead_moment_in(text, None)
}

/// What may come before a moment at the beginning of a line.
const OPENING: [char; 9] = [' ', '*', '_', '`', '[', '(', '"', '|', '<'];

/// What the day says that `text` begins with; `None` where it begins with none.
///
/// Tells why a line has no moment: its day is ambiguous, or is on no calendar.
pub fn lead_day(text: &str) -> Option<DateReading> {
    let mut scan = Scan::new(text);
    while scan.eat_any(&OPENING).is_some() {}
    scan_date(&mut scan)
}

/// Like [`lead_moment`], for an author who writes day and month in the order `order`.
pub fn lead_moment_in(text: &str, order: Option<DayOrder>) -> Option<Lead> {
    const CLOSING: [char; 8] = ['*', '_', '`', ']', ')', '"', '>', '|'];
    const SEPARATORS: [char; 10] = [':', '-', '–', '—', ',', '、', '→', '~', '|', '。'];
    let mut scan = Scan::new(text).ordered(order);
    while scan.eat_any(&OPENING).is_some() {}
    let start = scan.at();
    let moment = scan_range(&mut scan)?;
    let end = scan.at();
    // Emphasis behind a space belongs to the text.
    let closes = |it: Option<char>| it.is_some_and(|it| CLOSING.contains(&it));
    while closes(scan.peek()) || (scan.peek() == Some(':') && closes(scan.peek_second())) {
        scan.bump();
    }
    let mut separated = end < scan.at();
    loop {
        let spaced = scan.skip_spaces();
        // `14:32 -5% traffic`
        if spaced && (scan.next_is_digit_after('-') || scan.next_is_digit_after('~')) {
            break;
        }
        if scan.eat_any(&SEPARATORS).is_none() {
            break;
        }
        separated = true;
    }
    let latin_day =
        moment.month_day.is_some() && text[start..end].contains(|it: char| it.is_ascii_alphabetic());
    // `March 10-11, 2021`
    let behind = Scan::starting(text, end);
    let day_range = behind.next_is_digit_after('-') || behind.next_is_digit_after('–');
    if moment.time.is_none() && latin_day && (day_range || !(separated || scan.at_end())) {
        return None;
    }
    Some(Lead { moment, written: start..end, rest: scan.at() })
}

/// A moment, and whether its time was written with am, pm or a part of the day.
struct Scanned {
    moment: Moment,
    has_part: bool,
}

/// A moment, or two with a range mark between them.
fn scan_range(scan: &mut Scan<'_>) -> Option<Moment> {
    let mut it = *scan;
    let opened = it.eat_word_of(&OPENERS);
    if opened.is_some() {
        it.skip_spaces();
    }
    let start = scan_moment(&mut it)?;
    *scan = it;
    // Each end of a range may have marks and a word of its own: `10:02 start → 11:15 recovery`.
    while it.eat_any(&[' ', '`', ']', '*']).is_some() {}
    let is_named = eat_end_word(&mut it);
    if eat_range_mark(&mut it) || (opened == Some(1) && it.eat_word("and")) {
        while it.eat_any(&[' ', '`', '[', '*']).is_some() {}
        if let Some(end) = scan_moment(&mut it)
            && is_end(&start.moment, &end.moment)
        {
            *scan = it;
            it.skip_spaces();
            if is_named && eat_end_word(&mut it) {
                *scan = it;
            }
            return with_end(start, end);
        }
    }
    Some(start.moment)
}

/// A word for one end of a range, with or without brackets: `start`, `(recovery)`, `検知`.
fn eat_end_word(scan: &mut Scan<'_>) -> bool {
    const WORDS: [&str; 10] = [
        "start",
        "started",
        "onset",
        "detection",
        "detected",
        "recovery",
        "recovered",
        "restored",
        "resolved",
        "end",
    ];
    const CJK: [&str; 8] = ["开始", "发生", "恢复", "结束", "開始", "発生", "復旧", "検知"];
    let mut it = *scan;
    let bracket = it.eat('(');
    let found = it.eat_word_of(&WORDS).is_some() || it.eat_text_of(&CJK);
    if !found || (bracket && !it.eat(')')) {
        return false;
    }
    it.skip_spaces();
    // `14:32 started to fail` is a text; a word of a range has nothing but the other end behind it.
    let ends = it.at_end()
        || matches!(it.peek(), Some(')' | ',' | ';' | '-' | '–' | '—' | '~' | '→' | '(' | '至' | '到'))
        || it.rest().starts_with("から");
    if ends {
        *scan = it;
    }
    ends
}

/// What comes between the two ends of a range.
const RANGE_WORDS: [&str; 26] = [
    "to",
    "until",
    "till",
    "bis um",
    "bis",
    "hasta las",
    "hasta la",
    "hasta",
    "a las",
    "a la",
    "a",
    "até as",
    "até às",
    "até",
    "às",
    "jusqu'à",
    "jusqu’à",
    "à",
    "au",
    "fino alle",
    "alle",
    "tot",
    "til",
    "до",
    "do",
    "đến",
];

/// What comes before the first end of a range.
const OPENERS: [&str; 18] = [
    "from",
    "between",
    "von",
    "vom",
    "desde las",
    "desde",
    "de las",
    "de",
    "das",
    "dalle",
    "van",
    "fra",
    "från",
    "с",
    "з",
    "od",
    "từ",
    "entre",
];

fn eat_range_mark(scan: &mut Scan<'_>) -> bool {
    if scan.eat_text_of(&["->", "~", "→", "至", "到", "から", "부터", "에서"])
        || scan.eat_word_of(&RANGE_WORDS).is_some()
    {
        return true;
    }
    let start = scan.at();
    // `--` and `---` are typed dashes.
    for _ in 0..3 {
        scan.eat_any(&['-', '–', '—']);
    }
    start < scan.at()
}

/// Whether `end` can be the end of a range that begins with `start`, and is not text of its own.
fn is_end(start: &Moment, end: &Moment) -> bool {
    let has_day = |it: &Moment| it.date.is_some() || it.month_day.is_some();
    match (&start.time, &end.time) {
        // A range may run past midnight, but `14:32 - 14:30 deploy found guilty` is not a range.
        (Some(from), Some(to)) => {
            let minutes = |it: &TimeOfDay| i16::from(it.hour) * 60 + i16::from(it.minute);
            let day = 24 * 60;
            has_day(end) || to.plus_days > 0 || (minutes(to) - minutes(from)).rem_euclid(day) <= day / 2
        }
        (None, None) => has_day(start) && has_day(end),
        _ => false,
    }
}

/// The range; `None` where `9:15 - 10:30 pm` leaves open which half of the day it begins in.
fn with_end(start: Scanned, end: Scanned) -> Option<Moment> {
    let Scanned { mut moment, has_part } = start;
    if let (Some(from), Some(to)) = (&mut moment.time, &end.moment.time) {
        let may_be_afternoon = from.hour <= 12 && (from.hour % 12 + 12, from.minute) <= (to.hour, to.minute);
        if end.has_part && !has_part && may_be_afternoon {
            return None;
        }
        if from.zone.is_none() {
            from.zone.clone_from(&to.zone);
        }
    }
    let mut end = end.moment;
    if let (Some(from), Some(to)) = (&moment.time, &mut end.time)
        && to.zone.is_none()
    {
        to.zone.clone_from(&from.zone);
    }
    moment.approximate |= end.approximate;
    moment.end = Some(Box::new(end));
    Some(moment)
}

fn scan_moment(scan: &mut Scan<'_>) -> Option<Scanned> {
    let mut it = *scan;
    // `同日 18:08`: the day is that of the incident, or of the line above.
    if it.eat_text_of(&["同日", "当日", "當日", "같은 날"]) {
        it.eat('の');
        it.eat(',');
        it.skip_spaces();
        if !it.next_is_digit() {
            return None;
        }
    }
    let mut moment = Moment { approximate: eat_about(&mut it), ..Moment::default() };
    let mut ahead = it;
    if ahead.eat_word_of(&["kl.", "kl", "klo", "um", "às"]).is_some()
        && ahead.skip_spaces()
        && ahead.next_is_digit()
    {
        it = ahead;
    }
    let time = if scan_day(&mut it, &mut moment)? {
        time_behind_day(&mut it, &moment)
    } else {
        let time = scan_time(&mut it, ClockStyle::PLAIN)?;
        day_behind_time(&mut it, &mut moment)?;
        Some(time)
    };
    moment.approximate |= eat_about_behind(&mut it);
    if time.is_none() && (moment.weekday.is_some() || it.next_is_alphanumeric()) {
        return None;
    }
    *scan = it;
    let has_part = time.as_ref().is_some_and(|it| it.has_part);
    moment.time = time.map(|it| it.time);
    moment.approximate |= moment.time.as_ref().is_some_and(|it| it.approximate);
    Some(Scanned { moment, has_part })
}

/// Reads a day at the beginning of a moment; `Some(false)` where there is none, `None` where it is unclear.
fn scan_day(scan: &mut Scan<'_>, moment: &mut Moment) -> Option<bool> {
    let mut it = *scan;
    match scan_date(&mut it) {
        Some(DateReading::Date(date)) => moment.date = Some(date),
        Some(DateReading::MissingYear(day)) => moment.month_day = Some(day),
        Some(DateReading::Ambiguous { .. } | DateReading::Impossible { .. }) => return None,
        None => {
            // Month and day in figures, and the day of the week, only before a time.
            if let Some(day) = scan_numeric_month_day(&mut it) {
                moment.month_day = Some(day);
            } else if let Some(weekday) = scan_weekday(&mut it) {
                moment.weekday = Some(weekday);
            } else {
                return Some(false);
            }
            time_behind_day(&mut it.clone(), moment)?;
        }
    }
    *scan = it;
    Some(true)
}

/// What comes between a day and its time.
const AT: [&str; 13] =
    ["at", "um", "kl.", "kl", "klo", "à", "às", "a las", "a la", "alle ore", "alle", "ore", "lúc"];

/// The time in `2021-06-22T08:21Z`, `2021-03-19 11:46`, `Jan 12, 2021 at 01:24 UTC`.
fn time_behind_day(scan: &mut Scan<'_>, moment: &Moment) -> Option<ScannedTime> {
    let mut it = *scan;
    let mut style = if moment.date.is_some() { ClockStyle::AFTER_DATE } else { ClockStyle::PLAIN };
    if it.next_is_digit_after('T') || it.next_is_digit_after('t') {
        it.bump();
        style = ClockStyle::RFC_3339;
    } else {
        while it.eat_any(&[' ', ',', '@', ':', '-', '–', '—', '/', '*', '`', '的']).is_some() {}
        if it.eat_word_of(&AT).is_some() {
            it.skip_spaces();
        }
    }
    let time = scan_time(&mut it, style)?;
    *scan = it;
    Some(time)
}

/// Whether `text` begins with year, month and day in figures, and not with a name such as `2026-03-13.log`.
fn begins_with_full_day(text: &str) -> bool {
    let day = text.as_bytes();
    let is_day = day.len() >= 10
        && day[..10].iter().enumerate().all(|(at, it)| match at {
            4 | 7 => matches!(it, b'-' | b'/'),
            _ => it.is_ascii_digit(),
        });
    let mut behind = text.chars().skip(10);
    let (next, after) = (behind.next(), behind.next());
    let goes_on = |it: Option<char>| it.is_some_and(|it| it.is_alphanumeric() || it == '_');
    is_day && !goes_on(next) && !(matches!(next, Some('.' | '-' | '/' | '_')) && goes_on(after))
}

/// What joins a time to the day behind it: `14:25 ngày 21/07/2026`, `14h25 le 21/07/2026`.
const JOINS_DAY: [&str; 7] = ["on", "ngày", "le", "am", "del", "do dia", "de"];

/// The day in `14:32 UTC on Jan 12, 2021`; `None` where it is unclear.
fn day_behind_time(scan: &mut Scan<'_>, moment: &mut Moment) -> Option<()> {
    let mut it = *scan;
    let comma = it.eat(',');
    it.skip_spaces();
    // `12:45 PM PST Saturday Oct 30th`: the day of the week shows that a day follows.
    let mut ahead = it;
    let named = scan_weekday(&mut ahead).is_some();
    // `21:54 UTC 2026-03-13`: a day in full needs no word before it.
    if !(it.eat_word_of(&JOINS_DAY).is_some() || comma || named || begins_with_full_day(it.rest())) {
        return Some(());
    }
    it.skip_spaces();
    match scan_date(&mut it) {
        Some(DateReading::Date(date)) => moment.date = Some(date),
        Some(DateReading::MissingYear(day)) => moment.month_day = Some(day),
        Some(DateReading::Ambiguous { .. } | DateReading::Impossible { .. }) => return None,
        None => return Some(()),
    }
    *scan = it;
    Some(())
}
