//! `/trends/`: how the quarters compare.

use serde::Serialize;

use crate::analysis::quarters::QuarterSummary;
use crate::analysis::response_times::Measure;
use crate::site::context::{Here, Link, Site};
use crate::site::frame::Head;
use crate::site::views::{Chart, Period, SeverityBadge, direction, quarter_chart, severity};
use crate::site::{Page, Route};

#[derive(Serialize)]
struct TrendsView {
    title: String,
    lead: String,
    chart: Option<Chart>,
    severities: Vec<SeverityBadge>,
    quarters: Vec<Line>,
    /// What the last two full quarters say against the two before.
    direction: Option<Direction>,
    parts: Vec<Part>,
    definitions: Link,
}

#[derive(Serialize)]
struct Line {
    quarter: Link,
    is_running: bool,
    incidents: usize,
    by_severity: Vec<usize>,
    resolve_n: usize,
    resolve_missing: usize,
    /// `None` with too few values to say.
    resolve_median: Option<String>,
    recurrences: usize,
    opened: usize,
    closed: usize,
    overdue: usize,
}

#[derive(Serialize)]
struct Direction {
    before: usize,
    after: usize,
    text: String,
}

/// A page below this one.
#[derive(Serialize)]
struct Part {
    link: Link,
    text: String,
}

/// The overview of trends.
pub(super) fn plan(site: &Site<'_>) -> Page {
    let here = site.at(Route::Trends);
    let messages = here.messages();
    let quarters = &site.analysis.quarters;
    let steps = used_severities(quarters);
    let part = |key: &str, n: usize, title: &str, route: &Route| Part {
        link: here.link(messages.text(title), route),
        text: messages.count(key, n),
    };
    let view = TrendsView {
        title: messages.text("nav.trends").to_owned(),
        lead: messages.text("trends.lead").to_owned(),
        chart: quarter_chart(&here, quarters),
        severities: steps.iter().map(|it| severity(&here, *it)).collect(),
        quarters: quarters.iter().rev().map(|it| line(&here, it, &steps)).collect(),
        direction: change(&here),
        parts: vec![
            part(
                "trends.part.recurring",
                site.analysis.recurring.len(),
                "recurring.title",
                &Route::Recurring,
            ),
            part("trends.part.overdue", site.analysis.overdue.items.len(), "overdue.title", &Route::Overdue),
            part("trends.part.reviews", quarters.len(), "nav.reviews", &Route::Reviews),
        ],
        definitions: here.link(messages.text("nav.definitions"), &Route::Definitions),
    };
    let head = Head::new(&view.title, &view.lead);
    here.page("page/trends.html", head, &view)
}

/// Steps of the scale that occur, worst first, unrated ones last.
fn used_severities(quarters: &[QuarterSummary]) -> Vec<Option<&str>> {
    let steps = quarters.first().map_or(&[][..], |it| it.by_severity.as_slice());
    let occurs = |id: &Option<String>| {
        quarters.iter().flat_map(|it| &it.by_severity).any(|(other, n)| other == id && 0 < *n)
    };
    steps.iter().map(|(id, _)| id).filter(|it| occurs(it)).map(Option::as_deref).collect()
}

fn line(here: &Here<'_>, quarter: &QuarterSummary, steps: &[Option<&str>]) -> Line {
    let resolve = quarter.response.get(&Measure::Resolve).copied().unwrap_or_default();
    let n = |step: Option<&str>| {
        quarter.by_severity.iter().find(|(id, _)| id.as_deref() == step).map_or(0, |it| it.1)
    };
    Line {
        quarter: here.link(quarter.quarter.to_string(), &Route::QuarterReview(quarter.quarter)),
        is_running: quarter.running,
        incidents: quarter.incidents.len(),
        by_severity: steps.iter().map(|it| n(*it)).collect(),
        resolve_n: resolve.n,
        resolve_missing: resolve.missing,
        resolve_median: resolve.spread.map(|it| here.messages().duration(it.median)),
        recurrences: quarter.recurrences.len(),
        opened: quarter.opened,
        closed: quarter.closed,
        overdue: quarter.overdue_at_end,
    }
}

fn change(here: &Here<'_>) -> Option<Direction> {
    let quarters = &here.site.analysis.quarters;
    let full = quarters.iter().position(|it| it.running).unwrap_or(quarters.len());
    let last = full.checked_sub(4).map(|first| &quarters[first..full])?;
    let (before, after) = last.split_at(2);
    let before = Period::new(before.iter().collect())?;
    let after = Period::new(after.iter().collect())?;
    Some(Direction {
        before: before.n_incidents(),
        after: after.n_incidents(),
        text: direction(here, after.direction_since(&before)),
    })
}
