//! Who may read a document, from everything in it that speaks of that.
//!
//! One rule: what cannot be understood narrows who may read, and never widens it.
//!
//! 1. The documented keys (`visibility`, `draft`, `status`) are read with the other keys, in `front_matter`.
//! 2. Here is everything else that reads like such a statement: other spellings of the keys ([`of_keys`]), labels,
//!    tables, headings and banners in the text, the title, and the path ([`of_whole`]).
//! 3. `Draft::settle` takes the narrowest of all of it and reports each statement that is not in its documented form.
//!
//! A statement that is clear but in another place counts ([`Form::Elsewhere`]). One that is not clear counts too and
//! keeps a public site from being built ([`Form::Unclear`]). A mere sign of one, such as `[internal]` in a title, does so
//! until the document says `visibility: public` itself ([`Form::Sign`]).

mod body;
mod keys;
mod raw;
mod statement;
#[cfg(test)]
mod tests;
mod whole;
mod words;

pub(super) use keys::of_keys;
pub(super) use statement::{Form, Limit, Statement};
pub(super) use whole::of_whole;
pub(super) use words::{Status, is_about_readers, status};
