//! Afterword turns a folder of postmortems into a cross-linked, searchable site.
//!
//! The modules below stand in layer order, which is also reading order: a module uses only
//! modules above it. `tests/it/architecture` holds that.

// Foundations: values every layer speaks in.
pub mod files;
pub mod diagnostics;
pub mod text;
pub mod time;
pub mod yaml;
pub mod model;
pub mod lexicon;
pub mod i18n;
pub mod config;
// One file at a time: disk to incident.
pub mod source;
pub mod markdown;
pub mod extract;
// The whole knowledge base.
pub mod resolve;
pub mod analysis;
pub mod lint;
pub mod privacy;
// Products: what is made from it, still in memory.
pub mod address;
pub mod search;
pub mod theme;
pub mod site;
pub mod export;
pub mod scaffold;
pub mod adopt;
// Edges: disk, terminal.
pub mod output;
pub mod pipeline;
pub mod cli;
