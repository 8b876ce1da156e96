//! Where a value was read and how.

use std::collections::BTreeMap;

use super::Field;
use crate::files::Span;

/// How sure it is that a document says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// The document states it.
    Stated,
    /// A careful reader would guess it; see [`Suggestions`](super::Suggestions).
    Suggested,
}

/// How a value was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// A key of the front matter.
    FrontMatter,
    /// A `**label**: value` line or bullet.
    Label,
    /// A heading.
    Heading,
    /// A row of a table.
    Table,
    /// An entry of the timeline.
    Timeline,
    /// A list item.
    List,
    /// A sentence of the running text.
    Sentence,
    /// The name of the file.
    FileName,
    /// The history of the repository.
    Git,
    /// Computed from other values.
    Derived,
    /// `actions.yml` or `overrides.yml`.
    Sidecar,
    /// `decisions.yml`: a person decided so.
    Decision,
}

/// Where a value was read, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Provenance {
    /// The way it was read.
    pub how: How,
    /// The place it was read from.
    pub span: Span,
    /// How sure it is.
    pub certainty: Certainty,
    /// The zone is the site's: neither the document nor the value names one.
    pub assumed_zone: bool,
}

/// Provenance of an incident's values: all of them are stated, see [`Suggestions`](super::Suggestions) for the rest.
pub type ProvenanceMap = BTreeMap<Field, Provenance>;

impl Provenance {
    /// A value stated at `span`, read by way of `how`.
    pub fn new(how: How, span: Span) -> Self {
        Self { how, span, certainty: Certainty::Stated, assumed_zone: false }
    }

    /// A value that the words at `span` only suggest.
    pub fn suggested(how: How, span: Span) -> Self {
        Self { certainty: Certainty::Suggested, ..Self::new(how, span) }
    }
}

impl Certainty {
    /// The word in the JSON API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Suggested => "suggested",
        }
    }
}

impl How {
    /// The word in the JSON API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FrontMatter => "front-matter",
            Self::Label => "label",
            Self::Heading => "heading",
            Self::Table => "table",
            Self::Timeline => "timeline",
            Self::List => "list",
            Self::Sentence => "sentence",
            Self::FileName => "file-name",
            Self::Git => "git",
            Self::Derived => "derived",
            Self::Sidecar => "sidecar",
            Self::Decision => "decision",
        }
    }
}
