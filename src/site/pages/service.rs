//! `/services/<slug>/`: what somebody on call needs to know of one service.

use serde::Serialize;

use super::failures;
use super::handover::{self, Handover};
use super::runbooks::parts;
use super::services::since_last;
use crate::address::{List, Route};
use crate::model::{Incident, Service};
use crate::site::Page;
use crate::site::context::{Link, Site, runbooks};
use crate::site::frame::Head;
use crate::site::views::{
    ActionRow, Bar, ChainView, IncidentRow, TrendBlock, action_rows, bars, first, newest_first, unsettled,
    value_key,
};

#[derive(Serialize)]
struct ServiceView {
    title: String,
    lead: String,
    since_last: String,
    team: Option<Link>,
    tier: Option<String>,
    aliases: Vec<String>,
    needs: Vec<Link>,
    needed_by: Vec<Link>,
    repository: Option<Link>,
    is_listed: bool,
    runbooks: Vec<RunbookLine>,
    handover: Handover,
    trend: TrendBlock,
    stopped_by: Vec<Bar>,
    causes: Vec<Bar>,
    chains: Vec<ChainView>,
    incidents: Vec<IncidentRow>,
    more_incidents: Option<Link>,
    actions: Vec<ActionRow>,
    more_actions: Option<Link>,
}

#[derive(Serialize)]
struct RunbookLine {
    runbook: Link,
    summary: Link,
    /// Where it says how to recognise, check and end it.
    parts: Vec<Link>,
}

/// A page for every service.
pub(super) fn plan(site: &Site<'_>) -> Vec<Page> {
    site.knowledge_base.services.iter().map(|it| one(site, it)).collect()
}

fn one(site: &Site<'_>, service: &Service) -> Page {
    let here = site.at(Route::Service(service.slug.clone()));
    let messages = here.messages();
    let services = &site.knowledge_base.services;
    let summary = site.analysis.services.get(&service.name).cloned().unwrap_or_default();
    let incidents: Vec<&Incident> = newest_first(summary.incidents.iter().filter_map(|id| site.incident(id)));
    let failures = failures::failures(&incidents);
    let causes = crate::site::views::counted(failures.iter().filter_map(|it| it.primary_cause()).collect());
    let causes = causes.into_iter().map(|(id, n)| (here.cause(id), n)).collect();
    let key = value_key(&here.route);
    let (rows, more_incidents) = first(
        &here,
        incidents.iter().map(|it| IncidentRow::new(&here, it)).collect(),
        List::Incidents,
        "service",
        &key,
    );
    let (actions, more_actions) = first(
        &here,
        action_rows(&here, unsettled(site, incidents.iter().copied())),
        List::Actions,
        "service",
        &key,
    );
    let view = ServiceView {
        title: service.name.clone(),
        lead: messages.fill(
            "service.lead",
            &[
                ("failures", &messages.count("count.incidents", summary.failures)),
                ("open", &messages.integer(summary.open_actions)),
                ("overdue", &messages.integer(summary.overdue)),
            ],
        ),
        since_last: since_last(&here, summary.days_since_last),
        team: service.team.as_deref().map(|it| here.team(it)),
        tier: service.tier.clone(),
        aliases: service.aliases.clone(),
        needs: service.depends_on.iter().map(|it| here.service(it)).collect(),
        needed_by: services
            .iter()
            .filter(|it| it.depends_on.contains(&service.name))
            .map(|it| here.service(&it.name))
            .collect(),
        repository: service.repository.as_deref().map(|it| Link::outside(it, it)),
        is_listed: service.known,
        runbooks: runbooks(site, &service.name)
            .into_iter()
            .map(|it| RunbookLine {
                runbook: here.runbook(it),
                summary: Link::text(it.summary.clone().unwrap_or_default())
                    .in_language(here.lang(&it.language)),
                parts: parts(&here, it),
            })
            .collect(),
        trend: TrendBlock::new(
            &here,
            &incidents,
            &|_| false,
            (summary.open_actions, summary.overdue),
            &format!("service={key}"),
        ),
        handover: handover::of_service(&here, &service.name, &failures),
        stopped_by: failures::mitigations(&here, &failures),
        causes: bars(&here, causes, failures.len()),
        chains: failures::chains(&here, |it| it.service.as_deref() == Some(service.name.as_str())),
        incidents: rows,
        more_incidents,
        actions,
        more_actions,
    };
    let above = vec![here.link(messages.text("nav.services"), &Route::Services)];
    let head = Head::new(&view.title, &view.lead).below(above);
    here.page("page/service.html", head, &view)
}
