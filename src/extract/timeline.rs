//! The timeline: tables, lists and paragraphs whose lines begin with a time.
//!
//! A day is carried over from line to line, a time that steps back over midnight begins the next day, and a zone
//! that is stated once holds for all.

use std::sync::Arc;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::draft::Draft;
use super::outline::{Outline, Section};
use crate::files::Span;
use crate::lexicon::words::Lexicon;
use crate::markdown::{BlockKind, Document, Inline, Table};
use crate::model::{Column, EventKind, SectionKind, TimelineEvent};
use crate::time::{Instant, Moment, TimeOfDay, find_date, find_zone_statement, lead_moment};

/// Hours by which a time must step back to mean the next day; smaller steps are lines out of order.
const ROLLOVER_HOURS: i64 = 6;

/// Reads the timeline of `document` into `draft`.
pub(super) fn read(draft: &mut Draft, document: &Document, outline: &Outline<'_>) {
    zone(draft, outline);
    let mut reader = Reader {
        day: draft.incident.date,
        last: None,
        words: Arc::clone(&draft.words),
        zone: draft.zone.zone.clone(),
        n_lines: 0,
        events: Vec::new(),
    };
    for section in outline.about(SectionKind::Timeline) {
        reader.section(section);
    }
    if reader.events.is_empty() {
        // A table of times and events is a timeline under any heading.
        for block in &document.blocks {
            if let BlockKind::Table(table) = &block.kind {
                reader.table(table);
            }
        }
    }
    draft.n_timeline_lines = reader.n_lines.max(reader.events.len());
    draft.incident.timeline = reader.events;
}

/// The zone that headings, table heads or a sentence of the timeline state for all its times.
fn zone(draft: &mut Draft, outline: &Outline<'_>) {
    if !draft.zone.assumed {
        return;
    }
    let stated = outline.about(SectionKind::Timeline).find_map(|section| {
        find_zone_statement(section.heading).or_else(|| {
            section.blocks.iter().find_map(|block| match &block.kind {
                BlockKind::Paragraph(lines) => lines.iter().find_map(|it| find_zone_statement(&it.text)),
                BlockKind::Table(table) => table.header.iter().find_map(|it| find_zone_statement(&it.text)),
                _ => None,
            })
        })
    });
    if let Some(zone) = stated.and_then(|it| it.to_time_zone()) {
        draft.zone = super::draft::Zone { zone, assumed: false };
    }
}

/// What is known while lines are read one after the other.
struct Reader {
    /// The day that a time without one belongs to.
    day: Option<Date>,
    /// The last local time, to notice midnight.
    last: Option<DateTime>,
    words: Arc<Lexicon>,
    zone: TimeZone,
    /// Rows, list items and events so far.
    n_lines: usize,
    events: Vec<TimelineEvent>,
}

impl Reader {
    fn section(&mut self, section: &Section<'_>) {
        if section.own_meaning != Some(SectionKind::Timeline) {
            // `### 2026-01-23` opens a day, `### 14:32 Alert fired` is an event itself.
            match lead_moment(section.heading) {
                Some(lead) if lead.moment.time.is_some() => {
                    let text = section.heading[lead.rest..].trim();
                    let text = if text.is_empty() { first_text(section) } else { text.to_owned() };
                    if let Some(span) = section.span {
                        self.event(&lead.moment, &section.heading[lead.written], &text, None, span);
                    }
                    return;
                }
                _ => {
                    if let Some((date, _)) = find_date(section.heading) {
                        self.open_day(date);
                    }
                }
            }
        } else if let Some((date, _)) = find_date(section.heading) {
            self.open_day(date);
        }
        for block in &section.blocks {
            match &block.kind {
                BlockKind::Table(table) => self.table(table),
                BlockKind::ListItem(item) => {
                    if let Some((line, more)) = item.lines.split_first() {
                        self.line(line, more);
                    }
                }
                BlockKind::Paragraph(lines) => {
                    for line in lines {
                        self.line(line, &[]);
                    }
                }
                _ => {}
            }
        }
    }

    fn open_day(&mut self, date: Date) {
        self.day = Some(date);
        self.last = None;
    }

    /// A line that begins with a time; one that is only a date opens a day.
    fn line(&mut self, line: &Inline, more: &[Inline]) {
        let text = without_preposition(line.text.trim_start());
        let Some(lead) = lead_moment(text) else {
            let whole =
                find_date(text).filter(|(_, range)| text.len() <= range.end + 12 && range.start <= 12);
            if let Some((date, _)) = whole {
                self.open_day(date);
            }
            return;
        };
        let moment = lead.moment;
        let mut rest = text[lead.rest..].to_owned();
        for line in more {
            if !rest.is_empty() {
                rest.push(' ');
            }
            rest.push_str(line.text.trim());
        }
        if moment.time.is_none() {
            if let (Some(date), true) = (moment.date, rest.trim().is_empty()) {
                self.open_day(date);
            }
            return;
        }
        if !rest.trim().is_empty() {
            self.n_lines += 1;
            self.event(&moment, &text[lead.written], &rest, None, line.span);
        }
    }

    fn table(&mut self, table: &Table) {
        let words = Arc::clone(&self.words);
        let column = |column| table.header.iter().position(|it| words.is_column(column, &it.text));
        let Some(time_idx) = column(Column::Time) else { return };
        let named = table.header.iter().position(|it| {
            words.is_column(Column::Event, &it.text) && !words.is_column(Column::Time, &it.text)
        });
        let event_idx = named.unwrap_or(usize::from(time_idx == 0));
        let type_idx = column(Column::Type).filter(|it| *it != event_idx && *it != time_idx);
        let is_action_table = column(Column::Owner).is_some()
            && (column(Column::Due).is_some_and(|it| it != time_idx) || column(Column::Status).is_some());
        if is_action_table || table.header.len() < 2 {
            return;
        }
        let day_idx = table
            .header
            .iter()
            .position(|it| ["date", "日期", "日付"].contains(&crate::text::fold(&it.text).as_str()));
        self.n_lines += table.rows.len();
        for row in &table.rows {
            let cell = |idx: usize| row.cells.get(idx).map_or("", |it| it.text.trim());
            if let Some((date, _)) = day_idx.filter(|it| *it != time_idx).and_then(|idx| find_date(cell(idx)))
            {
                self.open_day(date);
            }
            let written = cell(time_idx);
            let Some(moment) = lead_moment(written).map(|it| it.moment) else { continue };
            let text = cell(event_idx);
            if moment.time.is_none() || text.is_empty() {
                if let Some(date) = moment.date.filter(|_| moment.time.is_none()) {
                    self.open_day(date);
                }
                continue;
            }
            let kind = type_idx.and_then(|idx| words.event_kind(cell(idx)));
            self.event(&moment, written, text, kind, row.span);
        }
    }

    fn event(&mut self, moment: &Moment, written: &str, text: &str, kind: Option<EventKind>, span: Span) {
        let at = moment.time.as_ref().and_then(|time| self.place(moment, time));
        let end = moment.end.as_deref().zip(at).and_then(|(end, start)| {
            let day = end.date.unwrap_or(start.date());
            let at = end.time.as_ref()?.on(day, &self.zone)?.instant();
            // `23:50 ~ 00:10` ends on the next day.
            if start <= at || end.date.is_some() { Some(at) } else { at.plus_seconds(86_400) }
        });
        self.events.push(TimelineEvent {
            at,
            written: written.trim().trim_matches(['`', '*', '[', ']']).to_owned(),
            end,
            approximate: moment.approximate,
            kind,
            text: text.trim().to_owned(),
            span,
        });
    }

    /// The instant of `time` on the day that holds for this line.
    fn place(&mut self, moment: &Moment, time: &TimeOfDay) -> Option<Instant> {
        let stated = moment.date.or_else(|| moment.month_day?.in_year(self.day?.year()));
        if let Some(date) = stated {
            self.open_day(date);
        }
        let mut at = time.on(self.day?, &self.zone)?.instant();
        if let Some(last) = self.last.filter(|_| stated.is_none()) {
            let back = last.duration_since(at.local()).as_hours();
            if ROLLOVER_HOURS <= back {
                let next = self.day?.tomorrow().ok()?;
                self.day = Some(next);
                at = time.on(next, &self.zone)?.instant();
            }
        }
        self.last = Some(at.local());
        Some(at)
    }
}

/// `在 2021-03-19 11:45 开始操作` and `At 10:30 UTC, …` begin with their time.
fn without_preposition(text: &str) -> &str {
    let prepositions = ["在", "于", "At ", "at ", "On "];
    prepositions.iter().find_map(|it| text.strip_prefix(it)).map_or(text, str::trim_start)
}

fn first_text(section: &Section<'_>) -> String {
    let first = section.blocks.iter().find_map(|it| it.lines().first().map(|it| it.text.clone()));
    first.unwrap_or_default()
}
