//! A sign of what a document is.

use crate::files::Span;

/// Something that says what a document is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    /// Where it was noticed.
    pub kind: SignKind,
    /// The words.
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
    /// Lines or headings that begin with a time.
    Events,
    /// Links to other documents, or headings of several incidents.
    Links,
    /// Other documents of its folder.
    Siblings,
    /// The report in another language.
    Translation,
    /// What stands where a value should.
    Placeholder,
    /// Words of the text.
    Text,
}

impl Sign {
    pub(super) fn new(kind: SignKind, words: &str, weight: usize) -> Self {
        Self { kind, words: words.to_owned(), weight, span: None }
    }

    /// In words: "the folder `postmortems`".
    pub fn describe(&self) -> String {
        let words = &self.words;
        match self.kind {
            SignKind::Stated => "`kind` in front matter".to_owned(),
            SignKind::Pattern => "a pattern of the configuration".to_owned(),
            SignKind::Folder => format!("the folder `{words}`"),
            SignKind::FileName => format!("`{words}` in the file name"),
            SignKind::Title => format!("`{words}` in the title"),
            SignKind::Id => format!("the id `{words}`"),
            SignKind::Key => format!("the front matter key `{words}`"),
            SignKind::Section => format!("the heading `{words}`"),
            SignKind::Label => format!("the label `{words}`"),
            SignKind::Events | SignKind::Links | SignKind::Siblings => words.clone(),
            SignKind::Translation => format!("the report in another language, `{words}`"),
            SignKind::Placeholder => format!("the placeholder `{words}`"),
            SignKind::Text => format!("the words `{words}`"),
        }
    }

    pub(super) fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }
}
