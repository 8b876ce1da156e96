//! Findings: each about one place of the content.

use super::kind::{Kind, Level};
use crate::files::{SourceMap, Span};
use crate::phrase::Phrase;

/// One finding about one place in the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind of finding.
    pub kind: &'static Kind,
    /// How much it matters here.
    pub level: Level,
    /// One sentence without a full stop, names the thing and the fault.
    pub message: Phrase,
    /// Where, inside a text that was read.
    pub span: Option<Span>,
    /// Where, for a path that could not be read as text; relative, `/` between parts.
    pub path: Option<String>,
    /// What to write instead, in the imperative.
    pub hint: Option<Phrase>,
    /// The other place of a finding about two: where the id was first used.
    pub related: Option<Span>,
    /// How a program can fix it without asking; all of them together.
    pub fixes: Vec<Fix>,
    /// What was not read because of it, so that it is missing from every number.
    pub unread: Option<Unread>,
}

/// Input that is missing from every number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unread {
    /// A document or sidecar that is there but cannot be understood: its author can correct it.
    Document,
    /// A file that the system did not give out.
    File,
    /// A folder that the system did not give out, with everything in it.
    Folder,
}

/// A piece of text to write in the place of another, which changes nothing that is read from the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced.
    pub span: Span,
    /// What is written there afterwards; never more than one line.
    pub replacement: String,
}

/// A value with the findings made while it was built.
#[derive(Debug, Clone)]
pub struct Checked<T> {
    /// The value; always there, however bad the input.
    pub value: T,
    /// In order of place.
    pub diagnostics: Vec<Diagnostic>,
}

/// A diagnostic's place as numbers, all from 1; columns in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Relative path, `/` between parts.
    pub path: String,
    /// First line.
    pub line: usize,
    /// First column.
    pub column: usize,
    /// Last line.
    pub end_line: usize,
    /// One past the last column.
    pub end_column: usize,
}

impl Place {
    fn new(path: String, span: Span, sources: &SourceMap) -> Self {
        let (line, column) = sources.line_column(span.file, span.start);
        let (end_line, end_column) = sources.line_column(span.file, span.end.max(span.start));
        Self { path, line, column, end_line, end_column }
    }

    /// Where `span` is, with the path from the working folder.
    pub fn shown(span: Span, sources: &SourceMap) -> Self {
        Self::new(sources.get(span.file).shown_path.clone(), span, sources)
    }
}

impl Diagnostic {
    /// A finding of `kind` at its usual level, without a place.
    pub fn new(kind: &'static Kind, message: impl Into<Phrase>) -> Self {
        Self {
            kind,
            level: kind.level,
            message: message.into(),
            span: None,
            path: None,
            hint: None,
            related: None,
            fixes: Vec::new(),
            unread: None,
        }
    }

    /// The same finding, because of which `what` was not read.
    #[must_use]
    pub fn unread(mut self, what: Unread) -> Self {
        self.unread = Some(what);
        self
    }

    /// Whether nothing a project says may lower, allow or hide it.
    pub fn is_binding(&self) -> bool {
        self.unread.is_some() || self.kind.blocks_public_sites()
    }

    /// The same finding with its other place.
    #[must_use]
    pub fn related(mut self, span: Span) -> Self {
        self.related = Some(span);
        self
    }

    /// The same finding, fixed by writing `replacement` in the place of `span`.
    #[must_use]
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.fixes.push(Fix { span, replacement: replacement.into() });
        self
    }

    /// The same finding at `span`.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// The same finding about a file that is not in the source map.
    #[must_use]
    pub fn in_file(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// The same finding with a way to fix it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Phrase>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The place of the finding, as numbers; `None` where it concerns the whole knowledge base.
    pub fn place(&self, sources: &SourceMap) -> Option<Place> {
        if let Some(span) = self.span {
            return Some(Place::new(sources.get(span.file).path.clone(), span, sources));
        }
        let path = self.path.clone()?;
        Some(Place { path, line: 1, column: 1, end_line: 1, end_column: 1 })
    }

    /// The same with the path that people see: from the working folder.
    pub fn shown_place(&self, sources: &SourceMap) -> Option<Place> {
        match self.span {
            Some(span) => Some(Place::shown(span, sources)),
            None => self.place(sources),
        }
    }
}

/// Sorts findings by file, place and code, and drops exact repetitions.
pub fn sort(diagnostics: &mut Vec<Diagnostic>, sources: &SourceMap) {
    diagnostics.sort_by_cached_key(|it| {
        let place = it.place(sources);
        (
            place.as_ref().map(|place| place.path.clone()),
            it.span.map(|span| (span.start, span.end)),
            it.kind.code,
            it.message.clone(),
        )
    });
    diagnostics.dedup();
}
