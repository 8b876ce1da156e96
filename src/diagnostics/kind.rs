//! Kinds of findings, and how much each matters.

use crate::i18n::Locale;
use crate::phrase::say;

/// A kind of finding; [`codes`](super::codes) declares every one.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// Stable code, `AW` and three digits; never given a second meaning.
    pub code: &'static str,
    /// Stable name that reads well after "allow".
    pub name: &'static str,
    /// How much it matters unless the project says otherwise.
    pub level: Level,
    /// Whether it is reported only where a project asks for it.
    pub opt_in: bool,
    /// What it finds, in one sentence.
    pub meaning: &'static str,
    /// Why it matters and how to mend it, with an example that it flags and one that it passes: Markdown.
    ///
    /// The examples are run by `tests/it/findings.rs`.
    pub explanation: &'static str,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing.
    Info,
    /// Should be fixed.
    Warning,
    /// Must be fixed before the site is published.
    Error,
}

impl Level {
    /// The word for people.
    pub fn word(self, locale: Locale) -> String {
        match self {
            Self::Info => say!("level.info"),
            Self::Warning => say!("level.warning"),
            Self::Error => say!("level.error"),
        }
        .text(locale)
    }

    /// The word exported and configured, the same in every language.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}
