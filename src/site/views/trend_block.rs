//! What the page of a cause, service, team or severity shows about how its incidents develop.

use serde::Serialize;

use super::chain::direction;
use super::lesson::{LessonGroup, lesson_groups};
use crate::address::Route;
use crate::analysis::group::{Group, group};
use crate::analysis::recurrence::cannot_tell;
use crate::model::{Incident, Lesson, LessonKind};
use crate::site::charts::count_of;
use crate::site::context::{Here, Link};
use crate::site::definition::Definition;

/// Most causes that are named as occurring together.
const N_CAUSES: usize = 5;
/// Most lessons shown; the page of lessons has the rest.
const N_LESSONS: usize = 5;

/// The block of one page.
#[derive(Debug, Serialize)]
pub(in crate::site) struct TrendBlock {
    /// `197 days without an incident`.
    since_last: String,
    columns: Vec<Column>,
    /// Most failures in one quarter, for the height of columns.
    highest: usize,
    /// What the columns show, in words.
    text: String,
    direction: String,
    /// `38 min, n=7, 2 missing`, or that there are too few.
    resolve: String,
    chains: String,
    actions: String,
    /// Other causes that the same incidents name.
    causes: Vec<CauseCount>,
    lessons: Vec<LessonGroup>,
    all_lessons: Link,
    definitions: Definitions,
}

/// Links to what the numbers mean.
#[derive(Debug, Serialize)]
struct Definitions {
    counted: Link,
    direction: Link,
    resolve: Link,
    recurrence: Link,
    overdue: Link,
    last: Link,
}

/// One quarter.
#[derive(Debug, Serialize)]
struct Column {
    quarter: Link,
    is_running: bool,
    n: Link,
    /// Height against the highest column, 0 to 100.
    height: usize,
}

#[derive(Debug, Serialize)]
struct CauseCount {
    cause: Link,
    n: usize,
}

impl TrendBlock {
    /// The block of `incidents`; `own` are the causes that the page is about, `counts` its open and overdue items,
    /// `query` its part of the address of the list of incidents.
    pub(in crate::site) fn new(
        here: &Here<'_>,
        incidents: &[&Incident],
        own: &dyn Fn(&str) -> bool,
        counts: (usize, usize),
        query: &str,
    ) -> Self {
        let messages = here.messages();
        let group = group(incidents, here.site.analysis);
        let highest = group.quarters.iter().map(|it| it.1).max().unwrap_or(0);
        let name = here.messages().text("measure.resolve");
        Self {
            since_last: since_last(here, &group),
            columns: group
                .quarters
                .iter()
                .map(|(quarter, n)| Column {
                    quarter: here.link(quarter.quarter.to_string(), &Route::QuarterReview(quarter.quarter)),
                    is_running: quarter.running,
                    n: count_of(here, *n, &format!("{query}&quarter={}", quarter.quarter.slug())),
                    height: n * 100 / highest.max(1),
                })
                .collect(),
            highest,
            text: text(here, &group),
            direction: direction(here, group.direction),
            resolve: match group.resolve.spread {
                Some(spread) => messages.fill(
                    "trend.resolve",
                    &[
                        ("median", &messages.duration(spread.median)),
                        ("p25", &messages.duration(spread.p25)),
                        ("p75", &messages.duration(spread.p75)),
                        ("n", &group.resolve.n.to_string()),
                        ("missing", &group.resolve.missing.to_string()),
                    ],
                ),
                None => messages.fill(
                    "trend.resolve_too_few",
                    &[("n", &group.resolve.n.to_string()), ("missing", &group.resolve.missing.to_string())],
                ),
            },
            chains: chains(here, incidents, group.n_chains),
            actions: messages.fill(
                "trend.actions",
                &[("open", &messages.integer(counts.0)), ("overdue", &messages.integer(counts.1))],
            ),
            causes: group
                .causes
                .iter()
                .filter(|(id, _)| !own(id))
                .take(N_CAUSES)
                .map(|(id, n)| CauseCount { cause: here.cause(id), n: *n })
                .collect(),
            lessons: lesson_groups(here, &learned(incidents)),
            all_lessons: here.link(messages.text("review.all_lessons"), &Route::Lessons),
            definitions: Definitions {
                counted: here.definition(Definition::Counted),
                direction: here.definition(Definition::Direction),
                resolve: here.definition_named(
                    name,
                    Definition::Measure(crate::analysis::response_times::Measure::Resolve),
                ),
                recurrence: here.definition(Definition::Recurrence),
                overdue: here.definition(Definition::Overdue),
                last: here.definition(Definition::LastIncident),
            },
        }
    }
}

/// How many failures came back; nothing where a return would mostly not have been found.
fn chains(here: &Here<'_>, incidents: &[&Incident], n: usize) -> String {
    let failures = incidents.iter().copied().filter(|it| it.counts());
    match cannot_tell(failures).filter(|_| n == 0) {
        Some((unknown, all)) => here
            .messages()
            .fill("trend.cannot_tell", &[("unknown", &unknown.to_string()), ("n", &all.to_string())]),
        None => here.messages().count("trend.chains", n),
    }
}

/// `197 days without an incident`.
fn since_last(here: &Here<'_>, group: &Group<'_>) -> String {
    match group.days_since_last {
        Some(0) => here.messages().text("trend.today").to_owned(),
        Some(days) => here.messages().count("trend.days_without", days.unsigned_abs() as usize),
        None => here.messages().text("trend.never").to_owned(),
    }
}

/// What the columns show: how many, in which quarters, and the most in one.
fn text(here: &Here<'_>, group: &Group<'_>) -> String {
    let (Some((first, _)), Some((last, _))) = (group.quarters.first(), group.quarters.last()) else {
        return here.messages().text("trend.nothing").to_owned();
    };
    let n: usize = group.quarters.iter().map(|it| it.1).sum();
    here.messages().fill(
        "trend.text",
        &[("n", &n.to_string()), ("first", &first.quarter.to_string()), ("last", &last.quarter.to_string())],
    )
}

/// The latest things learned: one of each incident before a second of any.
fn learned<'a>(incidents: &[&'a Incident]) -> Vec<(&'a Incident, &'a Lesson)> {
    let mut newest: Vec<&Incident> = incidents.to_vec();
    newest.sort_by_key(|it| (std::cmp::Reverse(it.date), it.id.as_str()));
    let mut ranked: Vec<(usize, &Incident, &Lesson)> = Vec::new();
    for incident in newest {
        let own = incident.lessons.iter().filter(|it| it.kind == LessonKind::Learned);
        ranked.extend(own.enumerate().map(|(nth, it)| (nth, incident, it)));
    }
    ranked.sort_by_key(|it| it.0);
    ranked.into_iter().take(N_LESSONS).map(|(_, incident, it)| (incident, it)).collect()
}
