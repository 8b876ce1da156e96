//! `/trends/`: how the quarters compare.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::address::Route;
use crate::analysis::quarters::QuarterSummary;
use crate::analysis::response_times::Measure;
use crate::analysis::{course, matrix, start_day};
use crate::model::Incident;
use crate::site::Page;
use crate::site::charts::{
    CalendarDrawing, Chart, CourseDrawing, DotsDrawing, Group, MatrixDrawing, QuartersDrawing, SharesDrawing,
    Sparkline, calendar, count_of, course as course_chart, dots, matrix as matrix_view,
    quarters as quarter_chart, shares as shares_chart, sparkline,
};
use crate::site::context::{Here, Link, Site};
use crate::site::frame::Head;
use crate::site::views::{
    Known, NONE, SeverityBadge, nothing_overdue, nothing_recurred, severity, severity_key, value_key,
};

/// Most quarters in a drawing.
const MAX_QUARTERS: usize = 12;
/// Most causes followed quarter by quarter.
const MAX_CAUSES: usize = 10;

#[derive(Serialize)]
struct TrendsView {
    title: String,
    lead: String,
    /// Something can be shown by quarter.
    is_dated: bool,
    chart: Chart<QuartersDrawing>,
    severities: Vec<SeverityBadge>,
    quarters: Vec<Line>,
    repeat_rate: Chart<SharesDrawing>,
    response: Chart<DotsDrawing>,
    courses: Vec<Chart<CourseDrawing>>,
    by_service: Chart<MatrixDrawing>,
    by_detection: Chart<MatrixDrawing>,
    causes: Vec<CauseLine>,
    calendar: Chart<CalendarDrawing>,
    parts: Vec<Part>,
    definitions: Link,
    known: Known,
}

/// A cause, quarter by quarter.
#[derive(Serialize)]
struct CauseLine {
    cause: Link,
    n: Link,
    /// `None` with too few to draw.
    course: Option<Sparkline>,
}

#[derive(Serialize)]
struct Line {
    quarter: Link,
    is_running: bool,
    incidents: Link,
    by_severity: Vec<Link>,
    resolve_n: usize,
    resolve_missing: usize,
    /// `None` with too few values to say.
    resolve_median: Option<String>,
    recurrences: usize,
    opened: usize,
    closed: usize,
    overdue: usize,
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
    let part = |text: String, title: &str, route: &Route| Part {
        link: here.link(messages.text(title), route),
        text,
    };
    // "0" would claim what often cannot be known.
    let said = |key: &str, n: usize, nothing: &dyn Fn() -> String| match n {
        0 => nothing(),
        _ => messages.count(key, n),
    };
    let recent = &quarters[quarters.len().saturating_sub(MAX_QUARTERS)..];
    let failures: Vec<&Incident> = site.knowledge_base.failures().collect();
    let view = TrendsView {
        title: messages.text("nav.trends").to_owned(),
        lead: messages.text("trends.lead").to_owned(),
        is_dated: !quarters.is_empty(),
        chart: quarter_chart(&here, quarters),
        severities: steps.iter().map(|it| severity(&here, *it)).collect(),
        quarters: recent.iter().rev().map(|it| line(&here, it, &steps)).collect(),
        repeat_rate: repeat_rate(&here, recent),
        response: response(&here, recent),
        courses: [Measure::Detect, Measure::Resolve].map(|it| course_of(&here, &failures, it)).into(),
        by_service: matrix_view(
            &here,
            "matrix_service",
            &matrix::by_service(site.knowledge_base),
            |it| it.map_or_else(|| Link::text(messages.text("service.none")), |it| here.service(it)),
            |it| {
                let route = it.and_then(|it| site.addresses.service(it));
                format!("service={}", route.map_or_else(|| NONE.to_owned(), value_key))
            },
        ),
        by_detection: matrix_view(
            &here,
            "matrix_detection",
            &matrix::by_detection(site.knowledge_base),
            |it| {
                let terms = &site.knowledge_base.taxonomy.detections;
                Link::text(
                    it.map_or_else(|| messages.text("fact.not_stated").to_owned(), |it| site.term(terms, it)),
                )
            },
            |it| format!("detection={}", it.unwrap_or(NONE)),
        ),
        causes: causes(&here, recent),
        calendar: calendar(&here, &per_day(&here, &failures)),
        parts: vec![
            part(
                said("trends.part.recurring", site.analysis.recurring.len(), &|| {
                    nothing_recurred(&here, site.knowledge_base.failures())
                }),
                "recurring.title",
                &Route::Recurring,
            ),
            part(
                said("trends.part.overdue", site.analysis.overdue.items.len(), &|| nothing_overdue(&here)),
                "overdue.title",
                &Route::Overdue,
            ),
            part(
                messages.count("trends.part.reviews", quarters.iter().filter(|it| it.has_anything()).count()),
                "nav.reviews",
                &Route::Reviews,
            ),
        ],
        known: Known::of(&here),
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
    let query = format!("quarter={}", quarter.quarter.slug());
    Line {
        quarter: here.link(quarter.quarter.to_string(), &Route::QuarterReview(quarter.quarter)),
        is_running: quarter.running,
        incidents: count_of(here, quarter.incidents.len(), &query),
        by_severity: steps
            .iter()
            .map(|it| count_of(here, n(*it), &format!("{query}&severity={}", severity_key(here.site, *it))))
            .collect(),
        resolve_n: resolve.n,
        resolve_missing: resolve.missing,
        resolve_median: resolve.spread.map(|it| here.messages().duration(it.median)),
        recurrences: quarter.recurrences.len(),
        opened: quarter.opened,
        closed: quarter.closed,
        overdue: quarter.overdue_at_end,
    }
}

fn quarter_link(here: &Here<'_>, it: &QuarterSummary) -> Link {
    here.link(it.quarter.to_string(), &Route::QuarterReview(it.quarter))
}

/// A running quarter is not over: what it will repeat is not known.
fn repeat_rate(here: &Here<'_>, quarters: &[QuarterSummary]) -> Chart<SharesDrawing> {
    let full = quarters.iter().filter(|it| !it.running);
    let shares: Vec<_> = full.map(|it| (quarter_link(here, it), it.repeat_rate)).collect();
    shares_chart(here, "repeat_rate", "aw-recurrence", &shares)
}

fn response<'a>(here: &Here<'a>, quarters: &[QuarterSummary]) -> Chart<DotsDrawing> {
    let group = |it: &QuarterSummary| {
        let incidents = it.incidents.iter().filter_map(|id| here.site.incident(id));
        let measured = |it: &'a Incident| Some((Measure::Resolve.of(&it.milestones.durations(None))?, it));
        let values: Vec<(i64, &Incident)> = incidents.filter_map(measured).collect();
        Group {
            label: quarter_link(here, it),
            short: it.quarter.to_string(),
            missing: it.incidents.len() - values.len(),
            values,
        }
    };
    dots(here, "resolve_quarters", &quarters.iter().map(group).collect::<Vec<_>>())
}

fn course_of(here: &Here<'_>, failures: &[&Incident], measure: Measure) -> Chart<CourseDrawing> {
    let zone = &here.site.analysis.settings.zone;
    let points = course::course(failures.iter().copied(), measure, zone);
    course_chart(here, measure, &points, failures.len() - points.len())
}

/// The causes that stood behind most failures of `quarters`, at the top level of the tree.
fn causes(here: &Here<'_>, quarters: &[QuarterSummary]) -> Vec<CauseLine> {
    let mut counts: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (idx, quarter) in quarters.iter().enumerate() {
        for (cause, n) in quarter.by_cause.iter().filter_map(|(cause, n)| Some((cause.as_deref()?, n))) {
            let course = counts.entry(matrix::top_level(cause)).or_insert_with(|| vec![0; quarters.len()]);
            course[idx] += n;
        }
    }
    let line = |(cause, course): (&str, Vec<usize>)| {
        let n: usize = course.iter().sum();
        let named = quarters.iter().map(|it| it.quarter.to_string()).zip(course.iter().copied());
        let line = CauseLine {
            cause: here.cause(cause),
            n: Link::text(here.messages().integer(n)),
            course: sparkline(here, &named.collect::<Vec<_>>()),
        };
        (n, line)
    };
    let mut lines: Vec<(usize, CauseLine)> = counts.into_iter().map(line).collect();
    lines.sort_by_key(|it| std::cmp::Reverse(it.0));
    lines.truncate(MAX_CAUSES);
    lines.into_iter().map(|it| it.1).collect()
}

fn per_day<'a>(here: &Here<'_>, failures: &[&'a Incident]) -> BTreeMap<Date, Vec<&'a Incident>> {
    let mut found: BTreeMap<Date, Vec<&Incident>> = BTreeMap::new();
    for incident in failures {
        if let Some(day) = start_day(incident, &here.site.analysis.settings.zone) {
            found.entry(day).or_default().push(incident);
        }
    }
    found
}
