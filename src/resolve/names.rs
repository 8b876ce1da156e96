//! Finding an entry by any of its names.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::diagnostics::Diagnostic;
use crate::model::{Field, Incident};
use crate::text::{Known, fold};

/// Names, folded for case and width, to the id they stand for; the first entry that claims a name keeps it.
#[derive(Debug, Default)]
pub(super) struct Names {
    ids: BTreeMap<String, String>,
    known: Known,
}

impl Names {
    /// Lets every one of `names` stand for `id`.
    pub(super) fn add<'a>(&mut self, id: &str, names: impl IntoIterator<Item = &'a str>) {
        for name in names {
            if let Entry::Vacant(place) = self.ids.entry(fold(name)) {
                self.known.add(place.key());
                place.insert(id.to_owned());
            }
        }
    }

    /// The id that `name` stands for.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.ids.get(&fold(name)).map(String::as_str)
    }

    /// The name, folded, that `name` may be a slip of.
    pub(super) fn near(&self, name: &str) -> Option<&str> {
        self.known.nearest(&fold(name))
    }
}

/// Adds `finding` at the place where `incident` says the value of `field`, else at its first line.
pub(super) fn at_field(incident: &Incident, field: Field, finding: Diagnostic) -> Diagnostic {
    let span = incident.provenance.get(&field).map_or(incident.source, |it| it.span);
    finding.at(span)
}

/// `INC 2025-0042`, `inc-2025-0042` and `INC_2025_0042` name one incident.
pub(crate) fn reference_form(name: &str) -> String {
    fold(name).replace([' ', '_'], "-")
}
