//! Knowledge base to the search index of the site.

use std::collections::BTreeSet;

use crate::address::{Addresses, Route};
use crate::files::OutputFile;
use crate::i18n::Messages;
use crate::model::KnowledgeBase;
use crate::pipeline::load::Loaded;
use crate::search::{About, Calendar, Facet, FacetValue, Index, NamedPage, SearchError, ShardSettings};

/// Gives the files that the browser searches in to `give`, each by itself.
pub(in crate::pipeline) fn files<E: From<SearchError> + Send>(
    loaded: &Loaded,
    index: &Index,
    messages: &Messages,
    give: impl Fn(OutputFile) -> Result<(), E> + Sync,
) -> Result<(), E> {
    let settings = &loaded.analysis.settings;
    let settings = ShardSettings {
        calendar: Calendar { as_of: settings.as_of, fiscal_year_start: settings.fiscal_year_start },
        max_files: loaded.config.max_search_files,
        facets: facets(&loaded.knowledge_base, messages),
        named: named(loaded, messages),
    };
    index.shards_into(&settings, give)
}

/// What the search page offers as filters, in this order.
fn facets(knowledge_base: &KnowledgeBase, messages: &Messages) -> Vec<FacetValue> {
    let is_chinese = messages.locale().is_chinese();
    let mut values = Vec::new();
    let mut add = |facet, value: &str, label: &str| {
        values.push(FacetValue { facet, value: value.to_owned(), label: label.to_owned() });
    };
    for it in &knowledge_base.services {
        add(Facet::Service, &it.name, &it.name);
    }
    for it in &knowledge_base.taxonomy.causes {
        add(Facet::Cause, &it.id, it.label(is_chinese));
    }
    for it in &knowledge_base.severities {
        add(Facet::Severity, &it.id, &it.id);
    }
    for it in &knowledge_base.teams {
        add(Facet::Team, it, it);
    }
    let mut tags: Vec<&String> = knowledge_base.incidents.iter().flat_map(|it| &it.tags).collect();
    tags.extend(knowledge_base.runbooks.iter().flat_map(|it| &it.tags));
    tags.sort();
    tags.dedup();
    for it in tags {
        add(Facet::Tag, it, it);
    }
    for status in ["reviewed", "in-review", "draft", "superseded"] {
        add(Facet::Status, status, &messages.word("document_status", status));
    }
    for kind in ["incident", "near-miss", "drill", "maintenance", "security-disclosure"] {
        add(Facet::Kind, kind, &messages.word("kind", kind));
    }
    add(Facet::Kind, "runbook", messages.text("search.runbook"));
    add(Facet::Kind, "page", messages.text("search.page"));
    values
}

/// Pages about one name, as far as they are built.
fn named(loaded: &Loaded, messages: &Messages) -> Vec<NamedPage> {
    let knowledge_base = &loaded.knowledge_base;
    let addresses = Addresses::new(knowledge_base);
    let is_chinese = messages.locale().is_chinese();
    let mut pages = Vec::new();
    let mut add = |about, name: &str, others: Vec<String>, route: Option<&Route>| {
        let page = |it: &Route| NamedPage { about, name: name.to_owned(), others, url: it.address() };
        pages.extend(route.map(page));
    };
    for it in &knowledge_base.services {
        add(About::Service, &it.name, it.aliases.clone(), addresses.service(&it.name));
    }
    for it in &knowledge_base.taxonomy.causes {
        let labels = [&it.label_en, &it.label_zh].into_iter().chain(&it.aliases).cloned();
        add(About::Cause, it.label(is_chinese), labels.collect(), addresses.cause(&it.id));
    }
    for it in &knowledge_base.teams {
        add(About::Team, it, Vec::new(), addresses.team(it));
    }
    if loaded.config.privacy.owner_pages {
        let owners = knowledge_base.action_items().filter_map(|it| it.1.owner.as_deref());
        for it in owners.collect::<BTreeSet<&str>>() {
            add(About::Owner, it, Vec::new(), addresses.owner(it));
        }
    }
    for it in loaded.analysis.quarters.iter().rev().filter(|it| it.has_anything()) {
        let quarter = it.quarter;
        let chinese = format!("{}年第{}季度", quarter.year, quarter.number);
        let others = vec![format!("{} Q{}", quarter.year, quarter.number), chinese];
        add(About::Review, &quarter.to_string(), others, Some(&Route::QuarterReview(quarter)));
    }
    pages
}
