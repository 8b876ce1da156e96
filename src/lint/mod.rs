//! Rules over the whole knowledge base; each finds one kind of fault and how to fix it.
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
mod rule;
mod rules;
mod shown;

use rayon::prelude::*;

use crate::diagnostics::Diagnostic;
use crate::model::Visibility;

pub use commands::{Danger, dangers};
pub use levels::{Policy, Selection, UnknownKind};
pub use reading::{Reading, Subject};
use rule::{Check, Findings, findings, place};
pub use rule::{Rule, Scope};
pub use rules::RULES;

/// Runs every rule.
pub fn check(scope: Scope<'_>) -> Vec<Diagnostic> {
    let subjects = Subject::all(scope.knowledge_base);
    let hide_internal = scope.config.site.audience == Visibility::Public;
    let of_documents = subjects.par_iter().flat_map_iter(|subject| {
        let source = scope.sources.get(subject.body().0);
        reading::with(*subject, source, hide_internal, scope.config, |reading| of_document(scope, reading))
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
