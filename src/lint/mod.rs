//! Rules over the whole knowledge base; each finds one kind of fault and says how to mend it.
//!
//! Faults of one value are found where it is read, in `extract`; here are those that take several values.

mod rules;

use crate::analysis::Analysis;
use crate::diagnostics::{Diagnostic, Kind};
use crate::files::{FileId, SourceMap, Span};
use crate::model::{Incident, KnowledgeBase};

pub use rules::RULES;

/// One rule. Its file is its whole definition; [`RULES`] is the only other place that names it.
#[derive(Debug)]
pub struct Rule {
    /// What it finds.
    pub kind: &'static Kind,
    check: fn(&mut Findings<'_>),
}

/// What a rule reads, and where it puts what it finds.
#[derive(Debug)]
pub struct Findings<'a> {
    rule: &'static Rule,
    sources: &'a SourceMap,
    documents: &'a [FileId],
    knowledge_base: &'a KnowledgeBase,
    analysis: &'a Analysis,
    diagnostics: Vec<Diagnostic>,
}

/// Runs every rule over the knowledge base, and over the texts of `documents`.
pub fn check(
    sources: &SourceMap,
    documents: &[FileId],
    knowledge_base: &KnowledgeBase,
    analysis: &Analysis,
) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    for rule in RULES {
        let mut findings =
            Findings { rule, sources, documents, knowledge_base, analysis, diagnostics: Vec::new() };
        (rule.check)(&mut findings);
        all.append(&mut findings.diagnostics);
    }
    all
}

impl Findings<'_> {
    /// Reports one finding at `span`.
    fn report(&mut self, span: Span, message: String, hint: &str) {
        self.diagnostics.push(Diagnostic::new(self.rule.kind, message).at(span).hint(hint));
    }
}

/// Where `incident` says the value of `key`, else its first line.
fn place(incident: &Incident, key: &str) -> Span {
    incident.provenance.get(key).map_or(incident.source, |it| it.span)
}
