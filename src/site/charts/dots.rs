//! Durations in groups: a dot for each incident, median and quartiles where there are enough of them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::across::{Across, Dot, NamedDot};
use super::axis::{ColumnLabel, DurationScale, Plot};
use super::chart::{Caption, Chart, Numbers, count};
use super::mark;
use crate::analysis::stats::{self, MIN_SAMPLE, Summary};
use crate::model::Incident;
use crate::site::context::{Here, Link};

const TOP: usize = 12;
const PLOT: usize = 200;
/// Of more values than this only median and quartiles are drawn: hundreds of dots say nothing that these do not.
const MAX_DOTS: usize = 200;
/// Dots of one group that are drawn side by side where they are of one height.
const LANES: usize = 5;

/// One group of a drawing, for example a quarter.
pub(in crate::site) struct Group<'a> {
    /// What it is called.
    pub(in crate::site) label: Link,
    /// A shorter name for below the drawing.
    pub(in crate::site) short: String,
    /// Seconds and the incident that took them, in any order.
    pub(in crate::site) values: Vec<(i64, &'a Incident)>,
    /// How many could not be measured.
    pub(in crate::site) missing: usize,
}

/// Groups side by side.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct DotsDrawing {
    #[serde(flatten)]
    plot: Plot,
    columns: Vec<Column>,
}

#[derive(Debug, Clone, Serialize)]
struct Column {
    #[serde(flatten)]
    label: ColumnLabel,
    dots: Vec<NamedDot>,
    /// Ends of the lines for median and quartiles.
    left: Across,
    right: Across,
    width: Across,
    spread: Option<SpreadMarks>,
}

#[derive(Debug, Clone, Serialize)]
struct SpreadMarks {
    p25: usize,
    median: usize,
    p75: usize,
}

/// The drawing `name` of `groups`; the sentence is on the last group with enough values.
pub(in crate::site) fn dots(here: &Here<'_>, name: &str, groups: &[Group<'_>]) -> Chart<DotsDrawing> {
    let seconds = |it: &Group<'_>| it.values.iter().map(|it| it.0).collect::<Vec<i64>>();
    let summaries: Vec<Summary> =
        groups.iter().map(|it| stats::summarise(&seconds(it), it.missing)).collect();
    let all: Vec<i64> = groups.iter().flat_map(seconds).collect();
    let mut text = says(here, groups, &summaries);
    if MAX_DOTS < all.len() {
        text = here.messages().sentences(&text, &here.messages().count("chart.dots.many", MAX_DOTS));
    }
    let caption = Caption::new(here, name, "aw-measures", text, numbers(here, groups, &summaries));
    let drawing = (MIN_SAMPLE <= all.len()).then(|| drawing(here, groups, &summaries, &all));
    Chart::new(caption, drawing)
}

fn drawing(here: &Here<'_>, groups: &[Group<'_>], summaries: &[Summary], all: &[i64]) -> DotsDrawing {
    let scale = DurationScale::new(all.iter().copied(), TOP, PLOT);
    let n = groups.len();
    let mut later: usize = all.len();
    let is_named: Vec<bool> = groups
        .iter()
        .map(|it| {
            later -= it.values.len();
            later < mark::MAX_NAMED
        })
        .collect();
    let column = |(idx, (group, summary)): (usize, (&Group<'_>, &Summary))| {
        let at = |part: usize| Across::of(idx * 10 + part, n * 10);
        Column {
            label: ColumnLabel::new(group.short.clone(), idx, n),
            dots: if MAX_DOTS < all.len() {
                Vec::new()
            } else {
                laid_out(here, group, &scale, (idx, n), is_named[idx])
            },
            left: at(1),
            right: at(9),
            width: Across(at(9).0 - at(1).0),
            spread: summary.spread.map(|it| SpreadMarks {
                p25: scale.y(it.p25),
                median: scale.y(it.median),
                p75: scale.y(it.p75),
            }),
        }
    };
    DotsDrawing {
        plot: scale.plot(here),
        columns: groups.iter().zip(summaries).enumerate().map(column).collect(),
    }
}

/// A dot for every value: those of one height side by side, and no two at one place.
fn laid_out(
    here: &Here<'_>,
    group: &Group<'_>,
    scale: &DurationScale,
    (idx, n): (usize, usize),
    is_named: bool,
) -> Vec<NamedDot> {
    let mut sorted = group.values.clone();
    sorted.sort_unstable_by(|a, b| (a.0, &a.1.id).cmp(&(b.0, &b.1.id)));
    let mut dots: BTreeMap<Dot, Option<Link>> = BTreeMap::new();
    let (mut last, mut lane) = (None, 0);
    for (value, incident) in sorted {
        // Two dots less than half a dot apart would read as one.
        let row = scale.y(value) / 4;
        lane = if last == Some(row) { (lane + 1) % LANES } else { 0 };
        last = Some(row);
        let offset = [50, 38, 62, 26, 74][lane];
        let dot = Dot { x: Across::of(idx * 100 + offset, n * 100), y: scale.y(value) };
        let name = || mark::incident(here, incident, &here.messages().duration(value));
        dots.entry(dot).or_insert_with(|| is_named.then(name));
    }
    dots.into_iter().map(|(dot, mark)| NamedDot { dot, mark }).collect()
}

fn says(here: &Here<'_>, groups: &[Group<'_>], summaries: &[Summary]) -> String {
    let messages = here.messages();
    let last = groups.iter().zip(summaries).rev().find_map(|(group, it)| Some((group, it, it.spread?)));
    let Some((group, summary, spread)) = last else {
        let n = summaries.iter().map(|it| it.n).sum();
        return messages.count("chart.dots.too_few", n);
    };
    messages.fill(
        "chart.dots.says",
        &[
            ("group", group.label.words()),
            ("n", &messages.integer(summary.n)),
            ("missing", &messages.integer(summary.missing)),
            ("median", &messages.duration(spread.median)),
            ("low", &messages.duration(spread.p25)),
            ("high", &messages.duration(spread.p75)),
        ],
    )
}

fn numbers(here: &Here<'_>, groups: &[Group<'_>], summaries: &[Summary]) -> Option<Numbers> {
    let messages = here.messages();
    let row = |(group, summary): (&Group<'_>, &Summary)| {
        let figure = |it: Option<i64>| {
            Link::text(
                it.map_or_else(|| messages.text("stat.too_few").to_owned(), |it| messages.duration(it)),
            )
        };
        vec![
            group.label.clone(),
            count(here, summary.n),
            count(here, summary.missing),
            figure(summary.spread.map(|it| it.p25)),
            figure(summary.spread.map(|it| it.median)),
            figure(summary.spread.map(|it| it.p75)),
        ]
    };
    let columns = ["column.group", "column.n", "column.missing", "column.p25", "column.median", "column.p75"];
    Numbers::new(here, &columns, groups.iter().zip(summaries).rev().map(row).collect())
}
