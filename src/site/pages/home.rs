//! `/`: have we seen this, what recurred last, are we getting better, what is due.

use serde::Serialize;

use super::progress::{self, Answer};
use super::recurring::{LikelyView, latest_likely};
use super::services;

use crate::address::Route;
use crate::analysis::days_between;
use crate::analysis::group::anniversaries as anniversaries_of;
use crate::analysis::likeness::Tier;
use crate::model::{ActionItem, Incident, LessonKind};
use crate::site::Page;
use crate::site::context::{Here, Link, Site, runbooks};
use crate::site::frame::Head;
use crate::site::views::{
    ActionRow, Bar, ChainView, IncidentRow, action_rows, bars, newest_first, nothing_due, nothing_overdue,
    nothing_recurred, overdue_unknown, unsettled,
};

/// How many lines each list shows.
const N_LATEST: usize = 8;
const N_WORST: usize = 5;
const N_CAUSES: usize = 8;
/// Items that are due soon, reviews, and the days ahead that count as soon.
const N_DUE: usize = 10;
const N_REVIEWS: usize = 4;
const SOON_DAYS: i32 = 14;
const N_ANNIVERSARIES: usize = 4;

#[derive(Serialize)]
struct HomeView {
    title: String,
    counts: String,
    /// The chain with the latest incident, whatever its age.
    came_back: Option<ChainView>,
    /// What is said where no chain is shown.
    nothing_came_back: String,
    likely: Option<String>,
    /// The latest of them, where no chain is shown.
    latest_likely: Option<LikelyView>,
    progress: Vec<Answer>,
    progress_title: String,
    due: Vec<ActionRow>,
    due_title: String,
    worst: Vec<ActionRow>,
    /// `20 action items are overdue`.
    overdue: String,
    /// What is said where none is overdue.
    nothing_overdue: String,
    /// What is said where none is due soon; nothing where the next list says why that cannot be known.
    nothing_due: Option<String>,
    latest: Vec<IncidentRow>,
    anniversaries: Vec<Anniversary>,
    services: Vec<ServiceLine>,
    causes: Vec<Bar>,
    /// What is said where no incident has a cause of the tree.
    no_causes: String,
    reviews: Vec<Link>,
    runbooks: Vec<Link>,
    pages: Vec<Link>,
    all_incidents: Link,
    all_services: Link,
    all_causes: Link,
    all_recurring: Link,
    all_actions: Link,
    all_overdue: Link,
    all_runbooks: Link,
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
    let latest_chain =
        site.analysis.recurring.iter().max_by_key(|chain| {
            chain.incidents.last().and_then(|id| site.incident(id)).and_then(|it| it.date)
        });
    let n_likely = site.analysis.likely.iter().filter(|it| it.tier == Tier::Likely).count();
    let n_overdue = site.analysis.overdue.items.len();
    let view = HomeView {
        title: site.config.site.title.clone(),
        counts: counts(&here),
        came_back: latest_chain.map(|it| ChainView::card(&here, it)),
        nothing_came_back: nothing_came_back(&here),
        latest_likely: latest_chain.is_none().then(|| latest_likely(&here)).flatten(),
        likely: (0 < n_likely).then(|| messages.count("home.likely", n_likely)),
        progress: progress::answers(&here),
        progress_title: messages.fill("home.progress", &[("period", &progress::period(&here))]),
        due: due_soon(&here),
        due_title: messages.count("home.due", SOON_DAYS.unsigned_abs() as usize),
        overdue: messages.count("home.overdue", n_overdue),
        worst: worst(&here),
        nothing_overdue: nothing_overdue(&here),
        nothing_due: overdue_unknown(&here).is_none().then(|| nothing_due(&here)),
        latest: newest_first(knowledge_base.incidents.iter())
            .into_iter()
            .take(N_LATEST)
            .map(|it| IncidentRow::new(&here, it))
            .collect(),
        anniversaries: anniversaries(&here),
        services: services(&here),
        causes: causes(&here),
        no_causes: no_causes(&here),
        reviews: site
            .analysis
            .quarters
            .iter()
            .rev()
            .filter(|it| it.has_anything())
            .take(N_REVIEWS)
            .map(|it| here.link(it.quarter.to_string(), &Route::QuarterReview(it.quarter)))
            .collect(),
        runbooks: knowledge_base.runbooks.iter().take(N_LATEST).map(|it| here.runbook(it)).collect(),
        pages: super::plain::links(&here),
        all_incidents: here.link(messages.text("home.all_incidents"), &Route::Incidents),
        all_services: here.link(messages.text("home.all_services"), &Route::Services),
        all_causes: here.link(messages.text("home.all_causes"), &Route::Causes),
        all_recurring: here.link(messages.text("home.all_recurring"), &Route::Recurring),
        all_actions: here.link(messages.text("home.all_actions"), &Route::Actions),
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
    let others = knowledge_base.incidents.len() - n;
    let others_text = messages.count("count.other_reports", others);
    let key = match (others, knowledge_base.runbooks.len()) {
        (0, 0) => return incidents,
        (0, _) => "home.counts",
        (_, 0) => "home.counts_without_runbooks",
        _ => "home.counts_with_others",
    };
    let values = [("incidents", incidents.as_str()), ("others", &others_text), ("runbooks", &runbooks)];
    messages.fill(key, &values)
}

/// Nothing recurred, or nobody can know.
fn nothing_came_back(here: &Here<'_>) -> String {
    nothing_recurred(here, here.site.knowledge_base.failures())
}

/// What is due within [`SOON_DAYS`] and not settled, the nearest first.
fn due_soon(here: &Here<'_>) -> Vec<ActionRow> {
    let as_of = here.site.as_of();
    let is_soon =
        |item: &ActionItem| item.due.is_some_and(|due| (0..=SOON_DAYS).contains(&days_between(as_of, due)));
    let mut items = unsettled(here.site, &here.site.knowledge_base.incidents);
    items.retain(|(_, item)| is_soon(item));
    items.sort_by_key(|(_, item)| (item.due, item.id.as_str()));
    action_rows(here, items.into_iter().take(N_DUE))
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

/// That causes cannot be compared, because no incident has one of the tree.
fn no_causes(here: &Here<'_>) -> String {
    let n = here.site.knowledge_base.failures().count();
    match n {
        0 => here.messages().text("incidents.none").to_owned(),
        _ => here.messages().count("home.no_causes", n),
    }
}

/// Top-level causes by failures, and those that are not classified; nothing where all are not.
fn causes(here: &Here<'_>) -> Vec<Bar> {
    let site = here.site;
    let total = site.knowledge_base.failures().count();
    let mut counts: Vec<(Link, usize)> = Vec::new();
    let mut top: Vec<_> =
        site.analysis.causes.iter().filter(|(id, it)| !id.contains('/') && 0 < it.primary).collect();
    top.sort_by_key(|(id, it)| (std::cmp::Reverse(it.primary), *id));
    counts.extend(top.into_iter().take(N_CAUSES).map(|(id, it)| (here.cause(id), it.primary)));
    let undetermined = site.knowledge_base.failures().filter(|it| it.causes.is_empty()).count();
    if 0 < undetermined && undetermined < total {
        counts.push((Link::text(here.messages().text("cause.none")), undetermined));
    }
    bars(here, counts, total)
}
