//! What the tool says about the content: findings with a code, a level, a place and a hint.
//!
//! Content problems are values collected on the way, never `Err`: one bad postmortem must not hide
//! the others. `Err` is for what the author of a postmortem cannot fix (see `ARCHITECTURE.md`).

pub mod codes;
mod diff;
mod finding;
mod human;
mod kind;
mod printable;

pub use diff::unified_diff;
pub use finding::{Checked, Diagnostic, Fix, Place, Unread, sort};
pub use human::{Style, human};
pub use kind::{Kind, Level};
pub use printable::printable;
