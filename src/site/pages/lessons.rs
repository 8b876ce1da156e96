//! `/lessons/`: what was learned, by cause and by layer, with what went well, what went wrong and what was luck.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::address::Route;
use crate::model::{Incident, Layer, Lesson};
use crate::site::Page;
use crate::site::context::{Here, Link, Site};
use crate::site::frame::Head;
use crate::site::views::{LessonGroup, lesson_groups};

#[derive(Serialize)]
struct LessonsView {
    title: String,
    lead: String,
    causes: Vec<Section>,
    layers: Vec<Section>,
    /// Documents without a lesson.
    without: Vec<Link>,
    without_title: String,
}

/// The lessons of one cause or layer.
#[derive(Serialize)]
struct Section {
    anchor: String,
    title: Link,
    n: String,
    groups: Vec<LessonGroup>,
}

type Told<'a> = (&'a Incident, &'a Lesson);

/// The page of lessons.
pub(super) fn plan(site: &Site<'_>) -> Page {
    let here = site.at(Route::Lessons);
    let messages = here.messages();
    let incidents = &site.knowledge_base.incidents;
    // The latest first: it is the one that people remember, and can still ask about.
    let newest = crate::site::views::newest_first(incidents.iter());
    let told: Vec<Told<'_>> =
        newest.iter().flat_map(|&incident| incident.lessons.iter().map(move |it| (incident, it))).collect();
    let n_documents = incidents.iter().filter(|it| !it.lessons.is_empty()).count();
    let without: Vec<Link> =
        newest.iter().filter(|it| it.lessons.is_empty() && it.counts()).map(|it| here.incident(it)).collect();
    let view = LessonsView {
        title: messages.text("nav.lessons").to_owned(),
        lead: messages.fill(
            "lessons.lead",
            &[("n", &messages.integer(told.len())), ("documents", &messages.integer(n_documents))],
        ),
        causes: by_cause(&here, &told),
        layers: by_layer(&here, &told),
        without_title: messages.count("lessons.without", without.len()),
        without,
    };
    let head = Head::new(&view.title, &view.lead);
    here.page("page/lessons.html", head, &view)
}

/// One section per top-level cause, most lessons first; documents without a cause last.
fn by_cause(here: &Here<'_>, told: &[Told<'_>]) -> Vec<Section> {
    let mut causes: BTreeMap<Option<&str>, Vec<Told<'_>>> = BTreeMap::new();
    for (incident, lesson) in told {
        let cause = incident.primary_cause().map(|it| it.split('/').next().unwrap_or(it));
        causes.entry(cause).or_default().push((incident, lesson));
    }
    let mut causes: Vec<_> = causes.into_iter().collect();
    causes.sort_by_key(|(cause, told)| (cause.is_none(), std::cmp::Reverse(told.len())));
    let section = |(cause, told): (Option<&str>, Vec<Told<'_>>)| Section {
        anchor: format!("aw-cause-{}", crate::text::slug(cause.unwrap_or("none"))),
        title: cause.map_or_else(|| Link::text(here.messages().text("cause.none")), |it| here.cause(it)),
        n: here.messages().count("lessons.count", told.len()),
        groups: lesson_groups(here, &told),
    };
    causes.into_iter().map(section).collect()
}

/// The lessons whose document says whether they are about technology, process or culture.
fn by_layer(here: &Here<'_>, told: &[Told<'_>]) -> Vec<Section> {
    let section = |layer: Layer| {
        let own: Vec<Told<'_>> = told.iter().copied().filter(|it| it.1.layer == Some(layer)).collect();
        (!own.is_empty()).then(|| Section {
            anchor: format!("aw-layer-{}", layer.as_str()),
            title: Link::text(here.messages().word("layer", layer.as_str())),
            n: here.messages().count("lessons.count", own.len()),
            groups: lesson_groups(here, &own),
        })
    };
    Layer::ALL.into_iter().filter_map(section).collect()
}
