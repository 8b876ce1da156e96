//! `/lessons/`: what was learned, by cause and by layer, with what went well, what went wrong and what was luck; and a
//! page for each cause with more lessons than a reader takes in beside others.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::address::Route;
use crate::model::{Incident, Layer, Lesson};
use crate::site::Page;
use crate::site::context::{Here, Link, Site};
use crate::site::frame::Head;
use crate::site::views::{LessonGroup, lesson_groups, value_key};

/// Most lessons of one cause or layer beside others; the latest. A cause with more has a page of its own.
const MAX_TOGETHER: usize = 12;
/// Most documents without a lesson that are listed; the page of gaps has all.
const MAX_WITHOUT: usize = 50;

#[derive(Serialize)]
struct LessonsView {
    title: String,
    lead: String,
    causes: Vec<Section>,
    layers: Vec<Section>,
    /// Documents without a lesson.
    without: Vec<Link>,
    without_title: String,
    /// Where the others are.
    without_more: Option<Link>,
}

/// The lessons of one cause or layer.
#[derive(Serialize)]
struct Section {
    anchor: String,
    title: Link,
    n: String,
    groups: Vec<LessonGroup>,
    /// The page that has all of them, where these are the latest.
    more: Option<Link>,
}

type Told<'a> = (&'a Incident, &'a Lesson);

/// The page of lessons, and those of causes with many.
pub(super) fn plan(site: &Site<'_>) -> Vec<Page> {
    let here = site.at(Route::Lessons);
    let messages = here.messages();
    let incidents = &site.knowledge_base.incidents;
    // The latest first: it is the one that people remember, and can still ask about.
    let newest = crate::site::views::newest_first(incidents.iter());
    let told: Vec<Told<'_>> =
        newest.iter().flat_map(|&incident| incident.lessons.iter().map(move |it| (incident, it))).collect();
    let n_documents = incidents.iter().filter(|it| !it.lessons.is_empty()).count();
    let without = newest.iter().filter(|it| it.lessons.is_empty() && it.counts());
    let n_without = without.clone().count();
    let causes = by_cause(&told);
    let view = LessonsView {
        title: messages.text("nav.lessons").to_owned(),
        lead: messages.fill(
            "lessons.lead",
            &[("n", &messages.integer(told.len())), ("documents", &messages.integer(n_documents))],
        ),
        causes: causes.iter().map(|(cause, told)| section(&here, *cause, told)).collect(),
        layers: by_layer(&here, &told),
        without_title: messages.count("lessons.without", n_without),
        without: without.take(MAX_WITHOUT).map(|it| here.incident(it)).collect(),
        without_more: (MAX_WITHOUT < n_without).then(|| here.link(messages.text("nav.gaps"), &Route::Gaps)),
    };
    let head = Head::new(&view.title, &view.lead);
    let first = here.page("page/lessons.html", head, &view);
    let own = causes.iter().filter(|(_, told)| MAX_TOGETHER < told.len());
    let own = own.filter_map(|(cause, told)| of_cause(site, (*cause)?, told));
    std::iter::once(first).chain(own).collect()
}

/// The page of the lessons of one cause.
fn of_cause(site: &Site<'_>, cause: &str, told: &[Told<'_>]) -> Option<Page> {
    let here = site.at(route_of(site, cause)?);
    let messages = here.messages();
    let section =
        Section { groups: lesson_groups(&here, told), more: None, ..section(&here, Some(cause), told) };
    let view = LessonsView {
        title: messages.fill("lessons.of_cause", &[("name", &site.cause_label(cause))]),
        lead: messages.count("lessons.count", told.len()),
        causes: vec![section],
        layers: Vec::new(),
        without: Vec::new(),
        without_title: String::new(),
        without_more: None,
    };
    let above = vec![here.link(messages.text("nav.lessons"), &Route::Lessons)];
    let head = Head::new(&view.title, &view.lead).below(above);
    Some(here.page("page/lessons.html", head, &view))
}

fn route_of(site: &Site<'_>, cause: &str) -> Option<Route> {
    let address = site.addresses.cause(cause)?;
    Some(Route::LessonsOf(value_key(address)))
}

/// The lessons per top-level cause, most lessons first; documents without a cause last.
fn by_cause<'a>(told: &[Told<'a>]) -> Vec<(Option<&'a str>, Vec<Told<'a>>)> {
    let mut causes: BTreeMap<Option<&str>, Vec<Told<'_>>> = BTreeMap::new();
    for (incident, lesson) in told {
        let cause = incident.primary_cause().map(|it| it.split('/').next().unwrap_or(it));
        causes.entry(cause).or_default().push((incident, lesson));
    }
    let mut causes: Vec<_> = causes.into_iter().collect();
    causes.sort_by_key(|(cause, told)| (cause.is_none(), std::cmp::Reverse(told.len())));
    causes
}

fn section(here: &Here<'_>, cause: Option<&str>, told: &[Told<'_>]) -> Section {
    let messages = here.messages();
    let shown = &told[..told.len().min(MAX_TOGETHER)];
    let own = cause.and_then(|it| route_of(here.site, it)).filter(|_| shown.len() < told.len());
    let all = messages.fill("sheets.all", &[("n", &messages.integer(told.len()))]);
    Section {
        anchor: format!("aw-cause-{}", crate::text::slug(cause.unwrap_or("none"))),
        title: cause.map_or_else(|| Link::text(messages.text("cause.none")), |it| here.cause(it)),
        n: messages.count("lessons.count", told.len()),
        more: match own {
            Some(route) => Some(here.link(all, &route)),
            None => left_out(here, told.len() - shown.len()),
        },
        groups: lesson_groups(here, shown),
    }
}

/// How many lessons are not shown; `None` where all are.
fn left_out(here: &Here<'_>, n: usize) -> Option<Link> {
    (0 < n).then(|| Link::text(here.messages().count("lessons.more", n)))
}

/// The lessons whose document says whether they are about technology, process or culture.
fn by_layer(here: &Here<'_>, told: &[Told<'_>]) -> Vec<Section> {
    let section = |layer: Layer| {
        let own: Vec<Told<'_>> = told.iter().copied().filter(|it| it.1.layer == Some(layer)).collect();
        (!own.is_empty()).then(|| Section {
            anchor: format!("aw-layer-{}", layer.as_str()),
            title: Link::text(here.messages().word("layer", layer.as_str())),
            n: here.messages().count("lessons.count", own.len()),
            groups: lesson_groups(here, &own[..own.len().min(MAX_TOGETHER)]),
            more: left_out(here, own.len().saturating_sub(MAX_TOGETHER)),
        })
    };
    Layer::ALL.into_iter().filter_map(section).collect()
}
