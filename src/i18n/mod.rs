//! What readers see in their own language: words, plural forms, dates, durations and numbers.
//!
//! The words themselves are in a theme's `i18n/<tag>.yaml`; this module reads that format and knows no page.
//! Formats of dates and units are words too, so a further language is one more file.

mod format;
mod locale;
mod messages;
mod system;
mod terminal;

pub use locale::Locale;
pub use messages::{Messages, Segment};
pub use system::system_error;
pub use terminal::terminal;
