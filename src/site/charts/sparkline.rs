//! A row of small bars beside a name: how often something happened, quarter by quarter.

use serde::Serialize;

use super::across::Across;
use crate::analysis::stats::MIN_SAMPLE;
use crate::site::context::Here;

const HEIGHT: usize = 28;

/// The row of bars; the text says the same.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct Sparkline {
    height: usize,
    /// `Per quarter from 2025-Q1 to 2026-Q3: 0, 2, 1, 4, 0, 3.`
    says: String,
    bars: Vec<Bar>,
}

#[derive(Debug, Clone, Serialize)]
struct Bar {
    x: Across,
    width: Across,
    y: usize,
    height: usize,
}

/// The row of `counts`, oldest first, each with what it is called; `None` where fewer than five are counted.
pub(in crate::site) fn sparkline(here: &Here<'_>, counts: &[(String, usize)]) -> Option<Sparkline> {
    let sum: usize = counts.iter().map(|it| it.1).sum();
    let highest = counts.iter().map(|it| it.1).max().filter(|_| MIN_SAMPLE <= sum)?;
    let n = counts.len();
    let bar = |(idx, (_, count)): (usize, &(String, usize))| {
        let from = Across::of(idx * 10 + 1, n * 10);
        let to = Across::of(idx * 10 + 9, n * 10);
        let height = (count * HEIGHT).div_ceil(highest).max(1);
        Bar { x: from, width: Across(to.0 - from.0), y: HEIGHT - height, height }
    };
    let messages = here.messages();
    let list: Vec<String> = counts.iter().map(|it| messages.integer(it.1)).collect();
    Some(Sparkline {
        height: HEIGHT,
        says: messages.fill(
            "chart.sparkline.says",
            &[
                ("first", &counts.first()?.0),
                ("last", &counts.last()?.0),
                ("list", &list.join(messages.text("format.list"))),
            ],
        ),
        bars: counts.iter().enumerate().map(bar).collect(),
    })
}
