//! Days, instants, quarters and durations, and reading them in the forms that teams write.
//!
//! Nothing here asks the machine for the time: the day a number is computed for is an input.

mod instant;
mod quarter;
mod read;

pub use instant::{Instant, Resolved, resolve_local};
pub use jiff::civil::Date;
pub use quarter::Quarter;
pub use read::read_config_duration;
