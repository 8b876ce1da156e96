//! `findings:` of the config: how much each kind of finding matters to this team.

use std::collections::BTreeMap;

use super::file::FindingLevel;
use super::{ConfigError, Place};
use crate::diagnostics::{Level, codes};
use crate::text::did_you_mean;

/// Levels by code; `None` for kinds that are off.
pub(super) fn levels(
    at: &Place<'_>,
    written: &BTreeMap<String, FindingLevel>,
) -> Result<BTreeMap<&'static str, Option<Level>>, ConfigError> {
    let mut levels = BTreeMap::new();
    for (word, level) in written {
        let Some(kind) = codes::named(word) else {
            let mut error = at.error(word, format!("`{word}` is no kind of finding"));
            error.hint = Some(match nearest_kind(word) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`afterword explain` lists all of them".to_owned(),
            });
            return Err(error);
        };
        let level = match level {
            FindingLevel::Off => None,
            FindingLevel::Info => Some(Level::Info),
            FindingLevel::Warning => Some(Level::Warning),
            FindingLevel::Error => Some(Level::Error),
        };
        if kind.blocks_public_sites() && level != Some(Level::Error) {
            let message = format!("`{word}` must stay an error: it keeps internal text out of public sites");
            return Err(at.error(word, message));
        }
        if levels.insert(kind.code, level).is_some() {
            return Err(at.error(word, format!("`{}` and `{}` are the same kind", kind.code, kind.name)));
        }
    }
    Ok(levels)
}

/// The code or name of a kind of finding that `word` was probably meant to be.
pub fn nearest_kind(word: &str) -> Option<&'static str> {
    did_you_mean(&word.to_lowercase(), codes::words())
        .or_else(|| did_you_mean(&word.to_uppercase(), codes::words()))
}
