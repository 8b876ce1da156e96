//! `/pages/<slug>/`: documents that are neither incidents nor runbooks.

use serde::Serialize;

use super::incident::{Contents, edit_link, place};
use crate::address::Route;
use crate::model::{Incident, Page as Document};
use crate::site::Page;
use crate::site::context::{Here, Link, Site};
use crate::site::frame::Head;

#[derive(Serialize)]
struct PlainView {
    title: String,
    lang: String,
    is_draft: bool,
    /// The incident of which it is the report in another language.
    original: Option<Link>,
    contents: Contents,
    source: String,
    edit: Option<Link>,
}

/// A page for every such document.
pub(super) fn plan(site: &Site<'_>) -> Vec<Page> {
    site.knowledge_base.pages.iter().map(|it| one(site, it)).collect()
}

/// Links to all of them, in order of title.
pub(super) fn links(here: &Here<'_>) -> Vec<Link> {
    let link = |it: &Document| {
        here.link(&it.title, &Route::Page(it.slug.clone())).in_language(here.lang(&it.language))
    };
    here.site.knowledge_base.pages.iter().map(link).collect()
}

/// A link to an incident by its id.
fn incident_link(here: &Here<'_>, id: &str) -> Option<Link> {
    let incident = here.site.incident(id)?;
    let route = Route::Incident(incident.slug.clone());
    Some(here.link(&incident.title, &route).in_language(here.lang(&incident.language)))
}

/// Links to the reports of an incident in other languages.
pub(super) fn translations(here: &Here<'_>, incident: &Incident) -> Vec<Link> {
    let pages = here.site.knowledge_base.pages.iter();
    let of_it = pages.filter(|it| incident.translations.contains(&it.slug));
    let link = |it: &Document| {
        here.link(&it.title, &Route::Page(it.slug.clone())).in_language(here.lang(&it.language))
    };
    of_it.map(link).collect()
}

fn one(site: &Site<'_>, document: &Document) -> Page {
    let here = site.at(Route::Page(document.slug.clone()));
    let view = PlainView {
        title: document.title.clone(),
        lang: document.language.clone(),
        is_draft: document.draft,
        original: document.translation_of.as_deref().and_then(|it| incident_link(&here, it)),
        contents: Contents::new(&here),
        source: place(site, document.source),
        edit: edit_link(&here, document.source),
    };
    let head = Head {
        title: document.title.clone(),
        description: document.summary.clone(),
        above: Vec::new(),
        is_article: true,
    };
    here.page("page/plain.html", head, &view)
}
