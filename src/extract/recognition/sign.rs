//! A sign of what a document is.

use crate::files::Span;
use crate::phrase::{Phrase, say};

/// Something that says what a document is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    /// Where it was noticed.
    pub kind: SignKind,
    /// The words; none where something was counted.
    pub words: String,
    /// How much it says; three make an incident.
    pub weight: usize,
    /// Its place, where it is in the text.
    pub span: Option<Span>,
}

/// Where a sign was noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignKind {
    /// `kind:` of the front matter, or of an override.
    Stated,
    /// A pattern of the configuration.
    Pattern,
    /// The folder or the content root.
    Folder,
    /// The name of the file.
    FileName,
    /// The title.
    Title,
    /// An id before the title.
    Id,
    /// A key of the front matter.
    Key,
    /// A heading.
    Section,
    /// A label or a row of a table of facts.
    Label,
    /// Lines or headings that begin with a time: how many.
    Events(usize),
    /// Links to other documents: how many.
    Links(usize),
    /// Incidents with a heading each: how many.
    Digest(usize),
    /// Complete reports with a top heading each: how many.
    Reports(usize),
    /// Incidents of the same template in its folder: how many.
    Siblings(usize),
    /// The report in another language.
    Translation,
    /// What is written where a value should be.
    Placeholder,
    /// Words of the text.
    Text,
}

impl Sign {
    pub(super) fn new(kind: SignKind, words: &str, weight: usize) -> Self {
        Self { kind, words: words.to_owned(), weight, span: None }
    }

    /// A sign of `kind` that was counted.
    pub(super) fn counted(kind: SignKind, weight: usize) -> Self {
        Self { kind, words: String::new(), weight, span: None }
    }

    /// In words: "the folder `postmortems`".
    pub fn describe(&self) -> Phrase {
        let words = &self.words;
        match self.kind {
            SignKind::Stated => say!("read.sign-stated"),
            SignKind::Pattern => say!("read.sign-pattern"),
            SignKind::Folder => say!("read.sign-folder", words),
            SignKind::FileName => say!("read.sign-file-name", words),
            SignKind::Title => say!("read.sign-title", words),
            SignKind::Id => say!("read.sign-id", words),
            SignKind::Key => say!("read.sign-key", words),
            SignKind::Section => say!("read.sign-section", words),
            SignKind::Label => say!("read.sign-label", words),
            SignKind::Events(n) => say!("read.sign-events", n),
            SignKind::Links(n) => say!("read.sign-links", n),
            SignKind::Digest(n) => say!("read.sign-digest", n),
            SignKind::Reports(n) => say!("read.sign-reports", n),
            SignKind::Siblings(n) => say!("read.sign-siblings", n),
            SignKind::Placeholder => say!("read.sign-placeholder", words),
            SignKind::Text => say!("read.sign-text", words),
            SignKind::Translation => say!("read.sign-translation", words),
        }
    }

    pub(super) fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }
}
