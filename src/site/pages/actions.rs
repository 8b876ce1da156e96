//! `/actions/`: every action item, what is still to be done first.

use jiff::civil::Date;
use serde::Serialize;

use crate::address::Route;
use crate::analysis::action_items::{is_tracked, overdue_days};
use crate::model::{ActionItem, ActionStatus, Incident};
use crate::site::Page;
use crate::site::context::{Here, Link, Site};
use crate::site::frame::Head;
use crate::site::views::{
    Facet, OverdueNow, RegisterRow, State, overdue_now, register, register_facets, unsettled,
};

/// Most settled items listed: the latest.
const MAX_SETTLED: usize = 200;
/// Days ahead that count as soon.
const SOON_DAYS: i32 = 30;

#[derive(Serialize)]
struct ActionsView {
    title: String,
    lead: String,
    states: Vec<StateCount>,
    /// How many are not settled.
    n: usize,
    facets: Vec<Facet>,
    groups: Vec<Group>,
    settled: Vec<RegisterRow>,
    settled_title: String,
    /// The latest are listed; this leads to all of them as data.
    settled_more: Option<Link>,
    now: OverdueNow,
    overdue: Link,
    /// The same as files: a calendar, a table.
    files: Vec<Link>,
}

#[derive(Serialize)]
struct StateCount {
    state: State,
    n: usize,
}

#[derive(Serialize)]
struct Group {
    anchor: &'static str,
    title: String,
    #[serde(skip)]
    name: &'static str,
    rows: Vec<RegisterRow>,
}

/// Key in the address, id on the page, title, and name as a value of a facet.
type GroupWords = (&'static str, &'static str, &'static str, &'static str);

/// What is to be done, most urgent first.
const GROUPS: [GroupWords; 5] = [
    ("overdue", "aw-overdue", "actions.overdue", "column.overdue"),
    ("soon", "aw-soon", "actions.soon", "actions.when_soon"),
    ("later", "aw-later", "actions.later", "actions.when_later"),
    ("undated", "aw-undated", "actions.undated", "actions.when_undated"),
    ("unknown", "aw-unknown", "actions.unknown", "actions.when_unknown"),
];

type Item<'a> = (&'a Incident, &'a ActionItem);

/// The list of action items.
pub(super) fn plan(site: &Site<'_>) -> Page {
    let here = site.at(Route::Actions);
    let messages = here.messages();
    let all: Vec<Item<'_>> =
        site.knowledge_base.action_items().filter(|(incident, _)| is_tracked(incident)).collect();
    let state = |status| StateCount {
        state: State::new(&here, status),
        n: all.iter().filter(|(_, item)| item.status == status).count(),
    };
    let mut items: [Vec<Item<'_>>; GROUPS.len()] = Default::default();
    for item in unsettled(site, &site.knowledge_base.incidents) {
        items[group(item.1, site.as_of())].push(item);
    }
    let groups = GROUPS.into_iter().zip(items).filter(|(_, items)| !items.is_empty());
    let groups: Vec<Group> = groups.map(|(it, items)| group_view(&here, it, items)).collect();
    let settled = all
        .iter()
        .copied()
        .filter(|(_, item)| matches!(item.status, ActionStatus::Done | ActionStatus::Cancelled));
    let mut settled: Vec<Item<'_>> = settled.collect();
    settled.sort_by_key(|(_, item)| (std::cmp::Reverse(item.closed), item.id.as_str()));
    let view = ActionsView {
        title: messages.text("nav.actions").to_owned(),
        lead: messages.count("actions.lead", all.len()),
        states: ActionStatus::ALL.into_iter().map(state).collect(),
        n: groups.iter().map(|it| it.rows.len()).sum(),
        facets: facets(&here, &groups),
        groups,
        settled_title: messages.count("actions.settled", settled.len()),
        settled_more: (MAX_SETTLED < settled.len()).then(|| {
            let data = Route::Asset("api/v1/action-items.json".to_owned());
            here.link(messages.count("actions.settled_more", MAX_SETTLED), &data)
        }),
        settled: register(&here, settled.into_iter().take(MAX_SETTLED)),
        now: overdue_now(&here),
        overdue: here.link(messages.text("home.all_overdue"), &Route::Overdue),
        files: vec![
            here.link(messages.text("actions.calendar"), &Route::Calendar),
            here.link(messages.text("actions.table"), &Route::ActionTable),
        ],
    };
    let head = Head::new(&view.title, &view.lead);
    here.page("page/actions.html", head, &view)
}

fn group_view(here: &Here<'_>, (key, anchor, title, name): GroupWords, items: Vec<Item<'_>>) -> Group {
    Group {
        anchor,
        title: here.messages().count(title, items.len()),
        name,
        rows: register(here, items).into_iter().map(|it| it.with_key("due", key)).collect(),
    }
}

/// What the list can be narrowed down to.
fn facets(here: &Here<'_>, groups: &[Group]) -> Vec<Facet> {
    register_facets(here, groups.iter().flat_map(|it| &it.rows), |value| {
        let due = groups.iter().map(|it| {
            let link = here.link_into(here.messages().text(it.name), &Route::Actions, it.anchor);
            value("due", it.anchor.trim_start_matches("aw-").to_owned(), link)
        });
        Some(Facet::new("due", here.messages().text("column.due"), due.collect()))
    })
}

/// Which of the groups above `item` belongs to.
fn group(item: &ActionItem, as_of: Date) -> usize {
    if overdue_days(item, as_of).is_some() {
        return 0;
    }
    match item.due {
        _ if item.status == ActionStatus::Unknown => 4,
        Some(due) if crate::analysis::days_between(as_of, due) <= SOON_DAYS => 1,
        Some(_) => 2,
        None => 3,
    }
}
