//! `/gaps/`: what the documents do not say.

use std::cmp::Reverse;

use serde::Serialize;

use super::incident::linked_place;
use crate::analysis::completeness::{KINDS, gaps};
use crate::site::context::{Link, Site};
use crate::site::frame::Head;
use crate::site::views::{Bar, IncidentRow, bars, newest_first};
use crate::site::{Page, Route};

#[derive(Serialize)]
struct GapsView {
    title: String,
    lead: String,
    kinds: Vec<Bar>,
    rows: Vec<Line>,
    complete: usize,
}

#[derive(Serialize)]
struct Line {
    incident: IncidentRow,
    /// Where it is edited, or where it lies.
    place: Link,
    missing: Vec<String>,
}

/// The page of gaps.
pub(super) fn plan(site: &Site<'_>) -> Page {
    let here = site.at(Route::Gaps);
    let messages = here.messages();
    let mut found: Vec<_> =
        newest_first(site.knowledge_base.failures()).into_iter().map(|it| (it, gaps(it))).collect();
    // The sort is stable: of two that leave out as much, the later one comes first.
    found.sort_by_key(|(_, missing)| Reverse(missing.len()));
    let incomplete = found.iter().filter(|(_, missing)| !missing.is_empty()).count();
    let kinds = KINDS.into_iter().map(|kind| {
        let n = found.iter().filter(|(_, missing)| missing.contains(&kind)).count();
        (Link::text(messages.word("gap", kind)), n)
    });
    let view = GapsView {
        title: messages.text("nav.gaps").to_owned(),
        lead: messages.fill(
            "gaps.lead",
            &[("n", &messages.integer(incomplete)), ("total", &messages.integer(found.len()))],
        ),
        kinds: bars(&here, kinds.collect(), found.len()),
        complete: found.len() - incomplete,
        rows: found
            .iter()
            .filter(|(_, missing)| !missing.is_empty())
            .map(|(incident, missing)| Line {
                incident: IncidentRow::new(&here, incident),
                place: linked_place(&here, incident.source),
                missing: missing.iter().map(|it| messages.word("gap", it)).collect(),
            })
            .collect(),
    };
    let head = Head::new(&view.title, &view.lead);
    here.page("page/gaps.html", head, &view)
}
