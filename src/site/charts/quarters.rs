//! Incidents per quarter as stacked bars, with every number written on its mark.

use serde::Serialize;

use super::across::Across;
use super::axis::{ColumnLabel, Plot};
use super::chart::{Caption, Chart, Numbers};
use super::mark;
use crate::address::Route;
use crate::analysis::quarters::QuarterSummary;
use crate::analysis::stats::{self, MIN_SAMPLE};
use crate::site::context::{Here, Link};
use crate::site::views::{SeverityBadge, severity, severity_key};

/// Most quarters drawn, and in the table; the page of reviews has all.
const MAX_QUARTERS: usize = 12;
/// Measures of the drawing, in pixels.
const PLOT: usize = 160;
const TOP: usize = 24;
/// Lowest segment that a number fits into.
const MIN_LABEL: usize = 16;

/// A stacked bar per quarter.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct QuartersDrawing {
    #[serde(flatten)]
    plot: Plot,
    columns: Vec<Column>,
    legend: Vec<SeverityBadge>,
}

#[derive(Debug, Clone, Serialize)]
struct Column {
    #[serde(flatten)]
    label: ColumnLabel,
    x: Across,
    width: Across,
    /// The whole width that belongs to it.
    from: Across,
    room: Across,
    mark: Link,
    total: usize,
    total_y: usize,
    segments: Vec<Segment>,
}

#[derive(Debug, Clone, Serialize)]
struct Segment {
    /// Place on the severity scale; `None` for unrated incidents.
    rank: Option<usize>,
    mark: Link,
    n: usize,
    y: usize,
    height: usize,
    /// Where its number is written; `None` where it would not fit.
    label_y: Option<usize>,
}

/// The chart of `quarters`, oldest first.
pub(in crate::site) fn quarters(here: &Here<'_>, quarters: &[QuarterSummary]) -> Chart<QuartersDrawing> {
    let shown = &quarters[quarters.len().saturating_sub(MAX_QUARTERS)..];
    let highest = shown.iter().map(|it| it.incidents.len()).max().unwrap_or_default();
    let n: usize = shown.iter().map(|it| it.incidents.len()).sum();
    let mut used: Vec<Option<&str>> = Vec::new();
    for (id, _) in shown.iter().flat_map(|it| &it.by_severity).filter(|(_, n)| 0 < *n) {
        if !used.contains(&id.as_deref()) {
            used.push(id.as_deref());
        }
    }
    let scale = &here.site.knowledge_base.severities;
    used.sort_by_key(|id| scale.iter().position(|it| Some(it.id.as_str()) == *id).unwrap_or(scale.len()));
    let column = |(idx, it)| column(here, (idx, shown.len()), it, highest);
    let drawing = (MIN_SAMPLE <= n).then(|| QuartersDrawing {
        plot: Plot::new(TOP, PLOT, Vec::new()),
        columns: shown.iter().enumerate().map(column).collect(),
        legend: used.into_iter().map(|id| severity(here, id)).collect(),
    });
    let caption = Caption::new(here, "quarters", "aw-counted", says(here, quarters), numbers(here, quarters));
    Chart::new(caption, drawing)
}

/// Worst severity at the bottom, where lengths compare best.
fn column(here: &Here<'_>, (idx, n): (usize, usize), quarter: &QuarterSummary, highest: usize) -> Column {
    let mut bottom = TOP + PLOT;
    let scale = &here.site.knowledge_base.severities;
    let mut segments = Vec::new();
    let name = quarter.quarter.to_string();
    let query = format!("quarter={}", quarter.quarter.slug());
    let messages = here.messages();
    for (id, n) in quarter.by_severity.iter().filter(|(_, n)| 0 < *n) {
        let height = (n * PLOT / highest.max(1)).max(2);
        let y = bottom.saturating_sub(height);
        let place = scale.iter().position(|it| Some(&it.id) == id.as_ref());
        segments.push(Segment {
            rank: place.map(|it| it.min(4)),
            mark: {
                let label = id.as_deref().unwrap_or_else(|| messages.text("severity.none"));
                let name = messages.fill("chart.mark.severity", &[("quarter", &name), ("severity", label)]);
                let key = severity_key(here.site, id.as_deref());
                mark::counted(here, &name, *n, &format!("{query}&severity={key}"))
            },
            n: *n,
            y,
            height: height.saturating_sub(1),
            label_y: (MIN_LABEL <= height).then(|| y + height / 2 + 4),
        });
        bottom = y;
    }
    let (from, to) = (Across::of(idx * 20 + 3, n * 20), Across::of(idx * 20 + 17, n * 20));
    Column {
        label: ColumnLabel::new(quarter.quarter.to_string(), idx, n),
        x: from,
        width: Across(to.0 - from.0),
        from: Across::of(idx, n),
        room: Across(Across::of(idx + 1, n).0 - Across::of(idx, n).0),
        mark: mark::counted(here, &name, quarter.incidents.len(), &query),
        total: quarter.incidents.len(),
        total_y: bottom - 6,
        segments,
    }
}

/// The last two full quarters against the two before, where there are four.
fn says(here: &Here<'_>, quarters: &[QuarterSummary]) -> String {
    let messages = here.messages();
    let n: usize = quarters.iter().map(|it| it.incidents.len()).sum();
    let full = quarters.iter().position(|it| it.running).unwrap_or(quarters.len());
    let Some(first) = full.checked_sub(4) else {
        return messages.count("chart.quarters.too_short", n);
    };
    let sum = |part: &[QuarterSummary]| part.iter().map(|it| it.incidents.len()).sum::<usize>();
    let (before, after) = (sum(&quarters[first..first + 2]), sum(&quarters[first + 2..full]));
    let direction = stats::direction(before as u64, after as u64);
    let mut text = messages.fill(
        "chart.quarters.says",
        &[
            ("before", &messages.integer(before)),
            ("after", &messages.integer(after)),
            ("direction", &messages.word("direction", direction.as_str())),
        ],
    );
    let ratio = stats::count_ratio(before as u64, after as u64).filter(|_| MIN_SAMPLE <= before + after);
    if let Some(ratio) = ratio {
        let low = messages.number(ratio.low);
        let high = ratio.high.map(|it| messages.number(it));
        let key = if high.is_some() { "chart.quarters.ratio" } else { "chart.quarters.ratio_open" };
        let values = [("low", low.as_str()), ("high", high.as_deref().unwrap_or_default())];
        text = messages.sentences(&text, &messages.fill(key, &values));
    }
    text
}

fn numbers(here: &Here<'_>, quarters: &[QuarterSummary]) -> Option<Numbers> {
    let messages = here.messages();
    let row = |it: &QuarterSummary| {
        let n = it.incidents.len();
        let rate = stats::count_interval(n as u64);
        let rate = match rate.high.filter(|_| MIN_SAMPLE <= n) {
            Some(high) => messages.fill(
                "stat.interval",
                &[("low", &messages.decimal(rate.low)), ("high", &messages.decimal(high))],
            ),
            None => messages.text("stat.too_few").to_owned(),
        };
        vec![
            here.link(it.quarter.to_string(), &Route::QuarterReview(it.quarter)),
            mark::count_of(here, n, &format!("quarter={}", it.quarter.slug())),
            Link::text(rate),
        ]
    };
    let columns = ["column.quarter", "column.incidents", "column.rate_interval"];
    Numbers::new(here, &columns, quarters.iter().rev().take(MAX_QUARTERS).map(row).collect())
}
