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
//! 4. [`tracker`] reads the states of tickets from exports beside the content. [`resolve::resolve`] links a document to the others: names become ids of the [`config`], mentions become links both ways. The
//!    result is the [`model::KnowledgeBase`].
//! 5. [`analysis::analyse`] counts and compares for one day; [`lint::check`] finds what contradicts itself or reads badly.
//!    Everything found on the way is a [`diagnostics::Diagnostic`].
//! 6. Products are made in memory, file by file: [`site::plan`] gives pages in the words of [`i18n`] by the templates of a [`theme`], each
//!    at its [`address`]; [`search::Index`] the index of terminal and browser; [`export`] records, tables and calendars.
//!    [`privacy`] has taken people's names out of the texts before, where the site wants that.
//! 7. [`output::Staging`] takes each file as soon as it is there and puts all of them in the place of the old site in one step.
//!
//! [`pipeline`] is that order in code, [`cli`] its commands. [`serve`] runs it anew after every save, for a browser beside the editor. [`adopt`] goes the other way, from what was read to front
//! matter; [`scaffold`] makes new documents and first sites, [`import`] documents of what other tools export.
//!
//! The modules below are in layer order, which is also reading order: a module uses only modules above it, and no two
//! files use each other. `tests/it/architecture` holds that.

// Foundations: values every layer speaks in.
mod files;
mod phrase;
mod text;
mod time;
mod yaml;
mod i18n;
mod diagnostics;
mod model;
mod lexicon;
mod config;
// One file at a time: disk to incident.
mod source;
mod markdown;
mod extract;
mod tracker;
// The whole knowledge base.
mod resolve;
mod analysis;
mod lint;
mod privacy;
mod triage;
// Products: what is made from it, still in memory.
mod address;
mod search;
mod theme;
mod site;
mod export;
mod scaffold;
mod import;
mod adopt;
mod inspect;
// Edges: disk, terminal.
mod output;
mod pipeline;
mod serve;
mod mcp;
mod cli;
mod fuzz;

pub use cli::run;

/// What tests, examples and measurements outside of the crate use. No version promises it: everything else is private, so
/// that the compiler finds what nobody uses.
#[doc(hidden)]
pub mod inside {
    pub mod analysis {
        pub use crate::analysis::{analyse, stats};
    }
    pub mod diagnostics {
        pub use crate::diagnostics::{Diagnostic, codes};
    }
    pub mod files {
        pub use crate::files::OutputFile;
    }
    pub mod fuzz {
        pub use crate::fuzz::{TARGETS, Target};
    }
    pub mod i18n {
        pub use crate::i18n::Locale;
    }
    pub mod markdown {
        pub use crate::markdown::internal_ranges;
    }
    pub mod model {
        pub use crate::model::Visibility;
    }
    pub mod pipeline {
        pub use crate::pipeline::{Loaded, Request, build, index, load};
    }
    pub mod search {
        pub use crate::search::{
            Calendar, Document, Facet, FacetValue, Heading, Hit, Index, Kind, Options, Query, ShardSettings,
            tokenizer,
        };
    }
    pub mod site {
        pub use crate::site::*;
    }
    pub mod theme {
        pub use crate::theme::Theme;
    }
    pub mod time {
        pub use crate::time::Clock;
    }
    pub mod yaml {
        pub use crate::yaml::read;
    }
}
