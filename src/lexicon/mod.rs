//! The words that teams use, and what they mean: data in two YAML files, read once.

pub(crate) mod phrases;
pub(crate) mod recurrence;
pub(crate) mod roles;
pub mod words;
