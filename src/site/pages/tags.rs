//! `/tags/` and `/tags/<slug>/`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::address::{List, Route};
use crate::model::{Incident, KnowledgeBase, Runbook};
use crate::site::Page;
use crate::site::context::{Link, Site};
use crate::site::frame::Head;
use crate::site::views::{IncidentRow, first, newest_first, value_key};

#[derive(Serialize)]
struct TagsView {
    title: String,
    lead: String,
    tags: Vec<TagLine>,
}

#[derive(Serialize)]
struct TagLine {
    tag: Link,
    n: usize,
}

#[derive(Serialize)]
struct TagView {
    title: String,
    lead: String,
    incidents: Vec<IncidentRow>,
    more_incidents: Option<Link>,
    runbooks: Vec<Link>,
}

/// The list of tags and a page for each.
pub(super) fn plan(site: &Site<'_>) -> Vec<Page> {
    let here = site.at(Route::Tags);
    let messages = here.messages();
    let tagged = Tagged::of(site.knowledge_base);
    let n = |name: &str| tagged.incidents(name).len() + tagged.runbooks(name).len();
    let tags: Vec<TagLine> =
        site.addresses.tags().map(|(name, _)| TagLine { tag: here.tag(name), n: n(name) }).collect();
    let lead = messages.count("tags.lead", tags.len());
    let view = TagsView { title: messages.text("nav.tags").to_owned(), lead, tags };
    let head = Head::new(&view.title, &view.lead);
    let mut pages = vec![here.page("page/tags.html", head, &view)];
    pages.extend(site.addresses.tags().map(|(name, route)| one(site, &tagged, name, route)));
    pages
}

/// What has each tag, in order.
#[derive(Default)]
struct Tagged<'a> {
    incidents: BTreeMap<&'a str, Vec<&'a Incident>>,
    runbooks: BTreeMap<&'a str, Vec<&'a Runbook>>,
}

impl<'a> Tagged<'a> {
    fn of(knowledge_base: &'a KnowledgeBase) -> Self {
        let mut found = Self::default();
        for it in &knowledge_base.incidents {
            for tag in it.tags.iter().map(String::as_str).collect::<BTreeSet<_>>() {
                found.incidents.entry(tag).or_default().push(it);
            }
        }
        for it in &knowledge_base.runbooks {
            for tag in it.tags.iter().map(String::as_str).collect::<BTreeSet<_>>() {
                found.runbooks.entry(tag).or_default().push(it);
            }
        }
        found
    }

    fn incidents(&self, tag: &str) -> &[&'a Incident] {
        self.incidents.get(tag).map_or(&[], Vec::as_slice)
    }

    fn runbooks(&self, tag: &str) -> &[&'a Runbook] {
        self.runbooks.get(tag).map_or(&[], Vec::as_slice)
    }
}

fn one(site: &Site<'_>, tagged: &Tagged<'_>, name: &str, route: &Route) -> Page {
    let here = site.at(route.clone());
    let messages = here.messages();
    let incidents = newest_first(tagged.incidents(name).iter().copied());
    let lead = messages.count("tag.lead", incidents.len());
    let rows = incidents.into_iter().map(|it| IncidentRow::new(&here, it)).collect();
    let (rows, more_incidents) = first(&here, rows, List::Incidents, "tag", &value_key(&here.route));
    let view = TagView {
        title: name.to_owned(),
        lead,
        incidents: rows,
        more_incidents,
        runbooks: tagged.runbooks(name).iter().map(|it| here.runbook(it)).collect(),
    };
    let above = vec![here.link(messages.text("nav.tags"), &Route::Tags)];
    let head = Head::new(&view.title, &view.lead).below(above);
    here.page("page/tag.html", head, &view)
}
