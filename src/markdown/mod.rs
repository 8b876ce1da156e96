//! Markdown: the structure of a document for whoever reads facts from it, and safe HTML for its page.
//!
//! Two faces over one parser. [`parse()`] gives blocks, lines and cells with places in the original file; [`html()`]
//! gives the page's HTML, its headings and its plain text. Both leave out what [`internal_ranges`] marks when told to.
//! Knows nothing of incidents; the only module that names `pulldown_cmark`.

mod autolink;
mod cjk;
mod diagram;
mod document;
mod events;
mod guard;
mod highlight;
mod html;
mod inline;
mod internal;
mod join;
mod markers;
mod offsets;
mod parse;
mod prepare;
#[cfg(test)]
mod tests;

pub use diagram::{Diagram, DiagramOutcome, FONT_SIZE as DIAGRAM_FONT_SIZE, diagram};
pub use document::{
    Block, BlockKind, CodeBlock, Comment, Document, Heading, Inline, Link, ListItem, Row, Run, Section, Table,
};
pub use highlight::Highlighter;
pub(crate) use html::escaped;
pub use html::{
    CodeOutcome, CodeRequest, Labels, LinkKind, LinkOutcome, LinkRequest, Options, PageHeading, Rendered,
    RenderedLink, TextLink, html,
};
pub use internal::internal_ranges;
pub use parse::parse;
