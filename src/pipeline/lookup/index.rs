//! Knowledge base to search index.

use crate::address::Route;
use crate::analysis::action_items::overdue_days;
use crate::model::{Incident, KnowledgeBase, Page, Runbook, Severity};
use crate::pipeline::bodies::{self, Bodies};
use crate::pipeline::load::Loaded;
use crate::search::{Document, Facet, Heading, Index, Kind, SearchError, Synonyms};

/// The index over every incident, runbook and page.
pub fn index(loaded: &Loaded) -> Result<Index, SearchError> {
    let mut bodies = bodies::bodies(loaded, None);
    index_of(loaded, &mut bodies)
}

/// The index over every incident, runbook and page, whose texts were rendered already; it takes them out of `bodies`.
pub(in crate::pipeline) fn index_of(loaded: &Loaded, bodies: &mut Bodies) -> Result<Index, SearchError> {
    Index::build(documents(loaded, bodies))
}

fn documents(loaded: &Loaded, bodies: &mut Bodies) -> Vec<Document> {
    let knowledge_base = &loaded.knowledge_base;
    let is_chinese = loaded.config.site.language.is_chinese();
    let mut documents = Vec::new();
    for it in &knowledge_base.incidents {
        documents.push(Document {
            services: it.services.clone(),
            causes: shown_causes(knowledge_base, &it.causes, is_chinese),
            path: loaded.sources.get(it.source.file).path.clone(),
            ..incident(loaded, bodies, it)
        });
    }
    for it in &knowledge_base.runbooks {
        documents.push(Document {
            services: it.services.clone(),
            causes: shown_causes(knowledge_base, &it.causes, is_chinese),
            path: loaded.sources.get(it.source.file).path.clone(),
            ..runbook(knowledge_base, bodies, it)
        });
    }
    documents.extend(
        knowledge_base
            .pages
            .iter()
            .map(|it| Document { path: loaded.sources.get(it.source.file).path.clone(), ..page(bodies, it) }),
    );
    Synonyms::new(&loaded.config.synonyms).complete(&mut documents);
    documents
}

fn incident(loaded: &Loaded, bodies: &mut Bodies, it: &Incident) -> Document {
    let knowledge_base = &loaded.knowledge_base;
    let route = Route::Incident(it.slug.clone());
    let mut document = with_body(bodies, &route);
    document.kind = Kind::Incident;
    document.id.clone_from(&it.id);
    document.title.clone_from(&it.title);
    document.date = it.date;
    document.severity.clone_from(&it.severity);
    document.status = it.status.map(|it| it.as_str().to_owned());
    document.language.clone_from(&it.language);
    document.title_text = vec![it.title.clone(), it.id.clone()];
    document.label_text = names(knowledge_base, &it.services, &it.causes);
    document.label_text.extend(it.tags.iter().cloned());
    for item in &it.action_items {
        document.body_text.push(item.task.clone());
    }

    let mut facets = shared_facets(knowledge_base, &it.services, &it.causes, &it.tags);
    facets.push((Facet::Kind, it.kind.as_str().to_owned()));
    facets.extend(it.teams.iter().map(|it| (Facet::Team, it.clone())));
    facets.extend(it.authors.iter().map(|it| (Facet::Owner, it.clone())));
    for item in &it.action_items {
        facets.extend(item.owner.iter().map(|it| (Facet::Owner, it.clone())));
        facets.extend(item.team.iter().map(|it| (Facet::Team, it.clone())));
    }
    let severity = knowledge_base.severities.iter().find(|step| it.severity.as_ref() == Some(&step.id));
    facets.extend(severity.into_iter().flat_map(severity_names).map(|it| (Facet::Severity, it)));
    document.also_text = belonging(&facets);
    // Of `支付 P0` the level is meant, not a text that mentions it.
    document.label_text.extend(it.severity.iter().cloned());
    let as_of = loaded.analysis.settings.as_of;
    if it.action_items.iter().any(|it| overdue_days(it, as_of).is_some()) {
        facets.push((Facet::Is, "overdue".to_owned()));
    }
    if it.action_items.iter().any(|it| it.status.is_open()) {
        facets.push((Facet::Is, "open".to_owned()));
    }
    if !it.runbooks.is_empty() {
        facets.push((Facet::Has, "runbook".to_owned()));
    }
    document.facets = facets;
    document
}

fn runbook(knowledge_base: &KnowledgeBase, bodies: &mut Bodies, it: &Runbook) -> Document {
    let route = Route::Runbook(it.slug.clone());
    let mut document = with_body(bodies, &route);
    document.kind = Kind::Runbook;
    document.id.clone_from(&it.id);
    document.title.clone_from(&it.title);
    document.date = it.updated;
    document.language.clone_from(&it.language);
    document.title_text = vec![it.title.clone(), it.id.clone()];
    document.label_text = names(knowledge_base, &it.services, &it.causes);
    document.label_text.extend(it.tags.iter().cloned());
    document.facets = shared_facets(knowledge_base, &it.services, &it.causes, &it.tags);
    document
}

fn page(bodies: &mut Bodies, it: &Page) -> Document {
    let route = Route::Page(it.slug.clone());
    let mut document = with_body(bodies, &route);
    document.kind = Kind::Page;
    document.id.clone_from(&it.slug);
    document.title.clone_from(&it.title);
    document.language.clone_from(&it.language);
    document.title_text = vec![it.title.clone()];
    document
}

/// A search document with the page's address, text and headings. Nobody else needs the text, so it is not copied.
fn with_body(bodies: &mut Bodies, route: &Route) -> Document {
    let mut document = Document { url: route.address(), ..Document::default() };
    if let Some(rendered) = bodies.rendered.get_mut(route) {
        document.heading_text = rendered.headings.iter().map(|it| it.text.clone()).collect();
        document.headings = rendered
            .headings
            .iter()
            .map(|it| Heading { text: it.text.clone(), anchor: it.id.clone(), offset: it.offset })
            .collect();
        document.body_text.push(std::mem::take(&mut rendered.text));
    }
    document
}

/// The causes in the site's language; one that is in no taxonomy as it was written.
fn shown_causes(knowledge_base: &KnowledgeBase, causes: &[String], is_chinese: bool) -> Vec<String> {
    let label = |id: &String| {
        let known = knowledge_base.taxonomy.cause(id);
        known.map_or_else(|| id.clone(), |it| it.label(is_chinese).to_owned())
    };
    causes.iter().map(label).collect()
}

/// Services and causes with their labels and aliases in every language.
fn names(knowledge_base: &KnowledgeBase, services: &[String], causes: &[String]) -> Vec<String> {
    let mut names = Vec::new();
    for service in services {
        names.push(service.clone());
        names.extend(knowledge_base.service(service).into_iter().flat_map(|it| it.aliases.iter().cloned()));
    }
    for cause in causes.iter().filter_map(|it| knowledge_base.taxonomy.cause(it)) {
        names.extend([cause.id.clone(), cause.label_en.clone(), cause.label_zh.clone()]);
        names.extend(cause.aliases.iter().cloned());
    }
    names
}

/// Facets of services, causes and tags, under all their names.
fn shared_facets(
    knowledge_base: &KnowledgeBase,
    services: &[String],
    causes: &[String],
    tags: &[String],
) -> Vec<(Facet, String)> {
    let mut facets: Vec<(Facet, String)> = Vec::new();
    for service in services {
        facets.push((Facet::Service, service.clone()));
        let aliases = knowledge_base.service(service).into_iter().flat_map(|it| it.aliases.iter().cloned());
        facets.extend(aliases.map(|it| (Facet::Service, it)));
    }
    for id in causes {
        facets.push((Facet::Cause, id.clone()));
        if let Some(cause) = knowledge_base.taxonomy.cause(id) {
            facets.extend([(Facet::Cause, cause.label_en.clone()), (Facet::Cause, cause.label_zh.clone())]);
        }
    }
    facets.extend(tags.iter().map(|it| (Facet::Tag, it.clone())));
    facets
}

/// The people and teams that it belongs to: `@liwei` is a word too.
fn belonging(facets: &[(Facet, String)]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let of_somebody = facets.iter().filter(|(facet, _)| matches!(facet, Facet::Owner | Facet::Team));
    for (_, name) in of_somebody {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}

fn severity_names(severity: &Severity) -> Vec<String> {
    let labels = [severity.label_en.clone(), severity.label_zh.clone()];
    labels.into_iter().chain(severity.aliases.iter().cloned()).collect()
}
