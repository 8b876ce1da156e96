//! `/teams/` and `/teams/<slug>/`.

use serde::Serialize;

use crate::address::{List, Route};
use crate::analysis::action_items::{is_of_team, is_tracked, overdue_days};
use crate::model::{ActionItem, Incident, Runbook};
use crate::site::Page;
use crate::site::context::{Link, Site, runbooks};
use crate::site::frame::Head;
use crate::site::views::{
    ActionRow, IncidentRow, TrendBlock, action_rows, first, newest_first, unsettled, value_key,
};

#[derive(Serialize)]
struct TeamsView {
    title: String,
    lead: String,
    rows: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    team: Link,
    incidents: usize,
    services: Vec<Link>,
    unsettled: usize,
    overdue: usize,
}

#[derive(Serialize)]
struct TeamView {
    title: String,
    lead: String,
    services: Vec<Link>,
    runbooks: Vec<Link>,
    trend: TrendBlock,
    actions: Vec<ActionRow>,
    more_actions: Option<Link>,
    incidents: Vec<IncidentRow>,
    more_incidents: Option<Link>,
    calendar: Option<Link>,
}

/// The list of teams and a page for each.
pub(super) fn plan(site: &Site<'_>) -> Vec<Page> {
    let here = site.at(Route::Teams);
    let messages = here.messages();
    let teams = &site.knowledge_base.teams;
    let rows = teams
        .iter()
        .map(|name| {
            let items = items(site, name);
            Line {
                team: here.team(name),
                incidents: incidents(site, name).len(),
                services: services(site, name).into_iter().map(|it| here.service(it)).collect(),
                unsettled: items.len(),
                overdue: n_overdue(site, &items),
            }
        })
        .collect();
    let lead = messages.count("teams.lead", teams.len());
    let view = TeamsView { title: messages.text("nav.teams").to_owned(), lead, rows };
    let head = Head::new(&view.title, &view.lead);
    let mut pages = vec![here.page("page/teams.html", head, &view)];
    pages.extend(teams.iter().filter_map(|it| one(site, it)));
    pages
}

fn one(site: &Site<'_>, name: &str) -> Option<Page> {
    let here = site.at(site.addresses.team(name)?.clone());
    let messages = here.messages();
    let incidents = newest_first(incidents(site, name).into_iter());
    let items = items(site, name);
    let key = value_key(&here.route);
    let (rows, more_incidents) = first(
        &here,
        incidents.iter().map(|it| IncidentRow::new(&here, it)).collect(),
        List::Incidents,
        "team",
        &key,
    );
    let (actions, more_actions) =
        first(&here, action_rows(&here, items.iter().copied()), List::Actions, "team", &key);
    let view = TeamView {
        title: name.to_owned(),
        lead: messages.count("team.lead", incidents.len()),
        services: services(site, name).into_iter().map(|it| here.service(it)).collect(),
        runbooks: team_runbooks(site, name).into_iter().map(|it| here.runbook(it)).collect(),
        trend: TrendBlock::new(
            &here,
            &incidents,
            &|_| false,
            (items.len(), n_overdue(site, &items)),
            &format!("team={key}"),
        ),
        actions,
        more_actions,
        incidents: rows,
        more_incidents,
        calendar: match &here.route {
            Route::Team(slug) => {
                Some(here.link(messages.text("actions.calendar"), &Route::TeamCalendar(slug.clone())))
            }
            _ => None,
        },
    };
    let above = vec![here.link(messages.text("nav.teams"), &Route::Teams)];
    let head = Head::new(&view.title, &view.lead).below(above);
    Some(here.page("page/team.html", head, &view))
}

fn n_overdue(site: &Site<'_>, items: &[(&Incident, &ActionItem)]) -> usize {
    let is_overdue =
        |it: &&(&Incident, &ActionItem)| is_tracked(it.0) && overdue_days(it.1, site.as_of()).is_some();
    items.iter().filter(is_overdue).count()
}

/// Incidents that name the team.
fn incidents<'a>(site: &Site<'a>, name: &str) -> Vec<&'a Incident> {
    site.knowledge_base.incidents.iter().filter(|it| it.teams.iter().any(|it| it == name)).collect()
}

/// Services that the catalogue gives to the team.
fn services<'a>(site: &Site<'a>, name: &str) -> Vec<&'a str> {
    let services = site.knowledge_base.services.iter();
    services.filter(|it| it.team.as_deref() == Some(name)).map(|it| it.name.as_str()).collect()
}

/// Runbooks of the services of the team.
fn team_runbooks<'a>(site: &Site<'a>, name: &str) -> Vec<&'a Runbook> {
    let mut found: Vec<&Runbook> =
        services(site, name).into_iter().flat_map(|it| runbooks(site, it)).collect();
    found.sort_by_key(|it| it.id.as_str());
    found.dedup_by_key(|it| it.id.as_str());
    found
}

/// Action items still to be done that name the team, or that name none and belong to an incident of the team.
fn items<'a>(site: &'a Site<'a>, name: &str) -> Vec<(&'a Incident, &'a ActionItem)> {
    let belongs = |(incident, item): &(&Incident, &ActionItem)| is_of_team(incident, item, name);
    unsettled(site, &site.knowledge_base.incidents).into_iter().filter(belongs).collect()
}
