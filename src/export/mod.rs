//! The knowledge base as data: types of their own, so that the model can change and version 1 cannot.

mod calendars;
mod csv;
mod digest;
mod github;
mod ical;
mod input;
pub mod json;
mod records;
mod review;
mod sarif;
pub mod schema;
mod sql;
mod v1;

pub use calendars::files as calendars;
pub use csv::{
    action_item_rows as action_item_rows_csv, action_items as action_items_csv, incidents as incidents_csv,
};
pub use digest::digest;
pub use github::github;
pub use ical::calendar;
pub use input::Input;
pub use json::{PARTS, document, file};
pub use records::{ndjson, quickwit, quickwit_index};
pub use review::review;
pub use sarif::sarif;
pub use sql::sqlite;
pub use v1::{diagnostic as diagnostic_v1, reason, triage};
