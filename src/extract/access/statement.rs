//! What a document says about who may read it, and how clearly.

use crate::diagnostics::{Diagnostic, codes};
use crate::files::Span;
use crate::phrase::{Phrase, say};

/// How far a statement takes a document back, the narrowest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::extract) enum Limit {
    /// For the own people only.
    Internal,
    /// Not for anybody yet.
    Draft,
}

/// How a statement is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::extract) enum Form {
    /// Clear, but not in the front matter.
    Elsewhere,
    /// The state that the team's template has for the document: `Status: Draft`. It says how far the writing is, and a
    /// knowledge base without the incidents that nobody signed off would be a small part of what the team knows.
    State,
    /// Reads like a statement, and nobody can tell what was meant.
    Unclear,
    /// No statement by itself, but something that only such a document has.
    Sign,
}

/// One statement about who may read the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::extract) struct Statement {
    pub(in crate::extract) limit: Limit,
    pub(in crate::extract) form: Form,
    pub(in crate::extract) span: Span,
    /// As written, for the message.
    pub(in crate::extract) written: String,
}

impl Limit {
    /// The documented form.
    fn right_form(self) -> &'static str {
        match self {
            Self::Internal => "visibility: internal",
            Self::Draft => "draft: true",
        }
    }

    /// What such a document is called in messages.
    fn noun(self) -> Phrase {
        match self {
            Self::Internal => say!("read.internal-document"),
            Self::Draft => say!("read.draft-document"),
        }
    }
}

impl Statement {
    /// The finding to report for it.
    pub(in crate::extract) fn finding(&self) -> Diagnostic {
        let (written, what, form) = (&self.written, self.limit.noun(), self.limit.right_form());
        let (kind, message, hint) = match self.form {
            Form::Elsewhere => (
                &codes::STATED_ELSEWHERE,
                say!("read.stated-elsewhere", written, what),
                say!("read.state-in-front-matter", form),
            ),
            Form::State => (
                &codes::STATED_ELSEWHERE,
                say!("read.draft-by-state", written),
                say!("read.draft-by-state.hint"),
            ),
            Form::Unclear => (
                &codes::UNKNOWN_VISIBILITY,
                say!("read.unclear-visibility", written, what),
                say!("read.state-or-remove", form),
            ),
            Form::Sign => (
                &codes::LOOKS_INTERNAL,
                say!("read.looks-internal", written, what),
                say!("read.state-either", form),
            ),
        };
        Diagnostic::new(kind, message).hint(hint).at(self.span)
    }
}

/// The beginning of a long text.
pub(super) fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<&str>>().join(" ");
    match line.char_indices().nth(80) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}
