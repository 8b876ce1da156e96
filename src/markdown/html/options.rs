//! How a document is rendered, and whom to ask about its links and its code.

use std::ops::Range;

use crate::files::Span;

/// How to render a document, and whom to ask about links.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Title of the page; a first heading of level 1 that says the same is left out.
    pub title: Option<&'a str>,
    /// The level of the page's heading above the body: with 1 the topmost heading of the body is an `h2`.
    pub heading_shift: u8,
    /// What is left out, in bytes of the file; for a public page what [`crate::markdown::internal_ranges`] gives.
    pub hide: &'a [Range<usize>],
    /// Whether readers may tick the task boxes; nothing keeps what they tick.
    pub tickable: bool,
    /// The words that are not the author's.
    pub labels: Labels<'a>,
    /// Where a link leads, asked once for each link and picture that passed the scheme filter. A named document
    /// does not lead anywhere unless it is replaced.
    pub link: &'a dyn Fn(&LinkRequest<'_>) -> LinkOutcome,
    /// Parts of a text that become links (ids of incidents), with their addresses; text only, no links and no code.
    pub linkify: &'a dyn Fn(&str) -> Vec<TextLink>,
    /// What is shown for a block of code, asked once for each: a colored listing, a drawn diagram.
    pub code: &'a dyn Fn(&CodeRequest<'_>) -> CodeOutcome,
}

/// Words in the language of the page.
#[derive(Debug, Clone, Copy)]
pub struct Labels<'a> {
    /// Spoken name of the `#` behind a heading; the heading's text follows.
    pub permalink: &'a str,
    /// Spoken name of a table, whose region scrolls; the heading above it follows.
    pub table: &'a str,
    /// Text of a link to a picture that has neither description nor file name.
    pub image: &'a str,
    /// Spoken name of the list of footnotes.
    pub footnotes: &'a str,
    /// Spoken name of the arrow back from a footnote.
    pub footnote_back: &'a str,
    /// Titles of alerts.
    pub note: &'a str,
    /// `[!TIP]`.
    pub tip: &'a str,
    /// `[!IMPORTANT]`.
    pub important: &'a str,
    /// `[!WARNING]`.
    pub warning: &'a str,
    /// `[!CAUTION]`.
    pub caution: &'a str,
}

/// A block of code that is to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeRequest<'a> {
    /// The word behind the fence, in lower case; empty without one and for indented code.
    pub language: &'a str,
    /// The lines between the fences.
    pub source: &'a str,
    /// The block in the file.
    pub span: Span,
}

/// What is shown for a block of code; every HTML in it is trusted and is on the page as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeOutcome {
    /// The source as it is.
    Plain,
    /// The source as this HTML, whose text must be the source's: it is what readers copy.
    Source {
        /// What is above the block.
        before: String,
        /// What is inside `<code>`.
        html: String,
    },
    /// This instead of the block.
    Instead(String),
}

/// A part of a text that becomes a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextLink {
    /// Its bytes in the text that was asked about; one that overlaps an earlier one is ignored.
    pub range: Range<usize>,
    /// The address; it passes the scheme filter as the author's do.
    pub url: String,
}

/// A link or picture whose address is to be decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkRequest<'a> {
    /// The address as the author wrote it, `../a%20b.md?x#y`.
    pub target: &'a str,
    /// The address without query and fragment, percent signs resolved: `../a b.md`; empty for `#y`; of a named
    /// document its name.
    pub path: String,
    /// What follows `#`, percent signs resolved; of a named document the id that its heading has.
    pub fragment: Option<String>,
    /// Where it leads.
    pub kind: LinkKind,
    /// A picture rather than a link.
    pub image: bool,
    /// The place in the file; of raw HTML and bare addresses the place of what surrounds them.
    pub span: Span,
}

/// Where a link leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkKind {
    /// A file or page, relative or from the root.
    Local,
    /// A place on the same page.
    Fragment,
    /// Another site.
    External,
    /// Mail or telephone.
    Contact,
    /// A document by its id, title or file name: `[[redis-failover]]`.
    Named,
}

/// What becomes of a link or picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkOutcome {
    /// It leads where it was written to.
    Keep,
    /// It leads here instead; the address passes the scheme filter as the author's does.
    Replace(String),
    /// A picture of this site, with its width and height in pixels, so that nothing moves when it arrives.
    Picture {
        /// Passes the scheme filter as the author's does.
        address: String,
        /// Pixels.
        width: u32,
        /// Pixels.
        height: u32,
    },
    /// The text stays, the link goes; of a picture its description stays.
    Text,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            title: None,
            heading_shift: 1,
            hide: &[],
            tickable: false,
            labels: Labels::default(),
            link: &|_| LinkOutcome::Keep,
            linkify: &|_| Vec::new(),
            code: &|_| CodeOutcome::Plain,
        }
    }
}

impl Default for Labels<'_> {
    fn default() -> Self {
        Self {
            permalink: "Link to section",
            table: "Table",
            image: "Image",
            footnotes: "Footnotes",
            footnote_back: "Back to the text",
            note: "Note",
            tip: "Tip",
            important: "Important",
            warning: "Warning",
            caution: "Caution",
        }
    }
}

impl std::fmt::Debug for Options<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options")
            .field("title", &self.title)
            .field("heading_shift", &self.heading_shift)
            .field("hide", &self.hide)
            .field("labels", &self.labels)
            .finish_non_exhaustive()
    }
}
