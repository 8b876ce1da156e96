//! Durations over time: a dot for each incident, and the median of the last few running along.

use std::collections::BTreeMap;

use serde::Serialize;

use super::across::{Across, Dot, NamedDot};
use super::axis::{DayScale, DurationScale, Plot, Tick};
use super::chart::{Caption, Chart, Numbers};
use super::mark;
use crate::analysis::course::Point;
use crate::analysis::response_times::Measure;
use crate::analysis::stats::MIN_SAMPLE;
use crate::site::context::{Here, Link};

const TOP: usize = 12;
const PLOT: usize = 200;
/// Most incidents drawn; earlier ones are too far back to matter.
const MAX_POINTS: usize = 100;
/// Most incidents in the table.
const MAX_ROWS: usize = 20;

/// Incidents from left to right.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct CourseDrawing {
    #[serde(flatten)]
    plot: Plot,
    ticks: Vec<Tick>,
    dots: Vec<CourseDot>,
    /// The one that took longest.
    longest: Option<Note>,
    /// The running median as a path, level lines joined by upright ones, a thousand wide; empty where there is none.
    median: String,
}

#[derive(Debug, Clone, Serialize)]
struct CourseDot {
    #[serde(flatten)]
    dot: NamedDot,
    /// It repeats an earlier one.
    is_return: bool,
}

/// Words beside a dot.
#[derive(Debug, Clone, Serialize)]
struct Note {
    x: Across,
    y: usize,
    text: String,
    /// Whether they are at the left of it: there is no room at its right.
    is_before: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stretch {
    from: Across,
    to: Across,
    y: usize,
    /// Where the one before it stood.
    before: usize,
}

/// The drawing of `measure` over `points`, in order of time; `missing` more could not be measured.
pub(in crate::site) fn course(
    here: &Here<'_>,
    measure: Measure,
    points: &[Point],
    missing: usize,
) -> Chart<CourseDrawing> {
    let name = format!("course_{}", measure.as_str());
    let mut says = says(here, measure, points, missing);
    if MAX_POINTS < points.len() {
        says = here.messages().sentences(&says, &here.messages().count("chart.course.latest", MAX_POINTS));
    }
    let caption = Caption::new(here, &name, "aw-measures", says, numbers(here, points));
    let shown = &points[points.len().saturating_sub(MAX_POINTS)..];
    let drawing = (MIN_SAMPLE <= points.len()).then(|| drawing(here, shown)).flatten();
    Chart::new(caption, drawing)
}

fn drawing(here: &Here<'_>, points: &[Point]) -> Option<CourseDrawing> {
    // It ends where the data ends: what follows is not known.
    let days = DayScale::new(points.first()?.day, points.last()?.day);
    let scale = DurationScale::new(points.iter().map(|it| it.seconds), TOP, PLOT);
    let place = |it: &Point| Dot { x: days.x(it.day), y: scale.y(it.seconds) };
    let first_named = points.len().saturating_sub(mark::MAX_NAMED);
    let mut dots: BTreeMap<Dot, CourseDot> = BTreeMap::new();
    for (idx, point) in points.iter().enumerate() {
        let incident = here.site.incident(&point.id).filter(|_| first_named <= idx);
        let mark = incident.map(|it| mark::incident(here, it, &here.messages().duration(point.seconds)));
        let is_return = here.site.chains_of(&point.id).iter().any(|it| 0 < it.place);
        let dot = NamedDot { dot: place(point), mark };
        dots.entry(place(point)).or_insert(CourseDot { dot, is_return });
    }
    let longest = points.iter().max_by_key(|it| it.seconds).map(|it| {
        let Dot { x, y } = place(it);
        let took = here.messages().duration(it.seconds);
        let text = here.messages().fill("chart.longest", &[("id", &it.id), ("took", &took)]);
        Note { x, y, text, is_before: Across::WHOLE / 2 < x.0 }
    });
    Some(CourseDrawing {
        plot: scale.plot(here),
        ticks: days.ticks(),
        dots: dots.into_values().collect(),
        longest,
        median: path(&stretches(points, days, &scale)),
    })
}

fn stretches(points: &[Point], days: DayScale, scale: &DurationScale) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    for (idx, point) in points.iter().enumerate() {
        let Some(median) = point.running_median else { continue };
        let (from, y) = (days.x(point.day), scale.y(median));
        let to = points.get(idx + 1).map_or(from, |it| days.x(it.day));
        match found.last_mut() {
            Some(last) if last.y == y => last.to = to,
            Some(last) if from == to => (last.to, last.y) = (to, y),
            last => {
                let before = last.map_or(y, |it| it.y);
                found.push(Stretch { from, to, y, before });
            }
        }
    }
    found
}

fn path(stretches: &[Stretch]) -> String {
    let step = |it: &Stretch| format!("M{} {}V{}H{}", it.from.0, it.before, it.y, it.to.0);
    stretches.iter().map(step).collect()
}

fn says(here: &Here<'_>, measure: Measure, points: &[Point], missing: usize) -> String {
    let messages = here.messages();
    let n = messages.integer(points.len());
    let missing = messages.integer(missing);
    let measure = crate::site::views::ends(here, measure);
    let named = [("measure", measure.as_str()), ("n", &n), ("missing", &missing)];
    let Some((last, median)) = points.last().and_then(|it| Some((it, it.running_median?))) else {
        return messages.fill("chart.course.too_few", &named);
    };
    let median = messages.duration(median);
    let mut values = named.to_vec();
    let day = messages.date(last.day);
    values.extend([("median", median.as_str()), ("date", &day)]);
    // The window of the earlier figure and that of the last one share no incident.
    let earlier = points
        .len()
        .checked_sub(crate::analysis::course::WINDOW + 1)
        .and_then(|it| Some((points[it].day, points[it].running_median?)));
    let Some((day, before)) = earlier else { return messages.fill("chart.course.says", &values) };
    let (day, before) = (messages.date(day), messages.duration(before));
    values.extend([("before", before.as_str()), ("earlier", &day)]);
    messages.fill("chart.course.says_before", &values)
}

fn numbers(here: &Here<'_>, points: &[Point]) -> Option<Numbers> {
    let messages = here.messages();
    let row = |it: &Point| {
        vec![
            here.incident_id(&it.id),
            Link::text(messages.date(it.day)),
            Link::text(messages.duration(it.seconds)),
            Link::text(it.running_median.map_or_else(|| "–".to_owned(), |it| messages.duration(it))),
        ]
    };
    let columns = ["column.incident", "column.date", "column.took", "column.running_median"];
    Numbers::new(here, &columns, points.iter().rev().take(MAX_ROWS).map(row).collect())
}
