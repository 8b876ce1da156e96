//! Full-text search.

mod document;
mod index;
pub mod query;
pub mod tokenizer;
mod weighted;

pub use document::{Document, Facet, Heading, Kind};
pub use index::Index;
pub use query::{Calendar, Query, Sort};

/// Why the index cannot be built or read.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// tantivy refused a document or the whole index.
    #[error("cannot build the search index")]
    Index(#[from] tantivy::TantivyError),
    /// The index does not hold together.
    #[error("cannot read the search index")]
    Read(#[from] std::io::Error),
    /// tantivy wrote no segment.
    #[error("the search index is empty")]
    NoSegment,
}
