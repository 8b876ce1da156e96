//! Counts as horizontal bars beside their numbers.

use serde::Serialize;

use crate::site::context::{Here, Link};
use crate::site::pages::share;

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
