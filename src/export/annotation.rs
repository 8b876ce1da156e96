//! Remarks beside lines of a pull request: the common form of what GitHub and GitLab show.

use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostic, Level, Place};
use crate::files::SourceMap;
use crate::i18n::Locale;
use crate::lint::baseline;

/// A remark beside a line.
#[derive(Debug, Clone)]
pub struct Annotation {
    /// How much it matters.
    pub level: Level,
    /// Where, from the working folder; `None` where it concerns the whole knowledge base.
    pub place: Option<Place>,
    /// What it is, the same for all of its kind.
    pub name: String,
    /// Its first line.
    pub title: String,
    /// The text, lines separated by `\n`.
    pub text: String,
    /// What stays the same where lines move.
    pub fingerprint: String,
}

/// The remarks that `findings` are.
pub fn annotations(findings: &[Diagnostic], sources: &SourceMap, locale: Locale) -> Vec<Annotation> {
    let of = |it: &Diagnostic| {
        let hint = it.hint.as_ref().map_or_else(String::new, |it| format!("\n{}", it.text(locale)));
        Annotation {
            level: it.level,
            place: it.shown_place(sources),
            name: it.kind.code.to_owned(),
            title: format!("{} {}", it.kind.code, it.kind.name),
            text: format!("{}{hint}", it.message.text(locale)),
            fingerprint: baseline::fingerprint(it, sources),
        }
    };
    findings.iter().map(of).collect()
}

/// For each remark a key that no other has and that stays the same where lines move: of its file, its kind and what it
/// flags, counted where all are equal.
pub fn unique_keys(annotations: &[Annotation]) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let of = |it: &Annotation| {
        let path = it.place.as_ref().map_or("", |it| it.path.as_str());
        let key = format!("{}-{}-{}", it.name, crate::text::fingerprint(path.as_bytes()), it.fingerprint);
        let nth = seen.entry(key.clone()).or_default();
        *nth += 1;
        format!("{key}-{nth}")
    };
    annotations.iter().map(of).collect()
}
