//! Files to disk: the only module that writes.
//!
//! A site is built whole in a hidden folder beside the output folder and then takes its place in one step.
//! Whoever looks at the output folder, at any moment and after any crash, sees the whole old site or the
//! whole new one. Only files that an earlier build wrote are ever removed; a list in the output folder
//! names them. Everything else found there, a `.git` or a `CNAME`, moves along into the new site.
//!
//! [`Staging`], in order:
//!
//! 1. `place` looks at the output folder and refuses what must never be replaced: a home folder, the project, a mount.
//! 2. `plan` checks every path, because paths come from content: none may leave the folder or be taken twice.
//! 3. `lock` keeps a second build out; `recover` puts right what a killed build left, which only the lock makes safe. `work` is a
//!    hidden folder beside the output folder, where each file lies as soon as it is rendered: nobody holds ten thousand pages in
//!    memory. What the old site has already is compared and not written.
//! 4. `foreign` scans the old site and separates our files, by the list of the last build (`manifest`), from those of others.
//! 5. Where nothing has changed, that is all. Else the new site grows in the hidden folder: files move to their place, unchanged
//!    ones as second names of the old ones, files of others carried over, all of it synced.
//! 6. `swap` lets the two folders change places in one step. Up to here an error leaves the old site as it was.
//! 7. `sweep` clears the old site away, but for what others put there meanwhile. What fails now the next build clears away.
//!
//! [`state_of`] gives what all this has left behind as one hash, so that a build that would change nothing need not begin.

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
mod scratch;
mod single;
mod staging;
mod state;
mod swap;
mod sweep;
mod work;

// The tests make links and set rights.
#[cfg(test)]
#[cfg(unix)]
mod tests;

pub use cache::write_cache;
pub use create::{Existing, create};
#[cfg(feature = "sqlite")]
pub use error::Action;
pub use error::OutputError;
pub use place::{Surroundings, check_output};
pub use publish::Published;
pub use scratch::scratch;
#[cfg(feature = "sqlite")]
pub use single::write_database;
pub use single::{replace, write_file};
pub use staging::Staging;
pub use state::state_of;
