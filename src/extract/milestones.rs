//! Milestones that the body states: the range behind a duration, and typed events of the timeline.

use std::sync::Arc;

use super::draft::Draft;
use super::stated;
use crate::lexicon::words::Lexicon;
use crate::model::{EventKind, Field, How, Milestone, Provenance, TimelineEvent};
use crate::time::{Instant, Resolved};

/// Fills in what the front matter and the labels left open.
pub(super) fn derive(draft: &mut Draft) {
    date_with_time(draft);
    duration_range(draft);
    stated::find_events(draft);
    typed_events(draft);
    told_events(draft);
    day_of_start(draft);
    stated::keep(draft);
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
    let Some(day) = range.date.or(draft.incident.date) else { return };
    let zone = &draft.zone.zone;
    let started = start_time.on(day, zone).map(Resolved::instant);
    let ended = end_time.on(end.date.unwrap_or(day), zone).map(Resolved::instant);
    let (Some(started), Some(mut ended)) = (started, ended) else { return };
    if ended < started && end.date.is_none() {
        // `23:50 - 00:28` ends on the next day.
        ended = ended.plus_seconds(86_400).unwrap_or(ended);
    }
    let from = Provenance { assumed_zone: draft.zone.assumed, ..from };
    for (milestone, at) in [(Milestone::Started, started), (Milestone::Resolved, ended)] {
        if draft.incident.milestones.get(milestone).is_none() {
            draft.propose_milestone(milestone, at, from);
        }
    }
}

/// A timeline with a type column says which event reached which milestone.
fn typed_events(draft: &mut Draft) {
    use EventKind::{Alert, CauseFound, Close, Deploy, Detect, Impact, Recovery, Respond};
    let events = draft.incident.timeline.clone();
    let first = |kinds: &[EventKind]| {
        events.iter().find(|it| it.kind.is_some_and(|kind| kinds.contains(&kind))).and_then(placed)
    };
    let last = |kinds: &[EventKind]| {
        events.iter().rev().find(|it| it.kind.is_some_and(|kind| kinds.contains(&kind))).and_then(placed)
    };
    if let Some(found) = first(&[Impact]) {
        propose(draft, Milestone::Started, found);
    }
    let detected = first(&[Detect, Alert]);
    if let Some(found) = detected {
        propose(draft, Milestone::Detected, found);
    }
    if let Some(found) = first(&[Respond]) {
        propose(draft, Milestone::Acknowledged, found);
    }
    if let Some(found) = first(&[CauseFound]) {
        propose(draft, Milestone::Diagnosed, found);
    }
    let resolved = last(&[Recovery]).or_else(|| last(&[Close]));
    if let Some(found) = resolved {
        propose(draft, Milestone::Resolved, found);
    }
    let over = draft.incident.milestones.get(Milestone::Resolved);
    if let Some(found) = first(&[Recovery]).filter(|it| over.is_some_and(|over| it.0 < over)) {
        propose(draft, Milestone::Mitigated, found);
    }
    let began = draft.incident.milestones.get(Milestone::Started).or(detected.map(|it| it.0));
    let deployed = events
        .iter()
        .rev()
        .filter(|it| it.kind == Some(Deploy))
        .filter_map(placed)
        .find(|it| began.is_some_and(|began| it.0 <= began));
    if let Some(found) = deployed {
        propose(draft, Milestone::Introduced, found);
    }
}

/// A timeline without types: an event reaches a milestone where it says so in so many words.
///
/// The first event is when it began, unless it says that somebody noticed, or mended something.
fn told_events(draft: &mut Draft) {
    let events: Vec<TimelineEvent> = draft.incident.timeline.clone();
    if draft.n_timeline_lines < 2 || events.is_empty() || events.iter().any(|it| it.kind.is_some()) {
        return;
    }
    let words = &*Arc::clone(&draft.words);
    let says = |meaning: &'static str| move |it: &&TimelineEvent| words.event_says(meaning, &it.text);
    let told = [
        (Milestone::Detected, "detected"),
        (Milestone::Acknowledged, "acknowledged"),
        (Milestone::Diagnosed, "diagnosed"),
        (Milestone::Mitigated, "mitigated"),
    ];
    let detected = events
        .iter()
        .find(says("detected"))
        .filter(|it| !is_mended_at_once(&events, it, words))
        .and_then(placed);
    late_start(draft, &events);
    let (introduced, rest) = long_before(&events, words);
    if let Some(found) = introduced.and_then(placed) {
        propose(draft, Milestone::Introduced, found);
    }
    let began = rest.iter().find(|it| !words.event_says("planned", &it.text));
    let is_beginning = began.is_some_and(|it| {
        let says = |meaning: &str| words.event_says(meaning, &it.text);
        !says("detected") && !says("resolved") && !says("resolved_last") && !says("mitigated")
    });
    let said = events.iter().find(says("started"));
    let is_complete = 2 <= events.len();
    if let Some(found) = said.or(began.filter(|_| is_beginning && is_complete)).and_then(placed) {
        propose(draft, Milestone::Started, found);
    }
    let started = draft.incident.milestones.get(Milestone::Started);
    for (milestone, meaning) in told {
        let found = if milestone == Milestone::Detected {
            detected
        } else {
            events.iter().find(says(meaning)).and_then(placed)
        };
        if let Some(found) = found.filter(|it| started.is_none_or(|started| started <= it.0)) {
            propose(draft, milestone, found);
        }
    }
    let last = events.last().filter(says("resolved_last"));
    let resolved = events.iter().rev().find(says("resolved")).or(last);
    if let Some(found) = resolved.and_then(placed).filter(|it| started.is_none_or(|started| started < it.0)) {
        propose(draft, Milestone::Resolved, found);
    }
}

/// The first event of the failure itself: a release hours before it is not.
pub(super) fn first_event<'e>(events: &'e [TimelineEvent], words: &Lexicon) -> Option<&'e TimelineEvent> {
    long_before(events, words).1.first()
}

/// Least hours between a release and what it broke, for the release not to count as the beginning.
const LONG_BEFORE_HOURS: i64 = 4;

/// A first event that is a release hours before anything fails, and the events after it.
fn long_before<'e>(
    events: &'e [TimelineEvent],
    words: &Lexicon,
) -> (Option<&'e TimelineEvent>, &'e [TimelineEvent]) {
    let Some((first, rest)) = events.split_first() else { return (None, events) };
    let next = rest.first().and_then(|it| it.at).zip(first.at);
    let is_long = next.is_some_and(|(next, first)| LONG_BEFORE_HOURS * 3_600 <= next.seconds_since(first));
    if is_long && words.event_says("introduced", &first.text) { (Some(first), rest) } else { (None, events) }
}

/// Whether `found` was mended in the very minute in which it was noticed: such a list gives the times of changes.
fn is_mended_at_once(events: &[TimelineEvent], found: &TimelineEvent, words: &Lexicon) -> bool {
    let next = events.iter().skip_while(|it| it.span != found.span).nth(1);
    next.is_some_and(|it| it.at == found.at && words.event_says("resolved_last", &it.text))
}

/// A label that has the incident begin when the timeline has it end is taken for a slip: the timeline counts.
fn late_start(draft: &mut Draft, events: &[TimelineEvent]) {
    let is_label = draft.provenance(Milestone::Started).filter(|it| it.how == How::Label);
    let stated = draft.incident.milestones.get(Milestone::Started).zip(is_label);
    let (Some((stated, from)), [first, .., last]) = (stated, events) else { return };
    let (Some(first), Some(end)) = (first.at, last.at) else { return };
    let words = Arc::clone(&draft.words);
    let is_over = words.event_says("resolved", &last.text) || words.event_says("resolved_last", &last.text);
    if is_over && first < end && end <= stated {
        draft.disagrees(Milestone::Started, &stated.to_string(), &first.to_string(), from.span);
        draft.incident.milestones.set(Milestone::Started, None);
        draft.forget(Milestone::Started);
    }
}

fn placed(event: &TimelineEvent) -> Option<(Instant, crate::files::Span)> {
    Some((event.at?, event.span))
}

fn propose(draft: &mut Draft, milestone: Milestone, found: (Instant, crate::files::Span)) {
    let from = Provenance { assumed_zone: draft.zone.assumed, ..Provenance::new(How::Timeline, found.1) };
    draft.propose_milestone(milestone, found.0, from);
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
