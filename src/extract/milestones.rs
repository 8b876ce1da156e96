//! The milestones that a document states, and those that its timeline only suggests.
//!
//! From the most certain to the least; what one gives, the next ones leave alone:
//!
//! 1. Front matter and labels, read before.
//! 2. The range behind a duration, and keys without a colon: `First detected 2026-03-05 10:06`.
//! 3. Events with a type: a column, or the word they begin with.
//! 4. Events that assert a milestone in so many words. An end counts only where nobody fights on after it.
//! 5. Sentences of the running text that assert one beside its time, see [`prose`].
//! 6. Events that lie as far apart as the document says a phase took.
//!
//! The first event is not the start and the last is not the end. Whatever else a line hints at is suggested.

use super::assertions;
use super::draft::Draft;
use super::entry::Entry;
use super::outline::Outline;
use super::{key_moments, prose, stated};
use crate::diagnostics::{Diagnostic, codes};
use crate::files::Span;
use crate::lexicon::words::Lexicon;
use crate::markdown::BlockKind;
use crate::model::{EventKind, Evidence, Field, How, Milestone, Provenance, SectionKind, SuggestedValue};
use crate::phrase::say;
use crate::time::{Date, Instant, Resolved, find_date, lead_moment_in, read_date_in};

/// Fills in what the front matter and the labels left open.
pub(super) fn derive(draft: &mut Draft, outline: &Outline<'_>) {
    date_with_time(draft);
    duration_range(draft);
    key_moments::read(draft, outline);
    let entries = in_order(draft);
    typed_events(draft, &entries);
    // Two figures that both fit events leave no doubt which events they mean; "recovery" may be a stopgap.
    if [Milestone::Detected, Milestone::Resolved].iter().all(|it| draft.stated.get(*it).is_some()) {
        stated::find_events(draft, false);
    }
    asserted_events(draft, &entries);
    prose::read(draft, outline);
    stated::find_events(draft, true);
    suggestions(draft, &entries);
    day_of_start(draft);
    prose::day(draft, outline);
    stated::keep(draft);
    no_time_at_all(draft);
    note_zones(draft);
}

/// The day of the first event, where nothing else says when it was, or only the day of the report does.
///
/// Of a heading and a file name that differ, the one counts that the timeline agrees with: titles are copied along.
pub(super) fn day_of_timeline(draft: &mut Draft, path: &str) {
    let entries = in_order(draft);
    let (Some(first), Some(last)) = (first_event(&entries, &draft.words), entries.last()) else { return };
    let of_report = |it: Provenance| matches!(it.how, How::FileName | How::Heading);
    let from_report = draft.provenance(Field::Date).is_some_and(of_report);
    let is_later = from_report && draft.incident.date.is_some_and(|day| last.0.date() < day);
    let of_name = find_date(path.rsplit('/').next().unwrap_or(path)).map(|it| it.0);
    let is_copied = from_report && of_name == Some(first.0.date()) && draft.incident.date != of_name;
    // A day that only a later line names is not the day of the lines before it.
    let is_whole = draft.entries.first().is_some_and(|it| it.event.at.is_some());
    if is_later || is_copied || (draft.incident.date.is_none() && is_whole) {
        draft.incident.date = Some(first.0.date());
        let from = Provenance::new(How::Timeline, first.1.event.span);
        draft.note(Field::Date, from);
    }
}

/// The one day that every line of the timeline names, where nothing else says when it was.
pub(super) fn only_day(draft: &mut Draft, outline: &Outline<'_>) {
    if draft.incident.date.is_some() {
        return;
    }
    let order = draft.day_order;
    let lines = outline.about(SectionKind::Timeline).flat_map(|it| it.blocks.iter());
    let firsts = lines.flat_map(|it| match &it.kind {
        BlockKind::Table(table) => table.rows.iter().filter_map(|row| row.cells.first()).collect(),
        BlockKind::ListItem(item) => item.lines.iter().take(1).collect(),
        _ => Vec::new(),
    });
    let mut found: Option<(Date, Span)> = None;
    for line in firsts {
        let day = read_date_in(&line.text, order).or_else(|| lead_moment_in(&line.text, order)?.moment.date);
        let Some(day) = day else { return };
        if found.is_some_and(|it| it.0 != day) {
            return;
        }
        found = found.or(Some((day, line.span)));
    }
    if let Some((day, span)) = found {
        draft.incident.date = Some(day);
        draft.read(Field::Date, How::Timeline, span);
    }
}

/// Least hours between a release and what it broke, for the release not to count as the beginning.
const LONG_BEFORE_HOURS: i64 = 4;

/// The first event of the failure itself: a release hours before it is not.
fn first_event<'e>(entries: &'e [(Instant, Entry)], words: &Lexicon) -> Option<&'e (Instant, Entry)> {
    let (first, rest) = entries.split_first()?;
    let next = rest.first().filter(|next| LONG_BEFORE_HOURS * 3_600 <= next.0.seconds_since(first.0));
    next.filter(|_| words.event_says("introduced", &first.1.whole)).or(Some(first))
}

/// `date` with a time also says when it started, where nothing else does.
fn date_with_time(draft: &mut Draft) {
    let is_open = draft.incident.milestones.get(Milestone::Started).is_none();
    if let Some((at, from)) = draft.date_with_time.filter(|_| is_open) {
        draft.propose_milestone(Milestone::Started, at, from);
    }
}

/// `38分钟（14:32 - 15:10）` says when it started and when it was over.
fn duration_range(draft: &mut Draft) {
    let Some((range, from)) = draft.duration_range.clone() else { return };
    let Some(end) = range.end.as_deref() else { return };
    let (Some(start_time), Some(end_time)) = (&range.time, &end.time) else { return };
    // Without a day of its own it is of the timeline's day, not of the day of the file.
    let dated = draft.provenance(Field::Date).is_some_and(|it| it.how != How::FileName);
    let of_timeline = draft.entries.iter().find_map(|it| it.event.at).map(Instant::date);
    let known = if dated { draft.incident.date.or(of_timeline) } else { of_timeline.or(draft.incident.date) };
    let year = known.map(Date::year);
    let month_day = range.month_day.and_then(|it| it.in_year(year?));
    let Some(day) = range.date.or(month_day).or(known) else { return };
    let end_day = end.date.or_else(|| end.month_day.and_then(|it| it.in_year(day.year())));
    let zone = &draft.zone.zone;
    let started = start_time.on(day, zone).map(Resolved::instant);
    let ended = end_time.on(end_day.unwrap_or(day), zone).map(Resolved::instant);
    let (Some(started), Some(mut ended)) = (started, ended) else { return };
    if ended < started && end_day.is_none() {
        // `23:50 - 00:28` ends on the next day.
        ended = ended.plus_seconds(86_400).unwrap_or(ended);
    }
    let is_zoned = start_time.zone.is_some();
    let is_exact = !range.approximate && !matches!(from.how, How::FrontMatter | How::Sidecar);
    if is_exact && started < ended && draft.incident.declared_duration.is_none() {
        draft.incident.declared_duration = Some(ended.seconds_since(started));
        draft.note(Field::Duration, from);
    }
    let from = Provenance { assumed_zone: draft.zone.assumed && !is_zoned, ..from };
    for (milestone, at) in [(Milestone::Started, started), (Milestone::Resolved, ended)] {
        if draft.incident.milestones.get(milestone).is_none() {
            draft.propose_milestone(milestone, at, from);
        }
    }
}

/// The placed events in order of time.
fn in_order(draft: &Draft) -> Vec<(Instant, Entry)> {
    let placed = draft.entries.iter().filter_map(|it| Some((it.event.at?, it.clone())));
    let mut entries: Vec<(Instant, Entry)> = placed.collect();
    entries.sort_by_key(|it| it.0.timestamp());
    entries
}

/// Events with a type say which milestone they reached.
fn typed_events(draft: &mut Draft, entries: &[(Instant, Entry)]) {
    let of = |milestone: Milestone| entries.iter().filter(move |it| it.1.typed == Some(milestone));
    for milestone in [Milestone::Started, Milestone::Detected, Milestone::Acknowledged, Milestone::Diagnosed]
    {
        if let Some(found) = of(milestone).next() {
            propose(draft, milestone, found);
        }
    }
    for milestone in [Milestone::Introduced, Milestone::Mitigated, Milestone::Verified] {
        if let Some(found) = of(milestone).next_back() {
            propose(draft, milestone, found);
        }
    }
    let closes = |it: &&(Instant, Entry)| it.1.event.kind == Some(EventKind::Close);
    let back = || of(Milestone::Resolved).filter(|it| !closes(it));
    if let Some(found) = back().next_back().or_else(|| of(Milestone::Resolved).next_back()) {
        propose(draft, Milestone::Resolved, found);
    }
    let over = draft.incident.milestones.get(Milestone::Resolved);
    if let Some(found) = back().next().filter(|it| over.is_some_and(|over| it.0 < over)) {
        propose(draft, Milestone::Mitigated, found);
    }
    let noticed = of(Milestone::Detected).next().map(|it| it.0);
    let began = draft.incident.milestones.get(Milestone::Started).or(noticed);
    let deployed = entries
        .iter()
        .rev()
        .filter(|it| it.1.event.kind == Some(EventKind::Deploy))
        .find(|it| began.is_some_and(|began| it.0 <= began));
    if let Some(found) = deployed {
        propose(draft, Milestone::Introduced, found);
    }
}

/// Events that assert a milestone.
fn asserted_events(draft: &mut Draft, entries: &[(Instant, Entry)]) {
    let said: Vec<Vec<assertions::Assertion>> =
        entries.iter().map(|it| assertions::of(&it.1.whole)).collect();
    let says = |idx: usize, milestone: Milestone| said[idx].iter().any(|it| it.milestone == milestone);
    let first = |milestone: Milestone| (0..entries.len()).find(|idx| says(*idx, milestone));
    let is_weak = |idx: usize| said[idx].iter().any(|it| it.milestone == Milestone::Started && it.is_weak);
    // Nobody is notified of a failure, or works on it, before it begins.
    let may_start = |idx: &usize| {
        let is_first_trouble = || !entries[..*idx].iter().any(|it| assertions::fights(&it.1.whole));
        is_on_its_day(draft, entries[*idx].0, is_weak(*idx))
            && is_first_notice(&entries[..*idx], &draft.words)
            && (!is_weak(*idx) || is_first_trouble())
    };
    if let Some(idx) = first(Milestone::Started).filter(may_start) {
        propose(draft, Milestone::Started, &entries[idx]);
        // Then the title's day is not that on which it began.
        let from = Provenance::new(How::Timeline, entries[idx].1.event.span);
        if draft.incident.date.is_some_and(|day| entries[idx].0.date() < day)
            && draft.provenance(Field::Date).is_some_and(|it| it.how == How::Heading)
        {
            draft.incident.date = Some(entries[idx].0.date());
            draft.note(Field::Date, from);
        }
    }
    if let Some(idx) =
        first(Milestone::Detected).filter(|idx| is_first_notice(&entries[..*idx], &draft.words))
    {
        propose_in_order(draft, Milestone::Detected, &entries[idx]);
    }
    for milestone in [Milestone::Acknowledged, Milestone::Diagnosed, Milestone::Mitigated] {
        if let Some(idx) = first(milestone) {
            propose_in_order(draft, milestone, &entries[idx]);
        }
    }
    if let Some(idx) = end(entries, &said) {
        propose_in_order(draft, Milestone::Resolved, &entries[idx]);
    }
}

/// The event that ends it: the last that asserts so, where nobody fights on after it.
///
/// `Incident closed` counts only where no event says that service is back.
fn end(entries: &[(Instant, Entry)], said: &[Vec<assertions::Assertion>]) -> Option<usize> {
    // A line that tells of the whole course has the time of its beginning.
    let tells_all = |idx: usize| {
        said[idx].iter().any(|it| matches!(it.milestone, Milestone::Started | Milestone::Detected))
    };
    let ends =
        |idx: &usize| said[*idx].iter().any(|it| it.milestone == Milestone::Resolved) && !tells_all(*idx);
    let closes = |idx: &usize| said[*idx].iter().any(|it| it.closes) && is_close(&entries[*idx].1.whole);
    let last = (0..entries.len()).rev().find(|idx| ends(idx))?;
    if entries[last + 1..].iter().any(|it| assertions::fights(&it.1.whole)) {
        return None;
    }
    if !closes(&last) {
        return Some(last);
    }
    // Only what lies between two ends may take the earlier one back.
    let earlier = (0..last).rev().take_while(|idx| ends(idx) || !assertions::fights(&entries[*idx].1.whole));
    Some(earlier.into_iter().find(|idx| ends(idx) && !closes(idx)).unwrap_or(last))
}

/// Whether an event speaks of closing the incident.
fn is_close(text: &str) -> bool {
    ["closed", "incident end", "关闭", "クローズ"].iter().any(|it| text.to_lowercase().contains(it))
}

/// Whether no event before has somebody notice, or work on it already.
fn is_first_notice(before: &[(Instant, Entry)], words: &Lexicon) -> bool {
    !before.iter().any(|it| words.event_says("detected", &it.1.whole) || assertions::responds(&it.1.whole))
}

/// Whether the incident can have begun at `at`: what lies before its own day brought it about at most. The day of a
/// title may be the one of its worst hour, or of the report.
fn is_on_its_day(draft: &Draft, at: Instant, is_weak: bool) -> bool {
    let days_before = match draft.provenance(Field::Date).map(|it| it.how) {
        None | Some(How::FileName) => return true,
        Some(How::Heading) if !is_weak => MAX_DAYS_BEFORE_TITLE,
        Some(_) => 0,
    };
    draft.incident.date.is_none_or(|day| at.date().until(day).is_ok_and(|it| it.get_days() <= days_before))
}

/// Most days that an event which asserts the beginning may lie before the day of the title.
const MAX_DAYS_BEFORE_TITLE: i32 = 1;

fn propose(draft: &mut Draft, milestone: Milestone, found: &(Instant, Entry)) {
    let from = Provenance {
        assumed_zone: found.1.assumed_zone,
        ..Provenance::new(How::Timeline, found.1.event.span)
    };
    draft.propose_milestone(milestone, found.0, from);
}

/// Like [`propose`], unless the event lies before the start, or where the end would be no later than the start.
fn propose_in_order(draft: &mut Draft, milestone: Milestone, found: &(Instant, Entry)) {
    let started = draft.incident.milestones.get(Milestone::Started);
    let is_after = started.is_none_or(|started| {
        if milestone == Milestone::Resolved { started < found.0 } else { started <= found.0 }
    });
    if is_after {
        propose(draft, milestone, found);
    }
}

/// What the words of the timeline hint at, for the milestones that nothing states.
fn suggestions(draft: &mut Draft, entries: &[(Instant, Entry)]) {
    let words = std::sync::Arc::clone(&draft.words);
    let says = |meaning: &str, it: &(Instant, Entry)| words.event_says(meaning, &it.1.whole);
    let first = |meaning: &str| entries.iter().find(|it| says(meaning, it));
    let last = |meaning: &str| entries.iter().rev().find(|it| says(meaning, it));
    let began = entries.iter().find(|it| !says("planned", it)).filter(|it| {
        1 < entries.len()
            && !["detected", "resolved", "resolved_last", "mitigated"].iter().any(|meaning| says(meaning, it))
    });
    let ends_all = entries.last().filter(|it| says("resolved_last", it));
    let brought_about = entries.first().filter(|it| says("introduced", it));
    // How often each was right on collections whose facts were read by hand.
    let guesses = [
        (Milestone::Introduced, brought_about, 0.3),
        (Milestone::Started, first("started"), 0.5),
        (Milestone::Started, began, 0.4),
        (Milestone::Detected, first("detected"), 0.4),
        (Milestone::Acknowledged, first("acknowledged"), 0.5),
        (Milestone::Diagnosed, first("diagnosed"), 0.5),
        (Milestone::Mitigated, first("mitigated"), 0.5),
        (Milestone::Resolved, last("resolved"), 0.5),
        (Milestone::Resolved, ends_all, 0.4),
    ];
    for (milestone, found, score) in guesses {
        let Some((at, entry)) = found else { continue };
        if draft.incident.milestones.get(milestone).is_none() {
            let evidence = Evidence { span: entry.event.span, text: entry.event.text.clone() };
            draft.suggest(milestone, SuggestedValue::Instant(*at), evidence, score);
        }
    }
}

/// The day on which it started, where no date is stated.
fn day_of_start(draft: &mut Draft) {
    if draft.incident.date.is_some() {
        return;
    }
    let first = [Milestone::Started, Milestone::Detected]
        .into_iter()
        .find_map(|it| Some((it, draft.incident.milestones.get(it)?)));
    if let Some((milestone, at)) = first {
        draft.incident.date = Some(at.date());
        if let Some(from) = draft.provenance(milestone) {
            draft.note(Field::Date, from);
        }
    }
}

/// An incident that ends when it begins took no time, which nobody would have written down.
fn no_time_at_all(draft: &mut Draft) {
    let milestones = &draft.incident.milestones;
    let (Some(started), Some(resolved)) =
        (milestones.get(Milestone::Started), milestones.get(Milestone::Resolved))
    else {
        return;
    };
    let from = draft.provenance(Milestone::Resolved);
    if let Some(from) = from.filter(|_| started.timestamp() == resolved.timestamp()) {
        let message = say!("read.no-length", at = started.to_string());
        let finding = Diagnostic::new(&codes::NO_LENGTH, message).at(from.span);
        draft.report(finding.hint(say!("read.correct-one-end")));
    }
}

/// Notes for every milestone whether its zone is known: between a known and an assumed one nothing can be computed.
fn note_zones(draft: &mut Draft) {
    for milestone in Milestone::ALL {
        let is_assumed = draft.provenance(milestone).is_some_and(|it| it.assumed_zone);
        draft.incident.milestones.set_zone_assumed(milestone, is_assumed);
    }
}
