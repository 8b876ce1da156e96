//! Why nothing could be loaded.

use std::fmt;

use crate::config::ConfigError;
use crate::files::SourceMap;
use crate::phrase::{Phrase, say};
use crate::source::ReadError;

/// Why nothing could be loaded.
#[derive(Debug)]
pub enum LoadError {
    /// A folder or file that is needed could not be read.
    Read(ReadError),
    /// Configuration files are wrong.
    Config {
        /// What is wrong, and where; at least one.
        errors: Vec<ConfigError>,
        /// What the places point into.
        sources: Box<SourceMap>,
    },
    /// There is nothing to read.
    NoContent(String),
}

impl From<ReadError> for LoadError {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

impl LoadError {
    /// What went wrong; each fault of a configuration has a message of its own.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Read(error) => error.phrase(),
            Self::Config { errors, .. } => say!("failure.config", n = errors.len()),
            Self::NoContent(folder) => say!("failure.no-content", folder),
        }
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.phrase().english())
    }
}

impl std::error::Error for LoadError {}
