//! `findings:` of the config: how much each kind of finding matters to this team.

use std::collections::BTreeMap;

use super::Place;
use super::file::FindingLevel;
use super::path::ValuePath;
use crate::diagnostics::{Level, codes};
use crate::phrase::say;
use crate::text::did_you_mean;

/// Levels by code; `None` for kinds that are off.
pub(super) fn levels(
    at: &Place<'_>,
    written: &BTreeMap<String, FindingLevel>,
) -> BTreeMap<&'static str, Option<Level>> {
    let path = ValuePath::of(["findings"]);
    let mut levels = BTreeMap::new();
    for (word, level) in written {
        let Some(kind) = codes::named(word) else {
            let hint = match nearest_kind(word) {
                Some(near) => say!("hint.did-you-mean", near),
                None => say!("finding.unknown-kind.hint"),
            };
            at.fault(at.error(&path.name(word), say!("finding.unknown-kind", word)).hint(hint));
            continue;
        };
        let level = match level {
            FindingLevel::Off => None,
            FindingLevel::Info => Some(Level::Info),
            FindingLevel::Warning => Some(Level::Warning),
            FindingLevel::Error => Some(Level::Error),
        };
        if kind.blocks_public_sites() && level != Some(Level::Error) {
            at.fault(at.error(&path.key(word), say!("failure.config-fixed-level", kind = word)));
        }
        if levels.insert(kind.code, level).is_some() {
            let message = say!("failure.config-same-kind", code = kind.code, name = kind.name);
            let fault = at.error(&path.name(word), message);
            at.fault(fault.hint(say!("failure.config-same-kind-hint")));
        }
    }
    levels
}

/// The code or name of a kind of finding that `word` was probably meant to be.
pub fn nearest_kind(word: &str) -> Option<&'static str> {
    did_you_mean(&word.to_lowercase(), codes::words())
        .or_else(|| did_you_mean(&word.to_uppercase(), codes::words()))
}
