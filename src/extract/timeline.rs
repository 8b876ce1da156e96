//! The timeline: tables, lists, headings, paragraphs and diagrams whose lines begin with a time.
//!
//! Read in two steps, because a line can only be placed by those around it:
//!
//! 1. Collect every line with its time as written. Its text is all that belongs to it: wrapped lines, further
//!    paragraphs, nested items, and what stands below a heading that is a time.
//! 2. Place the lines. A day is carried on from line to line, a time that steps back over midnight begins the next
//!    day, and a zone that is stated holds until another is. A list with the newest line first is placed from its end.

mod collect;
mod kinds;
mod line;
mod place;

use super::draft::Draft;
use super::outline::Outline;
use crate::diagnostics::{Diagnostic, codes};
use crate::files::Span;
use crate::markdown::Document;
use crate::time::{Date, DateReading};

/// Reads the timeline of `document` into `draft`; `source` is the text of its file.
pub(super) fn read(draft: &mut Draft, document: &Document, outline: &Outline<'_>, source: &str) {
    let collected = collect::lines(outline, document, source, draft.day_order, &draft.words);
    if let Some((day, span)) = collected.unread_day {
        unread_day(draft, day, span);
    }
    let year = draft.incident.date.or_else(|| collect::first_day(outline)).map(Date::year);
    let start = place::Start { day: draft.incident.date, year, zone: draft.zone.clone() };
    draft.entries = place::place(&collected.lines, &start);
    draft.incident.timeline = draft.entries.iter().map(|it| it.event.clone()).collect();
}

/// A line whose day cannot be told has no place.
fn unread_day(draft: &mut Draft, day: DateReading, span: Span) {
    let finding = match day {
        DateReading::Ambiguous { day_first, month_first } => Diagnostic::new(
            &codes::AMBIGUOUS_DATE,
            format!("a day of the timeline can be read in two ways: {day_first} or {month_first}"),
        ),
        DateReading::Impossible => {
            Diagnostic::new(&codes::INVALID_DATE, "a day of the timeline is on no calendar".to_owned())
        }
        DateReading::Date(_) | DateReading::MissingYear(_) => return,
    };
    draft.report(finding.at(span).hint("write days as `2026-01-30`"));
}
