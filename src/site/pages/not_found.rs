//! `/404.html`: shown by a server for an address that leads nowhere.

use serde::Serialize;

use crate::address::Route;
use crate::site::Page;
use crate::site::context::{Link, Site};
use crate::site::frame::Head;

#[derive(Serialize)]
struct NotFoundView {
    title: String,
    lead: String,
    links: Vec<Link>,
}

/// The page for addresses that lead nowhere.
pub(super) fn plan(site: &Site<'_>) -> Page {
    let here = site.at(Route::NotFound);
    let messages = here.messages();
    let link = |key: &str, route: &Route| here.link(messages.text(key), route);
    let view = NotFoundView {
        title: messages.text("not_found.title").to_owned(),
        lead: messages.text("not_found.lead").to_owned(),
        links: vec![
            link("nav.home", &Route::Home),
            link("nav.search", &Route::Search),
            link("nav.incidents", &Route::Incidents),
            link("nav.runbooks", &Route::Runbooks),
        ],
    };
    let head = Head::new(&view.title, &view.lead);
    here.page("page/not_found.html", head, &view)
}
