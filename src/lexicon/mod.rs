//! The words that teams use, and what they mean: data in three YAML files, read once.

pub(crate) mod marks;
pub(crate) mod phrases;
pub(crate) mod roles;
pub mod words;
