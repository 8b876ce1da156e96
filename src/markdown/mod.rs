//! Markdown: the structure of a document for whoever reads facts from it, and safe HTML for its page.
//!
//! Knows nothing of incidents; the only module that names `pulldown_cmark`.

mod cjk;
mod events;
mod internal;
mod offsets;
mod prepare;
#[cfg(test)]
mod tests;

pub use internal::internal_ranges;
