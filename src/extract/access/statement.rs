//! What a document says about who may read it, and how clearly.

use crate::diagnostics::{Diagnostic, codes};
use crate::files::Span;

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
    fn noun(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Draft => "a draft",
        }
    }
}

impl Statement {
    /// What to say of it.
    pub(in crate::extract) fn finding(&self) -> Diagnostic {
        let (written, noun, form) = (&self.written, self.limit.noun(), self.limit.right_form());
        let finding = match self.form {
            Form::Elsewhere => Diagnostic::new(
                &codes::STATED_ELSEWHERE,
                format!("`{written}` is not in the front matter; the document counts as {noun}"),
            )
            .hint(format!("write `{form}` in the front matter at the top of the file")),
            Form::Unclear => Diagnostic::new(
                &codes::UNKNOWN_VISIBILITY,
                format!("visibility is not clear: `{written}`; the document counts as {noun}"),
            )
            .hint(format!(
                "write `{form}` in the front matter at the top of the file, or `visibility: public` and remove this"
            )),
            Form::Sign => Diagnostic::new(
                &codes::LOOKS_INTERNAL,
                format!("visibility is not stated, and `{written}` looks like {noun}; the document counts as internal"),
            )
            .hint(format!("write `{form}` or `visibility: public` in the front matter at the top of the file")),
        };
        finding.at(self.span)
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
