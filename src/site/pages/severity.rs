//! `/severities/<slug>/`: the incidents of one step of the scale, and what is promised for it.

use serde::Serialize;

use super::failures;

use crate::address::{List, Route};
use crate::analysis::response_times;
use crate::model::Severity;
use crate::site::Page;
use crate::site::context::{Link, Site};
use crate::site::frame::Head;
use crate::site::views::{
    IncidentRow, SeverityBadge, TargetRow, TrendBlock, first, newest_first, severity, targets, value_key,
};

#[derive(Serialize)]
struct SeverityView {
    title: String,
    lead: String,
    severity: SeverityBadge,
    aliases: Vec<String>,
    trend: TrendBlock,
    targets: Vec<TargetRow>,
    incidents: Vec<IncidentRow>,
    more_incidents: Option<Link>,
}

/// A page for every step of the scale.
pub(super) fn plan(site: &Site<'_>) -> Vec<Page> {
    site.knowledge_base.severities.iter().filter_map(|it| one(site, it)).collect()
}

fn one(site: &Site<'_>, step: &Severity) -> Option<Page> {
    let here = site.at(site.addresses.severity(&step.id)?.clone());
    let messages = here.messages();
    let id = Some(step.id.as_str());
    let incidents =
        newest_first(site.knowledge_base.incidents.iter().filter(|it| it.severity.as_deref() == id));
    let failures: Vec<_> = incidents.iter().copied().filter(|it| it.counts()).collect();
    let settings = &site.analysis.settings;
    let compliance = response_times::compliance(
        &failures,
        std::slice::from_ref(step),
        &settings.targets,
        settings.support_hours.as_ref(),
    );
    let counts = failures::action_counts(site, incidents.iter().copied());
    let label = site.either(&step.label_en, &step.label_zh);
    let key = value_key(&here.route);
    let (rows, more_incidents) = first(
        &here,
        incidents.iter().map(|it| IncidentRow::new(&here, it)).collect(),
        List::Incidents,
        "severity",
        &key,
    );
    let view = SeverityView {
        title: if label == step.id { label.to_owned() } else { format!("{} {label}", step.id) },
        lead: messages.count("severity.lead", incidents.len()),
        severity: severity(&here, id),
        aliases: step.aliases.clone(),
        trend: TrendBlock::new(&here, &incidents, &|_| false, counts, &format!("severity={key}")),
        targets: targets(&here, &compliance),
        incidents: rows,
        more_incidents,
    };
    let above = vec![here.link(messages.text("nav.incidents"), &Route::Incidents)];
    let head = Head::new(&view.title, &view.lead).below(above);
    Some(here.page("page/severity.html", head, &view))
}
