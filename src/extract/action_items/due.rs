//! Days beside action items: in the order of day and month that the author uses, and in the year of the incident.

use crate::extract::draft::Draft;
use crate::text::is_cjk;
use crate::time::{Date, DateReading, DayOrder, date_reading, find_date_in, read_date_in};

/// How the days beside action items are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Days {
    /// Which of day and month the author writes first.
    order: Option<DayOrder>,
    /// The day of the incident.
    incident: Option<Date>,
}

/// Most days from the incident to a day that names no year: a later one may be of any year.
const MAX_AHEAD: i32 = 270;

impl Days {
    /// What the document says about its days.
    pub(super) fn of(draft: &Draft) -> Self {
        Self { order: draft.day_order, incident: draft.incident.date }
    }

    /// The day that `text` is; one without a year is the next after the incident.
    pub(super) fn whole(self, text: &str) -> Option<Date> {
        if let Some(date) = read_date_in(text, self.order) {
            return Some(date);
        }
        if let Some((month, day)) = self.slashed(text) {
            return self.next(|year| Date::new(year, month, day).ok());
        }
        match date_reading(text)? {
            DateReading::MissingYear(day) => self.next(|year| day.in_year(year)),
            DateReading::Date(_) | DateReading::Ambiguous { .. } | DateReading::Impossible { .. } => None,
        }
    }

    /// The next such day after the incident.
    fn next(self, in_year: impl Fn(i16) -> Option<Date>) -> Option<Date> {
        let incident = self.incident?;
        let this_year = in_year(incident.year()).filter(|it| incident <= *it);
        let next = this_year.or_else(|| in_year(incident.year() + 1))?;
        let ahead = incident.until(next).ok()?.get_days();
        (ahead <= MAX_AHEAD).then_some(next)
    }

    /// Month and day of `7/1`, where it is known which of them the author writes first.
    fn slashed(self, text: &str) -> Option<(i8, i8)> {
        let (first, second) = text.trim().split_once('/')?;
        let number =
            |text: &str| text.parse::<i8>().ok().filter(|_| text.bytes().all(|it| it.is_ascii_digit()));
        let (first, second) = (number(first)?, number(second)?);
        Some(if self.order? == DayOrder::MonthFirst { (first, second) } else { (second, first) })
    }

    /// The day of `4月15日前完成` and `2026年5月1日之前`.
    pub(super) fn before(self, text: &str) -> Option<Date> {
        let day = ["前完成", "之前完成", "前", "之前", "までに", "まで"]
            .iter()
            .find_map(|it| text.strip_suffix(it))
            .map(|it| it.trim_end_matches('之').trim())?;
        self.whole(day)
    }

    /// What is left of `已于 2026-03-06 完成` without its day and the word before that: `已完成`.
    pub(super) fn cut_out(self, text: &str) -> Option<String> {
        let range = find_date_in(text, self.order)?.1;
        let before = text[..range.start].trim_end();
        let before = ["于", "在", " on"].iter().find_map(|it| before.strip_suffix(it)).unwrap_or(before);
        let behind = text[range.end..].trim_start_matches([' ', '日']);
        let joint = if before.is_empty() || before.ends_with(is_cjk) { "" } else { " " };
        Some(format!("{}{joint}{behind}", before.trim_end()))
    }

    /// The day that `text` is, else the first that it holds.
    pub(super) fn first(self, text: &str) -> Option<Date> {
        self.whole(text).or_else(|| find_date_in(text, self.order).map(|it| it.0))
    }

    /// What is said behind the day in `2026-05-30 初回、以降 quarterly`, where it is more than a weekday, an hour or a particle.
    pub(super) fn behind(self, text: &str) -> Option<String> {
        const PARTICLES: [&str; 6] = ["まで", "までに", "之前", "前完成", "以前", "之前完成"];
        let range = find_date_in(text, self.order)?.1;
        let marks = |c: char| !c.is_alphanumeric() && !"()（）「」".contains(c);
        let rest = text[range.end..].trim_start_matches('日').trim_matches(marks);
        let letters = rest.chars().filter(|c| c.is_alphabetic());
        let weight: usize = letters.map(|c| if is_cjk(c) { 3 } else { 1 }).sum();
        (5 < weight && !PARTICLES.contains(&rest)).then(|| rest.to_owned())
    }
}
