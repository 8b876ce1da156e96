//! Rules over the whole knowledge base; each finds one kind of fault and says how to mend it.
//!
//! Faults of one value are found where it is read, in `extract`; here are those that take several values,
//! or that concern how a document is written.

mod allow;
pub mod baseline;
pub mod fix;
mod levels;
mod figures;
mod metrics;
mod commands;
mod reading;
mod rules;
mod shown;

use rayon::prelude::*;

use crate::analysis::Analysis;
use crate::config::Config;
use crate::diagnostics::{Diagnostic, Kind};
use crate::files::{FileId, SourceMap, Span};
use crate::model::{Field, Incident, KnowledgeBase, Visibility};

pub use commands::{Danger, dangers};
pub use levels::{Policy, Selection, UnknownKind};
pub use reading::{Reading, Subject};
pub use rules::RULES;

/// One rule. Its file is its whole definition; [`RULES`] is the only other place that names it.
///
/// Why it exists, an example that it flags and one that it passes stand in `src/diagnostics/explain/CODE.md`.
#[derive(Debug)]
pub struct Rule {
    /// What it finds.
    pub kind: &'static Kind,
    check: Check,
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
enum Check {
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
struct Findings<'a> {
    rule: &'static Rule,
    scope: Scope<'a>,
    diagnostics: Vec<Diagnostic>,
}

/// Runs every rule.
pub fn check(scope: Scope<'_>) -> Vec<Diagnostic> {
    let subjects = Subject::all(scope.knowledge_base);
    let hide_internal = scope.config.site.audience == Visibility::Public;
    let of_documents = subjects.par_iter().flat_map_iter(|subject| {
        let source = scope.sources.get(subject.body().0);
        reading::with(*subject, source, hide_internal, &scope.config.lexicon, |reading| {
            of_document(scope, reading)
        })
    });
    let mut all: Vec<Diagnostic> = of_documents.collect();
    for rule in RULES {
        if let Check::KnowledgeBase(check) = rule.check {
            all.append(&mut findings(rule, scope, check));
        }
    }
    all
}

fn of_document(scope: Scope<'_>, reading: &Reading<'_>) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    for rule in RULES {
        match (rule.check, reading.subject) {
            (Check::Document(check), _) => all.append(&mut findings(rule, scope, |it| check(it, reading))),
            (Check::Incident(check), Subject::Incident(incident)) => {
                all.append(&mut findings(rule, scope, |it| check(it, incident, reading)));
            }
            (Check::Incident(_) | Check::KnowledgeBase(_), _) => {}
        }
    }
    all
}

fn findings<'a>(
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
    fn report(&mut self, span: Span, message: String, hint: &str) {
        self.diagnostics.push(Diagnostic::new(self.rule.kind, message).at(span).hint(hint));
    }
}

/// Where `incident` says the value of `field`, else its first line.
fn place(incident: &Incident, field: impl Into<Field>) -> Span {
    incident.provenance.get(&field.into()).map_or(incident.source, |it| it.span)
}
