//! Faults of the configuration, and where they are.

use std::cell::RefCell;
use std::fmt;

use crate::files::{FileId, SourceMap, Span};
use crate::phrase::{Phrase, say};
use crate::time::read_config_duration;

/// A fault in a configuration file.
#[derive(Debug, Clone)]
pub struct ConfigError {
    /// What is wrong, without the place.
    pub message: Phrase,
    /// Where.
    pub span: Span,
    /// What to do about it.
    pub hint: Option<Phrase>,
}

impl ConfigError {
    /// The same fault with what to do about it.
    #[must_use]
    pub(super) fn hint(mut self, hint: Phrase) -> Self {
        self.hint = Some(hint);
        self
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message.english())
    }
}

impl std::error::Error for ConfigError {}

/// Where faults are reported that only show once values are given a meaning.
pub(crate) struct Place<'a> {
    pub(super) sources: &'a SourceMap,
    pub(super) origin: Option<FileId>,
    /// What was found so far: a file is read to its end, so that its author sees all faults at once.
    faults: RefCell<Vec<ConfigError>>,
}

impl<'a> Place<'a> {
    /// Faults are reported in the file `origin`; `None` where the site has no config file.
    pub(super) fn new(sources: &'a SourceMap, origin: Option<FileId>) -> Self {
        Self { sources, origin, faults: RefCell::default() }
    }

    /// The value; keeps the fault where there is none, and reading goes on.
    pub(super) fn keep<T>(&self, result: Result<T, ConfigError>) -> Option<T> {
        result.map_err(|fault| self.faults.borrow_mut().push(fault)).ok()
    }

    /// The values of all that have one; keeps the faults of the others.
    pub(super) fn keep_all<T>(&self, results: impl Iterator<Item = Result<T, ConfigError>>) -> Vec<T> {
        results.filter_map(|it| self.keep(it)).collect()
    }

    /// Every fault that was kept.
    pub(super) fn into_faults(self) -> Vec<ConfigError> {
        self.faults.into_inner()
    }

    /// A fault at the first line of the config that begins with `key`.
    pub(crate) fn error(&self, key: &str, message: Phrase) -> ConfigError {
        let id = self.origin.unwrap_or(FileId(0));
        let offset = self.origin.map_or(0, |id| {
            let text = &self.sources.get(id).text;
            text.match_indices(key)
                .map(|(at, _)| at)
                .find(|at| text[at + key.len()..].starts_with(':'))
                .unwrap_or(0)
        });
        ConfigError { message, span: Span::point(id, offset), hint: None }
    }

    /// Whole days of a duration such as `14d`.
    pub(crate) fn days(&self, key: &str, text: &str) -> Result<i32, ConfigError> {
        let seconds = self.seconds(key, text)?;
        i32::try_from(seconds / 86_400)
            .map_err(|_| self.error(key, say!("failure.config-duration-too-long", written = text)))
    }

    /// Seconds of a duration such as `5m`.
    pub(crate) fn seconds(&self, key: &str, text: &str) -> Result<i64, ConfigError> {
        read_config_duration(text).ok_or_else(|| {
            self.error(key, say!("failure.config-duration", written = text))
                .hint(say!("failure.config-duration-hint"))
        })
    }
}
