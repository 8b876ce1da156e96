//! Finding an entry by any of its names.

use std::collections::BTreeMap;

use crate::text::fold;

/// Names, folded for case and width, to the id they stand for; the first entry that claims a name keeps it.
#[derive(Debug, Default)]
pub(super) struct Names {
    ids: BTreeMap<String, String>,
}

impl Names {
    /// Lets every one of `names` stand for `id`.
    pub(super) fn add<'a>(&mut self, id: &str, names: impl IntoIterator<Item = &'a str>) {
        for name in names {
            self.ids.entry(fold(name)).or_insert_with(|| id.to_owned());
        }
    }

    /// The id that `name` stands for.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.ids.get(&fold(name)).map(String::as_str)
    }

    /// Every name, folded.
    pub(super) fn known(&self) -> impl Iterator<Item = &str> {
        self.ids.keys().map(String::as_str)
    }
}
