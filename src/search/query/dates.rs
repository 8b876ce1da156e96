//! Days in queries: `2026-01-23`, `2026-01`, `2026`, `2026Q1`, `90d`, and the Chinese forms.

use unicode_normalization::UnicodeNormalization;

use super::parts::Calendar;
use crate::time::{Date, Quarter};

/// The day that `text` names, or the first day of the month, quarter or year that it names.
///
/// `90d`, `12w`, `6m` and `1y` lie that long before the calendar's day.
pub(super) fn day(text: &str, calendar: Calendar) -> Option<Date> {
    let text: String = text.nfkc().flat_map(char::to_lowercase).collect();
    ago(&text, calendar).or_else(|| quarter(&text, calendar)).or_else(|| date(&text))
}

fn ago(text: &str, calendar: Calendar) -> Option<Date> {
    let digits = text.len() - text.trim_start_matches(|it: char| it.is_ascii_digit()).len();
    let count: i64 = text[..digits].parse().ok()?;
    let span = jiff::Span::new();
    let span = match &text[digits..] {
        "d" | "天" | "日" => span.try_days(count),
        "w" | "周" | "星期" => span.try_weeks(count),
        "m" | "个月" => span.try_months(count),
        "y" => span.try_years(count),
        // `2026年` is a year of the calendar.
        "年" if count < 1000 => span.try_years(count),
        _ => return None,
    };
    calendar.as_of.checked_sub(span.ok()?).ok()
}

fn quarter(text: &str, calendar: Calendar) -> Option<Date> {
    let quarter: Quarter = text.parse().ok()?;
    Some(quarter.days(calendar.fiscal_year_start)?.0)
}

fn date(text: &str) -> Option<Date> {
    let text = text.replace(['年', '月', '/', '.'], "-");
    let mut parts = text.trim_end_matches(['日', '号', '-']).split('-');
    let year = parts.next().filter(|it| it.len() == 4)?.parse().ok()?;
    let mut next = || parts.next().map_or(Some(1), |it| it.parse().ok());
    let (month, day) = (next()?, next()?);
    if parts.next().is_some() {
        return None;
    }
    Date::new(year, month, day).ok()
}
