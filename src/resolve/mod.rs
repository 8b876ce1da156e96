//! Documents to a knowledge base: names become ids, and links go both ways.
//!
//! Nothing is dropped in silence: what leads nowhere is a finding, and stays visible where it was written.

mod causes;
mod ids;
mod names;
mod procedures;
mod redirects;
mod references;
mod services;
mod sidecar;
mod translations;

pub(crate) use causes::{listed_cause, listed_term};
pub(crate) use references::{document_path, reference_form};

pub(crate) use services::listed_service;

use crate::config::Config;
use crate::diagnostics::Checked;
use crate::files::{FileId, SourceMap};
use crate::model::{Incident, KnowledgeBase, Page, Runbook};

/// What was read out of the documents, before it is linked.
#[derive(Debug, Default)]
pub struct Documents {
    /// In order of path and place.
    pub incidents: Vec<Incident>,
    /// In order of path.
    pub runbooks: Vec<Runbook>,
    /// In order of path.
    pub pages: Vec<Page>,
}

/// Links `documents` into a knowledge base; `action_sidecars` are the `actions.yml` files.
pub fn resolve(
    sources: &SourceMap,
    documents: Documents,
    action_sidecars: &[FileId],
    config: &Config,
) -> Checked<KnowledgeBase> {
    let mut diagnostics = Vec::new();
    let mut knowledge_base = KnowledgeBase {
        incidents: documents.incidents,
        runbooks: documents.runbooks,
        pages: documents.pages,
        services: config.services.clone(),
        taxonomy: config.taxonomy.clone(),
        severities: config.severities.clone(),
        ..KnowledgeBase::default()
    };
    ids::make_unique(sources, &mut knowledge_base, &mut diagnostics);
    sidecar::apply(sources, &mut knowledge_base, action_sidecars, &config.lexicon, &mut diagnostics);
    services::resolve(sources, &mut knowledge_base, &mut diagnostics);
    causes::resolve(&mut knowledge_base, &mut diagnostics);
    procedures::resolve(&mut knowledge_base);
    translations::link(sources, &mut knowledge_base);
    references::resolve(sources, &mut knowledge_base, &mut diagnostics);
    redirects::collect(&mut knowledge_base, &mut diagnostics);
    knowledge_base.incidents.sort_by(|a, b| (a.date, &a.id).cmp(&(b.date, &b.id)));
    knowledge_base.runbooks.sort_by(|a, b| (&a.title, &a.id).cmp(&(&b.title, &b.id)));
    knowledge_base.pages.sort_by(|a, b| (&a.title, &a.slug).cmp(&(&b.title, &b.slug)));
    teams(&mut knowledge_base);
    Checked { value: knowledge_base, diagnostics }
}

fn teams(knowledge_base: &mut KnowledgeBase) {
    let of_services = knowledge_base.services.iter().filter_map(|it| it.team.clone());
    let of_incidents = knowledge_base.incidents.iter().flat_map(|it| it.teams.iter().cloned());
    let of_items = knowledge_base.action_items().filter_map(|(_, it)| it.team.clone());
    let mut teams: Vec<String> = of_services.chain(of_incidents).chain(of_items).collect();
    teams.sort();
    teams.dedup();
    knowledge_base.teams = teams;
}
