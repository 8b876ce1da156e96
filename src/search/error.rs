//! Why the index cannot be built or read.

/// Why the index cannot be built or read.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// tantivy refused a document or the whole index.
    #[error("cannot build the search index")]
    Index(#[from] tantivy::TantivyError),
    /// The index does not hold together.
    #[error("cannot read the search index")]
    Read(#[from] std::io::Error),
    /// A shard for the browser cannot be written as a script.
    #[error("cannot write the search index for the browser")]
    Shard(#[from] serde_json::Error),
    /// tantivy wrote no segment.
    #[error("the search index is empty")]
    NoSegment,
}
