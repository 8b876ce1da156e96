//! Days as trackers write them: `2026-03-01T08:12:00Z`, `01/Mar/26 8:12 AM`, `Sun Mar 01 2026 08:12:00 GMT+0000`.

use crate::time::{Date, read_date};

/// The day that `text` begins with, or is; `None` where it is not one. A clock time behind it changes nothing: the day is
/// the one that is written.
pub(super) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let head = text.split(['T', ' ']).next().unwrap_or(text);
    head.parse().ok().or_else(|| jira(head)).or_else(|| javascript(text)).or_else(|| read_date(text))
}

/// `01/Mar/26`, `1/Mar/2026`.
fn jira(head: &str) -> Option<Date> {
    let mut parts = head.split('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    date(year, month, day)
}

/// `Sun Mar 01 2026 08:12:00 GMT+0000 (UTC)`.
fn javascript(text: &str) -> Option<Date> {
    let mut parts = text.split(' ').skip(1);
    let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
    date(year, month, day)
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let year: i16 = year.parse().ok()?;
    let year = if year < 100 { 2000 + year } else { year };
    Date::new(year, month_named(month)?, day.parse().ok()?).ok()
}

fn month_named(word: &str) -> Option<i8> {
    let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let head: String = word.chars().take(3).collect::<String>().to_lowercase();
    let place = names.iter().position(|it| *it == head)?;
    i8::try_from(place + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn days_of_trackers_are_read_as_they_are_written() {
        let read = |text: &str| day(text).map(|it| it.to_string());
        let expected = Some("2026-03-01".to_owned());
        for text in [
            "2026-03-01",
            "2026-03-01T23:59:00Z",
            "2026-03-01T08:12:00.000+0800",
            "2026-03-01 08:12:00 UTC",
            "01/Mar/26 8:12 AM",
            "1/Mar/2026",
            "Sun Mar 01 2026 08:12:00 GMT+0000 (UTC)",
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        assert_eq!((read(""), read("soon"), read("31/Feb/26")), (None, None, None));
    }
}
