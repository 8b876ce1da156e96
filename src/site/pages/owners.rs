//! `/owners/<slug>/`: what somebody still has to do, where the site asks for such pages (`privacy.owner_pages`).
//!
//! Only open work: who wrote or caused what is nobody's page.

use serde::Serialize;

use crate::address::Route;
use crate::model::{ActionItem, Incident};
use crate::site::Page;
use crate::site::context::Site;
use crate::site::frame::Head;
use crate::site::views::{ActionRow, action_rows, unsettled};

#[derive(Serialize)]
struct OwnerView {
    title: String,
    lead: String,
    actions: Vec<ActionRow>,
}

/// A page for every owner of an action item.
pub(super) fn plan(site: &Site<'_>) -> Vec<Page> {
    if !site.config.privacy.owner_pages {
        return Vec::new();
    }
    site.addresses.owners().map(|(name, route)| one(site, name, route)).collect()
}

fn one(site: &Site<'_>, name: &str, route: &Route) -> Page {
    let here = site.at(route.clone());
    let messages = here.messages();
    let all = unsettled(site, &site.knowledge_base.incidents).into_iter();
    let items: Vec<(&Incident, &ActionItem)> =
        all.filter(|(_, it)| it.owner.as_deref() == Some(name)).collect();
    let view = OwnerView {
        title: name.to_owned(),
        lead: messages.count("owner.lead", items.len()),
        actions: action_rows(&here, items),
    };
    let above = vec![here.link(messages.text("nav.actions"), &Route::Actions)];
    let head = Head::new(&view.title, &view.lead).below(above);
    here.page("page/owner.html", head, &view)
}
