//! What the configuration expects of the content: only the documents can confirm it.

use crate::files::Span;

/// A name in the configuration that something in the content is meant to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expectation {
    /// What is meant to have it.
    pub what: Expected,
    /// As it is written.
    pub name: String,
    /// Where it is written; `None` where no file states it.
    pub span: Option<Span>,
}

/// What is meant to have a name of the configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A content folder.
    Root,
    /// At least one document, whose path matches the glob.
    Document,
    /// A runbook.
    Runbook,
    /// An action item with this priority.
    Priority,
    /// A team.
    Team,
}
