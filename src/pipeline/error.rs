//! Why nothing could be loaded.

use std::fmt;

use crate::diagnostics::{Diagnostic, Level};
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
        /// Everything that was found in them, in order of place; at least one is an error.
        findings: Vec<Diagnostic>,
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
            Self::Config { findings, .. } => {
                let n = findings.iter().filter(|it| it.level == Level::Error).count();
                say!("failure.config", n)
            }
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
