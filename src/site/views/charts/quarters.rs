//! Incidents per quarter as a bar chart: plain shapes for an inline SVG, with every number written beside its mark.

use serde::Serialize;

use super::badge::{self, SeverityBadge};
use crate::analysis::quarters::QuarterSummary;
use crate::site::Route;
use crate::site::context::Here;

/// Most quarters drawn; older ones stand in the table.
const MAX_QUARTERS: usize = 12;
/// Measures of the drawing, in pixels.
const STEP: usize = 64;
const BAR: usize = 40;
const PLOT: usize = 160;
const TOP: usize = 24;
const LEFT: usize = 8;
const AXIS: usize = 40;
/// Lowest segment that a number fits into.
const MIN_LABEL: usize = 16;

/// A stacked bar per quarter.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct Chart {
    width: usize,
    height: usize,
    /// Where bars stand.
    baseline: usize,
    title: String,
    description: String,
    columns: Vec<Column>,
    legend: Vec<SeverityBadge>,
}

#[derive(Debug, Clone, Serialize)]
struct Column {
    label: String,
    href: String,
    center: usize,
    total: usize,
    total_y: usize,
    segments: Vec<Segment>,
}

#[derive(Debug, Clone, Serialize)]
struct Segment {
    /// Place on the severity scale; `None` for unrated incidents.
    rank: Option<usize>,
    n: usize,
    x: usize,
    y: usize,
    width: usize,
    height: usize,
    /// Where its number stands; `None` where it would not fit.
    label_y: Option<usize>,
}

/// The chart of `quarters`, oldest first; `None` where there is nothing to draw.
pub(in crate::site) fn quarters(here: &Here<'_>, quarters: &[QuarterSummary]) -> Option<Chart> {
    let shown = &quarters[quarters.len().saturating_sub(MAX_QUARTERS)..];
    let highest = shown.iter().map(|it| it.incidents.len()).max().filter(|it| 0 < *it)?;
    let mut used: Vec<Option<&str>> = Vec::new();
    for (id, _) in shown.iter().flat_map(|it| &it.by_severity).filter(|(_, n)| 0 < *n) {
        if !used.contains(&id.as_deref()) {
            used.push(id.as_deref());
        }
    }
    let scale = &here.site.knowledge_base.severities;
    used.sort_by_key(|id| scale.iter().position(|it| Some(it.id.as_str()) == *id).unwrap_or(scale.len()));
    let columns = shown.iter().enumerate().map(|(idx, it)| column(here, idx, it, highest)).collect();
    let (first, last) = (shown.first()?.quarter.to_string(), shown.last()?.quarter.to_string());
    Some(Chart {
        width: LEFT * 2 + STEP * shown.len(),
        height: TOP + PLOT + AXIS,
        baseline: TOP + PLOT,
        title: here.messages().text("chart.quarters.title").to_owned(),
        description: here
            .messages()
            .fill("chart.quarters.description", &[("first", &first), ("last", &last)]),
        columns,
        legend: used.into_iter().map(|id| badge::severity(here, id)).collect(),
    })
}

/// Worst severity at the bottom, where lengths compare best.
fn column(here: &Here<'_>, idx: usize, quarter: &QuarterSummary, highest: usize) -> Column {
    let x = LEFT + idx * STEP + (STEP - BAR) / 2;
    let mut bottom = TOP + PLOT;
    let scale = &here.site.knowledge_base.severities;
    let mut segments = Vec::new();
    for (id, n) in quarter.by_severity.iter().filter(|(_, n)| 0 < *n) {
        let height = (n * PLOT / highest).max(2);
        let y = bottom.saturating_sub(height);
        let place = scale.iter().position(|it| Some(&it.id) == id.as_ref());
        segments.push(Segment {
            rank: place.map(|it| it.min(4)),
            n: *n,
            x,
            y,
            width: BAR,
            height: height.saturating_sub(1),
            label_y: (MIN_LABEL <= height).then(|| y + height / 2 + 4),
        });
        bottom = y;
    }
    Column {
        label: quarter.quarter.to_string(),
        href: here.href(&Route::QuarterReview(quarter.quarter)),
        center: x + BAR / 2,
        total: quarter.incidents.len(),
        total_y: bottom - 6,
        segments,
    }
}
