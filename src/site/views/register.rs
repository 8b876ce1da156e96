//! The register of action items: one line each with everything a review asks of it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use super::absence::overdue_unknown;
use super::action_row::{ActionRow, rows};
use super::facets::{Facet, FacetValue, origins, value_key};
use crate::address::Route;
use crate::analysis::action_items::{is_tracked, opened, overdue_days, teams};
use crate::analysis::causes::with_ancestors;
use crate::analysis::days_between;
use crate::model::{ActionItem, ActionStatus, Incident};
use crate::site::context::{Here, Link, Time};
use crate::text::slug;

/// What an address holds for "nothing is said": no owner, no priority.
const NONE: &str = "none";

/// One line of the register.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct RegisterRow {
    row: ActionRow,
    services: Vec<Link>,
    cause: Option<Link>,
    /// Days since it was promised, until it was settled; `None` where one of the two is not known.
    age: Option<i32>,
    /// Days past the due date; `None` where it is not overdue.
    overdue: Option<i32>,
    /// The due date of an item that can still become overdue.
    can_be_late: Option<String>,
    /// The values of facets that it has: `service:payment-service team:payments`.
    keys: String,
}

/// What a reader's browser needs to say how many are overdue on the reader's own day.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct OverdueNow {
    as_of: Time,
    /// Why it cannot be known how many are overdue; a zero would claim that none is.
    unknown: Option<String>,
    n: usize,
    /// The script that says it.
    script: String,
    /// Every due date of an item that can be overdue, in order of time: `2026-01-05 2026-02-01*3`.
    due: String,
}

/// The lines of `items`, in their order.
pub(in crate::site) fn register<'a>(
    here: &Here<'_>,
    items: impl IntoIterator<Item = (&'a Incident, &'a ActionItem)>,
) -> Vec<RegisterRow> {
    let items: Vec<_> = items.into_iter().collect();
    let lines = rows(here, items.iter().copied());
    items.into_iter().zip(lines).map(|((incident, item), row)| line(here, incident, item, row)).collect()
}

fn line(here: &Here<'_>, incident: &Incident, item: &ActionItem, row: ActionRow) -> RegisterRow {
    let as_of = here.site.as_of();
    let end = match (item.status, item.closed) {
        (ActionStatus::Done | ActionStatus::Cancelled, closed) => closed,
        _ => Some(as_of),
    };
    let age = opened(incident).zip(end).map(|(begin, end)| days_between(begin, end).max(0));
    RegisterRow {
        row,
        services: incident.services.iter().map(|it| here.service(it)).collect(),
        cause: incident.primary_cause().map(|it| here.cause(it)),
        age,
        overdue: overdue_days(item, as_of).filter(|_| is_tracked(incident)),
        can_be_late: item.due.filter(|_| can_be_late(item)).map(|it| it.to_string()),
        keys: keys(here, incident, item),
    }
}

fn keys(here: &Here<'_>, incident: &Incident, item: &ActionItem) -> String {
    let addresses = &here.site.addresses;
    let own = [
        format!("state:{}", item.status.as_str()),
        format!("priority:{}", item.priority.as_deref().map_or_else(|| NONE.to_owned(), slug)),
    ];
    let owner = match &item.owner {
        None => Some(format!("owner:{NONE}")),
        Some(it) => owner_route(here, it).map(|it| format!("owner:{}", value_key(it))),
    };
    let services = incident.services.iter().map(|it| ("service", addresses.service(it)));
    let causes = incident.primary_cause().into_iter().flat_map(with_ancestors);
    let causes = causes.map(|it| ("cause", addresses.cause(it)));
    let teams = teams(incident, item).into_iter().map(|it| ("team", addresses.team(it)));
    let found = services.chain(causes).chain(teams);
    let found = found.filter_map(|(facet, route)| Some(format!("{facet}:{}", value_key(route?))));
    let found: BTreeSet<String> = found.chain(own).chain(owner).collect();
    found.into_iter().collect::<Vec<_>>().join(" ")
}

/// The page of an owner, on sites that have such pages.
fn owner_route<'a>(here: &Here<'a>, name: &str) -> Option<&'a Route> {
    here.site.addresses.owner(name).filter(|_| here.site.config.privacy.owner_pages)
}

/// What the lines can be narrowed down to, `first` before the rest.
pub(in crate::site) fn register_facets<'a>(
    here: &Here<'_>,
    lines: impl Iterator<Item = &'a RegisterRow> + Clone,
    first: impl FnOnce(&dyn Fn(&str, String, Link) -> FacetValue) -> Option<Facet>,
) -> Vec<Facet> {
    let site = here.site;
    let messages = here.messages();
    let n = lines.clone().count();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for key in lines.clone().flat_map(RegisterRow::keys) {
        *counts.entry(key).or_default() += 1;
    }
    let count =
        |facet: &str, key: &str| counts.get(format!("{facet}:{key}").as_str()).copied().unwrap_or_default();
    let value = |facet: &str, key: String, link: Link| {
        let n = count(facet, &key);
        FacetValue { key, link, badge: None, n }
    };
    let in_place = |text: &str| here.link_into(text, &here.route, "aw-list");
    let states = ActionStatus::ALL
        .into_iter()
        .map(|it| value("state", it.as_str().to_owned(), in_place(&messages.word("status", it.as_str()))));
    let written: BTreeMap<String, &str> =
        lines.filter_map(|it| it.row.priority()).map(|it| (slug(it), it)).collect();
    let unset = value("priority", NONE.to_owned(), in_place(messages.text("actions.no_priority")));
    let priorities = written.into_iter().map(|(key, it)| value("priority", key, in_place(it)));
    let unowned = value("owner", NONE.to_owned(), in_place(messages.text("actions.no_owner")));
    let owners = site.addresses.owners();
    let owners = owners.filter_map(|(it, _)| {
        owner_route(here, it).map(|route| value("owner", value_key(route), here.owner(it)))
    });
    let [service, cause, team] = origins(here, count);
    let priorities = priorities.chain([unset]).collect();
    let rest = [
        Facet::new("state", messages.text("column.state"), states.collect()).scripted(),
        Facet::new("priority", messages.text("column.priority"), priorities).scripted(),
        Facet::by_count("owner", messages.text("column.owner"), owners.chain([unowned]).collect()).scripted(),
        team,
        service,
        cause,
    ];
    first(&value).into_iter().chain(rest).filter_map(|it| it.narrowing(n)).collect()
}

impl RegisterRow {
    /// The same line with one more value of a facet.
    pub(in crate::site) fn with_key(mut self, facet: &str, key: &str) -> Self {
        self.keys = format!("{facet}:{key} {}", self.keys);
        self
    }

    /// The values of facets that it has.
    pub(in crate::site) fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.split(' ')
    }
}

/// How many are overdue, for browsers of readers on another day.
pub(in crate::site) fn overdue_now(here: &Here<'_>) -> OverdueNow {
    let items = here.site.knowledge_base.action_items().filter(|(incident, _)| is_tracked(incident));
    let mut days: BTreeMap<Date, usize> = BTreeMap::new();
    for due in items.filter(|(_, item)| can_be_late(item)).filter_map(|(_, item)| item.due) {
        *days.entry(due).or_default() += 1;
    }
    let n = here.site.analysis.overdue.items.len();
    let word = |(day, n): (Date, usize)| if n == 1 { day.to_string() } else { format!("{day}*{n}") };
    OverdueNow {
        as_of: here.date(here.site.as_of()),
        script: here.asset("overdue.js"),
        unknown: overdue_unknown(here).filter(|_| n == 0),
        n,
        due: days.into_iter().map(word).collect::<Vec<_>>().join(" "),
    }
}

fn can_be_late(item: &ActionItem) -> bool {
    matches!(item.status, ActionStatus::Open | ActionStatus::InProgress | ActionStatus::Unknown)
}
