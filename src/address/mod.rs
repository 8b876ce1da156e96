//! Addresses: the address of every page, and the ids within a page that links lead to.

mod addresses;
mod anchors;
mod route;

pub use addresses::{Addresses, documents};
pub(crate) use anchors::action_anchors;
pub use route::{List, Route, Sheet};

pub use crate::text::percent_encoded;
