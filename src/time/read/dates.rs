//! Days: `2026-01-23`, `2026年1月23日`, `January 23rd, 2026`, `Tuesday 22nd June 2021`, `20260123`.
//!
//! A day is read only where there is one way to read it. `01/02/2026` is the first of February or the
//! second of January, and nothing here guesses which.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};

use super::clock::{ClockStyle, scan_time};
use super::day_order::DayOrder;
use super::month_day::MonthDay;
use super::scan::{Names, Scan, trim_marks};

/// What a text that looks like a day says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateReading {
    /// One day.
    Date(Date),
    /// Day and month cannot be distinguished, as in `01/02/2026`.
    Ambiguous {
        /// The day, if the day was written first.
        day_first: Date,
        /// The day, if the month was written first.
        month_first: Date,
    },
    /// Only day and month, as in `Jan 23`.
    MissingYear(MonthDay),
    /// Written like a day that no calendar has, such as 2026-02-30.
    Impossible {
        /// The last day that its month has.
        last: Date,
    },
}

/// The day that `text` is, marks around it apart; `None` where it is something else, ambiguous or impossible.
///
/// Years from 1900 to 2199. An instant such as `2026-01-23T23:30-08:00` gives the day as written.
pub fn read_date(text: &str) -> Option<Date> {
    read_date_in(text, None)
}

/// Like [`read_date`], for an author who writes day and month in the order `order`.
pub fn read_date_in(text: &str, order: Option<DayOrder>) -> Option<Date> {
    match reading_in(text, order)? {
        DateReading::Date(it) => Some(it),
        DateReading::Ambiguous { .. } | DateReading::MissingYear(_) | DateReading::Impossible { .. } => None,
    }
}

/// What `text` says if it is written like a day and nothing else; `None` where it is not.
pub fn date_reading(text: &str) -> Option<DateReading> {
    reading_in(text, None)
}

fn reading_in(text: &str, order: Option<DayOrder>) -> Option<DateReading> {
    let mut scan = Scan::new(trim_marks(text)).ordered(order);
    let reading = scan_date(&mut scan)?;
    if !scan.at_end() {
        let spaced = scan.skip_spaces() | scan.eat(',');
        scan.skip_spaces();
        if !(spaced || scan.eat_any(&['T', 't']).is_some()) {
            return None;
        }
        scan_time(&mut scan, ClockStyle::AFTER_DATE)?;
    }
    scan.at_end().then_some(reading)
}

/// The day that `text` is in `year`: `1月23日`, `Jan 23`, `23rd January`.
///
/// A text with a year of its own gives that day.
#[cfg(test)]
pub fn read_month_day(text: &str, year: i16) -> Option<Date> {
    match date_reading(text)? {
        DateReading::Date(it) => Some(it),
        DateReading::MissingYear(it) => it.in_year(year),
        DateReading::Ambiguous { .. } | DateReading::Impossible { .. } => None,
    }
}

/// The first day named in `text`, a heading or a file name, and its bytes.
///
/// `None` as soon as an ambiguous or impossible day is met: a later one may be about something else.
/// Days inside web addresses, versions and numbers of other things are skipped.
pub fn find_date(text: &str) -> Option<(Date, Range<usize>)> {
    find_date_in(text, None)
}

/// Like [`find_date`], for an author who writes day and month in the order `order`.
pub fn find_date_in(text: &str, order: Option<DayOrder>) -> Option<(Date, Range<usize>)> {
    // No day is without a figure, and most texts are.
    if !text.contains(|it: char| it.is_ascii_digit() || matches!(it, '０'..='９')) {
        return None;
    }
    let mut in_address = false;
    let mut scan = Scan::new(text).ordered(order);
    while let Some(next) = scan.peek() {
        if next == ' ' {
            in_address = false;
        } else if next == ':' && scan.rest().starts_with("://") {
            in_address = true;
        }
        if next.is_ascii_alphanumeric() && !in_address && may_begin(text, &scan) {
            let mut end = scan;
            match scan_first_day(&mut end).or_else(|| scan_date(&mut end)) {
                Some(DateReading::Date(it)) if !runs_on(&scan, &end) => {
                    return Some((it, scan.at()..end.at()));
                }
                Some(DateReading::Ambiguous { .. } | DateReading::Impossible { .. }) => return None,
                Some(DateReading::Date(_) | DateReading::MissingYear(_)) | None => {}
            }
        }
        scan.bump();
    }
    None
}

/// `January 14-15, 2024`, `14/15 August 2024`: the first of several days, which names them all in a heading.
fn scan_first_day(scan: &mut Scan<'_>) -> Option<DateReading> {
    const RANGE: [char; 3] = ['-', '–', '/'];
    let mut it = *scan;
    let is_month_first = !it.next_is_digit();
    let before = if is_month_first { Some(scan_month_name(&mut it)?) } else { None };
    if is_month_first && !it.skip_spaces() {
        return None;
    }
    let (first, _) = it.number(2)?;
    it.eat_any(&RANGE)?;
    let (last, _) = it.number(2)?;
    let month = match before {
        Some(month) => month,
        None if it.skip_spaces() => scan_month_name(&mut it)?,
        None => return None,
    };
    let reading = with_year(&mut it, month, first)?;
    let is_day = matches!(reading, DateReading::Date(_)) && first < last;
    is_day.then(|| {
        *scan = it;
        reading
    })
}

/// Whether a day may begin here, inside a longer text.
fn may_begin(text: &str, scan: &Scan<'_>) -> bool {
    let Some(before) = scan.before() else { return true };
    if before.is_ascii_alphanumeric() {
        return false;
    }
    // `v1.2026.1.3`, `1,20260123` and `#20260123` are numbers of something else.
    let digit_before = || text[..scan.at()].chars().rev().nth(1).is_some_and(|it| it.is_ascii_digit());
    !(before == '#' || (matches!(before, '.' | ',' | ':') && digit_before()))
}

/// Whether eight digits are part of a longer word.
fn runs_on(start: &Scan<'_>, end: &Scan<'_>) -> bool {
    let mut run = *start;
    run.digits(8).is_some()
        && (end.next_is_alphanumeric() && !(end.next_is_digit_after('T') || end.next_is_digit_after('t')))
}

/// Reads a day at `scan`, with or without its weekday.
pub(super) fn scan_date(scan: &mut Scan<'_>) -> Option<DateReading> {
    let mut it = *scan;
    if scan_weekday(&mut it).is_some() {
        it.eat(',');
        it.skip_spaces();
    }
    let reading = if it.next_is_digit() { number_first(&mut it) } else { month_name_first(&mut it) }?;
    let mut behind = it;
    behind.skip_spaces();
    let bracket = behind.eat('(');
    let is_weekday =
        scan_weekday(&mut behind).is_some() || bracket && behind.eat_any(&SHORT_WEEKDAYS).is_some();
    if is_weekday && (!bracket || behind.eat(')')) {
        it = behind;
    }
    *scan = it;
    Some(reading)
}

/// Days of the week as Japanese and Korean write them in brackets behind a day.
const SHORT_WEEKDAYS: [char; 14] =
    ['月', '火', '水', '木', '金', '土', '日', '월', '화', '수', '목', '금', '토', '일'];

/// Names of the days of the week, from Monday on.
const WEEKDAYS: [&[&str]; 7] = [
    &[
        "monday",
        "mon",
        "montag",
        "lundi",
        "lunes",
        "segunda-feira",
        "lunedì",
        "mandag",
        "måndag",
        "星期一",
        "周一",
        "週一",
        "月曜日",
    ],
    &[
        "tuesday",
        "tues",
        "tue",
        "dienstag",
        "mardi",
        "martes",
        "terça-feira",
        "martedì",
        "tirsdag",
        "tisdag",
        "星期二",
        "周二",
        "週二",
        "火曜日",
    ],
    &[
        "wednesday",
        "weds",
        "wed",
        "mittwoch",
        "mercredi",
        "miércoles",
        "quarta-feira",
        "mercoledì",
        "onsdag",
        "星期三",
        "周三",
        "週三",
        "水曜日",
    ],
    &[
        "thursday",
        "thurs",
        "thur",
        "thu",
        "donnerstag",
        "jeudi",
        "jueves",
        "quinta-feira",
        "giovedì",
        "torsdag",
        "星期四",
        "周四",
        "週四",
        "木曜日",
    ],
    &[
        "friday",
        "fri",
        "freitag",
        "vendredi",
        "viernes",
        "sexta-feira",
        "venerdì",
        "fredag",
        "星期五",
        "周五",
        "週五",
        "金曜日",
    ],
    &[
        "saturday",
        "sat",
        "samstag",
        "samedi",
        "sábado",
        "sabato",
        "lørdag",
        "lördag",
        "星期六",
        "周六",
        "週六",
        "土曜日",
    ],
    &[
        "sunday",
        "sun",
        "sonntag",
        "dimanche",
        "domingo",
        "domenica",
        "søndag",
        "söndag",
        "星期日",
        "星期天",
        "周日",
        "週日",
        "日曜日",
    ],
];

/// Reads the name of a day of the week: `Tuesday`, `Tue.`, `周二`, `星期二`, `火曜日`.
pub(super) fn scan_weekday(scan: &mut Scan<'_>) -> Option<Weekday> {
    static NAMES: LazyLock<Names> = LazyLock::new(|| Names::new(&WEEKDAYS));
    let idx = NAMES.eat(scan)?;
    scan.eat('.');
    Weekday::from_monday_zero_offset(i8::try_from(idx).ok()?).ok()
}

fn number_first(scan: &mut Scan<'_>) -> Option<DateReading> {
    let (first, n_digits) = scan.number(8)?;
    match n_digits {
        8 => on_calendar(first / 10_000, first / 100 % 100, first % 100),
        4 => year_first(scan, first),
        1 | 2 => day_first(scan, first),
        _ => None,
    }
}

/// What follows the year in `2026-01-23`, `2026/1/3`, `2026年1月23日`, `2026-Jan-23`.
fn year_first(scan: &mut Scan<'_>, year: u32) -> Option<DateReading> {
    let mut cjk = *scan;
    cjk.skip_spaces();
    if cjk.eat_any(&['年', '년']).is_some() {
        cjk.skip_spaces();
        *scan = cjk;
        let (month, day) = cjk_month_day(scan)?;
        return on_calendar(year, month, day);
    }
    if let Some(reading) = korean(scan, year) {
        return Some(reading);
    }
    let separator = scan.eat_any(&['-', '/', '.', '_', ' '])?;
    let month =
        if scan.next_is_digit() && separator != ' ' { scan.number(2)?.0 } else { scan_month_name(scan)? };
    if !scan.eat(separator) {
        return None;
    }
    let (day, _) = scan.number(2)?;
    // Three dots make a version, not a day.
    if separator == '.' && scan.next_is_digit_after('.') {
        return None;
    }
    on_calendar(year, month, day)
}

/// What follows the year in `2026. 3. 5.`, as Koreans write it.
fn korean(scan: &mut Scan<'_>, year: u32) -> Option<DateReading> {
    let mut it = *scan;
    let mut part = || {
        let is_set_apart = it.eat('.') && it.skip_spaces();
        it.number(2).filter(|_| is_set_apart).map(|it| it.0)
    };
    let (month, day) = (part()?, part()?);
    if !it.eat('.') {
        return None;
    }
    *scan = it;
    on_calendar(year, month, day)
}

/// What follows the number in `22nd June 2021`, `1月23日`, `13/02/2026`.
fn day_first(scan: &mut Scan<'_>, first: u32) -> Option<DateReading> {
    let mut cjk = *scan;
    cjk.skip_spaces();
    if matches!(cjk.peek(), Some('月' | '월')) {
        let (month, day) = after_cjk_month(&mut cjk, first)?;
        *scan = cjk;
        return MonthDay::new(month, day).map(DateReading::MissingYear);
    }
    if let Some(separator @ ('/' | '.' | '-')) = scan.peek()
        && scan.next_is_digit_after(separator)
    {
        scan.bump();
        let (second, _) = scan.number(2)?;
        if !scan.eat(separator) {
            return None;
        }
        let year = scan.digits(4)?;
        return if separator == '.' && scan.next_is_digit_after('.') {
            None
        } else {
            either_order(
                first,
                second,
                year,
                if separator == '.' { Some(DayOrder::DayFirst) } else { scan.order() },
            )
        };
    }
    let ordinal = eat_ordinal(scan) || eat_ordinal_dot(scan);
    let separator = if scan.skip_spaces() { ' ' } else { scan.eat_any(&['-', '/'])? };
    if ordinal || separator == ' ' {
        scan.eat_word_of(&["of", "de"]);
        scan.skip_spaces();
    }
    let month = scan_month_name(scan)?;
    with_year(scan, month, first)
}

fn month_name_first(scan: &mut Scan<'_>) -> Option<DateReading> {
    let month = scan_month_name(scan)?;
    if !scan.skip_spaces() {
        scan.eat_any(&['-', '/'])?;
    }
    if scan.eat_word("the") {
        scan.skip_spaces();
    }
    let (day, _) = scan.number(2)?;
    if !eat_ordinal(scan) && (scan.next_is_alphanumeric() || scan.next_is_digit_after(':')) {
        return None;
    }
    with_year(scan, month, day)
}

/// The year behind `Jan 23` or `23 Jan`, where there is one.
fn with_year(scan: &mut Scan<'_>, month: u32, day: u32) -> Option<DateReading> {
    let mut it = *scan;
    it.skip_spaces();
    it.eat_any(&[',', '-', '/', '.']);
    it.skip_spaces();
    if it.eat_word_of(&["of", "de"]).is_some() {
        it.skip_spaces();
    }
    if let Some(year) = it.digits(4)
        && is_year(year)
        && !it.next_is_alphanumeric()
        && !it.next_is_digit_after(':')
    {
        *scan = it;
        return on_calendar(year, month, day);
    }
    MonthDay::new(month, day).map(DateReading::MissingYear)
}

/// `1月23日`, from the month on.
fn cjk_month_day(scan: &mut Scan<'_>) -> Option<(u32, u32)> {
    let (month, _) = scan.number(2)?;
    after_cjk_month(scan, month)
}

fn after_cjk_month(scan: &mut Scan<'_>, month: u32) -> Option<(u32, u32)> {
    scan.skip_spaces();
    scan.eat_any(&['月', '월'])?;
    scan.skip_spaces();
    let (day, _) = scan.number(2)?;
    let mut it = *scan;
    it.skip_spaces();
    if it.eat_any(&['日', '号', '號', '일']).is_some() {
        *scan = it;
    }
    Some((month, day))
}

fn scan_month_name(scan: &mut Scan<'_>) -> Option<u32> {
    // English first; then the full names of German, French, Spanish, Portuguese, Dutch and the Nordic languages.
    const MONTHS: [&[&str]; 12] = [
        &["january", "jan", "januar", "januari", "janvier", "enero", "janeiro", "gennaio"],
        &["february", "feb", "februar", "februari", "février", "febrero", "fevereiro", "febbraio"],
        &["march", "mar", "märz", "mars", "marzo", "março", "maart"],
        &["april", "apr", "avril", "abril", "aprile"],
        &["may", "mai", "mayo", "maio", "mei", "maj", "maggio"],
        &["june", "jun", "juni", "juin", "junio", "junho", "giugno"],
        &["july", "jul", "juli", "juillet", "julio", "julho", "luglio"],
        &["august", "aug", "août", "agosto", "augustus", "augusti"],
        &["september", "sept", "sep", "septembre", "septiembre", "setembro", "settembre"],
        &["october", "oct", "oktober", "octobre", "octubre", "outubro", "ottobre"],
        &["november", "nov", "novembre", "noviembre", "novembro"],
        &["december", "dec", "dezember", "décembre", "diciembre", "dezembro", "desember", "dicembre"],
    ];
    static NAMES: LazyLock<Names> = LazyLock::new(|| Names::new(&MONTHS));
    let idx = NAMES.eat(scan)?;
    scan.eat('.');
    u32::try_from(idx + 1).ok()
}

/// The dot of `19. April`.
fn eat_ordinal_dot(scan: &mut Scan<'_>) -> bool {
    let mut it = *scan;
    let found = it.eat('.') && it.peek() == Some(' ');
    if found {
        *scan = it;
    }
    found
}

fn eat_ordinal(scan: &mut Scan<'_>) -> bool {
    scan.eat_word_of(&["st", "nd", "rd", "th", "er"]).is_some() || scan.eat('º')
}

/// `first` and `second` are day and month; where both orders give a day, `order` decides.
///
/// Those who write `05.06.2026` with dots put the day first.
fn either_order(first: u32, second: u32, year: u32, order: Option<DayOrder>) -> Option<DateReading> {
    match (on_calendar(year, second, first), on_calendar(year, first, second)) {
        (Some(DateReading::Date(day_first)), Some(DateReading::Date(month_first)))
            if day_first != month_first && order.is_some() =>
        {
            let is_day_first = order == Some(DayOrder::DayFirst);
            Some(DateReading::Date(if is_day_first { day_first } else { month_first }))
        }
        (Some(DateReading::Date(day_first)), Some(DateReading::Date(month_first)))
            if day_first != month_first =>
        {
            Some(DateReading::Ambiguous { day_first, month_first })
        }
        (day_first, month_first) => day_first.or(month_first),
    }
}

fn is_year(year: u32) -> bool {
    (1900..=2199).contains(&year)
}

/// The day; `Impossible` where the month has no such day; `None` where this is not a day at all.
fn on_calendar(year: u32, month: u32, day: u32) -> Option<DateReading> {
    if !is_year(year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let first = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, 1).ok()?;
    let date = Date::new(first.year(), first.month(), i8::try_from(day).ok()?);
    Some(date.map_or(DateReading::Impossible { last: first.last_of_month() }, DateReading::Date))
}
