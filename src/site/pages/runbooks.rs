//! `/runbooks/` and `/runbooks/<slug>/`.

use serde::Serialize;

use super::incident::{Contents, edit_link};
use super::manual::{ManualView, manual};
use crate::address::Route;
use crate::analysis::days_between;
use crate::model::{Procedure, Runbook, RunbookPart};
use crate::site::Page;
use crate::site::context::{Here, Link, Site, Time};
use crate::site::frame::Head;
use crate::site::views::{IncidentRow, incident_rows};

#[derive(Serialize)]
struct RunbooksView {
    title: String,
    lead: String,
    rows: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    runbook: Link,
    summary: Link,
    services: Vec<Link>,
    causes: Vec<Link>,
    updated: Option<Time>,
    /// Why it should be looked at again before it is trusted.
    stale: Option<String>,
    used_by: usize,
}

#[derive(Serialize)]
struct RunbookView {
    title: String,
    summary: Option<String>,
    lang: String,
    services: Vec<Link>,
    causes: Vec<Link>,
    tags: Vec<Link>,
    updated: Option<Time>,
    age: Option<String>,
    stale: Option<String>,
    next_review: Option<Time>,
    /// Links to the parts that readers look for, in the order in which they need them.
    parts: Vec<Link>,
    /// The procedures of a manual.
    procedures: Vec<ProcedureView>,
    /// Target times, the checklist of postmortems, tasks that come round.
    manual: Option<ManualView>,
    checkboxes: Option<String>,
    is_draft: bool,
    contents: Contents,
    used_by: Vec<IncidentRow>,
    source: String,
    edit: Option<Link>,
}

#[derive(Serialize)]
struct ProcedureView {
    heading: Link,
    /// Incidents that it would have helped in.
    incidents: Vec<Link>,
}

/// The list of runbooks and a page for each.
pub(super) fn plan(site: &Site<'_>) -> Vec<Page> {
    let here = site.at(Route::Runbooks);
    let messages = here.messages();
    let runbooks = &site.knowledge_base.runbooks;
    let view = RunbooksView {
        title: messages.text("nav.runbooks").to_owned(),
        lead: messages.count("runbooks.lead", runbooks.len()),
        rows: runbooks.iter().map(|it| line(&here, it)).collect(),
    };
    let head = Head::new(&view.title, &view.lead);
    let mut pages = vec![here.page("page/runbooks.html", head, &view)];
    pages.extend(runbooks.iter().map(|it| one(site, it)));
    pages
}

fn line(here: &Here<'_>, runbook: &Runbook) -> Line {
    Line {
        runbook: here.runbook(runbook),
        summary: Link::text(runbook.summary.clone().unwrap_or_default())
            .in_language(here.lang(&runbook.language)),
        services: runbook.services.iter().map(|it| here.service(it)).collect(),
        causes: runbook.causes.iter().map(|it| here.cause(it)).collect(),
        updated: runbook.updated.map(|it| here.date(it)),
        stale: stale(here, runbook),
        used_by: runbook.used_by.len(),
    }
}

fn one(site: &Site<'_>, runbook: &Runbook) -> Page {
    let here = site.at(Route::Runbook(runbook.slug.clone()));
    let messages = here.messages();
    let age = runbook.updated.map(|it| days_between(it, site.as_of()));
    let contents = Contents::new(&here);
    let view = RunbookView {
        title: runbook.title.clone(),
        summary: runbook.summary.clone().filter(|it| !contents.opens_with(it)),
        lang: runbook.language.clone(),
        services: runbook.services.iter().map(|it| here.service(it)).collect(),
        causes: runbook.causes.iter().map(|it| here.cause(it)).collect(),
        tags: runbook.tags.iter().map(|it| here.tag(it)).collect(),
        updated: runbook.updated.map(|it| here.date(it)),
        age: age
            .filter(|it| 0 < *it)
            .map(|it| messages.count("services.days_ago", it.unsigned_abs() as usize)),
        stale: stale(&here, runbook),
        next_review: runbook.next_review.map(|it| here.date(it)),
        parts: parts(&here, runbook),
        procedures: procedures(&here, runbook),
        manual: manual(&here, runbook),
        checkboxes: (0 < runbook.checkboxes)
            .then(|| messages.count("runbook.checkboxes", runbook.checkboxes)),
        is_draft: runbook.draft,
        contents,
        used_by: incident_rows(&here, &runbook.used_by),
        source: super::incident::place(site, runbook.source),
        edit: edit_link(&here, runbook.source),
    };
    let head = Head {
        title: runbook.title.clone(),
        description: runbook.summary.clone(),
        above: vec![here.link(messages.text("nav.runbooks"), &Route::Runbooks)],
        is_article: true,
    };
    here.page("page/runbook.html", head, &view)
}

/// What makes a runbook doubtful on the as-of day: a review that did not happen, else its age.
fn stale(here: &Here<'_>, runbook: &Runbook) -> Option<String> {
    let messages = here.messages();
    let days_since = |day| usize::try_from(days_between(day, here.site.as_of())).unwrap_or(0);
    if let Some(review) = runbook.next_review.map(days_since).filter(|it| 0 < *it) {
        // A later update is as good as a review.
        if runbook.updated.is_none_or(|it| Some(it) < runbook.next_review) {
            return Some(messages.count("runbook.review_missed", review));
        }
    }
    let age = runbook.updated.map(days_since)?;
    let limit = usize::try_from(Runbook::STALE_AFTER_DAYS).unwrap_or(usize::MAX);
    (limit < age).then(|| messages.count("runbook.stale", age))
}

/// Every procedure as a link to its heading, with the incidents that name its causes or symptoms.
fn procedures(here: &Here<'_>, runbook: &Runbook) -> Vec<ProcedureView> {
    let Some(body) = here.site.input.bodies.get(&here.route) else { return Vec::new() };
    let view = |it: &Procedure| {
        let heading = body.headings.iter().find(|heading| heading.start == it.heading.start)?;
        let known = it.incidents.iter().filter_map(|id| here.site.incident(id));
        Some(ProcedureView {
            heading: here
                .link_into(it.title.clone(), &here.route, &heading.id)
                .in_language(here.lang(&runbook.language)),
            incidents: known.map(|it| here.incident(it)).collect(),
        })
    };
    runbook.procedures.iter().filter_map(view).collect()
}

/// Links to the parts of `runbook`: how to recognise, check and end it.
pub(super) fn parts(here: &Here<'_>, runbook: &Runbook) -> Vec<Link> {
    let route = Route::Runbook(runbook.slug.clone());
    let Some(body) = here.site.input.bodies.get(&route) else { return Vec::new() };
    RunbookPart::ALL
        .iter()
        .filter_map(|part| {
            let (_, span) = runbook.parts.iter().find(|it| it.0 == *part)?;
            let heading = body.headings.iter().find(|it| it.start == span.start)?;
            let word = here.messages().word("runbook.part", part.as_str());
            Some(here.link_into(word, &route, &heading.id))
        })
        .collect()
}
