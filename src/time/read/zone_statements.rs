//! Sentences, headings and table headers that say which zone a document's times are in.

use super::dates::scan_date;
use super::scan::Scan;
use super::zones::{Place, WrittenZone, same_zone, scan_zone, scan_zones};

/// Words after which a zone is a statement about times.
const TIMES: [&str; 28] = [
    "Время",
    "zeiten",
    "uhrzeiten",
    "zeitangaben",
    "horas",
    "horarios",
    "heures",
    "horaires",
    "horários",
    "orari",
    "tijden",
    "tider",
    "tidspunkter",
    "время",
    "시각",
    "times",
    "timestamps",
    "timestamp",
    "time zone",
    "timezone",
    "time",
    "all",
    "时间戳",
    "时间",
    "时区",
    "時間",
    "時刻",
    "タイムスタンプ",
];

/// What may be between such a word and the zone.
const BETWEEN: [&str; 60] = [
    "sind",
    "alle",
    "están",
    "son",
    "en",
    "sont",
    "toutes",
    "são",
    "estão",
    "em",
    "sono",
    "zijn",
    "är",
    "сервера",
    "указано",
    "по",
    "all",
    "are",
    "is",
    "in",
    "listed",
    "shown",
    "given",
    "stated",
    "expressed",
    "reported",
    "recorded",
    "written",
    "quoted",
    "noted",
    "below",
    "here",
    "the",
    "this",
    "document",
    "report",
    "timeline",
    "events",
    "entries",
    "values",
    "following",
    "times",
    "timestamps",
    "time",
    "zone",
    "local",
    "均为",
    "都是",
    "都为",
    "均采用",
    "均以",
    "均",
    "全部",
    "采用",
    "使用",
    "统一",
    "为",
    "是",
    "は",
    "すべて",
];

/// The zone that `text` says its times are in; `None` where it says none, two different ones or an unclear one.
///
/// Understands `All times in UTC`, `Time (UTC+8)`, `Timeline (AEST — UTC+10)`, `（均为北京时间）`,
/// `Date and Time in CET`. The zone of one single time, as in `down since 13:20 (UTC)`, is not a statement.
pub fn find_zone_statement(text: &str) -> Option<WrittenZone> {
    find_statement(text).filter(|it| !matches!(it, WrittenZone::Unclear(_)))
}

/// What a text says about the zone of its times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ZoneStatement {
    /// A zone, or an abbreviation that several share.
    Written(WrittenZone),
    /// Words that name no zone we know: `IZT`, `local time`.
    Unknown(String),
}

/// Like [`find_zone_statement`], but a zone that is stated but unclear is given as such.
pub fn zone_statement(text: &str) -> Option<ZoneStatement> {
    find_statement(text)
        .map(ZoneStatement::Written)
        .or_else(|| unknown_zone(text).map(ZoneStatement::Unknown))
}

/// `All times in IZT`, `(local time)`, `（当地时间）`: a zone that is stated in words we cannot place.
fn unknown_zone(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let of_times = ["all times", "times are", "times in", "timestamps are", "timestamps in"];
    let latin = lower.contains("(local time") || lower.contains("(local)");
    if latin || (lower.contains("local time") && of_times.iter().any(|it| lower.contains(it))) {
        return Some("local time".to_owned());
    }
    for local in ["当地时间", "本地时间", "現地時間", "當地時間"] {
        let before = text.find(local).and_then(|at| text[..at].chars().next_back());
        if matches!(before, Some('（' | '(' | '为' | '均' | '是' | '用' | 'は')) {
            return Some(local.to_owned());
        }
    }
    let mut scan = Scan::new(text);
    while let Some(next) = scan.peek() {
        let inside = scan.before().is_some_and(|it| it.is_ascii_alphanumeric());
        if next.is_alphabetic() && !inside {
            let mut it = scan;
            if it.eat_word_of(&["all times", "all timestamps", "times", "timestamps"]).is_some()
                && let Some(name) = abbreviation_behind(&mut it)
            {
                return Some(name);
            }
        }
        scan.bump();
    }
    None
}

/// The abbreviation behind `All times are in`; three to five capitals and nothing else.
fn abbreviation_behind(scan: &mut Scan<'_>) -> Option<String> {
    let mut n_words = 0;
    loop {
        scan.skip_spaces();
        if scan.eat_any(&[':', '(', '*', '`', '[']).is_none() && scan.eat_word_of(&BETWEEN).is_none() {
            break;
        }
        n_words += 1;
        if 8 < n_words {
            return None;
        }
    }
    let rest = scan.rest();
    let length = rest.bytes().take_while(u8::is_ascii_uppercase).count();
    let is_whole =
        !rest[length..].starts_with(|it: char| it.is_alphanumeric() || matches!(it, '_' | '-' | ':'));
    let is_form = ["HH", "MM", "AM", "PM", "TBD", "TBC", "TODO"].contains(&&rest[..length]);
    (0 < n_words && (3..=5).contains(&length) && is_whole && !is_form).then(|| rest[..length].to_owned())
}

fn find_statement(text: &str) -> Option<WrittenZone> {
    let mut found: Option<WrittenZone> = None;
    let mut scan = Scan::new(text);
    while let Some(next) = scan.peek() {
        let inside_word =
            next.is_ascii_alphanumeric() && scan.before().is_some_and(|it| it.is_ascii_alphanumeric());
        let word_begins = (next == '(' || next.is_alphabetic()) && !inside_word;
        let statement = if word_begins { statement_at(text, &scan) } else { None };
        if let Some((zone, end)) = statement {
            found = match found.take() {
                None => Some(zone),
                Some(earlier) => Some(same_zone(earlier, zone)?),
            };
            scan = end;
        } else {
            scan.bump();
        }
    }
    found
}

fn statement_at<'a>(text: &'a str, scan: &Scan<'a>) -> Option<(WrittenZone, Scan<'a>)> {
    if scan.peek() == Some('(') {
        return bracket(text, scan);
    }
    let mut it = *scan;
    if it.eat_word_of(&TIMES).is_some() || it.eat_word_of(&["均为", "均以", "均采用"]).is_some() {
        let zone = after_times(&mut it)?;
        return Some((zone, it));
    }
    // `in UTC time`, `采用 UTC 时间`
    let zone = scan_zone(&mut it, Place::BeforeTime)?;
    it.skip_spaces();
    let times = it.eat_word_of(&["times", "timestamps", "时间", "時間"]).is_some();
    (times && !follows_time(text, scan.at()) && !it.next_is_digit()).then_some((zone, it))
}

/// The zone behind `times`, over a few linking words.
fn after_times(scan: &mut Scan<'_>) -> Option<WrittenZone> {
    for _ in 0..8 {
        scan.skip_spaces();
        let mut it = *scan;
        if let Some(zone) = scan_zones(&mut it) {
            *scan = it;
            it.skip_spaces();
            // `Time: UTC 14:32` is about one time.
            return (!it.next_is_digit()).then_some(zone);
        }
        let linked = scan.eat_any(&[':', '(', '=', ',', '/', '-', '—', '–', '*', '`', '[']).is_some()
            || scan.eat_word_of(&BETWEEN).is_some();
        if !linked {
            return None;
        }
    }
    None
}

/// `(UTC)`, `(AEST — UTC+10)`, `（2026-01-23，北京时间）`: a bracket of nothing but zones, days and linking words.
fn bracket<'a>(text: &'a str, scan: &Scan<'a>) -> Option<(WrittenZone, Scan<'a>)> {
    if follows_time(text, scan.at()) {
        return None;
    }
    let mut it = *scan;
    it.bump();
    let mut found: Option<WrittenZone> = None;
    for _ in 0..12 {
        it.skip_spaces();
        if it.eat(')') {
            return found.map(|zone| (zone, it));
        }
        if let Some(zone) = scan_zones(&mut it) {
            found = match found.take() {
                None => Some(zone),
                Some(earlier) => Some(same_zone(earlier, zone)?),
            };
            continue;
        }
        let known = scan_date(&mut it).is_some()
            || it.eat_any(&[',', ';', ':', '-', '–', '—', '/', '、', '=']).is_some()
            || it.eat_word_of(&TIMES).is_some()
            || it.eat_word_of(&BETWEEN).is_some();
        if !known {
            return None;
        }
    }
    None
}

/// Whether the text before byte `at` ends in a clock time, so that a zone belongs to it.
fn follows_time(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(' ');
    if before.ends_with("midnight") || before.ends_with("noon") {
        return true;
    }
    let mut tail = [' '; 5];
    for (slot, it) in tail.iter_mut().zip(before.chars().rev().filter(|it| *it != '.')) {
        *slot = it.to_ascii_lowercase();
    }
    match tail {
        // `10:00`, but not `2021` or `05`.
        [a, b, c, ..] if a.is_ascii_digit() && b.is_ascii_digit() => c == ':' || c == '：',
        ['分' | '时' | '時' | '点' | '點', ..] => true,
        ['m', 'a' | 'p', before, ..] => !before.is_alphabetic(),
        _ => false,
    }
}
