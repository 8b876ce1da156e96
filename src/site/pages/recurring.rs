//! `/trends/recurring/`: failures that came back.

use serde::Serialize;

use crate::site::context::{Link, Site};
use crate::site::frame::Head;
use crate::site::views::ChainView;
use crate::site::{Page, Route};

#[derive(Serialize)]
struct RecurringView {
    title: String,
    lead: String,
    rule: String,
    chains: Vec<ChainView>,
    n_while_open: usize,
    definitions: Link,
}

/// The page of recurring failures.
pub(super) fn plan(site: &Site<'_>) -> Page {
    let here = site.at(Route::Recurring);
    let messages = here.messages();
    let recurring = &site.analysis.recurring;
    let window = messages.count(
        "count.days",
        usize::try_from(site.analysis.settings.recurrence_window_days).unwrap_or_default(),
    );
    let view = RecurringView {
        title: messages.text("recurring.title").to_owned(),
        lead: messages.count("recurring.lead", recurring.len()),
        rule: messages.fill("recurring.rule", &[("window", &window)]),
        chains: recurring.iter().map(|it| ChainView::new(&here, it)).collect(),
        n_while_open: recurring.iter().filter(|it| !it.while_open.is_empty()).count(),
        definitions: here.link_into(messages.text("nav.definitions"), &Route::Definitions, "aw-recurrence"),
    };
    let above = vec![here.link(messages.text("nav.trends"), &Route::Trends)];
    let head = Head::new(&view.title, &view.lead).below(above);
    here.page("page/recurring.html", head, &view)
}
