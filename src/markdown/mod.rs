//! Markdown: the structure of a document for whoever reads facts from it, and safe HTML for its page.
//!
//! Two faces over one parser. [`parse()`] gives blocks, lines and cells with places in the original file; [`html()`]
//! gives the page's HTML, its headings and its plain text. Both leave out what [`internal_ranges`] marks when requested.
//! Knows nothing of incidents; the only module that names `pulldown_cmark`.
//!
//! Both take the same way to the parser's events:
//!
//! 1. `internal` finds the parts between internal markers. They are cut out of the text before anything is read, because
//!    what the parser never sees cannot leak through a link or a footnote of another part.
//! 2. `prepare` joins what is left, flattens nesting that would make the parser slow, and remembers which byte came from
//!    where (`offsets`), so that every place is one of the original file.
//! 3. `events` runs the parser and repairs emphasis beside Chinese characters (`cjk`), which `CommonMark` does not see.
//! 4. `parse` builds blocks out of the events, `inline` their lines; `autolink` finds bare addresses.
//! 5. `html` writes the page instead: each event opens or closes an element, `nest` closes in order whatever stays open,
//!    and raw HTML passes an allow-list (`tags`), so that any text gives well-formed and harmless HTML.
//! 6. Blocks of code are handed back to the caller, who has them coloured (`highlight`) or drawn (`diagram`).

mod autolink;
mod cjk;
mod diagram;
mod document;
mod events;
mod from_html;
#[cfg(any(feature = "highlight", feature = "mermaid"))]
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
mod shortcodes;
#[cfg(test)]
mod tests;

pub use diagram::{DiagramOutcome, FONT_SIZE as DIAGRAM_FONT_SIZE, diagram};
pub use document::{Block, BlockKind, CodeBlock, Document, Inline, ListItem, Row, Run, Table};
pub use from_html::{from_html, from_html_without};
pub use highlight::Highlighter;
pub(crate) use html::decoded;
pub(crate) use html::escaped;
pub use html::{
    CodeOutcome, CodeRequest, Labels, LinkKind, LinkOutcome, LinkRequest, Options, PageHeading, Rendered,
    RenderedRow, TextLink, html,
};
pub use internal::internal_ranges;
pub use parse::{parse, read};
