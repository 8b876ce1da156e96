//! The zone of a document's times: stated once, it holds for all of them.
//!
//! A zone may be stated in a heading, a table head, a sentence, or behind the first time. One that is unclear, such
//! as `IST` or `local time`, is reported: read as the site's zone in silence, it would be wrong by hours.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::draft::{Draft, Zone};
use super::labels;
use super::outline::{Outline, Section};
use crate::diagnostics::{Diagnostic, codes};
use crate::files::Span;
use crate::lexicon::words::Lexicon;
use crate::markdown::{Block, BlockKind, Inline};
use crate::model::{Column, Field, FieldKind, Milestone, SectionKind};
use crate::phrase::say;
use crate::time::{
    DayOrder, Instant, Resolved, TimeOfDay, WrittenZone, ZoneStatement, lead_moment_in, read_written_zone,
    resolve_local, zone_statement,
};

/// Settles the zone of the times of `draft`, unless its front matter does, and places what was read before anew.
pub(super) fn settle(draft: &mut Draft, outline: &Outline<'_>) {
    if !draft.zone.assumed {
        return;
    }
    let statements = statements(outline, &draft.words);
    let day = draft.incident.date.unwrap_or(Date::constant(2024, 1, 1));
    let home = draft.zone.zone.clone();
    let told = statements.iter().find_map(|(statement, _)| match statement {
        ZoneStatement::Written(zone) => zone.at_home(day, &home),
        ZoneStatement::Unknown(_) => None,
    });
    if let Some(zone) = told.or_else(|| of_entries(outline, draft.day_order)?.at_home(day, &home)) {
        draft.zone = Zone { zone, assumed: false };
        place_anew(draft);
        return;
    }
    let unclear = statements.into_iter().find_map(|(statement, span)| match statement {
        ZoneStatement::Written(WrittenZone::Unclear(it)) => Some((it.name.to_owned(), span)),
        ZoneStatement::Unknown(name) => Some((name, span)),
        ZoneStatement::Written(_) => None,
    });
    if let Some((name, span)) = unclear {
        let message = say!("read.unclear-zone", name);
        let finding = Diagnostic::new(&codes::UNKNOWN_TIMEZONE, message).at(span);
        draft.report(finding.hint(say!("read.offset-once")));
    }
}

/// Places times that were read in the site's zone in that of the document.
fn place_anew(draft: &mut Draft) {
    let zone = draft.zone.zone.clone();
    let moved = |at: Instant, zone: &TimeZone| resolve_local(at.local(), zone).map(Resolved::instant);
    for milestone in Milestone::ALL {
        let Some(from) =
            draft.incident.provenance.get_mut(&Field::Milestone(milestone)).filter(|it| it.assumed_zone)
        else {
            continue;
        };
        let Some(at) = draft.incident.milestones.get(milestone).and_then(|at| moved(at, &zone)) else {
            continue;
        };
        from.assumed_zone = false;
        draft.incident.milestones.set(milestone, Some(at));
    }
    if let Some((at, from)) = draft.date_with_time.filter(|it| it.1.assumed_zone)
        && let Some(at) = moved(at, &zone)
    {
        draft.date_with_time = Some((at, crate::model::Provenance { assumed_zone: false, ..from }));
    }
}

/// What the document states of its zone, those of the timeline first.
fn statements(outline: &Outline<'_>, words: &Lexicon) -> Vec<(ZoneStatement, Span)> {
    let is_timeline = |it: &&Section<'_>| it.meaning == Some(SectionKind::Timeline);
    let mut found = Vec::new();
    for section in outline.sections.iter().filter(is_timeline) {
        in_section(section, words, &mut found, |_| true);
    }
    for section in outline.sections.iter().filter(|it| !is_timeline(it)) {
        in_section(section, words, &mut found, speaks_of_times);
    }
    found
}

fn in_section(
    section: &Section<'_>,
    words: &Lexicon,
    found: &mut Vec<(ZoneStatement, Span)>,
    is_about: impl Fn(&str) -> bool,
) {
    if let Some(span) = section.span.filter(|_| is_about(section.heading)) {
        found.extend(zone_statement(section.heading).map(|it| (it, span)));
    }
    for block in &section.blocks {
        if let BlockKind::Table(table) = &block.kind {
            let has_time = table.header.iter().any(|it| is_time_head(it, words));
            for head in table.header.iter().filter(|_| has_time) {
                // `NZST | Event`
                let whole = read_written_zone(&head.text).map(ZoneStatement::Written);
                found.extend(whole.or_else(|| zone_statement(&head.text)).map(|it| (it, head.span)));
            }
        }
        for line in block.lines().iter().filter(|it| is_about(&it.text) && it.text.len() <= MAX_SENTENCE) {
            found.extend(zone_statement(&line.text).map(|it| (it, line.span)));
        }
    }
}

/// Longest line that is looked at for a statement, in bytes.
const MAX_SENTENCE: usize = 400;

fn is_time_head(head: &Inline, words: &Lexicon) -> bool {
    words.is_column(Column::Time, &head.text) || read_written_zone(&head.text).is_some()
}

/// Whether a line outside the timeline speaks of all times, not of one.
fn speaks_of_times(text: &str) -> bool {
    const LATIN: [&str; 12] = [
        "times",
        "timestamps",
        "time zone",
        "timezone",
        "Times",
        "Timestamps",
        "Zeiten",
        "horas",
        "heures",
        "horários",
        "orari",
        "tijden",
    ];
    const CJK: [&str; 8] = ["均为", "时间为", "时区", "时间戳", "時刻は", "時間は", "時刻表記", "均以"];
    // A line with a time of day of its own speaks of that.
    let digits = text.as_bytes().windows(3);
    let has_clock =
        digits.into_iter().any(|it| it[0].is_ascii_digit() && it[1] == b':' && it[2].is_ascii_digit());
    LATIN.iter().chain(&CJK).any(|it| text.contains(it)) && !has_clock
}

/// The zone written behind times: behind the first of the timeline or most of them, or behind a labelled one.
fn of_entries(outline: &Outline<'_>, order: Option<DayOrder>) -> Option<WrittenZone> {
    let (mut entries, mut labelled): (Vec<TimeOfDay>, Vec<WrittenZone>) = (Vec::new(), Vec::new());
    for section in &outline.sections {
        if section.meaning == Some(SectionKind::Timeline) {
            entries.extend(leading_time(section.heading, order));
            for block in &section.blocks {
                for_each_text(block, |text| entries.extend(leading_time(text, order)));
            }
        } else {
            // `### 発生日時` over `2026-03-05 02:35 (JST)`
            let first = section.blocks.first().and_then(|it| it.lines().first());
            let headed = first.filter(|_| is_of_times(outline.words.field(section.heading)));
            labelled.extend(headed.and_then(|it| leading_time(&it.text, order)?.zone));
            let labels = section.blocks.iter().flat_map(|it| labels::of_block(it, outline.words));
            for label in labels.filter(|it| is_of_times(outline.words.field(&it.name))) {
                let zone = |text: &str| leading_time(text.trim().trim_start_matches('~'), order)?.zone;
                // `~14 hours (07:05 UTC → 13:30 UTC)`
                let is_length = outline.words.field(&label.name) == Some(Field::Duration);
                let inside = || label.value.split(['(', '（', '→', '–']).filter_map(zone).collect();
                let found: Vec<WrittenZone> = match zone(&label.value) {
                    None if is_length => inside(),
                    found => found.into_iter().collect(),
                };
                labelled.extend(found);
            }
        }
    }
    let zoned: Vec<&WrittenZone> = entries.iter().filter_map(|it| it.zone.as_ref()).collect();
    let first = zoned.first().copied().or(labelled.first())?;
    let agree = zoned.iter().all(|it| *it == first) && labelled.iter().all(|it| it == first);
    let leads = entries.first().is_some_and(|it| it.zone.is_some()) || entries.len() <= zoned.len() * 2;
    (agree && (!labelled.is_empty() || leads)).then(|| first.clone())
}

/// The time that `text` begins with.
fn leading_time(text: &str, order: Option<DayOrder>) -> Option<TimeOfDay> {
    if text.len() < 4 || !text.bytes().any(|it| it.is_ascii_digit()) {
        return None;
    }
    lead_moment_in(text, order)?.moment.time
}

/// Whether a label gives times of the incident: the zone of a meeting is not that of the timeline.
fn is_of_times(field: Option<Field>) -> bool {
    field.is_some_and(|it| {
        matches!(it.kind(), FieldKind::Instant | FieldKind::Period | FieldKind::Duration) || it == Field::Date
    })
}

fn for_each_text(block: &Block, mut see: impl FnMut(&str)) {
    if let BlockKind::Table(table) = &block.kind {
        for cell in table.header.iter().chain(table.rows.iter().flat_map(|it| &it.cells)) {
            see(&cell.text);
        }
    }
    for line in block.lines() {
        see(&line.text);
    }
}
