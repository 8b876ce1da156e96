//! `/`: what matters today.

use serde::Serialize;

use super::services;

use crate::address::Route;
use crate::analysis::group::anniversaries as anniversaries_of;
use crate::analysis::likeness::Tier;
use crate::analysis::recurrence::cannot_tell;
use crate::model::{Incident, LessonKind};
use crate::site::Page;
use crate::site::context::{Here, Link, Site, runbooks};
use crate::site::frame::Head;
use crate::site::views::{
    ActionRow, Bar, ChainView, IncidentRow, action_rows, bars, is_overdue_unknown, newest_first,
    nothing_overdue, nothing_recurred,
};
use crate::time::Quarter;

/// How many lines each list shows.
const N_LATEST: usize = 8;
const N_WORST: usize = 5;
const N_CAUSES: usize = 8;
const N_CHAINS: usize = 4;
const N_ANNIVERSARIES: usize = 4;

#[derive(Serialize)]
struct HomeView {
    title: String,
    counts: String,
    figures: Vec<Figure>,
    came_back: Vec<ChainView>,
    came_back_title: String,
    /// What is said where no chain is shown.
    nothing_came_back: String,
    worst: Vec<ActionRow>,
    /// What is said where none is overdue.
    nothing_overdue: String,
    latest: Vec<IncidentRow>,
    anniversaries: Vec<Anniversary>,
    services: Vec<ServiceLine>,
    causes: Vec<Bar>,
    reviews: Vec<Link>,
    runbooks: Vec<Link>,
    pages: Vec<Link>,
    all_incidents: Link,
    all_services: Link,
    all_causes: Link,
    all_recurring: Link,
    all_overdue: Link,
    all_runbooks: Link,
}

/// A number that leads to its list.
#[derive(Serialize)]
struct Figure {
    n: String,
    text: String,
    href: String,
    /// Something has to be done about it.
    is_alarming: bool,
}

/// An incident of the same week of an earlier year.
#[derive(Serialize)]
struct Anniversary {
    ago: String,
    incident: IncidentRow,
    /// One thing that was learned, or what the document says it was.
    said: Option<Link>,
}

#[derive(Serialize)]
struct ServiceLine {
    service: Link,
    since_last: String,
    failures: usize,
    overdue: usize,
    runbooks: usize,
}

/// The home page.
pub(super) fn plan(site: &Site<'_>) -> Page {
    let here = site.at(Route::Home);
    let messages = here.messages();
    let knowledge_base = site.knowledge_base;
    let last = Quarter::of(site.as_of(), site.config.fiscal_year_start).previous();
    let recent: Vec<&String> = site
        .analysis
        .quarters
        .iter()
        .filter(|it| last <= it.quarter)
        .flat_map(|it| &it.recurrences)
        .collect();
    let chains = site.analysis.recurring.iter();
    let came_back: Vec<ChainView> = chains
        .filter(|it| it.incidents.iter().skip(1).any(|id| recent.contains(&id)))
        .take(N_CHAINS)
        .map(|it| ChainView::card(&here, it))
        .collect();
    let view = HomeView {
        title: site.config.site.title.clone(),
        counts: counts(&here),
        figures: figures(&here, recent.len()),
        nothing_came_back: nothing_came_back(&here),
        came_back,
        came_back_title: messages.fill("home.came_back", &[("quarter", &last.to_string())]),
        worst: worst(&here),
        nothing_overdue: nothing_overdue(&here),
        latest: newest_first(knowledge_base.incidents.iter())
            .into_iter()
            .take(N_LATEST)
            .map(|it| IncidentRow::new(&here, it))
            .collect(),
        anniversaries: anniversaries(&here),
        services: services(&here),
        causes: causes(&here),
        reviews: site
            .analysis
            .quarters
            .iter()
            .rev()
            .take(4)
            .map(|it| here.link(it.quarter.to_string(), &Route::QuarterReview(it.quarter)))
            .collect(),
        runbooks: knowledge_base.runbooks.iter().take(N_LATEST).map(|it| here.runbook(it)).collect(),
        pages: super::plain::links(&here),
        all_incidents: here.link(messages.text("home.all_incidents"), &Route::Incidents),
        all_services: here.link(messages.text("home.all_services"), &Route::Services),
        all_causes: here.link(messages.text("home.all_causes"), &Route::Causes),
        all_recurring: here.link(messages.text("home.all_recurring"), &Route::Recurring),
        all_overdue: here.link(messages.text("home.all_overdue"), &Route::Overdue),
        all_runbooks: here.link(messages.text("home.all_runbooks"), &Route::Runbooks),
    };
    let head = Head::new(&site.config.site.title, messages.text("home.lead"));
    here.page("page/home.html", head, &view)
}

/// How many failures, other reports and runbooks there are: planned work and near misses are not incidents.
fn counts(here: &Here<'_>) -> String {
    let (messages, knowledge_base) = (here.messages(), here.site.knowledge_base);
    let n = knowledge_base.failures().count();
    let incidents = messages.count("count.incidents", n);
    let runbooks = messages.count("count.runbooks", knowledge_base.runbooks.len());
    match knowledge_base.incidents.len() - n {
        0 => messages.fill("home.counts", &[("incidents", &incidents), ("runbooks", &runbooks)]),
        others => {
            let others = messages.count("count.other_reports", others);
            let values = [("incidents", incidents.as_str()), ("others", &others), ("runbooks", &runbooks)];
            messages.fill("home.counts_with_others", &values)
        }
    }
}

/// Nothing recurred, or nobody can know; and how many likely recurrences wait for somebody to look at them.
fn nothing_came_back(here: &Here<'_>) -> String {
    let (messages, site) = (here.messages(), here.site);
    let first = nothing_recurred(here, site.knowledge_base.failures());
    match site.analysis.likely.iter().filter(|it| it.tier == Tier::Likely).count() {
        0 => first,
        n => messages.sentences(&first, &messages.count("home.likely", n)),
    }
}

fn figures(here: &Here<'_>, n_returns: usize) -> Vec<Figure> {
    let messages = here.messages();
    let analysis = here.site.analysis;
    let figure = |n: usize, key: &str, to: &Route, is_alarming: bool| Figure {
        n: messages.integer(n),
        text: messages.fill(key, &[("n", &messages.integer(n))]),
        href: here.href(to),
        is_alarming: is_alarming && 0 < n,
    };
    let not_known = |key: &str, to: &Route| Figure {
        n: "–".to_owned(),
        text: messages.text(key).to_owned(),
        href: here.href(to),
        is_alarming: false,
    };
    let returns = match cannot_tell(here.site.knowledge_base.failures()).filter(|_| n_returns == 0) {
        Some(_) => not_known("home.figure.returns_not_known", &Route::Recurring),
        None => figure(n_returns, "home.figure.returns", &Route::Recurring, true),
    };
    let running = analysis.quarters.iter().find(|it| it.running);
    let overdue = match analysis.overdue.items.len() {
        0 if is_overdue_unknown(here) => not_known("home.figure.overdue_not_known", &Route::Overdue),
        n => figure(n, "home.figure.overdue", &Route::Overdue, true),
    };
    let mut found = vec![returns, overdue];
    if let Some(quarter) = running {
        let n = quarter.incidents.len();
        found.push(figure(n, "home.figure.this_quarter", &Route::QuarterReview(quarter.quarter), false));
    }
    let gaps = here.site.knowledge_base.failures().filter(|it| has_gaps(it)).count();
    found.push(figure(gaps, "home.figure.gaps", &Route::Gaps, false));
    found
}

fn has_gaps(incident: &Incident) -> bool {
    !crate::analysis::completeness::gaps(incident).is_empty()
}

fn worst(here: &Here<'_>) -> Vec<ActionRow> {
    let items = here.site.analysis.overdue.items.iter().take(N_WORST).filter_map(|it| {
        let incident = here.site.incident(&it.incident)?;
        Some((incident, incident.action_items.iter().find(|item| item.id == it.id)?))
    });
    action_rows(here, items)
}

/// Incidents of this week of earlier years, the latest year first.
fn anniversaries(here: &Here<'_>) -> Vec<Anniversary> {
    let site = here.site;
    let found = anniversaries_of(&site.knowledge_base.incidents, site.analysis);
    let line = |(years, incident): (i16, &Incident)| {
        let learned = incident.lessons.iter().find(|it| it.kind == LessonKind::Learned);
        let said = learned.map(|it| &it.text).or(incident.summary.as_ref());
        Anniversary {
            ago: here.messages().count("home.years_ago", usize::from(years.unsigned_abs())),
            incident: IncidentRow::new(here, incident),
            said: said.map(|it| Link::text(it).in_language(here.lang(&incident.language))),
        }
    };
    found.into_iter().take(N_ANNIVERSARIES).map(line).collect()
}

/// Services with a failure, the most recent first.
fn services(here: &Here<'_>) -> Vec<ServiceLine> {
    let site = here.site;
    let mut found: Vec<_> = site.analysis.services.iter().filter(|(_, it)| 0 < it.failures).collect();
    found.sort_by_key(|(name, it)| (it.days_since_last.is_none(), it.days_since_last, *name));
    found
        .into_iter()
        .take(N_LATEST)
        .map(|(name, it)| ServiceLine {
            service: here.service(name),
            since_last: services::since_last(here, it.days_since_last),
            failures: it.failures,
            overdue: it.overdue,
            runbooks: runbooks(site, name).len(),
        })
        .collect()
}

/// Top-level causes by failures, and those that nobody determined.
fn causes(here: &Here<'_>) -> Vec<Bar> {
    let site = here.site;
    let total = site.knowledge_base.failures().count();
    let mut counts: Vec<(Link, usize)> = Vec::new();
    let mut top: Vec<_> =
        site.analysis.causes.iter().filter(|(id, it)| !id.contains('/') && 0 < it.primary).collect();
    top.sort_by_key(|(id, it)| (std::cmp::Reverse(it.primary), *id));
    counts.extend(top.into_iter().take(N_CAUSES).map(|(id, it)| (here.cause(id), it.primary)));
    let undetermined = site.knowledge_base.failures().filter(|it| it.causes.is_empty()).count();
    if 0 < undetermined {
        counts.push((Link::text(here.messages().text("cause.none")), undetermined));
    }
    bars(here, counts, total)
}
