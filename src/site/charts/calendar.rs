//! Incidents per day over a year: one column per week, one field per day.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use super::chart::{Caption, Chart, Numbers, count};
use super::mark;
use crate::analysis::days_between;
use crate::analysis::stats::MIN_SAMPLE;
use crate::model::Incident;
use crate::site::context::{Here, Link};

const N_WEEKS: i64 = 53;
/// From one field to the next, and the size of a field.
const STEP: usize = 15;
const FIELD: usize = 13;
const LEFT: usize = 34;
const TOP: usize = 18;
/// Most steps of the scale; a day with more incidents looks like the last one.
const MAX_STEP: usize = 4;

/// A year of days.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct CalendarDrawing {
    width: usize,
    height: usize,
    size: usize,
    /// Between two fields.
    gap: usize,
    months: Vec<Word>,
    weekdays: Vec<Word>,
    days: Vec<Field>,
    /// The fields of all days as one dashed line for each weekday; those with incidents are drawn over them.
    empty: String,
}

#[derive(Debug, Clone, Serialize)]
struct Word {
    x: usize,
    y: usize,
    text: String,
}

#[derive(Debug, Clone, Serialize)]
struct Field {
    x: usize,
    y: usize,
    /// 0 for a day without an incident.
    step: usize,
    n: Option<usize>,
    mark: Option<Link>,
}

/// The year up to the as-of day, with `per_day` failures.
pub(in crate::site) fn calendar(
    here: &Here<'_>,
    per_day: &BTreeMap<Date, Vec<&Incident>>,
) -> Chart<CalendarDrawing> {
    let last = here.site.as_of();
    let monday =
        |day: Date| day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).unwrap_or(day);
    let first = monday(last).checked_sub((7 * (N_WEEKS - 1)).days()).unwrap_or(last);
    let shown: BTreeMap<Date, Vec<&Incident>> =
        per_day.range(first..=last).map(|(day, it)| (*day, it.clone())).collect();
    let n: usize = shown.values().map(Vec::len).sum();
    let caption = Caption::new(
        here,
        "calendar",
        "aw-counted",
        says(here, &shown, (first, last), n),
        numbers(here, &shown),
    );
    let drawing = (MIN_SAMPLE <= n).then(|| drawing(here, &shown, first, last));
    Chart::new(caption, drawing)
}

fn drawing(
    here: &Here<'_>,
    per_day: &BTreeMap<Date, Vec<&Incident>>,
    first: Date,
    last: Date,
) -> CalendarDrawing {
    let n_weeks = usize::try_from(N_WEEKS).unwrap_or_default();
    let (mut months, mut days) = (Vec::new(), Vec::new());
    let mut day = first;
    while day <= last {
        let place = usize::try_from(days_between(first, day)).unwrap_or_default();
        let (x, y) = (LEFT + place / 7 * STEP, TOP + place % 7 * STEP);
        let incidents = per_day.get(&day).map_or(&[][..], Vec::as_slice);
        let n = incidents.len();
        let mark = mark_of(here, day, incidents);
        if n != 0 {
            days.push(Field { x, y, step: n.min(MAX_STEP), n: Some(n), mark });
        }
        if day.day() == 1 {
            let text = if day.month() == 1 { day.year().to_string() } else { format!("{:02}", day.month()) };
            months.push(Word { x, y: TOP - 6, text });
        }
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
    let words: Vec<&str> = here.messages().text("format.weekdays").split(' ').collect();
    let weekdays = [0, 2, 4].into_iter().filter_map(|it| {
        let text = (*words.get(it)?).to_owned();
        Some(Word { x: LEFT - 6, y: TOP + it * STEP + FIELD - 2, text })
    });
    CalendarDrawing {
        empty: fields(usize::try_from(days_between(first, last)).unwrap_or_default()),
        width: LEFT + n_weeks * STEP,
        height: TOP + 7 * STEP,
        size: FIELD,
        gap: STEP - FIELD,
        months,
        weekdays: weekdays.collect(),
        days,
    }
}

/// A line along each weekday, up to the day that is `n` days after the first Monday. A path of every field would be the
/// largest part of the page.
fn fields(n: usize) -> String {
    let line = |weekday: usize| {
        let n_weeks = n / 7 + usize::from(weekday <= n % 7);
        let length = (n_weeks * STEP).saturating_sub(STEP - FIELD);
        format!("M{LEFT} {}.5h{length}", TOP + weekday * STEP + FIELD / 2)
    };
    (0..7).map(line).collect()
}

/// One incident leads to its page, several to the list of that day.
fn mark_of(here: &Here<'_>, day: Date, incidents: &[&Incident]) -> Option<Link> {
    let date = here.messages().date(day);
    match incidents {
        [] => None,
        [one] => Some(mark::incident(here, one, &one.title)),
        several => Some(mark::counted(here, &date, several.len(), &format!("day={day}"))),
    }
}

fn says(
    here: &Here<'_>,
    per_day: &BTreeMap<Date, Vec<&Incident>>,
    (first, last): (Date, Date),
    n: usize,
) -> String {
    let messages = here.messages();
    let with = per_day.len();
    let several = per_day.values().filter(|it| 1 < it.len()).count();
    let values = [
        ("n", messages.integer(n)),
        ("days", messages.integer(with)),
        ("several", messages.integer(several)),
        ("first", messages.date(first)),
        ("last", messages.date(last)),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, it)| (*name, it.as_str())).collect();
    messages.fill(if n < MIN_SAMPLE { "chart.calendar.too_few" } else { "chart.calendar.says" }, &values)
}

fn numbers(here: &Here<'_>, per_day: &BTreeMap<Date, Vec<&Incident>>) -> Option<Numbers> {
    let row = |(day, incidents): (&Date, &Vec<&Incident>)| {
        let n =
            mark_of(here, *day, incidents).map(|it| it.with_words(here.messages().integer(incidents.len())));
        vec![Link::text(here.messages().date(*day)), n.unwrap_or_else(|| count(here, 0))]
    };
    Numbers::new(here, &["column.date", "column.incidents"], per_day.iter().rev().map(row).collect())
}
