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
//!
//! Building, in order:
//!
//! 1. The caller fills a [`Document`] per page, with the words that mean the same as its own ([`Synonyms`]); documents are put in order of date and id, so that the same content gives
//!    the same index, and the number of a document can stand for its age.
//! 2. `tokenizer` cuts each text into terms: words as their stems, Chinese as pairs of characters, and compounds, so that
//!    `timeout` and `time out` meet.
//! 3. `weighted` hands a text of weight w to tantivy w times over at the same positions: one list per term then holds the
//!    weighted frequency. tantivy keeps terms, positions and lengths, in memory or (`stored`, `texts`) on disk.
//! 4. `shards` cuts the same index into small scripts for the browser; `browser/` holds the scripts that search in them.
//!
//! Searching, in order:
//!
//! 1. [`Query::parse`] reads words, phrases, filters and days; what is not a filter is words, and nothing fails.
//! 2. `rank` turns clauses into groups of terms, looks each up (a misspelt one by its nearest: `typos`), and adds up BM25
//!    itself rather than by tantivy's queries, because the browser must come to the same order to the last place.
//! 3. `snippet` picks the piece of the text with most of the query; `telling` the words that set a text apart from
//!    the others.

mod document;
mod error;
mod index;
pub mod query;
mod rank;
mod shards;
mod snippet;
mod stored;
mod synonyms;
mod telling;
mod texts;
pub mod tokenizer;
mod typed;
mod weighted;

pub use document::{Document, Facet, Heading, Kind};
pub use error::SearchError;
pub use index::Index;
pub use query::{Calendar, Query};
pub use rank::{Hit, Hits, Notice, Options, Suggestion};
pub use shards::{About, FacetValue, NamedPage, Settings as ShardSettings};
pub use stored::FORMAT;
pub use synonyms::Synonyms;
pub use telling::TellingTerms;
