//! Where faults of the configuration are reported.

use thiserror::Error;

use crate::files::{FileId, SourceMap, Span};
use crate::time::read_config_duration;

/// A fault in a configuration file.
#[derive(Debug, Error)]
#[error("{message}")]
pub struct ConfigError {
    /// One sentence without the place.
    pub message: String,
    /// Where.
    pub span: Span,
    /// How to mend it.
    pub hint: Option<String>,
}

/// Where faults are reported that only show once values are given a meaning.
pub(crate) struct Place<'a> {
    pub(super) sources: &'a SourceMap,
    pub(super) origin: Option<FileId>,
}

impl Place<'_> {
    /// A fault at the first line of the config that begins with `key`.
    pub(crate) fn error(&self, key: &str, message: String) -> ConfigError {
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
        i32::try_from(seconds / 86_400).map_err(|_| self.error(key, format!("`{text}` is too long")))
    }

    /// Seconds of a duration such as `5m`.
    pub(crate) fn seconds(&self, key: &str, text: &str) -> Result<i64, ConfigError> {
        read_config_duration(text).ok_or_else(|| {
            self.error(key, format!("`{text}` is no duration; write it as `5m`, `2h` or `14d`"))
        })
    }
}
