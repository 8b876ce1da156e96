//! The stages in order; each command runs as far down as it needs.

mod bodies;
mod build;
mod calendars;
mod commits;
mod find;
mod index;
mod load;
mod report;
mod shards;
mod shared_terms;
mod similar_incidents;

pub use build::{BuildError, Built, build, findings, messages};
pub use find::{Cache, FindError, Found, Unsaved, find};
pub use index::index;
pub use load::{LoadError, Loaded, Request, config, content_folders, load, project_root};
pub use report::report;
pub use similar_incidents::{Similar, similar_to, similar_to_file};
