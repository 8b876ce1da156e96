//! `/actions/`: every action item, what is still to be done first.

use jiff::civil::Date;
use serde::Serialize;

use crate::analysis::action_items::{is_tracked, overdue_days};
use crate::model::{ActionItem, ActionStatus, Incident};
use crate::site::context::{Link, Site};
use crate::site::frame::Head;
use crate::site::views::{OverdueNow, RegisterRow, State, overdue_now, register, unsettled};
use crate::site::{Page, Route};

/// Most settled items listed: the latest.
const MAX_SETTLED: usize = 200;
/// Days ahead that count as soon.
const SOON_DAYS: i32 = 30;

#[derive(Serialize)]
struct ActionsView {
    title: String,
    lead: String,
    states: Vec<StateCount>,
    groups: Vec<Group>,
    settled: Vec<RegisterRow>,
    settled_title: String,
    /// The latest are listed; this leads to all of them as data.
    settled_more: Option<Link>,
    now: OverdueNow,
    overdue: Link,
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
    let mut groups: Vec<(&'static str, &'static str, Vec<Item<'_>>)> = vec![
        ("aw-overdue", "actions.overdue", Vec::new()),
        ("aw-soon", "actions.soon", Vec::new()),
        ("aw-later", "actions.later", Vec::new()),
        ("aw-undated", "actions.undated", Vec::new()),
        ("aw-unknown", "actions.unknown", Vec::new()),
    ];
    for item in unsettled(site, &site.knowledge_base.incidents) {
        groups[group(item.1, site.as_of())].2.push(item);
    }
    let groups = groups.into_iter().filter(|(.., items)| !items.is_empty());
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
        groups: groups
            .map(|(anchor, key, items)| Group {
                anchor,
                title: messages.count(key, items.len()),
                rows: register(&here, items),
            })
            .collect(),
        settled_title: messages.count("actions.settled", settled.len()),
        settled_more: (MAX_SETTLED < settled.len()).then(|| {
            let data = Route::Asset("api/v1/action-items.json".to_owned());
            here.link(messages.count("actions.settled_more", MAX_SETTLED), &data)
        }),
        settled: register(&here, settled.into_iter().take(MAX_SETTLED)),
        now: overdue_now(&here),
        overdue: here.link(messages.text("home.all_overdue"), &Route::Overdue),
    };
    let head = Head::new(&view.title, &view.lead);
    here.page("page/actions.html", head, &view)
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
