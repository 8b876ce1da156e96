//! The stages in order; each command runs as far down as it needs.

mod aliases;
mod bodies;
mod branch;
mod build;
mod error;
mod expectations;
mod find;
mod fingerprint;
mod last_build;
mod load;
mod lookup;
mod memory;
mod project;
mod reading;
mod report;
mod request;
mod timings;
mod translations;

pub use branch::{Base, BranchError, branch, known_about};
pub use build::{BuildError, Built, build, build_into, findings, messages, texts, theme_folder};
pub use error::LoadError;
pub use find::{Cache, FindError, Found, find};
pub use last_build::{LastBuild, Outcome};
pub use load::{Loaded, load, load_again};
pub use lookup::index::index;
pub use lookup::similar_incidents::{Common, Matching, Similar, similar_to, similar_to_file};
pub use memory::Memory;
pub use project::{config, content_folders, content_roots, project_root, settings};
pub use report::report;
pub use request::{Purpose, Request};
pub use timings::{Spent, Stage, Timings};
