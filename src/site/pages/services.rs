//! `/services/`: every service, the one that failed last first.

use serde::Serialize;

use crate::address::Route;
use crate::model::Service;
use crate::site::Page;
use crate::site::charts::count_of;
use crate::site::context::{Here, Link, Site, runbooks};
use crate::site::frame::Head;
use crate::site::views::{NONE, value_key};

#[derive(Serialize)]
struct ServicesView {
    title: String,
    lead: String,
    rows: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    service: Link,
    team: Option<Link>,
    tier: Option<String>,
    /// Leads to the incidents that are counted.
    failures: Link,
    since_last: String,
    /// For sorting; `None` where there was none.
    days_since: Option<i32>,
    open: usize,
    overdue: usize,
    runbooks: usize,
}

/// The list of services.
pub(super) fn plan(site: &Site<'_>) -> Page {
    let here = site.at(Route::Services);
    let messages = here.messages();
    let mut services: Vec<&Service> = site.knowledge_base.services.iter().collect();
    services.sort_by_key(|it| {
        let days = site.analysis.services.get(&it.name).and_then(|it| it.days_since_last);
        (days.is_none(), days, it.name.as_str())
    });
    let view = ServicesView {
        title: messages.text("nav.services").to_owned(),
        lead: messages.count("services.lead", services.len()),
        rows: services.into_iter().map(|it| line(&here, it)).collect(),
    };
    let head = Head::new(&view.title, &view.lead);
    here.page("page/services.html", head, &view)
}

fn line(here: &Here<'_>, service: &Service) -> Line {
    let summary = here.site.analysis.services.get(&service.name).cloned().unwrap_or_default();
    let key = here.site.addresses.service(&service.name).map_or_else(|| NONE.to_owned(), value_key);
    let counted = count_of(here, summary.failures, &format!("service={key}"));
    Line {
        service: here.service(&service.name),
        team: service.team.as_deref().map(|it| here.team(it)),
        tier: service.tier.clone(),
        failures: counted,
        since_last: since_last(here, summary.days_since_last),
        days_since: summary.days_since_last,
        open: summary.open_actions,
        overdue: summary.overdue,
        runbooks: runbooks(here.site, &service.name).len(),
    }
}

/// `41 days ago`, `today`, or that there was none.
pub(super) fn since_last(here: &Here<'_>, days: Option<i32>) -> String {
    match days {
        Some(0) => here.messages().text("services.today").to_owned(),
        Some(days) => here.messages().count("services.days_ago", days.unsigned_abs() as usize),
        None => here.messages().text("services.never").to_owned(),
    }
}
