//! The record of a finding.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::files::SourceMap;
use crate::i18n::Locale;
use crate::phrase::Phrase;

/// One finding.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DiagnosticV1 {
    /// `AW` and three digits.
    pub code: &'static str,
    /// Stable name.
    pub name: &'static str,
    /// `error`, `warning` or `info`.
    pub level: &'static str,
    /// One sentence, in the language of the terminal or of the site.
    pub message: String,
    /// Which sentence it is, and the values in it: the same in every language.
    #[schemars(with = "BTreeMap<String, serde_json::Value>")]
    pub values: Phrase,
    /// How to fix it.
    pub hint: Option<String>,
    /// Relative to the content folder.
    pub path: Option<String>,
    /// From 1.
    pub line: Option<usize>,
    /// From 1, in characters.
    pub column: Option<usize>,
    /// From 1.
    pub end_line: Option<usize>,
    /// From 1, in characters, exclusive.
    pub end_column: Option<usize>,
}

/// The record of a finding.
pub fn diagnostic(it: &Diagnostic, sources: &SourceMap, locale: Locale) -> DiagnosticV1 {
    let place = it.place(sources);
    DiagnosticV1 {
        code: it.kind.code,
        name: it.kind.name,
        level: it.level.as_str(),
        message: it.message.text(locale),
        values: it.message.clone(),
        hint: it.hint.as_ref().map(|it| it.text(locale)),
        path: place.as_ref().map(|it| it.path.clone()),
        line: place.as_ref().map(|it| it.line),
        column: place.as_ref().map(|it| it.column),
        end_line: place.as_ref().map(|it| it.end_line),
        end_column: place.as_ref().map(|it| it.end_column),
    }
}
