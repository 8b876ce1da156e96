//! Days beside action items: in the order of day and month that the author uses, and in the year of the incident.

use crate::extract::draft::Draft;
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
        read_date_in(text, self.order).or_else(|| match date_reading(text)? {
            DateReading::MissingYear(day) => {
                let incident = self.incident?;
                let this_year = day.in_year(incident.year()).filter(|it| incident <= *it);
                let next = this_year.or_else(|| day.in_year(incident.year() + 1))?;
                let ahead = incident.until(next).ok()?.get_days();
                (ahead <= MAX_AHEAD).then_some(next)
            }
            DateReading::Date(_) | DateReading::Ambiguous { .. } | DateReading::Impossible { .. } => None,
        })
    }

    /// The day that `text` is, else the first that it holds.
    pub(super) fn first(self, text: &str) -> Option<Date> {
        self.whole(text).or_else(|| find_date_in(text, self.order).map(|it| it.0))
    }
}
