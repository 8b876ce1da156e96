//! The stages in order; each command runs as far down as it needs.

mod aliases;
mod bodies;
mod build;
mod error;
mod expectations;
mod find;
mod load;
mod lookup;
mod memory;
mod project;
mod reading;
mod report;
mod request;
mod translations;

pub use build::{BuildError, Built, build, findings, messages, theme_folder};
pub use error::LoadError;
pub use find::{Cache, FindError, Found, find};
pub use load::{Loaded, load, load_again};
pub use lookup::index::index;
pub use lookup::similar_incidents::{Matching, Similar, similar_to, similar_to_file};
pub use memory::Memory;
pub use project::{config, content_folders, content_roots, project_root};
pub use report::report;
pub use request::Request;
