//! The words that teams use, and what they mean: data in YAML files, read once.

pub(crate) mod causes;
pub(crate) mod effects;
pub(crate) mod forms;
pub(crate) mod headings;
mod hit;
pub(crate) mod identifiers;
pub(crate) mod marks;
pub(crate) mod masks;
mod meanings;
pub(crate) mod names;
pub(crate) mod phrases;
pub(crate) mod promises;
pub(crate) mod recurrence;
pub(crate) mod roles;
pub(crate) mod tasks;
pub(crate) mod team;
pub(crate) mod verdicts;
pub mod words;
