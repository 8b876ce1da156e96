//! "How this was read": where every value came from.

use serde::Serialize;

use super::contents::linked_place;
use crate::model::{How, Incident, Provenance};
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
    let mut all: Vec<(&String, &Provenance)> = incident.provenance.iter().collect();
    // `impact` says nothing that `impact.users` does not.
    all.retain(|(key, _)| {
        let below = format!("{key}.");
        !incident.provenance.keys().any(|it| it.starts_with(&below))
    });
    all.sort_by_key(|(key, it)| (it.how == How::Derived, it.span.file, it.span.start, *key));
    all.into_iter().map(|(key, it)| line(here, key, it)).collect()
}

fn line(here: &Here<'_>, key: &str, provenance: &Provenance) -> ProvenanceLine {
    ProvenanceLine {
        name: name(here, key),
        key: key.to_owned(),
        how: here.messages().word("how", provenance.how.as_str()),
        place: linked_place(here, provenance.span),
        is_zone_assumed: provenance.assumed_zone,
    }
}

/// The name that pages use for the value `key`; the key itself for one that they do not show.
fn name(here: &Here<'_>, key: &str) -> String {
    let messages = here.messages();
    if let Some(("milestones", milestone)) = key.split_once('.') {
        return messages.word("milestone", milestone);
    }
    if let Some(("durations", measure)) = key.split_once('.') {
        return messages.word("measure", measure);
    }
    // `impact.users` and `roles.approver` stand under the name of what they are part of.
    let named = key.split_once('.').map_or(key, |(part, _)| part);
    let fact = format!("fact.{named}");
    messages.get(&fact).unwrap_or(key).to_owned()
}
