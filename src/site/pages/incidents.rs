//! `/incidents/`: every incident, the latest first, with links to the lists by severity, service, cause and year.

use serde::Serialize;

use crate::model::Incident;
use crate::site::context::{Here, Link, Site};
use crate::site::frame::Head;
use crate::site::views::{IncidentRow, SeverityBadge, newest_first, severity};
use crate::site::{Page, Route};

#[derive(Serialize)]
struct IncidentsView {
    title: String,
    lead: String,
    severities: Vec<SeverityFacet>,
    services: Vec<Facet>,
    causes: Vec<Facet>,
    years: Vec<Facet>,
    groups: Vec<Group>,
}

/// A list that shows a part of the incidents.
#[derive(Serialize)]
struct Facet {
    link: Link,
    n: usize,
}

#[derive(Serialize)]
struct SeverityFacet {
    severity: SeverityBadge,
    n: usize,
}

/// The incidents of one year.
#[derive(Serialize)]
struct Group {
    anchor: String,
    year: String,
    rows: Vec<IncidentRow>,
}

/// The list of incidents.
pub(super) fn plan(site: &Site<'_>) -> Page {
    let here = site.at(Route::Incidents);
    let messages = here.messages();
    let incidents = newest_first(site.knowledge_base.incidents.iter());
    let mut groups: Vec<Group> = Vec::new();
    for incident in &incidents {
        let year = year(&here, incident);
        if groups.last().is_none_or(|it| it.year != year) {
            let anchor = format!("aw-year-{}", groups.len() + 1);
            groups.push(Group { anchor, year, rows: Vec::new() });
        }
        if let Some(group) = groups.last_mut() {
            group.rows.push(IncidentRow::new(&here, incident));
        }
    }
    let years = groups
        .iter()
        .map(|it| Facet { link: here.link_into(&it.year, &Route::Incidents, &it.anchor), n: it.rows.len() });
    let view = IncidentsView {
        title: messages.text("nav.incidents").to_owned(),
        lead: messages.count("incidents.lead", incidents.len()),
        severities: severities(&here),
        services: services(&here),
        causes: causes(&here),
        years: years.collect(),
        groups,
    };
    let head = Head::new(&view.title, &view.lead);
    here.page("page/incidents.html", head, &view)
}

fn year(here: &Here<'_>, incident: &Incident) -> String {
    match incident.date {
        Some(date) => date.year().to_string(),
        None => here.messages().text("incidents.undated").to_owned(),
    }
}

fn severities(here: &Here<'_>) -> Vec<SeverityFacet> {
    let incidents = &here.site.knowledge_base.incidents;
    let facet = |id: Option<&str>| SeverityFacet {
        severity: severity(here, id),
        n: incidents.iter().filter(|it| it.severity.as_deref() == id).count(),
    };
    let steps = here.site.knowledge_base.severities.iter().map(|it| facet(Some(&it.id)));
    steps.chain([facet(None)]).filter(|it| 0 < it.n).collect()
}

fn services(here: &Here<'_>) -> Vec<Facet> {
    let services = here.site.analysis.services.iter();
    services
        .filter(|(_, it)| !it.incidents.is_empty())
        .map(|(name, it)| Facet { link: here.service(name), n: it.incidents.len() })
        .collect()
}

fn causes(here: &Here<'_>) -> Vec<Facet> {
    let causes = here.site.analysis.causes.iter();
    causes
        .filter(|(id, _)| !id.contains('/'))
        .map(|(id, it)| Facet { link: here.cause(id), n: it.incidents.len() })
        .collect()
}
