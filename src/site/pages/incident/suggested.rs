//! "Suggested": what the document only hints at, with the words that do. None of it is a fact.

use serde::Serialize;

use super::contents::linked_place;
use super::provenance::name;
use crate::model::{Field, Incident, SuggestedValue, Suggestion};
use crate::site::context::{Here, Link};
use crate::text::quoted;

/// One suggested value.
#[derive(Serialize)]
pub(super) struct SuggestedLine {
    name: String,
    value: String,
    /// The words of the document, in its language.
    words: String,
    place: Link,
}

/// The suggestions for `incident`, by field, the best first.
pub(super) fn suggested(here: &Here<'_>, incident: &Incident) -> Vec<SuggestedLine> {
    let of_field = |(field, all): (Field, &[Suggestion])| {
        let line = |it: &Suggestion| SuggestedLine {
            name: name(here, field),
            value: value(here, field, &it.value),
            words: quoted(&it.evidence.text),
            place: linked_place(here, it.evidence.span),
        };
        all.iter().map(line).collect::<Vec<_>>()
    };
    incident.suggested.iter().flat_map(of_field).collect()
}

fn value(here: &Here<'_>, field: Field, value: &SuggestedValue) -> String {
    let messages = here.messages();
    match (value, field) {
        (SuggestedValue::Instant(at), _) => messages.instant(*at),
        (SuggestedValue::Day(day), _) => messages.date(*day),
        (SuggestedValue::Seconds(seconds), _) => messages.duration(*seconds),
        (SuggestedValue::Text(id), Field::Causes) => here.site.cause_label(id),
        (SuggestedValue::Text(text), _) => text.clone(),
    }
}
