//! A rendered document.

use std::ops::Range;

use super::options::LinkKind;
use crate::diagnostics::Diagnostic;
use crate::files::Span;

/// A link or picture that was rendered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedLink {
    /// The address as the author wrote it.
    pub target: String,
    /// The address on the page, `None` where the link was dropped.
    pub url: Option<String>,
    /// Where it was written to lead.
    pub kind: LinkKind,
    /// A picture rather than a link.
    pub image: bool,
    /// The place in the file.
    pub span: Span,
}

/// A heading of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageHeading {
    /// On the page, from `heading_shift + 1` to 6; never more than one below the heading before it.
    pub level: u8,
    /// Plain text.
    pub text: String,
    /// The id of its element.
    pub id: String,
    /// Where its section begins in [`Rendered::text`]: at its own text.
    pub offset: usize,
    /// Inside a part that is marked as internal.
    pub internal: bool,
    /// The place in the file.
    pub span: Span,
}

/// A row of a table or an item of a list, and where its HTML may be added to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedRow {
    /// The place in the file, in bytes; items below an item are within its place.
    pub place: Range<usize>,
    /// The byte of [`Rendered::html`] where its tag takes attributes.
    pub tag: usize,
    /// The byte of [`Rendered::html`] behind its own text: in the last cell, and before a list below it.
    pub end: usize,
}

/// A rendered document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The body's HTML.
    pub html: String,
    /// Every heading but the one left out for the title.
    pub headings: Vec<PageHeading>,
    /// Every row and item with text, in order; footnotes have none.
    pub rows: Vec<RenderedRow>,
    /// The id of the heading that was left out for the title; the page's own heading takes it.
    pub title_id: Option<String>,
    /// Plain text for search, blocks and rows on lines of their own.
    pub text: String,
    /// Every link and picture in order.
    pub links: Vec<RenderedLink>,
    /// Raw HTML that was removed and pictures that were not loaded.
    pub diagnostics: Vec<Diagnostic>,
}
