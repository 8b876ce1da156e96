//! How long something took: `38分钟（14:32 - 15:10）`, `1d 5h 47m`, `nine hours`, `约 58 分`, `PT1H30M`.
//!
//! A text is a duration only as a whole and only with one value. `10-15 minutes`, `A silent + B active`,
//! `数小时` and `3 months` have none.

use super::about::{eat_about, eat_about_behind};
use super::moments::{Moment, read_moment};
use super::numbers::{Quantity, scan_quantity};
use super::scan::{Scan, trim_marks};
use super::units::Unit;

/// A duration as a document gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DurationReading {
    /// Whole seconds, 0 to a hundred years.
    pub seconds: i64,
    /// How exactly the document says so.
    pub precision: Precision,
    /// The range given in brackets behind it, as in `38分钟（14:32 - 15:10）`; always with an end.
    pub range: Option<Moment>,
}

/// How exactly a duration is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// `38 minutes`
    Exact,
    /// `~2 小时`, `约 58 分`, `nearly 3 hours`
    About,
    /// `at least seven hours`, `> 50 min`, `超过2小时`
    AtLeast,
    /// `< 5 min`, `1小时内`, `up to 2 hours`
    AtMost,
}

/// A hundred years: longer ones are typing errors, and sums of these cannot overflow.
const MAX_SECONDS: i64 = 100 * 366 * 86_400;

/// The duration that `text` is, marks around it apart; `None` where it gives none or more than one.
///
/// `1m` is a minute, `1:30:00` is hours, minutes and seconds; `1:30` is `None`. Months and years are `None`,
/// because they have no fixed length. A remark in brackets is skipped, unless it is another duration
/// that differs.
pub fn read_duration(text: &str) -> Option<DurationReading> {
    let mut scan = Scan::new(trim_marks(text));
    let before = precision_before(&mut scan);
    let seconds =
        scan_iso(&mut scan).or_else(|| scan_clock_form(&mut scan)).or_else(|| scan_parts(&mut scan))?;
    let behind = precision_behind(&mut scan);
    let mut reading = DurationReading { seconds, precision: before.max(behind), range: None };
    for _ in 0..4 {
        scan.skip_spaces();
        scan.eat_any(&[',', '.', '。']);
        scan.skip_spaces();
        if scan.at_end() {
            return (before == Precision::Exact || behind == Precision::Exact || before == behind)
                .then_some(reading);
        }
        let remark = scan_bracket(&mut scan)?;
        if let Some(moment) = read_moment(remark).filter(|it| it.end.is_some()) {
            reading.range = Some(moment);
        } else if let Some(other) = plain_duration(remark)
            && other != seconds
        {
            return None;
        }
    }
    None
}

/// The seconds that a configuration value means: `90s`, `5m`, `2h`, `14d`, `2w`, `1h30m`.
pub fn read_config_duration(text: &str) -> Option<i64> {
    const UNITS: [(&str, i64); 5] = [("w", 604_800), ("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)];
    // `5M` may be months.
    if text.contains(char::is_uppercase) {
        return None;
    }
    let mut scan = Scan::new(text.trim());
    let mut total = 0_i64;
    let mut units = UNITS.iter();
    loop {
        let (value, _) = scan.number(9)?;
        let (_, seconds) = units.by_ref().find(|(unit, _)| scan.eat_text(unit))?;
        total += i64::from(value) * seconds;
        if scan.at_end() {
            return (total <= MAX_SECONDS).then_some(total);
        }
    }
}

/// A remark that is a duration and nothing else.
fn plain_duration(text: &str) -> Option<i64> {
    let mut scan = Scan::new(trim_marks(text));
    precision_before(&mut scan);
    let seconds = scan_iso(&mut scan).or_else(|| scan_parts(&mut scan))?;
    precision_behind(&mut scan);
    scan.at_end().then_some(seconds)
}

/// `1d 5h 47m`, `19 hours and 43 minutes`, `1小时20分`, `an hour and a half`, `2.5h`, `1h30`.
fn scan_parts(scan: &mut Scan<'_>) -> Option<i64> {
    let mut it = *scan;
    let mut total = 0_i64;
    let mut smallest: Option<Unit> = None;
    let mut n_parts = 0;
    let mut may_go_on = true;
    while may_go_on {
        let mut next = it;
        if smallest.is_some() {
            skip_joint(&mut next);
        }
        let Some((quantity, unit)) = scan_part(&mut next, smallest) else { break };
        if smallest.is_some_and(|it| it <= unit) {
            return None;
        }
        total = total.checked_add(quantity.times(unit.seconds())?)?;
        // `2.5 hours 10 minutes` is two durations.
        may_go_on = quantity.is_whole();
        smallest = Some(unit);
        n_parts += 1;
        it = next;
    }
    let unit = smallest?;
    if may_go_on {
        let mut half = it;
        if scan_trailing_half(&mut half) {
            total = total.checked_add(unit.seconds() / 2)?;
            it = half;
        } else if unit == Unit::Hour
            && it.next_is_digit()
            && let Some(minutes) = it.digits(2).filter(|it| *it < 60)
        {
            total = total.checked_add(i64::from(minutes) * 60)?;
        }
    }
    if MAX_SECONDS < total || it.next_is_alphanumeric() {
        return None;
    }
    // `3日` alone is a day of a month.
    if n_parts == 1 && it.before() == Some('日') {
        return None;
    }
    *scan = it;
    Some(total)
}

fn scan_part(scan: &mut Scan<'_>, larger: Option<Unit>) -> Option<(Quantity, Unit)> {
    let mut it = *scan;
    let quantity = scan_quantity(&mut it)?;
    it.skip_spaces();
    it.eat('-');
    let unit = Unit::scan(&mut it, larger)?;
    // `half a day` and 半天 are nobody's twelve hours.
    if quantity.is_half() && Unit::Day <= unit {
        return None;
    }
    *scan = it;
    Some((quantity, unit))
}

/// What joins two parts: `, `, `and`, `零`, `又`.
fn skip_joint(scan: &mut Scan<'_>) {
    scan.skip_spaces();
    scan.eat(',');
    scan.skip_spaces();
    if scan.eat_word_of(&["and", "und", "et", "og", "och", "y", "e", "en"]).is_some()
        || scan.eat_any(&['零', '又', '和']).is_some()
    {
        scan.skip_spaces();
    }
}

/// `an hour and a half`, `一小时半`.
fn scan_trailing_half(scan: &mut Scan<'_>) -> bool {
    if scan.eat('半') {
        return true;
    }
    scan.skip_spaces();
    scan.eat_word("and a half")
}

/// `1:30:00` and `1 day, 2:03:04`.
fn scan_clock_form(scan: &mut Scan<'_>) -> Option<i64> {
    let mut it = *scan;
    let mut days = 0;
    let mut ahead = it;
    if let Some((count, _)) = ahead.number(5)
        && {
            ahead.skip_spaces();
            Unit::scan(&mut ahead, None) == Some(Unit::Day)
        }
    {
        skip_joint(&mut ahead);
        days = i64::from(count);
        it = ahead;
    }
    let (hours, _) = it.number(5)?;
    if !it.eat(':') {
        return None;
    }
    let minutes = it.digits(2).filter(|it| *it < 60)?;
    if !it.eat(':') {
        return None;
    }
    let seconds = it.digits(2).filter(|it| *it < 60)?;
    if it.next_is_digit_after('.') {
        it.bump();
        it.number(9)?;
    }
    if it.next_is_alphanumeric() || it.peek() == Some(':') || (0 < days && 23 < hours) {
        return None;
    }
    *scan = it;
    Some(days * 86_400 + i64::from(hours) * 3_600 + i64::from(minutes) * 60 + i64::from(seconds))
}

/// `PT1H30M`, `P1DT2H`, `P2W`; years and months have no fixed length.
fn scan_iso(scan: &mut Scan<'_>) -> Option<i64> {
    const BEFORE_T: [(char, i64); 2] = [('W', 604_800), ('D', 86_400)];
    const BEHIND_T: [(char, i64); 3] = [('H', 3_600), ('M', 60), ('S', 1)];
    let mut it = *scan;
    if !it.eat('P') {
        return None;
    }
    let mut total = 0_i64;
    let mut n_parts = 0;
    let mut part = |it: &mut Scan<'_>, units: &[(char, i64)]| -> Option<()> {
        for (unit, seconds) in units {
            let mut next = *it;
            let Some(quantity) = next.next_is_digit().then(|| scan_quantity(&mut next)).flatten() else {
                continue;
            };
            if next.eat(*unit) {
                total = total.checked_add(quantity.times(*seconds)?)?;
                n_parts += 1;
                *it = next;
            }
        }
        Some(())
    };
    part(&mut it, &BEFORE_T)?;
    if it.eat('T') {
        part(&mut it, &BEHIND_T)?;
    }
    if n_parts == 0 || it.next_is_alphanumeric() || MAX_SECONDS < total {
        return None;
    }
    *scan = it;
    Some(total)
}

/// Words before a duration that add nothing.
const NOTHING: [&str; 27] = [
    "a total of",
    "total of",
    "total:",
    "downtime for",
    "downtime of",
    "down for",
    "outage for",
    "outage of",
    "unavailable for",
    "offline for",
    "lasted for",
    "lasting",
    "lasts",
    "for",
    "lasted",
    "took",
    "合計",
    "停机",
    "中断",
    "共计",
    "总计",
    "合计",
    "一共",
    "共",
    "持续",
    "历时",
    "耗时",
];

/// Words before a duration: how exact it is, and words that add nothing.
fn precision_before(scan: &mut Scan<'_>) -> Precision {
    const AT_LEAST: [&str; 15] = [
        ">=",
        ">",
        "≥",
        "more than",
        "longer than",
        "at least",
        "over",
        "at minimum",
        "至少",
        "超过",
        "超過",
        "大于",
        "不少于",
        "逾",
        "多于",
    ];
    const AT_MOST: [&str; 14] = [
        "<=",
        "<",
        "≤",
        "less than",
        "at most",
        "up to",
        "under",
        "within",
        "不到",
        "不足",
        "少于",
        "小于",
        "最多",
        "不超过",
    ];
    const ABOUT: [&str; 8] = ["nearly", "almost", "just over", "just under", "近", "几乎", "接近", "小一"];
    let mut found = Precision::Exact;
    for _ in 0..4 {
        scan.skip_spaces();
        if scan.eat_word_of(&NOTHING).is_some() {
            continue;
        }
        let said = if eat_about(scan) || scan.eat_word_of(&ABOUT).is_some() {
            Precision::About
        } else if scan.eat_word_of(&AT_MOST).is_some() {
            Precision::AtMost
        } else if scan.eat_word_of(&AT_LEAST).is_some() {
            Precision::AtLeast
        } else {
            break;
        };
        found = found.max(said);
    }
    scan.skip_spaces();
    found
}

/// Words behind a duration.
fn precision_behind(scan: &mut Scan<'_>) -> Precision {
    let mut it = *scan;
    let spaced = it.skip_spaces();
    if it.eat_word_of(&["in total", "total", "overall"]).is_some() || eat_what_lasted(&mut it) {
        *scan = it;
        return Precision::Exact;
    }
    if eat_about_behind(scan) {
        return Precision::About;
    }
    let said = if it.eat_text_of(&["以内", "之内", "内"]) || it.eat_word("or less") {
        Precision::AtMost
    } else if it.eat_text_of(&["以上", "多", "有余"])
        || it.eat_word_of(&["or more", "or longer"]).is_some()
        || (!spaced && it.eat('+'))
    {
        Precision::AtLeast
    } else {
        return Precision::Exact;
    };
    *scan = it;
    said
}

/// What lasted so long: `outage` in `45-minute outage`, `of downtime`, `active`.
fn eat_what_lasted(scan: &mut Scan<'_>) -> bool {
    const WHAT: [&str; 14] = [
        "outage",
        "downtime",
        "interruption",
        "disruption",
        "degradation",
        "of outage",
        "of downtime",
        "of interruption",
        "of disruption",
        "of degradation",
        "of impact",
        "active",
        "unavailable",
        "elapsed",
    ];
    let mut it = *scan;
    if it.eat_word_of(&["full", "complete", "total", "service"]).is_some() {
        it.skip_spaces();
    }
    let found = it.eat_word_of(&WHAT).is_some()
        || it.eat_text_of(&["的中断", "中断", "不可用", "停机", "の停止", "停止", "間の停止"]);
    if found {
        *scan = it;
    }
    found
}

/// The text of a bracket or a footnote mark.
fn scan_bracket<'a>(scan: &mut Scan<'a>) -> Option<&'a str> {
    let closing = match scan.eat_any(&['(', '['])? {
        '(' => ')',
        _ => ']',
    };
    let start = *scan;
    let mut depth = 1;
    while depth != 0 {
        let length = scan.at() - start.at();
        match scan.bump()? {
            '(' if closing == ')' => depth += 1,
            it if it == closing => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(&start.rest()[..length]);
        }
    }
    None
}
