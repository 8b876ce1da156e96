//! How a document was read: every value with its place, what is not stated, and what no word knows.

mod unread;
mod values;

pub use unread::{Counted, unread};
pub use values::{Value, values};
