//! `/trends/overdue/`: action items past their due date.

use serde::Serialize;

use crate::analysis::action_items::AGE_LABELS;
use crate::site::context::{Link, Site};
use crate::site::frame::Head;
use crate::site::views::{ActionRow, Bar, action_rows, bars};
use crate::site::{Page, Route};

#[derive(Serialize)]
struct OverdueView {
    title: String,
    lead: String,
    unknown_state: Option<String>,
    by_age: Vec<Bar>,
    by_owner: Vec<OwnerLine>,
    unowned: usize,
    by_service: Vec<Bar>,
    rows: Vec<ActionRow>,
    definitions: Link,
}

#[derive(Serialize)]
struct OwnerLine {
    owner: String,
    n: usize,
    oldest: String,
}

/// The page of overdue action items.
pub(super) fn plan(site: &Site<'_>) -> Page {
    let here = site.at(Route::Overdue);
    let messages = here.messages();
    let overdue = &site.analysis.overdue;
    let n = overdue.items.len();
    let items: Vec<_> = overdue
        .items
        .iter()
        .filter_map(|it| {
            let incident = site.incident(&it.incident)?;
            Some((incident, incident.action_items.iter().find(|item| item.id == it.id)?))
        })
        .collect();
    let ages = AGE_LABELS.iter().zip(overdue.by_age);
    let age = |(label, n): (&&str, usize)| {
        (Link::text(messages.fill("overdue.age", &[("days", &label.replace('-', "–"))])), n)
    };
    let services = overdue.by_service.iter().map(|(name, n)| (here.service(name), *n)).collect();
    let unknown = overdue.unknown_state;
    let view = OverdueView {
        title: messages.text("overdue.title").to_owned(),
        lead: messages.count("overdue.lead", n),
        unknown_state: (0 < unknown).then(|| messages.count("overdue.unknown_state", unknown)),
        by_age: bars(&here, ages.map(age).collect(), n),
        by_owner: overdue
            .by_owner
            .iter()
            .map(|(owner, n, oldest)| OwnerLine {
                owner: owner.clone(),
                n: *n,
                oldest: messages.count("count.days", oldest.unsigned_abs() as usize),
            })
            .collect(),
        unowned: items.iter().filter(|(_, item)| item.owner.is_none()).count(),
        by_service: bars(&here, services, n),
        rows: action_rows(&here, items),
        definitions: here.link_into(messages.text("nav.definitions"), &Route::Definitions, "aw-overdue"),
    };
    let above = vec![here.link(messages.text("nav.trends"), &Route::Trends)];
    let head = Head::new(&view.title, &view.lead).below(above);
    here.page("page/overdue.html", head, &view)
}
