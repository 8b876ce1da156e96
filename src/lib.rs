//! Afterword turns a folder of postmortems into a cross-linked, searchable site.
//!
//! What becomes of one document, from disk to disk:
//!
//! 1. [`source`] finds it below the content folder and decodes it; what cannot be read is a finding. Its text joins the
//!    [`files::SourceMap`], into which every [`files::Span`] of a later stage points.
//! 2. [`markdown::parse()`] gives its structure: sections, lines, tables, each with its place.
//! 3. [`extract::document`] reads the structure with the words of the [`lexicon`] and makes an [`model::Incident`] of it,
//!    a [`model::Runbook`] or a [`model::Page`]: every value with the place and the way it was read. Times in any form
//!    that teams write are the business of [`time`], keys and values with their places that of [`yaml`].
//! 4. [`resolve::resolve`] links it to the others: names become ids of the [`config`], mentions become links both ways. The
//!    result is the [`model::KnowledgeBase`].
//! 5. [`analysis::analyse`] counts and compares for one day; [`lint::check`] finds what contradicts itself or reads badly.
//!    Everything found on the way is a [`diagnostics::Diagnostic`].
//! 6. Products are made in memory: [`site::plan`] gives pages in the words of [`i18n`] by the templates of a [`theme`], each
//!    at its [`address`]; [`search::Index`] the index of terminal and browser; [`export`] records, tables and calendars.
//!    [`privacy`] has taken people's names out of the texts before, where the site wants that.
//! 7. [`output::publish`] puts the files in the place of the old site in one step.
//!
//! [`pipeline`] is that order in code, [`cli`] its commands. [`adopt`] goes the other way, from what was read to front
//! matter; [`scaffold`] makes new documents and first sites.
//!
//! The modules below are in layer order, which is also reading order: a module uses only modules above it, and no two
//! files use each other. `tests/it/architecture` holds that.

// Foundations: values every layer speaks in.
pub mod files;
pub mod phrase;
pub mod text;
pub mod time;
pub mod yaml;
pub mod i18n;
pub mod diagnostics;
pub mod model;
pub mod lexicon;
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
pub mod triage;
// Products: what is made from it, still in memory.
pub mod address;
pub mod search;
pub mod theme;
pub mod site;
pub mod export;
pub mod scaffold;
pub mod adopt;
pub mod inspect;
// Edges: disk, terminal.
pub mod output;
pub mod pipeline;
pub mod cli;
