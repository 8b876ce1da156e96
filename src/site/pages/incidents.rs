//! `/incidents/`: every incident, the latest first, to be narrowed down by severity, service, cause, team, state and year.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Serialize;

use crate::address::{List, Route, Sheet};
use crate::analysis::completeness::gaps;
use crate::analysis::matrix::top_level;
use crate::analysis::start_day;
use crate::model::{Field, Incident};
use crate::site::Page;
use crate::site::context::{Here, Link, Site};
use crate::site::frame::Head;
use crate::site::views::{
    Facet, FacetValue, IncidentRow, NONE, Sheets, newest_first, origins, severity, severity_key, sheets,
    value_key, whole,
};
use crate::time::Quarter;

#[derive(Serialize)]
struct IncidentsView {
    title: String,
    lead: String,
    n: usize,
    facets: Vec<Facet>,
    groups: Vec<Group>,
    /// The pages of the list, where it has several.
    sheets: Option<Sheets>,
}

/// The incidents of one year.
#[derive(Serialize)]
struct Group {
    anchor: String,
    year: String,
    rows: Vec<KeyedRow>,
}

/// A line of the list and the values of the facets that it has.
#[derive(Serialize)]
struct KeyedRow {
    incident: IncidentRow,
    /// `severity:p0 year:2026 service:payment-service`
    keys: String,
}

/// The list of incidents, on as many pages as it needs.
pub(super) fn plan(site: &Site<'_>) -> Vec<Page> {
    let incidents = newest_first(site.knowledge_base.incidents.iter());
    let all_keys: Vec<BTreeSet<String>> = {
        let here = site.at(Route::Incidents);
        incidents.iter().map(|it| keys(site, it, &IncidentRow::new(&here, it))).collect()
    };
    let pages = sheets(List::Incidents, incidents.len());
    pages.into_iter().map(|(route, lines)| one(site, route, &lines, &incidents, &all_keys)).collect()
}

fn one(
    site: &Site<'_>,
    route: Route,
    lines: &Range<usize>,
    incidents: &[&Incident],
    all_keys: &[BTreeSet<String>],
) -> Page {
    // A page in the middle of the list is for reading on; what narrows it down is on the first one and the whole one.
    let is_start = !matches!(route, Route::Sheet(_, Sheet::Number(_)));
    let here = site.at(route);
    let messages = here.messages();
    let mut groups: Vec<Group> = Vec::new();
    for (incident, keys) in incidents[lines.clone()].iter().zip(&all_keys[lines.clone()]) {
        let year = year(&here, incident);
        if groups.last().is_none_or(|it| it.year != year) {
            groups.push(Group { anchor: format!("aw-{}", year_key(incident)), year, rows: Vec::new() });
        }
        if let Some(group) = groups.last_mut() {
            let written: Vec<&str> = keys.iter().map(String::as_str).collect();
            group
                .rows
                .push(KeyedRow { incident: IncidentRow::new(&here, incident), keys: written.join(" ") });
        }
    }
    let view = IncidentsView {
        title: messages.text("nav.incidents").to_owned(),
        lead: lead(&here, incidents),
        n: lines.len(),
        facets: if is_start { facets(&here, incidents, all_keys) } else { Vec::new() },
        groups,
        sheets: Sheets::new(&here, List::Incidents, lines, incidents.len()),
    };
    let head = Head::new(&view.title, &view.lead);
    here.page("page/incidents.html", head, &view)
}

/// How many incidents there are; planned work, near misses and drills are on the list, too, and are not incidents.
fn lead(here: &Here<'_>, listed: &[&Incident]) -> String {
    let messages = here.messages();
    let n = here.site.knowledge_base.failures().count();
    match listed.len() - n {
        0 => messages.count("incidents.lead", n),
        others => {
            let others = messages.count("count.other_reports", others);
            let incidents = messages.count("count.incidents", n);
            messages.fill("incidents.lead_with_others", &[("incidents", &incidents), ("others", &others)])
        }
    }
}

fn year(here: &Here<'_>, incident: &Incident) -> String {
    match incident.date {
        Some(date) => date.year().to_string(),
        None => here.messages().text("incidents.undated").to_owned(),
    }
}

fn year_key(incident: &Incident) -> String {
    incident.date.map_or_else(|| "undated".to_owned(), |it| it.year().to_string())
}

/// The values of every facet that `incident` has.
fn keys(site: &Site<'_>, incident: &Incident, row: &IncidentRow) -> BTreeSet<String> {
    let addresses = &site.addresses;
    let severity = incident.severity.as_deref();
    let mut found = BTreeSet::from([
        format!("year:{}", year_key(incident)),
        format!("severity:{}", severity_key(site, severity)),
    ]);
    let day = start_day(incident, &site.analysis.settings.zone);
    let quarter = day.map(|it| Quarter::of(it, site.config.fiscal_year_start));
    found.extend(quarter.map(|it| format!("quarter:{}", it.slug())));
    found.extend(day.map(|it| format!("day:{it}")));
    found.extend(
        incident
            .services
            .iter()
            .filter_map(|it| addresses.service(it))
            .map(|it| format!("service:{}", value_key(it))),
    );
    found.extend(
        incident.teams.iter().filter_map(|it| addresses.team(it)).map(|it| format!("team:{}", value_key(it))),
    );
    for cause in &incident.causes {
        let ends = cause.match_indices('/').map(|(at, _)| at).chain([cause.len()]);
        let with_those_above = ends.filter_map(|end| addresses.cause(&cause[..end]));
        found.extend(with_those_above.map(|it| format!("cause:{}", value_key(it))));
    }
    let tags = incident.tags.iter().filter_map(|it| addresses.tag(it));
    found.extend(tags.map(|it| format!("tag:{}", value_key(it))));
    let (open, overdue) = row.open_and_overdue();
    let states = [
        ("open", 0 < open),
        ("overdue", 0 < overdue),
        ("returned", row.is_return()),
        ("incomplete", incident.counts() && !gaps(incident).is_empty()),
        ("counted", incident.counts()),
    ];
    // What tables of trends count by: no facet shows it, but their fields lead here.
    let primary =
        incident.primary_cause().filter(|it| *it != "unknown").and_then(|it| addresses.cause(top_level(it)));
    found.insert(format!("primary:{}", primary.map_or_else(|| NONE.to_owned(), value_key)));
    found.insert(format!("detection:{}", incident.detection.as_deref().unwrap_or(NONE)));
    if incident.services.is_empty() {
        found.insert(format!("service:{NONE}"));
    }
    found.extend(states.iter().filter(|it| it.1).map(|(key, _)| format!("state:{key}")));
    found
}

fn facets(here: &Here<'_>, incidents: &[&Incident], all_keys: &[BTreeSet<String>]) -> Vec<Facet> {
    let site = here.site;
    let messages = here.messages();
    let count = |facet: &str, value: &str| {
        let wanted = format!("{facet}:{value}");
        all_keys.iter().filter(|it| it.contains(&wanted)).count()
    };
    let value = |facet: &str, key: String, link: Link| {
        let n = count(facet, &key);
        FacetValue { key, link, badge: None, n }
    };
    let steps = site.knowledge_base.severities.iter().map(|it| Some(it.id.as_str())).chain([None]);
    let severities = steps.map(|id| {
        let badge = severity(here, id);
        let link = here.link_into(messages.text("severity.none"), &Route::Incidents, "aw-list");
        FacetValue { badge: Some(badge), ..value(Field::Severity.name(), severity_key(site, id), link) }
    });
    let state = |key: &str, word: &str, route: &Route| {
        value("state", key.to_owned(), here.link(messages.text(word), route))
    };
    let states = [
        state("returned", "incidents.returned", &Route::Recurring),
        state("overdue", "incidents.with_overdue", &Route::Overdue),
        state("open", "incidents.with_open", &Route::Actions),
        state("incomplete", "incidents.incomplete", &Route::Gaps),
        state("counted", "incidents.counted", &Route::Definitions),
    ];
    // A year may begin on any page: the one that holds everything has it for sure.
    let whole = whole(List::Incidents, incidents.len());
    let mut years: Vec<FacetValue> = Vec::new();
    for incident in incidents {
        let key = year_key(incident);
        if years.last().is_none_or(|it| it.key != key) {
            let link = here.link_into(year(here, incident), &whole, &format!("aw-{key}"));
            years.push(value("year", key, link));
        }
    }
    let [service, cause, team] = origins(here, count);
    let all = vec![
        Facet::new(Field::Severity.name(), messages.text("column.severity"), severities.collect()),
        Facet::new("state", messages.text("column.state"), states.into()),
        Facet::new("year", messages.text("column.year"), years),
        service,
        cause,
        team,
    ];
    all.into_iter().filter_map(|it| it.narrowing(incidents.len())).collect()
}
