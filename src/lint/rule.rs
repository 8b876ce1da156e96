//! What a rule is, what it reads and where it puts what it finds.

use super::reading::Reading;
use crate::analysis::Analysis;
use crate::config::Config;
use crate::diagnostics::{Diagnostic, Kind};
use crate::files::{FileId, SourceMap, Span};
use crate::model::{Field, Incident, KnowledgeBase};
use crate::phrase::Phrase;

/// One rule. Its file is its whole definition; [`RULES`](super::RULES) is the only other place that names it.
///
/// Why it exists, an example that it flags and one that it passes are in `src/diagnostics/explain/en/CODE.md`.
#[derive(Debug)]
pub struct Rule {
    /// What it finds.
    pub kind: &'static Kind,
    pub(super) check: Check,
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub(super) enum Check {
    /// The knowledge base as a whole.
    KnowledgeBase(fn(&mut Findings<'_>)),
    /// Every document that became a page, with its structure.
    Document(fn(&mut Findings<'_>, &Reading<'_>)),
    /// Every postmortem, with its structure.
    Incident(fn(&mut Findings<'_>, &Incident, &Reading<'_>)),
}

/// What every rule may read.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// What spans point into.
    pub sources: &'a SourceMap,
    /// Every document of the content folder, also those that were set aside.
    pub documents: &'a [FileId],
    /// Everything that was read, linked.
    pub knowledge_base: &'a KnowledgeBase,
    /// Every number.
    pub analysis: &'a Analysis,
    /// The site's configuration.
    pub config: &'a Config,
}

/// What a rule reads, and where it puts what it finds.
#[derive(Debug)]
pub(super) struct Findings<'a> {
    pub(super) rule: &'static Rule,
    pub(super) scope: Scope<'a>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

pub(super) fn findings<'a>(
    rule: &'static Rule,
    scope: Scope<'a>,
    check: impl FnOnce(&mut Findings<'a>),
) -> Vec<Diagnostic> {
    let mut findings = Findings { rule, scope, diagnostics: Vec::new() };
    check(&mut findings);
    findings.diagnostics
}

impl Findings<'_> {
    /// Reports one finding at `span`.
    pub(super) fn report(&mut self, span: Span, message: Phrase, hint: Phrase) {
        self.diagnostics.push(Diagnostic::new(self.rule.kind, message).at(span).hint(hint));
    }
}

/// Where `incident` gives the value of `field`, else its first line.
pub(super) fn place(incident: &Incident, field: impl Into<Field>) -> Span {
    incident.provenance.get(&field.into()).map_or(incident.source, |it| it.span)
}
