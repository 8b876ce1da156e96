//! Full-text search.

pub mod tokenizer;
