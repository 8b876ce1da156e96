//! `decisions.yml`: what people decided about incidents, read and put into the knowledge base.

mod apply;
mod file;

pub(super) use apply::{Written, apply_pairs, apply_values};
pub(crate) use file::{end_of, read};
