//! The stages in order; each command runs as far down as it needs.

mod aliases;
mod bodies;
mod build;
mod error;
mod expectations;
mod find;
mod load;
mod lookup;
mod reading;
mod report;
mod translations;

pub use build::{BuildError, Built, build, findings, messages};
pub use error::LoadError;
pub use find::{Cache, FindError, Found, Unsaved, find};
pub use load::{Loaded, Request, config, content_folders, content_roots, load, project_root};
pub use lookup::index::index;
pub use lookup::similar_incidents::{Matching, Similar, similar_to, similar_to_file};
pub use report::report;
