//! Files to disk: the only module that writes.
//!
//! A site is built whole in a hidden folder beside the output folder and then takes its place in one step.
//! Whoever looks at the output folder, at any moment and after any crash, sees the whole old site or the
//! whole new one. Only files that an earlier build wrote are ever removed; a list in the output folder
//! names them. Everything else found there, a `.git` or a `CNAME`, moves along into the new site.

mod cache;
mod create;
mod disk;
mod error;
mod foreign;
mod interrupt;
mod lock;
mod manifest;
mod path;
mod place;
mod plan;
mod publish;
mod recover;
mod single;
mod swap;
mod sweep;
mod work;

// The tests make links and set rights.
#[cfg(test)]
#[cfg(unix)]
mod tests;

pub use cache::write_cache;
pub use create::{Created, Existing, create};
pub use error::OutputError;
pub use place::{Surroundings, check_output};
pub use publish::{Published, publish};
pub use single::{replace, write_file};
