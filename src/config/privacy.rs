//! What is shown of people.

use super::{ConfigError, Place, file};

/// What is shown of people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Privacy {
    /// How they are called.
    pub people: PeopleShown,
    /// Whether every owner of action items has a page.
    pub owner_pages: bool,
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
pub(super) fn privacy(at: &Place<'_>, privacy: file::Privacy) -> Result<Privacy, ConfigError> {
    let people = match privacy.people.as_deref().unwrap_or("names") {
        "names" => PeopleShown::Names,
        "hidden" => PeopleShown::Hidden,
        "pseudonyms" => PeopleShown::Pseudonyms(key(at, privacy.pseudonym_key)?),
        other => {
            let message = format!("`people` is `{other}`: write `names`, `pseudonyms` or `hidden`");
            return Err(at.error("people", message));
        }
    };
    if privacy.owner_pages && people == PeopleShown::Hidden {
        let message = "`owner_pages` shows who owns what, and `people: hidden` hides it: choose one";
        return Err(at.error("owner_pages", message.to_owned()));
    }
    if privacy.redact {
        let message = "`privacy.redact` is not supported by this version; `check` finds secrets";
        return Err(at.error("redact", message.to_owned()));
    }
    Ok(Privacy { people, owner_pages: privacy.owner_pages })
}

fn key(at: &Place<'_>, key: Option<String>) -> Result<String, ConfigError> {
    let key = key.unwrap_or_default();
    if key.trim().chars().count() < MIN_KEY_CHARACTERS {
        let message = format!(
            "`people: pseudonyms` needs a secret of {MIN_KEY_CHARACTERS} characters or more: set `pseudonym_key`, or AFTERWORD_PSEUDONYM_KEY in the environment"
        );
        return Err(at.error("people", message));
    }
    Ok(key)
}
