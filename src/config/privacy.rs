//! What is shown of people.

use super::path::ValuePath;
use super::place::ConfigError;
use super::{Place, file};
use crate::phrase::say;

/// What is shown of people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Privacy {
    /// How they are called.
    pub people: PeopleShown,
    /// Whether every owner of action items has a page.
    pub owner_pages: bool,
    /// Whether credentials in documents are blacked out.
    pub redact: bool,
}

/// How people are called in everything that is made from the content.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum PeopleShown {
    /// As they are written.
    #[default]
    Names,
    /// By a name made from theirs with this secret: the same in every build, and nobody can go back without it.
    Pseudonyms(String),
    /// Not at all.
    Hidden,
}

/// Shortest secret: with a shorter one, trying every secret gives the names back.
const MIN_KEY_CHARACTERS: usize = 16;

/// Reads the setting; whatever is not clear is an error, so that no name is published by mistake.
pub(super) fn privacy(at: &Place<'_>, privacy: file::Privacy) -> Option<Privacy> {
    if privacy.owner_pages && privacy.people.as_deref() == Some("hidden") {
        let fault = at.error(&path("owner_pages"), say!("failure.config-owner-pages"));
        at.fault(fault.hint(say!("failure.config-owner-pages-hint")));
    }
    let (owner_pages, redact) = (privacy.owner_pages, privacy.redact);
    let people = at.keep(people(at, privacy))?;
    Some(Privacy { people, owner_pages, redact })
}

fn path(key: &str) -> ValuePath {
    ValuePath::of(["privacy", key])
}

fn people(at: &Place<'_>, privacy: file::Privacy) -> Result<PeopleShown, ConfigError> {
    Ok(match privacy.people.as_deref().unwrap_or("names") {
        "names" => PeopleShown::Names,
        "hidden" => PeopleShown::Hidden,
        "pseudonyms" => PeopleShown::Pseudonyms(key(at, privacy.pseudonym_key)?),
        other => {
            let fault = at.error(&path("people"), say!("failure.config-people", written = other));
            return Err(fault.hint(say!("failure.config-people-hint")));
        }
    })
}

fn key(at: &Place<'_>, key: Option<String>) -> Result<String, ConfigError> {
    // A secret that is not there at all is missed where pseudonyms are set.
    let place = path(if key.is_some() { "pseudonym_key" } else { "people" });
    let key = key.unwrap_or_default();
    if key.trim().chars().count() < MIN_KEY_CHARACTERS {
        let fault = at.error(&place, say!("failure.config-short-secret", least = MIN_KEY_CHARACTERS));
        return Err(fault.hint(say!("failure.config-short-secret-hint")));
    }
    Ok(key)
}
