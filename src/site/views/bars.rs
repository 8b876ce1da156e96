//! Counts as horizontal bars beside their numbers.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::site::context::{Here, Link};

/// One line: what is counted, how often, and how long its bar is.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct Bar {
    label: Link,
    n: usize,
    /// Share of the whole, as text: `42%`.
    share: String,
    /// Length against the longest bar, 0 to 100.
    length: usize,
}

/// One line per entry of `counts`, out of `total`.
pub(in crate::site) fn bars(here: &Here<'_>, counts: Vec<(Link, usize)>, total: usize) -> Vec<Bar> {
    let longest = counts.iter().map(|it| it.1).max().unwrap_or(0).max(1);
    let line = |(label, n): (Link, usize)| Bar {
        label,
        n,
        share: here.messages().percent(share(n, total)),
        length: n * 100 / longest,
    };
    counts.into_iter().map(line).collect()
}

/// Values with how often they occur, most often first, then in order of name.
pub(in crate::site) fn counted(values: Vec<&str>) -> Vec<(&str, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|it| std::cmp::Reverse(it.1));
    counts
}

/// `n` out of `total`, 0 where there is nothing.
pub(in crate::site) fn share(n: usize, total: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "numbers of incidents are far below 2^52")]
    let share = n as f64 / total.max(1) as f64;
    share
}
