//! `/actions/`: every action item, what is still to be done first.

use std::ops::Range;

use jiff::civil::Date;
use serde::Serialize;

use crate::address::{List, Route, Sheet};
use crate::analysis::action_items::{is_tracked, overdue_days};
use crate::model::{ActionItem, ActionStatus, Incident};
use crate::site::Page;
use crate::site::context::{Here, Link, Site};
use crate::site::frame::Head;
use crate::site::views::{
    Facet, OverdueNow, RegisterRow, Sheets, State, overdue_now, register, register_facets, sheets, unsettled,
    whole,
};

/// Most settled items listed: the latest.
const MAX_SETTLED: usize = 25;
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
    /// That everything is done, where anything was to be done; why nothing is known is said above.
    all_settled: Option<String>,
    /// The pages of the list, where it has several.
    sheets: Option<Sheets>,
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

/// The list of action items, on as many pages as it needs.
pub(super) fn plan(site: &Site<'_>) -> Vec<Page> {
    let mut open = unsettled(site, &site.knowledge_base.incidents);
    // Stable: within a group the order stays.
    open.sort_by_key(|(_, item)| group(item, site.as_of()));
    let all: Vec<Item<'_>> =
        site.knowledge_base.action_items().filter(|(incident, _)| is_tracked(incident)).collect();
    let mut n_of_group = [0; GROUPS.len()];
    for (_, item) in &open {
        n_of_group[group(item, site.as_of())] += 1;
    }
    let list = Listed { all, open, n_of_group };
    let pages = sheets(List::Actions, list.open.len());
    pages.into_iter().map(|(route, lines)| one(site, route, &lines, &list)).collect()
}

/// What the pages of the list share.
struct Listed<'a> {
    all: Vec<Item<'a>>,
    /// Those that are not settled, in the order of the list.
    open: Vec<Item<'a>>,
    n_of_group: [usize; GROUPS.len()],
}

fn one(site: &Site<'_>, route: Route, lines: &Range<usize>, list: &Listed<'_>) -> Page {
    // A page in the middle of the list is for reading on; what narrows it down is on the first one and the whole one.
    let is_start = !matches!(route, Route::Sheet(_, Sheet::Number(_)));
    let here = site.at(route);
    let messages = here.messages();
    let Listed { all, open, n_of_group } = list;
    let state = |status| StateCount {
        state: State::new(&here, status),
        n: all.iter().filter(|(_, item)| item.status == status).count(),
    };
    let is_settled = |status| matches!(status, ActionStatus::Done | ActionStatus::Cancelled);
    let mut settled: Vec<Item<'_>> =
        all.iter().copied().filter(|(_, item)| is_start && is_settled(item.status)).collect();
    settled.sort_by_key(|(_, item)| (std::cmp::Reverse(item.closed), item.id.as_str()));
    let view = ActionsView {
        title: messages.text("nav.actions").to_owned(),
        lead: messages.count("actions.lead", all.len()),
        states: if is_start { ActionStatus::ALL.into_iter().map(state).collect() } else { Vec::new() },
        n: lines.len(),
        facets: if is_start { facets(&here, open) } else { Vec::new() },
        groups: groups(&here, &open[lines.clone()], n_of_group),
        all_settled: (!all.is_empty()).then(|| messages.text("actions.all_settled").to_owned()),
        sheets: Sheets::new(&here, List::Actions, lines, open.len()),
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

/// `items` under the heading of their group, which says how many the whole list has of it.
fn groups(here: &Here<'_>, items: &[Item<'_>], n_of_group: &[usize; GROUPS.len()]) -> Vec<Group> {
    let mut found = Vec::new();
    for (idx, (key, anchor, title, _)) in GROUPS.into_iter().enumerate() {
        let own = items.iter().copied().filter(|(_, item)| group(item, here.site.as_of()) == idx);
        let rows: Vec<RegisterRow> =
            register(here, own).into_iter().map(|it| it.with_key("due", key)).collect();
        if !rows.is_empty() {
            found.push(Group { anchor, title: here.messages().count(title, n_of_group[idx]), rows });
        }
    }
    found
}

/// What the list can be narrowed down to.
fn facets(here: &Here<'_>, items: &[Item<'_>]) -> Vec<Facet> {
    let whole = whole(List::Actions, items.len());
    let rows: Vec<RegisterRow> = register(here, items.iter().copied())
        .into_iter()
        .zip(items)
        .map(|(row, (_, item))| row.with_key("due", GROUPS[group(item, here.site.as_of())].0))
        .collect();
    register_facets(here, rows.iter(), |value| {
        let due = GROUPS.iter().map(|(key, anchor, _, name)| {
            let link = here.link_into(here.messages().text(name), &whole, anchor);
            value("due", (*key).to_owned(), link)
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
