//! Full-text search: documents to an index in memory, queries to ranked results.
//!
//! ```text
//! documents --Index::build--> Index --search(Query, Options)--> Hits
//! text -----Query::parse----> Query
//! ```
//!
//! It knows neither incidents nor pages: the caller fills [`Document`]s with texts by weight and facets.
//! The terminal and (through shards made from this index) the browser use the same tokens, the same query
//! language and the same ranking, so everything here is plain enough to be written a second time in a
//! script, and no result depends on the machine, the locale or the order of hashing.

mod document;
mod index;
pub mod query;
mod rank;
mod shards;
mod snippet;
mod stored;
mod telling;
pub mod tokenizer;
mod weighted;

pub use document::{Document, Facet, Heading, Kind};
pub use index::Index;
pub use query::{Calendar, Query, Sort};
pub use rank::{Hit, Hits, Notice, Options, Suggestion};
pub use shards::{FacetValue, Settings as ShardSettings};
pub use stored::FORMAT;
pub use telling::TellingTerms;

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
