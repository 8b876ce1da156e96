//! Names that stand for one entry only: the first entry that claims a name keeps it.

use std::collections::BTreeMap;

use super::Place;
use super::path::ValuePath;
use crate::diagnostics::codes;
use crate::phrase::say;
use crate::text::{did_you_mean, fold};

/// The names of the entries of one list, whatever their case and width.
#[derive(Debug, Default)]
pub(super) struct Names {
    owners: BTreeMap<String, Owner>,
}

#[derive(Debug)]
struct Owner {
    /// Which entry it is.
    nth: usize,
    /// Its own name.
    name: String,
    /// Where the name was claimed; `None` for names that are built in.
    path: Option<ValuePath>,
}

impl Names {
    /// Lets `name`, written at `path`, stand for the entry `nth`, which is called `own`. Whether it was free; else that
    /// is reported.
    pub(super) fn claim(
        &mut self,
        at: &Place<'_>,
        (nth, own): (usize, &str),
        name: &str,
        path: &ValuePath,
    ) -> bool {
        match self.owners.get(&fold(name)) {
            // A name in two spellings does no harm.
            Some(owner) if owner.nth == nth => true,
            Some(owner) => {
                let hint = match &owner.path {
                    Some(earlier) => say!("failure.config-name-twice-hint", line = at.line(earlier)),
                    None => say!("failure.config-name-built-in-hint"),
                };
                let message = say!("failure.config-name-twice", name, other = &owner.name);
                at.doubt(&codes::DOUBTFUL_SETTING, path, message, hint);
                false
            }
            None => {
                self.add((nth, own), name, Some(path.clone()));
                true
            }
        }
    }

    /// The same for a name that nobody has written: an entry that has it already keeps it.
    pub(super) fn claim_built_in(&mut self, (nth, own): (usize, &str), name: &str) {
        if !self.owners.contains_key(&fold(name)) {
            self.add((nth, own), name, None);
        }
    }

    /// Claims `aliases`, the list at `path`, for the entry `nth`, which is called `own`.
    pub(super) fn claim_aliases(
        &mut self,
        at: &Place<'_>,
        (nth, own): (usize, &str),
        aliases: &[String],
        path: &ValuePath,
    ) {
        for (idx, alias) in aliases.iter().enumerate() {
            let place = path.item(idx);
            match aliases[..idx].iter().position(|it| it == alias) {
                Some(earlier) => {
                    let hint = say!("failure.config-name-twice-hint", line = at.line(&path.item(earlier)));
                    let message = say!("failure.config-name-twice", name = alias, other = own);
                    at.doubt(&codes::DOUBTFUL_SETTING, &place, message, hint);
                }
                None => drop(self.claim(at, (nth, own), alias, &place)),
            }
        }
    }

    fn add(&mut self, (nth, own): (usize, &str), name: &str, path: Option<ValuePath>) {
        self.owners.insert(fold(name), Owner { nth, name: own.to_owned(), path });
    }

    /// The own name of the entry that `name` stands for.
    pub(super) fn owner(&self, name: &str) -> Option<&str> {
        self.owners.get(&fold(name)).map(|it| it.name.as_str())
    }

    /// The own name of the entry that `name` was probably meant for.
    pub(super) fn near(&self, name: &str) -> Option<&str> {
        did_you_mean(&fold(name), self.owners.keys().map(String::as_str)).and_then(|it| self.owner(it))
    }
}
