//! `Time to detection: 8 minutes`: how long a phase took, as the document says, placed on its timeline where that is
//! possible.
//!
//! A list of events seldom says which of them began the incident or ended it. Where the document says how long it
//! took until somebody noticed and until it was over, the events that lie so far apart are the ones it means.

use super::draft::{Draft, Stated};
use crate::files::Span;
use crate::model::{Field, How, Milestone, Provenance};
use crate::time::{DurationReading, Instant, Precision, read_duration};

type Placed = (Instant, Span);

impl Stated {
    /// Notes what the field `field` says, unless that is known.
    pub(super) fn set(&mut self, field: Field, written: &str, from: Provenance) {
        let usable = |it: &DurationReading| matches!(it.precision, Precision::Exact | Precision::About);
        let Some(duration) = read_duration(written).filter(usable) else { return };
        let slot = if field == Field::TimeToDetect { &mut self.detect } else { &mut self.resolve };
        slot.get_or_insert((duration.seconds, from));
    }
}

/// Takes the events that lie as far apart as the document says for the milestones that nothing else gives.
pub(super) fn find_events(draft: &mut Draft) {
    let Stated { detect, resolve } = draft.stated;
    if detect.is_none() && resolve.is_none() {
        return;
    }
    let known = draft.incident.milestones.get(Milestone::Started);
    let events: Vec<Placed> =
        draft.incident.timeline.iter().filter_map(|it| Some((it.at?, it.span))).collect();
    let after = |start: Instant, stated: Option<(i64, Provenance)>| match stated {
        Some((seconds, _)) => {
            events.iter().find(|it| it.0.seconds_since(start) == seconds).map(|it| Some(*it))
        }
        None => Some(None),
    };
    let found = events.iter().filter(|it| known.is_none_or(|known| known == it.0)).find_map(|start| {
        let (detected, resolved) = (after(start.0, detect)?, after(start.0, resolve)?);
        Some((*start, detected, resolved))
    });
    let Some((start, detected, resolved)) = found else { return };
    let milestones =
        [(Milestone::Started, Some(start)), (Milestone::Detected, detected), (Milestone::Resolved, resolved)];
    for (milestone, (at, span)) in milestones.into_iter().filter_map(|(it, event)| Some((it, event?))) {
        let from = Provenance { assumed_zone: draft.zone.assumed, ..Provenance::new(How::Timeline, span) };
        draft.propose_milestone(milestone, at, from);
    }
}

/// Keeps what the document says where its milestones cannot tell, or are no more than events whose words sound like them.
pub(super) fn keep(draft: &mut Draft) {
    let Stated { detect, resolve } = draft.stated;
    let phases = [
        (Milestone::Detected, Field::TimeToDetect, detect),
        (Milestone::Resolved, Field::TimeToResolve, resolve),
    ];
    for (milestone, field, stated) in phases {
        let is_sure = is_sure(draft, Milestone::Started) && is_sure(draft, milestone);
        let computed = draft.incident.milestones.between(Milestone::Started, milestone);
        let counts = |it: &(i64, Provenance)| computed.is_none() || !is_sure && computed != Some(it.0);
        if let Some((seconds, from)) = stated.filter(counts) {
            draft.incident.milestones.set_took(milestone, seconds);
            draft.note(field, from);
        }
    }
}

/// Whether the document says itself when `milestone` was: by a key, a label, or an event with a type.
fn is_sure(draft: &Draft, milestone: Milestone) -> bool {
    let from = draft.provenance(milestone);
    let has_types = draft.incident.timeline.iter().any(|it| it.kind.is_some());
    has_types || from.is_some_and(|it| it.how != How::Timeline)
}
