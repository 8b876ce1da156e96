//! The timeline: tables, lists, headings, paragraphs and diagrams whose lines begin with a time.
//!
//! Read in two steps, because a line can only be placed by those around it:
//!
//! 1. Collect every line with its time as written. Its text is all that belongs to it: wrapped lines, further
//!    paragraphs, nested items, and what is below a heading that is a time.
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
use crate::phrase::say;
use crate::time::{Date, DateReading, month_of_year};
use line::Line;

/// Reads the timeline of `document` into `draft`; `source` is the text of its file.
pub(super) fn read(draft: &mut Draft, document: &Document, outline: &Outline<'_>, source: &str) {
    let collected = collect::lines(outline, document, source, draft.day_order, &draft.words);
    if let Some((day, span)) = collected.unread_day {
        unread_day(draft, day, span);
    }
    place(draft, outline, &collected.lines);
}

/// Places the lines that were read, now that the day of the incident is known.
pub(super) fn place_again(draft: &mut Draft, document: &Document, outline: &Outline<'_>, source: &str) {
    let collected = collect::lines(outline, document, source, draft.day_order, &draft.words);
    place(draft, outline, &collected.lines);
}

fn place(draft: &mut Draft, outline: &Outline<'_>, lines: &[Line]) {
    let year = draft.incident.date.or_else(|| collect::first_day(outline)).map(Date::year);
    let start = place::Start { day: draft.incident.date, year, zone: draft.zone.clone() };
    draft.entries = place::place(lines, &start);
    draft.incident.timeline = draft.entries.iter().map(|it| it.event.clone()).collect();
}

/// A line whose day cannot be read has no place.
fn unread_day(draft: &mut Draft, day: DateReading, span: Span) {
    let (kind, message, hint) = match day {
        DateReading::Ambiguous { day_first, month_first } => (
            &codes::AMBIGUOUS_DATE,
            say!("read.ambiguous-timeline-day", day_first, month_first),
            say!("read.one-of-two-days", day_first, month_first),
        ),
        DateReading::Impossible { last } => (
            &codes::INVALID_DATE,
            say!("read.impossible-timeline-day", month = month_of_year(last), days = i32::from(last.day())),
            say!("read.existing-day", last),
        ),
        DateReading::Date(_) | DateReading::MissingYear(_) => return,
    };
    draft.report(Diagnostic::new(kind, message).at(span).hint(hint));
}
