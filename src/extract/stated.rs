//! `Time to detection: 8 minutes`: how long a phase took, as the document says, placed on its timeline where that is
//! possible.
//!
//! A list of events seldom says which of them began the incident or ended it. Where the document says how long it
//! took until somebody noticed and until it was over, the events that lie so far apart are the ones it means.

use std::collections::BTreeMap;

use super::draft::Draft;
use crate::files::Span;
use crate::model::{Field, How, Milestone, Provenance};
use crate::time::Instant;

type Placed = (Instant, Span);

/// Takes the events that lie as far apart as the document says for the milestones that nothing else gives.
pub(super) fn find_events(draft: &mut Draft, with_end: bool) {
    let (detect, resolve) = (draft.stated.get(Milestone::Detected), draft.stated.get(Milestone::Resolved));
    if detect.is_none() && resolve.is_none() {
        return;
    }
    let known = draft.incident.milestones.get(Milestone::Started);
    let events: Vec<Placed> =
        draft.incident.timeline.iter().filter_map(|it| Some((it.at?, it.span))).collect();
    let Some(zero) = events.first().map(|it| it.0) else { return };
    // The first event at each moment.
    let mut at: BTreeMap<i64, Placed> = BTreeMap::new();
    for event in &events {
        at.entry(event.0.seconds_since(zero)).or_insert(*event);
    }
    let after = |start: Instant, stated: Option<(i64, Provenance)>| match stated {
        Some((seconds, _)) => at.get(&(start.seconds_since(zero) + seconds)).map(|it| Some(*it)),
        None => Some(None),
    };
    // Some teams count from when they noticed: that event is not the start.
    let noticed =
        draft.incident.milestones.get(Milestone::Detected).filter(|_| detect.is_none() && known.is_none());
    // Nobody notices what has not begun: a figure that fits later events counts from a repair.
    let is_noticed = draft.incident.milestones.get(Milestone::Detected);
    let may_start = |it: &&Placed| {
        known.is_none_or(|known| known == it.0)
            && noticed != Some(it.0)
            && is_noticed.is_none_or(|noticed| it.0 <= noticed)
    };
    let found = events.iter().filter(may_start).find_map(|start| {
        let (detected, resolved) = (after(start.0, detect)?, after(start.0, resolve)?);
        Some((*start, detected, resolved))
    });
    let Some((start, detected, resolved)) = found else { return };
    let milestones =
        [(Milestone::Started, Some(start)), (Milestone::Detected, detected), (Milestone::Resolved, resolved)];
    let is_asked = |it: &(Milestone, Option<Placed>)| with_end || it.0 != Milestone::Resolved;
    for (milestone, (at, span)) in
        milestones.into_iter().filter(is_asked).filter_map(|(it, event)| Some((it, event?)))
    {
        let from = Provenance { assumed_zone: draft.zone.assumed, ..Provenance::new(How::Timeline, span) };
        draft.propose_milestone(milestone, at, from);
    }
}

/// Keeps what the document says where its milestones cannot tell, are events without a type, or clearly say otherwise.
///
/// A team that writes `Time to resolve: 5h 09m` may count its hours of support only: its own figure is the one it means.
pub(super) fn keep(draft: &mut Draft) {
    for (milestone, seconds, from) in draft.stated.all().to_vec() {
        let Some(start) = milestone.phase_start() else { continue };
        let is_sure = is_sure(draft, start) && is_sure(draft, milestone);
        let computed = draft.incident.milestones.between(start, milestone);
        let is_near = computed.is_some_and(|it| (it - seconds).abs() <= (it.max(seconds) / 10).max(300));
        // What the front matter says is the last word of its author.
        let is_of_head = [start, milestone]
            .iter()
            .any(|it| draft.provenance(*it).is_some_and(|from| from.how == How::FrontMatter));
        let is_own_figure = !is_near && !is_of_head;
        if computed.is_none() || !is_sure && computed != Some(seconds) || is_own_figure {
            draft.incident.milestones.set_took(milestone, seconds);
        } else if computed != Some(seconds) {
            continue;
        }
        if let Some(field) = field_of(milestone) {
            draft.note(field, from);
        }
    }
}

/// The field of the duration that ends at `milestone`, where it has one of its own.
fn field_of(milestone: Milestone) -> Option<Field> {
    match milestone {
        Milestone::Detected => Some(Field::TimeToDetect),
        Milestone::Resolved => Some(Field::TimeToResolve),
        Milestone::Introduced
        | Milestone::Started
        | Milestone::Acknowledged
        | Milestone::Diagnosed
        | Milestone::Mitigated
        | Milestone::Verified => None,
    }
}

/// Whether the document says itself when `milestone` was: by a key, a label, or an event with a type.
fn is_sure(draft: &Draft, milestone: Milestone) -> bool {
    let from = draft.provenance(milestone);
    let is_typed = |it: &Provenance| {
        draft.entries.iter().any(|entry| entry.event.span == it.span && entry.typed == Some(milestone))
    };
    from.is_some_and(|it| it.how != How::Timeline || is_typed(&it))
}
