//! One line of a list of incidents.

use std::cmp::Reverse;

use serde::Serialize;

use super::badge::{self, SeverityBadge};
use crate::analysis::action_items::{is_tracked, overdue_days};
use crate::model::{ActionStatus, DocumentStatus, Incident, IncidentKind};
use crate::site::context::{Here, Link, Time};

/// More open items than one incident has.
const N_OPEN_PER_OVERDUE: usize = 1000;

/// One line of a list of incidents.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct IncidentRow {
    id: String,
    title: Link,
    severity: SeverityBadge,
    /// Set for near misses, drills and maintenance.
    kind: Option<String>,
    /// Set for drafts and replaced documents.
    status: Option<String>,
    date: Option<Time>,
    services: Vec<Link>,
    cause: Option<Link>,
    /// As declared, else from start to end.
    duration: Option<String>,
    /// The same in seconds, for sorting.
    seconds: Option<i64>,
    /// What stopped it.
    mitigation: Option<String>,
    /// Action items that are open or in progress.
    open: usize,
    overdue: usize,
    /// Action items whose state no document states: they may be open.
    unknown: usize,
    /// Sorts by overdue items first, then by open ones.
    urgency: usize,
    /// It continues a chain.
    is_return: bool,
}

impl IncidentRow {
    /// The line of `incident`.
    pub(in crate::site) fn new(here: &Here<'_>, incident: &Incident) -> Self {
        let site = here.site;
        let items = incident.action_items.iter().filter(|_| is_tracked(incident));
        let open = items.clone().filter(|it| it.status.is_open()).count();
        let unknown = items.clone().filter(|it| it.status == ActionStatus::Unknown).count();
        let overdue = items.filter(|it| overdue_days(it, site.as_of()).is_some()).count();
        let chains = site.chains_of(&incident.id);
        Self {
            id: incident.id.clone(),
            title: here.incident(incident),
            severity: badge::severity(here, incident.severity.as_deref()),
            kind: (incident.kind != IncidentKind::Incident)
                .then(|| here.messages().word("kind", incident.kind.as_str())),
            status: incident
                .status
                .filter(|it| matches!(it, DocumentStatus::Draft | DocumentStatus::Superseded))
                .map(|it| here.messages().word("document_status", it.as_str())),
            date: incident.date.map(|it| here.date(it)),
            services: incident.services.iter().map(|it| here.service(it)).collect(),
            cause: incident.primary_cause().map(|it| here.cause(it)),
            duration: incident.duration().map(|it| here.messages().duration(it)),
            seconds: incident.duration(),
            mitigation: incident
                .mitigation
                .as_deref()
                .map(|it| site.term(&site.knowledge_base.taxonomy.mitigations, it)),
            open,
            overdue,
            unknown,
            urgency: overdue * N_OPEN_PER_OVERDUE + open,
            is_return: chains.iter().any(|it| 0 < it.place),
        }
    }

    /// Action items that are open or in progress, and those that are overdue.
    pub(in crate::site) fn open_and_overdue(&self) -> (usize, usize) {
        (self.open, self.overdue)
    }

    /// Whether it continues a chain.
    pub(in crate::site) fn is_return(&self) -> bool {
        self.is_return
    }
}

/// The lines of the incidents with `ids`, in their order.
pub(in crate::site) fn rows<'a>(
    here: &Here<'_>,
    ids: impl IntoIterator<Item = &'a String>,
) -> Vec<IncidentRow> {
    ids.into_iter().filter_map(|id| here.site.incident(id)).map(|it| IncidentRow::new(here, it)).collect()
}

/// `incidents` with the latest first; undated ones last.
pub(in crate::site) fn newest_first<'a>(incidents: impl Iterator<Item = &'a Incident>) -> Vec<&'a Incident> {
    let mut found: Vec<&Incident> = incidents.collect();
    found.sort_by_key(|it| (Reverse(it.date), Reverse(it.started()), it.id.as_str()));
    found
}
