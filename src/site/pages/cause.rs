//! `/causes/<path>/`: everything known of one root cause.

use serde::Serialize;

use super::failures;

use crate::address::{List, Route};
use crate::analysis::causes::{CauseSummary, with_ancestors};
use crate::model::{Cause, Incident};
use crate::site::Page;
use crate::site::context::{Link, Site};
use crate::site::frame::Head;
use crate::site::views::{
    ActionRow, Bar, ChainView, IncidentRow, TrendBlock, action_rows, first, incident_rows, unsettled,
    value_key,
};

#[derive(Serialize)]
struct CauseView {
    title: String,
    lead: String,
    /// Set for a cause that a document made up.
    is_unknown: bool,
    children: Vec<Link>,
    runbooks: Vec<Link>,
    trend: TrendBlock,
    stopped_by: Vec<Bar>,
    services: Vec<Bar>,
    chains: Vec<ChainView>,
    incidents: Vec<IncidentRow>,
    more_incidents: Option<Link>,
    actions: Vec<ActionRow>,
    more_actions: Option<Link>,
}

/// A page for every cause of the taxonomy.
pub(super) fn plan(site: &Site<'_>) -> Vec<Page> {
    site.knowledge_base.taxonomy.causes.iter().filter_map(|it| one(site, it)).collect()
}

fn one(site: &Site<'_>, cause: &Cause) -> Option<Page> {
    let here = site.at(site.addresses.cause(&cause.id)?.clone());
    let messages = here.messages();
    let nothing = CauseSummary::default();
    let summary = site.analysis.causes.get(&cause.id).unwrap_or(&nothing);
    let incidents: Vec<&Incident> = summary.incidents.iter().filter_map(|id| site.incident(id)).collect();
    let failures = failures::failures(&incidents);
    let is_child = |it: &&Cause| it.parent.as_deref() == Some(cause.id.as_str());
    let key = value_key(&here.route);
    let (rows, more_incidents) =
        first(&here, incident_rows(&here, summary.incidents.iter().rev()), List::Incidents, "cause", &key);
    let (actions, more_actions) = first(
        &here,
        action_rows(&here, unsettled(site, incidents.iter().copied())),
        List::Actions,
        "cause",
        &key,
    );
    let view = CauseView {
        title: site.cause_label(&cause.id),
        lead: messages.fill(
            "cause.lead",
            &[
                ("primary", &messages.integer(summary.primary)),
                ("total", &messages.integer(site.knowledge_base.failures().count())),
                ("all", &messages.count("count.incidents", incidents.len())),
            ],
        ),
        is_unknown: !cause.known,
        children: site
            .knowledge_base
            .taxonomy
            .causes
            .iter()
            .filter(is_child)
            .map(|it| here.cause(&it.id))
            .collect(),
        runbooks: site
            .knowledge_base
            .runbooks
            .iter()
            .filter(|it| it.causes.iter().any(|id| cause.contains(id)))
            .map(|it| here.runbook(it))
            .collect(),
        trend: TrendBlock::new(
            &here,
            &incidents,
            &|id| cause.contains(id),
            (summary.open_actions, summary.overdue),
            &format!("cause={}", value_key(&here.route)),
        ),
        stopped_by: failures::mitigations(&here, &failures),
        services: failures::services_hit(&here, &failures),
        chains: failures::chains(&here, |it| it.cause.as_deref().is_some_and(|id| cause.contains(id))),
        incidents: rows,
        more_incidents,
        actions,
        more_actions,
    };
    let mut above = vec![here.link(messages.text("nav.causes"), &Route::Causes)];
    let ancestors = with_ancestors(&cause.id);
    above.extend(ancestors[..ancestors.len() - 1].iter().map(|id| here.cause(id)));
    let head = Head::new(&view.title, &view.lead).below(above);
    Some(here.page("page/cause.html", head, &view))
}
