//! The knowledge base as data: types of their own, so that the model can change and version 1 cannot.

mod annotation;
mod branch;
mod calendars;
mod chat;
mod csv;
mod digest;
mod github;
mod gitlab;
mod ical;
mod input;
pub mod json;
mod precedents;
mod records;
mod review;
mod sarif;
pub mod schema;
mod skills;
mod sql;
mod v1;

pub use annotation::annotations;
pub use branch::{Reviewed, branch, branch_annotations, branch_markdown};
pub use calendars::files as calendars;
pub use chat::{Chat, message as chat_message};
pub use csv::{
    action_item_rows as action_item_rows_csv, action_items as action_items_csv,
    availability as availability_csv, incidents as incidents_csv,
};
pub use digest::Digest;
pub use github::github;
pub use gitlab::gitlab;
pub use ical::calendar;
pub use input::Input;
pub use json::{PARTS, document, file};
pub use precedents::{lines as precedent_lines, listed_as_text};
pub use records::{ndjson, quickwit, quickwit_index};
pub use review::review;
pub use sarif::sarif;
pub use skills::skills;
#[cfg(feature = "sqlite")]
pub use sql::database;
pub use sql::sqlite;
pub use v1::{diagnostic as diagnostic_v1, reason, triage};
