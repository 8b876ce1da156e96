//! The document of a page, already rendered; `markdown` makes it, this module only carries it.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::address::Route;

/// The rendered documents by the page that shows them: incidents, runbooks and pages.
pub type Bodies = BTreeMap<Route, RenderedBody>;

/// A document as HTML, with its headings.
///
/// The HTML holds no `h1` (the page has one already): its headings begin at level 2 and skip no level.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RenderedBody {
    /// Safe HTML: it is put on the page as it is.
    pub html: String,
    /// The headings in order.
    pub headings: Vec<TocEntry>,
    /// Its rows of tables and items of lists, in order.
    pub rows: Vec<BodyRow>,
}

/// A row of a table or an item of a list: a page may add to it what is known about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyRow {
    /// The place in the file, in bytes.
    pub place: Range<usize>,
    /// Where its tag takes attributes, in bytes of the HTML.
    pub tag: usize,
    /// Where its own text ends, in bytes of the HTML.
    pub end: usize,
}

/// A heading of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TocEntry {
    /// 2 to 6, as in the HTML.
    pub level: u8,
    /// Plain text.
    pub text: String,
    /// The id that links lead to.
    pub id: String,
    /// Where it begins in the file, in bytes.
    pub start: usize,
}
