//! `/gaps/`: what the documents do not say, by kind and by quarter.

use serde::Serialize;

use super::incident::linked_place;
use crate::address::Route;
use crate::analysis::completeness::{KINDS, gaps};
use crate::model::Incident;
use crate::site::Page;
use crate::site::context::{Here, Link, Site};
use crate::site::definition::Definition;
use crate::site::frame::Head;
use crate::site::views::{IncidentRow, newest_first};

/// Most incidents listed: the latest; the numbers are of all.
const MAX_ROWS: usize = 50;
/// Most quarters that gaps are followed through.
const MAX_QUARTERS: usize = 8;

#[derive(Serialize)]
struct GapsView {
    title: String,
    lead: String,
    quarters: Vec<Quarter>,
    kinds: Vec<Kind>,
    /// Documents of each quarter that leave nothing out: `7 of 9`.
    complete: Vec<String>,
    /// Incidents that leave something out, the latest first.
    rows: Vec<Line>,
    /// `and 12 earlier incidents`, where there are more than a page can hold.
    more: Option<String>,
    definition: Link,
}

#[derive(Serialize)]
struct Quarter {
    link: Link,
    is_running: bool,
}

/// One thing that a document can leave out.
#[derive(Serialize)]
struct Kind {
    #[serde(skip)]
    id: &'static str,
    anchor: String,
    name: String,
    /// `12 incidents`.
    count: String,
    n: usize,
    share: String,
    /// How many of each quarter, in the order of quarters.
    per_quarter: Vec<usize>,
    /// What cannot be known without it.
    hint: String,
}

#[derive(Serialize)]
struct Line {
    incident: IncidentRow,
    /// Where it is edited, or where it lies.
    place: Link,
    /// What it leaves out, a place for each kind that any document leaves out.
    missing: Vec<Option<String>>,
}

/// The page of gaps.
pub(super) fn plan(site: &Site<'_>) -> Page {
    let here = site.at(Route::Gaps);
    let messages = here.messages();
    let failures = newest_first(site.knowledge_base.failures());
    let found: Vec<(&Incident, Vec<&'static str>)> = failures.into_iter().map(|it| (it, gaps(it))).collect();
    let incomplete_ones = || found.iter().filter(|(_, missing)| !missing.is_empty());
    let incomplete = incomplete_ones().count();
    let quarters = &site.analysis.quarters;
    let filled: Vec<_> = quarters.iter().filter(|it| !it.incidents.is_empty()).collect();
    let shown = &filled[filled.len().saturating_sub(MAX_QUARTERS)..];
    let gaps_of = |id: &String| site.incident(id).map(gaps).unwrap_or_default();
    let per_quarter: Vec<Vec<Vec<&'static str>>> =
        shown.iter().map(|it| it.incidents.iter().map(gaps_of).collect()).collect();
    let complete = per_quarter.iter().map(|documents| {
        let n = documents.iter().filter(|it| it.is_empty()).count();
        messages.fill("gaps.of", &[("n", &n.to_string()), ("total", &documents.len().to_string())])
    });
    let kinds: Vec<Kind> = KINDS.into_iter().map(|it| kind(&here, it, &found, &per_quarter)).collect();
    let view = GapsView {
        title: messages.text("nav.gaps").to_owned(),
        lead: messages.fill(
            "gaps.lead",
            &[("n", &messages.integer(incomplete)), ("total", &messages.integer(found.len()))],
        ),
        quarters: shown
            .iter()
            .map(|it| Quarter {
                link: here.link(it.quarter.to_string(), &Route::QuarterReview(it.quarter)),
                is_running: it.running,
            })
            .collect(),
        complete: complete.collect(),
        rows: incomplete_ones()
            .take(MAX_ROWS)
            .map(|(incident, missing)| line(&here, &kinds, incident, missing))
            .collect(),
        more: (MAX_ROWS < incomplete).then(|| messages.count("gaps.more", incomplete - MAX_ROWS)),
        definition: here.definition(Definition::Gaps),
        kinds,
    };
    let head = Head::new(&view.title, &view.lead);
    here.page("page/gaps.html", head, &view)
}

fn line(here: &Here<'_>, kinds: &[Kind], incident: &Incident, missing: &[&'static str]) -> Line {
    Line {
        incident: IncidentRow::new(here, incident),
        place: linked_place(here, incident.source),
        missing: kinds
            .iter()
            .filter(|it| 0 < it.n)
            .map(|it| missing.contains(&it.id).then(|| it.name.clone()))
            .collect(),
    }
}

fn kind(
    here: &Here<'_>,
    kind: &'static str,
    found: &[(&Incident, Vec<&'static str>)],
    per_quarter: &[Vec<Vec<&'static str>>],
) -> Kind {
    let messages = here.messages();
    let n = found.iter().filter(|(_, missing)| missing.contains(&kind)).count();
    let count = |documents: &Vec<Vec<&'static str>>| documents.iter().filter(|it| it.contains(&kind)).count();
    Kind {
        id: kind,
        anchor: format!("aw-{}", kind.replace('_', "-")),
        name: messages.word("gap", kind),
        count: messages.count("count.incidents", n),
        n,
        share: messages.percent(crate::site::views::share(n, found.len())),
        hint: messages.word("gap_hint", kind),
        per_quarter: per_quarter.iter().map(count).collect(),
    }
}
