//! Which page belongs to which cause, tag, team and severity.
//!
//! Their names are free text, and two names can give one slug; everything that links to them asks here.

use std::collections::{BTreeMap, BTreeSet};

use super::route::Route;
use crate::files::SourceMap;
use crate::model::KnowledgeBase;
use crate::text::slug;

/// The pages of everything that is known by a name.
#[derive(Debug, Clone, Default)]
pub struct Addresses {
    causes: BTreeMap<String, Route>,
    tags: BTreeMap<String, Route>,
    teams: BTreeMap<String, Route>,
    owners: BTreeMap<String, Route>,
    severities: BTreeMap<String, Route>,
    services: BTreeMap<String, Route>,
}

impl Addresses {
    /// Gives every cause, tag, team, severity and service of `knowledge_base` its page.
    pub fn new(knowledge_base: &KnowledgeBase) -> Self {
        let tags: BTreeSet<&str> = knowledge_base
            .incidents
            .iter()
            .flat_map(|it| &it.tags)
            .chain(knowledge_base.runbooks.iter().flat_map(|it| &it.tags))
            .map(String::as_str)
            .collect();
        let owners: BTreeSet<&str> =
            knowledge_base.action_items().filter_map(|(_, it)| it.owner.as_deref()).collect();
        let severities = knowledge_base.severities.iter().map(|it| it.id.as_str());
        // A cause that no document is about has nothing to show.
        let of_incidents = knowledge_base.incidents.iter().flat_map(|it| &it.causes);
        let of_runbooks = knowledge_base.runbooks.iter().flat_map(|it| &it.causes);
        let used = with_those_above(of_incidents.chain(of_runbooks));
        let causes =
            knowledge_base.taxonomy.causes.iter().map(|it| it.id.as_str()).filter(|it| used.contains(it));
        Self {
            causes: distinct(causes, cause_path, Route::Cause),
            tags: distinct(tags.into_iter(), slug, Route::Tag),
            teams: distinct(knowledge_base.teams.iter().map(String::as_str), slug, Route::Team),
            owners: distinct(owners.into_iter(), slug, Route::Owner),
            severities: distinct(severities, slug, Route::Severity),
            services: knowledge_base
                .services
                .iter()
                .map(|it| (it.name.clone(), Route::Service(it.slug.clone())))
                .collect(),
        }
    }

    /// The page of the cause `id`.
    pub fn cause(&self, id: &str) -> Option<&Route> {
        self.causes.get(id)
    }

    /// The page of the tag `name`.
    pub fn tag(&self, name: &str) -> Option<&Route> {
        self.tags.get(name)
    }

    /// The page of the team `name`.
    pub fn team(&self, name: &str) -> Option<&Route> {
        self.teams.get(name)
    }

    /// The page of the owner `name`, where owners have pages.
    pub fn owner(&self, name: &str) -> Option<&Route> {
        self.owners.get(name)
    }

    /// Every owner with their page, in order of name.
    pub fn owners(&self) -> impl Iterator<Item = (&str, &Route)> {
        self.owners.iter().map(|(name, route)| (name.as_str(), route))
    }

    /// The page of the severity `id`.
    pub fn severity(&self, id: &str) -> Option<&Route> {
        self.severities.get(id)
    }

    /// The page of the service with the canonical name `name`.
    pub fn service(&self, name: &str) -> Option<&Route> {
        self.services.get(name)
    }

    /// Every tag with its page, in order of name.
    pub fn tags(&self) -> impl Iterator<Item = (&str, &Route)> {
        self.tags.iter().map(|(name, route)| (name.as_str(), route))
    }
}

/// The causes of `ids`, with those above them.
fn with_those_above<'a>(ids: impl Iterator<Item = &'a String>) -> BTreeSet<&'a str> {
    ids.flat_map(|id| id.match_indices('/').map(|(at, _)| &id[..at]).chain([id.as_str()])).collect()
}

/// The part of an address that names the cause `id`.
fn cause_path(id: &str) -> String {
    id.split('/').map(slug).collect::<Vec<_>>().join("/")
}

/// The page of every document, by the path of its file; for links between documents.
///
/// Of several incidents in one file the first one stands for it.
pub fn documents(knowledge_base: &KnowledgeBase, sources: &SourceMap) -> BTreeMap<String, Route> {
    let incidents = knowledge_base.incidents.iter().map(|it| (it.source, Route::Incident(it.slug.clone())));
    let runbooks = knowledge_base.runbooks.iter().map(|it| (it.source, Route::Runbook(it.slug.clone())));
    let pages = knowledge_base.pages.iter().map(|it| (it.source, Route::Page(it.slug.clone())));
    let mut found: Vec<_> = incidents.chain(runbooks).chain(pages).collect();
    found.sort_by_key(|(source, _)| (source.file, source.start));
    let mut by_path = BTreeMap::new();
    for (source, route) in found {
        by_path.entry(sources.get(source.file).path.clone()).or_insert(route);
    }
    by_path
}

/// Names with their pages; of two names with one slug the later one gets a number.
fn distinct<'a>(
    names: impl Iterator<Item = &'a str>,
    slug: impl Fn(&str) -> String,
    route: impl Fn(String) -> Route,
) -> BTreeMap<String, Route> {
    let mut taken = BTreeSet::new();
    let mut found = BTreeMap::new();
    for name in names {
        if found.contains_key(name) {
            continue;
        }
        let plain = slug(name);
        let mut candidate = plain.clone();
        let mut number = 2;
        while !taken.insert(candidate.clone()) {
            candidate = format!("{plain}-{number}");
            number += 1;
        }
        found.insert(name.to_owned(), route(candidate));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_slug_alike_get_pages_of_their_own() {
        let knowledge_base = KnowledgeBase {
            teams: vec!["Core Team".to_owned(), "core-team".to_owned()],
            ..Default::default()
        };
        let addresses = Addresses::new(&knowledge_base);
        assert_eq!(addresses.team("core-team").unwrap().address(), "teams/core-team-2/");
    }

    #[test]
    fn a_cause_that_is_named_has_a_page_and_so_have_those_above_it() {
        let named = ["capacity/pool".to_owned(), "../x y".to_owned()];
        let used = with_those_above(named.iter());
        assert_eq!(used.iter().copied().collect::<Vec<_>>(), ["..", "../x y", "capacity", "capacity/pool"]);
        let pages = distinct(used.into_iter(), cause_path, Route::Cause);
        assert_eq!(pages["capacity/pool"].address(), "causes/capacity/pool/");
        assert_eq!(pages["../x y"].address(), "causes/item/x-y/");
    }
}
