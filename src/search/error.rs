//! Why the index cannot be built or read.

use std::fmt;
use std::io;

use crate::i18n::system_error;
use crate::phrase::{Phrase, say};

/// Why the index cannot be built or read.
#[derive(Debug)]
pub enum SearchError {
    /// tantivy refused a document or the whole index.
    Index(tantivy::TantivyError),
    /// The index does not hold together.
    Read(io::Error),
    /// A shard for the browser cannot be written as a script.
    Shard(serde_json::Error),
    /// tantivy wrote no segment.
    NoSegment,
}

impl SearchError {
    /// What went wrong, and why.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Index(error) => say!("failure.search-index", report = error.to_string()),
            Self::Read(error) => say!("failure.search-read", reason = system_error(error)),
            Self::Shard(error) => say!("failure.search-shard", report = error.to_string()),
            Self::NoSegment => say!("failure.search-empty"),
        }
    }
}

impl fmt::Display for SearchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.phrase().english())
    }
}

impl std::error::Error for SearchError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Index(error) => Some(error),
            Self::Read(error) => Some(error),
            Self::Shard(error) => Some(error),
            Self::NoSegment => None,
        }
    }
}

impl From<tantivy::TantivyError> for SearchError {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Index(error)
    }
}

impl From<io::Error> for SearchError {
    fn from(error: io::Error) -> Self {
        Self::Read(error)
    }
}

impl From<serde_json::Error> for SearchError {
    fn from(error: serde_json::Error) -> Self {
        Self::Shard(error)
    }
}
