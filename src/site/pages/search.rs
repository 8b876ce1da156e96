//! `/search/`: results, filters and how to ask, and an index to look things up without scripts.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::address::Route;
use crate::model::Field;
use crate::site::Page;
use crate::site::context::{Here, Link, Site};
use crate::site::frame::Head;
use crate::text::{fold, is_cjk};

/// Facets that are offered, in order, with the words for them.
const FACETS: [(&str, &str); 4] = [
    ("service", "column.service"),
    (Field::Severity.name(), "column.severity"),
    ("cause", "column.cause"),
    ("kind", "column.kind"),
];

#[derive(Serialize)]
struct SearchView {
    title: String,
    lead: String,
    facets: Vec<FacetGroup>,
    groups: Vec<Group>,
    /// Where incidents are that are too many for an index.
    incidents: Option<Link>,
}

/// What results can be narrowed by; scripts put the values in.
#[derive(Serialize)]
struct FacetGroup {
    /// As in queries.
    name: &'static str,
    label: String,
}

/// The entries that begin alike.
#[derive(Serialize)]
struct Group {
    anchor: String,
    name: String,
    entries: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    link: Link,
    /// The incident's id, or that it is a runbook.
    note: String,
}

/// Most incidents in the index; more are in the list of incidents, page by page.
const MAX_INCIDENTS: usize = 500;

/// How the entries of an index are ordered: Latin letters, Han characters, everything else.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Initial {
    Latin(char),
    Han,
    Other,
}

/// The search page.
pub(super) fn plan(site: &Site<'_>) -> Page {
    let here = site.at(Route::Search);
    let messages = here.messages();
    let view = SearchView {
        title: messages.text("nav.search").to_owned(),
        lead: messages.text("search.lead").to_owned(),
        facets: FACETS
            .iter()
            .map(|it| FacetGroup { name: it.0, label: messages.text(it.1).to_owned() })
            .collect(),
        groups: groups(&here),
        incidents: has_too_many(&here).then(|| {
            let n = site.knowledge_base.incidents.len();
            here.link(messages.count("incidents.lead", n), &Route::Incidents)
        }),
    };
    let head = Head::new(&view.title, &view.lead);
    here.page("page/search.html", head, &view)
}

fn groups(here: &Here<'_>) -> Vec<Group> {
    let knowledge_base = here.site.knowledge_base;
    let messages = here.messages();
    let mut by_initial: BTreeMap<Initial, Vec<(String, Entry)>> = BTreeMap::new();
    let mut add = |title: &str, link: Link, note: &str| {
        let folded = fold(title);
        let entry = Entry { link, note: note.to_owned() };
        by_initial.entry(initial(&folded)).or_default().push((folded, entry));
    };
    let n_incidents = if has_too_many(here) { 0 } else { knowledge_base.incidents.len() };
    for it in &knowledge_base.incidents[..n_incidents] {
        add(&it.title, here.incident(it), &it.id);
    }
    for it in &knowledge_base.runbooks {
        add(&it.title, here.runbook(it), messages.text("search.runbook"));
    }
    for (document, link) in knowledge_base.pages.iter().zip(super::plain::links(here)) {
        add(&document.title, link, messages.text("search.page"));
    }
    let group = |(idx, (initial, mut entries)): (usize, (Initial, Vec<(String, Entry)>))| {
        entries.sort_by(|a, b| (&a.0, &a.1.note).cmp(&(&b.0, &b.1.note)));
        let name = match initial {
            Initial::Latin(letter) => letter.to_uppercase().to_string(),
            Initial::Han => messages.text("search.han").to_owned(),
            Initial::Other => messages.text("search.other").to_owned(),
        };
        let anchor = format!("aw-index-{}", idx + 1);
        Group { anchor, name, entries: entries.into_iter().map(|it| it.1).collect() }
    };
    by_initial.into_iter().enumerate().map(group).collect()
}

fn has_too_many(here: &Here<'_>) -> bool {
    MAX_INCIDENTS < here.site.knowledge_base.incidents.len()
}

fn initial(folded: &str) -> Initial {
    match folded.chars().next() {
        Some(letter) if letter.is_ascii_alphabetic() => Initial::Latin(letter),
        Some(c) if is_cjk(c) => Initial::Han,
        _ => Initial::Other,
    }
}
