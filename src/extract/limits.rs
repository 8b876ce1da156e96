//! How much of one thing is read from one document.
//!
//! Work grows with the product of such lists (services times causes, action items times later incidents), so that one
//! document could stop all others. What is beyond a limit is not read, and said.

use super::draft::Draft;
use crate::diagnostics::{Diagnostic, codes};
use crate::model::{Field, Incident};
use crate::phrase::{Phrase, say};

/// Most of each list, by the key of its provenance.
const LIMITS: [(Field, usize); 9] = [
    (Field::Services, 200),
    (Field::Causes, 50),
    (Field::Triggers, 50),
    (Field::Factors, 50),
    (Field::Tags, 100),
    (Field::Teams, 100),
    (Field::Authors, 200),
    (Field::Aliases, 100),
    (Field::Related, 500),
];

/// Most action items.
const MAX_ACTION_ITEMS: usize = 1_000;

/// Most events of a timeline.
const MAX_EVENTS: usize = 5_000;

/// Most names in roles.
const MAX_ROLES: usize = 500;

/// Most words that may be ids of other documents, and links.
const MAX_MENTIONS: usize = 5_000;

/// Cuts every list of `draft` that is too long; one finding for each.
pub(super) fn apply(draft: &mut Draft) {
    let mut cut: Vec<Cut> = Vec::new();
    let incident = &mut draft.incident;
    for (key, limit) in LIMITS {
        let values = say!("read.values-of", key = key.name());
        note(&mut cut, (key, values), limit, list(incident, key));
    }
    let items = (Field::ActionItems, say!("read.action-items"));
    note(&mut cut, items, MAX_ACTION_ITEMS, &mut incident.action_items);
    note(&mut cut, (Field::Timeline, say!("read.events")), MAX_EVENTS, &mut incident.timeline);
    note(&mut cut, (Field::Roles, say!("read.people-in-roles")), MAX_ROLES, &mut incident.roles);
    note(&mut cut, (Field::Related, say!("read.links")), MAX_MENTIONS, &mut incident.links);
    note(&mut cut, (Field::Related, say!("read.possible-ids")), MAX_MENTIONS, &mut incident.mentions);
    for Cut { key, what, n, limit } in cut {
        let span = draft.provenance(key).map_or(draft.incident.source, |it| it.span);
        let message = say!("read.too-many", n, what, limit);
        draft.report(Diagnostic::new(&codes::TOO_MANY, message).at(span).hint(say!("read.split-document")));
    }
}

/// A list that was too long.
struct Cut {
    key: Field,
    what: Phrase,
    n: usize,
    limit: usize,
}

fn note<T>(cut: &mut Vec<Cut>, (key, what): (Field, Phrase), limit: usize, list: &mut Vec<T>) {
    if limit < list.len() {
        cut.push(Cut { key, what, n: list.len(), limit });
        list.truncate(limit);
    }
}

fn list(incident: &mut Incident, key: Field) -> &mut Vec<String> {
    match key {
        Field::Services => &mut incident.services,
        Field::Causes => &mut incident.causes,
        Field::Triggers => &mut incident.triggers,
        Field::Factors => &mut incident.factors,
        Field::Tags => &mut incident.tags,
        Field::Teams => &mut incident.teams,
        Field::Authors => &mut incident.authors,
        Field::Aliases => &mut incident.aliases,
        _ => &mut incident.related,
    }
}
