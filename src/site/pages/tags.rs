//! `/tags/` and `/tags/<slug>/`.

use serde::Serialize;

use crate::address::{List, Route};
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
    let knowledge_base = site.knowledge_base;
    let n = |name: &str| {
        let incidents = knowledge_base.incidents.iter().filter(|it| it.tags.iter().any(|it| it == name));
        let runbooks = knowledge_base.runbooks.iter().filter(|it| it.tags.iter().any(|it| it == name));
        incidents.count() + runbooks.count()
    };
    let tags: Vec<TagLine> =
        site.addresses.tags().map(|(name, _)| TagLine { tag: here.tag(name), n: n(name) }).collect();
    let lead = messages.count("tags.lead", tags.len());
    let view = TagsView { title: messages.text("nav.tags").to_owned(), lead, tags };
    let head = Head::new(&view.title, &view.lead);
    let mut pages = vec![here.page("page/tags.html", head, &view)];
    pages.extend(site.addresses.tags().map(|(name, route)| one(site, name, route)));
    pages
}

fn one(site: &Site<'_>, name: &str, route: &Route) -> Page {
    let here = site.at(route.clone());
    let messages = here.messages();
    let has = |tags: &[String]| tags.iter().any(|it| it == name);
    let incidents = newest_first(site.knowledge_base.incidents.iter().filter(|it| has(&it.tags)));
    let lead = messages.count("tag.lead", incidents.len());
    let rows = incidents.into_iter().map(|it| IncidentRow::new(&here, it)).collect();
    let (rows, more_incidents) = first(&here, rows, List::Incidents, "tag", &value_key(&here.route));
    let view = TagView {
        title: name.to_owned(),
        lead,
        incidents: rows,
        more_incidents,
        runbooks: site
            .knowledge_base
            .runbooks
            .iter()
            .filter(|it| has(&it.tags))
            .map(|it| here.runbook(it))
            .collect(),
    };
    let above = vec![here.link(messages.text("nav.tags"), &Route::Tags)];
    let head = Head::new(&view.title, &view.lead).below(above);
    here.page("page/tag.html", head, &view)
}
