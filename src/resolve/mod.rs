//! Documents to a knowledge base: names become ids, and links go both ways.
//!
//! Nothing is dropped in silence: what leads nowhere is a finding, and stays visible where it was written.

mod causes;
mod decisions;
mod file_names;
mod ids;
mod names;
mod procedures;
mod redirects;
mod references;
mod services;
mod sidecar;
mod tickets;
mod translations;

pub(crate) use causes::{listed_cause, listed_term};
pub(crate) use decisions::{end_of, read as read_decisions};
pub(crate) use file_names::file_names;
pub(crate) use names::reference_form;
pub(crate) use references::document_path;

pub(crate) use services::listed_service;
pub(crate) use tickets::sidecar_with;

use std::collections::BTreeMap;

use crate::config::Config;
use crate::diagnostics::Checked;
use crate::files::{FileId, SourceMap};
use crate::model::{Incident, KnowledgeBase, Page, Runbook};
use crate::tracker::Export;

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

/// The files beside the documents.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sidecars<'a> {
    /// The `actions.yml` files.
    pub actions: &'a [FileId],
    /// The `decisions.yml` file, where there is one.
    pub decisions: &'a [FileId],
    /// Ids of incidents that were left out: a decision on one of them is not a mistake.
    pub left_out: &'a [String],
    /// Exports of trackers.
    pub exports: &'a [Export],
    /// Whether the owners of tickets may be shown: where people are hidden, nobody took their names out of an export.
    pub with_owners: bool,
}

/// Links `documents` into a knowledge base, with the files beside them.
pub fn resolve(
    sources: &SourceMap,
    documents: Documents,
    sidecars: Sidecars<'_>,
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
    tickets::apply(&mut knowledge_base, sidecars.exports, sidecars.with_owners, &mut diagnostics);
    sidecar::apply(sources, &mut knowledge_base, sidecars.actions, &config.lexicon, &mut diagnostics);
    let decided = decisions::Written::read(sources, sidecars.decisions, sidecars.left_out, &mut diagnostics);
    decisions::apply_values(&mut knowledge_base, &decided, &mut diagnostics);
    services::resolve(sources, &mut knowledge_base, &mut diagnostics);
    causes::resolve(&mut knowledge_base, &mut diagnostics);
    procedures::resolve(&mut knowledge_base);
    translations::link(sources, &mut knowledge_base);
    references::resolve(sources, &mut knowledge_base, &mut diagnostics);
    decisions::apply_pairs(&mut knowledge_base, &decided, &mut diagnostics);
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
    let of_services: BTreeMap<&String, &String> =
        knowledge_base.services.iter().filter_map(|it| Some((&it.name, it.team.as_ref()?))).collect();
    let team_of = |name: &String| of_services.get(name).map(|it| (*it).clone());
    for incident in knowledge_base.incidents.iter_mut().filter(|it| it.teams.is_empty()) {
        incident.service_teams = incident.services.iter().filter_map(team_of).collect();
        incident.service_teams.sort();
        incident.service_teams.dedup();
    }
}
