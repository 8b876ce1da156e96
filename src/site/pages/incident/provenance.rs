//! "How this was read": where every value came from.

use serde::Serialize;

use super::contents::linked_place;
use crate::model::{Field, How, Incident, Provenance};
use crate::site::context::{Here, Link};

/// One value and the place it was read from.
#[derive(Serialize)]
pub(super) struct ProvenanceLine {
    key: String,
    name: String,
    how: String,
    place: Link,
    is_zone_assumed: bool,
}

/// One line per value of `incident`, in the order in which the document gives them; what was computed comes last.
pub(super) fn provenance(here: &Here<'_>, incident: &Incident) -> Vec<ProvenanceLine> {
    let mut all: Vec<(&Field, &Provenance)> = incident.provenance.iter().collect();
    // `impact` says nothing that `impact.users` does not.
    all.retain(|(field, _)| {
        let below = format!("{}.", field.path());
        !incident.provenance.keys().any(|it| it.path().starts_with(&below))
    });
    all.sort_by_key(|(field, it)| (it.how == How::Derived, it.span.file, it.span.start, field.path()));
    all.into_iter().map(|(field, it)| line(here, *field, it)).collect()
}

fn line(here: &Here<'_>, field: Field, provenance: &Provenance) -> ProvenanceLine {
    ProvenanceLine {
        name: name(here, field),
        key: field.path().to_owned(),
        how: here.messages().word("how", provenance.how.as_str()),
        place: linked_place(here, provenance.span),
        is_zone_assumed: provenance.assumed_zone,
    }
}

/// The name that pages use for the value of `field`; its path for one that they do not show.
pub(super) fn name(here: &Here<'_>, field: Field) -> String {
    let messages = here.messages();
    let key = field.path();
    match field {
        Field::Milestone(it) => return messages.word("milestone", it.as_str()),
        Field::TimeToDetect => return messages.word("measure", "detect"),
        Field::TimeToResolve => return messages.word("measure", "resolve"),
        _ => {}
    }
    // `impact.users` and `roles.approver` are shown under the name of what they are part of.
    let named = key.split_once('.').map_or(key, |(part, _)| part);
    let fact = format!("fact.{named}");
    messages.get(&fact).unwrap_or(key).to_owned()
}
