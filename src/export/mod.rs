//! The knowledge base as data: types of their own, so that the model can change and version 1 cannot.

mod csv;
mod github;
pub mod json;
mod review;
mod sarif;
pub mod schema;
mod v1;

pub use csv::{action_items as action_items_csv, incidents as incidents_csv};
pub use github::github;
pub use json::{document, files};
pub use review::review;
pub use sarif::sarif;
pub use v1::{diagnostic as diagnostic_v1, reason};
