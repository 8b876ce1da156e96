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
mod error;
mod index;
pub mod query;
mod rank;
mod shards;
mod snippet;
mod stored;
mod telling;
mod texts;
pub mod tokenizer;
mod weighted;

pub use document::{Document, Facet, Heading, Kind};
pub use error::SearchError;
pub use index::Index;
pub use query::{Calendar, Query, Sort};
pub use rank::{Hit, Hits, Notice, Options, Suggestion};
pub use shards::{FacetValue, Settings as ShardSettings};
pub use stored::FORMAT;
pub use telling::TellingTerms;
