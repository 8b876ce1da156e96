//! "How this was read": where every value came from.

use serde::Serialize;

use super::contents::place;
use crate::model::{Incident, Provenance};
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

/// One line per value of `incident`, in the order of keys.
pub(super) fn provenance(here: &Here<'_>, incident: &Incident) -> Vec<ProvenanceLine> {
    incident.provenance.iter().map(|(key, it)| line(here, key, it)).collect()
}

fn line(here: &Here<'_>, key: &str, provenance: &Provenance) -> ProvenanceLine {
    ProvenanceLine {
        name: name(here, key),
        key: key.to_owned(),
        how: here.messages().word("how", provenance.how.as_str()),
        place: Link::text(place(here.site, provenance.span)),
        is_zone_assumed: provenance.assumed_zone,
    }
}

/// The name that pages use for the value `key`; the key itself for one that they do not show.
fn name(here: &Here<'_>, key: &str) -> String {
    let messages = here.messages();
    if let Some(("milestones", milestone)) = key.split_once('.') {
        return messages.word("milestone", milestone);
    }
    let fact = format!("fact.{key}");
    messages.get(&fact).unwrap_or(key).to_owned()
}
