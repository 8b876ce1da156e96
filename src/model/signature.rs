//! The terms of an incident's text, line by line: what it is compared with others by.

use crate::files::Span;
use crate::text::Term;

/// The terms of a text, each line with its place.
///
/// Terms are numbers, so that the texts themselves need not be kept: about 4 bytes a word.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Signature {
    /// Of the title; of a short title, with the words of the file's name.
    pub title: Vec<Term>,
    /// Of the document without its front matter, in order of place; lines without terms are left out.
    pub lines: Vec<SignatureLine>,
}

/// The terms of one line, list item, table row or line of code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureLine {
    /// The same for lines that differ in case and punctuation only.
    pub mark: u32,
    /// Which part of the document it belongs to.
    pub part: TextPart,
    /// Where it is.
    pub span: Span,
    /// In order, as often as they occur.
    pub terms: Vec<Term>,
}

/// What a part of a document speaks about, as far as it matters for likeness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextPart {
    /// What happened: summary, symptoms, impact.
    Summary,
    /// Why: root cause, contributing factors, trigger.
    Cause,
    /// Everything else.
    Other,
}
