//! Shares with their exact intervals, side by side.

use serde::Serialize;

use super::axis::{ColumnLabel, Plot, ShareScale};
use super::chart::{Caption, Chart, Numbers, count, interval};
use crate::analysis::stats::{self, MIN_SAMPLE, Share, as_float};
use crate::site::context::{Here, Link};

const SCALE: ShareScale = ShareScale { top: 12, height: 140 };

/// Shares from left to right.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct SharesDrawing {
    #[serde(flatten)]
    plot: Plot,
    columns: Vec<Column>,
}

#[derive(Debug, Clone, Serialize)]
struct Column {
    #[serde(flatten)]
    label: ColumnLabel,
    marks: Option<Marks>,
}

#[derive(Debug, Clone, Serialize)]
struct Marks {
    low: usize,
    high: usize,
    share: usize,
    mark: Link,
}

/// The drawing `name` of `shares`, oldest first, with what each is called; `anchor` is where they are defined.
pub(in crate::site) fn shares(
    here: &Here<'_>,
    name: &str,
    anchor: &str,
    shares: &[(Link, Share)],
) -> Chart<SharesDrawing> {
    let caption = Caption::new(here, name, anchor, says(here, shares), numbers(here, shares));
    let is_enough = shares.iter().any(|it| is_enough(&it.1));
    let drawing = is_enough.then(|| drawing(here, shares));
    Chart::new(caption, drawing)
}

fn is_enough(share: &Share) -> bool {
    MIN_SAMPLE as u64 <= share.n
}

fn drawing(here: &Here<'_>, shares: &[(Link, Share)]) -> SharesDrawing {
    let n = shares.len();
    let column = |(idx, (label, share)): (usize, &(Link, Share))| Column {
        label: ColumnLabel::new(label.words().to_owned(), idx, n),
        marks: Some(share).filter(|it| is_enough(it)).and_then(|it| {
            let share = as_float(i64::try_from(it.k).ok()?) / as_float(i64::try_from(it.n).ok()?);
            let values = [("name", label.words()), ("k", &it.k.to_string()), ("n", &it.n.to_string())];
            let mark = label.clone().with_words(here.messages().fill("chart.mark.share", &values));
            Some(Marks { low: SCALE.y(it.low?), high: SCALE.y(it.high?), share: SCALE.y(share), mark })
        }),
    };
    SharesDrawing { plot: SCALE.plot(here), columns: shares.iter().enumerate().map(column).collect() }
}

/// The last two against the two before by Fisher's exact test, else that there are too few.
fn says(here: &Here<'_>, shares: &[(Link, Share)]) -> String {
    let messages = here.messages();
    let sum = |part: &[(Link, Share)]| part.iter().fold((0, 0), |(k, n), (_, it)| (k + it.k, n + it.n));
    let (k, n) = sum(shares);
    let whole = stats::share(k, n);
    let (Some(low), Some(high)) = (whole.low, whole.high) else {
        return messages.text("chart.shares.none").to_owned();
    };
    let text = |it: u64| messages.integer(usize::try_from(it).unwrap_or(usize::MAX));
    let (k, n) = (text(k), text(n));
    if !is_enough(&whole) {
        return messages.fill("chart.shares.too_few", &[("k", &k), ("n", &n)]);
    }
    let band = interval(here, low, high);
    let all = messages.fill("chart.shares.says", &[("k", &k), ("n", &n), ("interval", &band)]);
    let Some(first) = shares.len().checked_sub(4) else { return all };
    let (before, after) = (sum(&shares[first..first + 2]), sum(&shares[first + 2..]));
    if before.1.min(after.1) < MIN_SAMPLE as u64 {
        return messages.sentences(&all, messages.text("chart.shares.change_too_few"));
    }
    let p = stats::fisher_test(before, after);
    let share = |(k, n): (u64, u64)| messages.fill("stat.of", &[("k", &text(k)), ("n", &text(n))]);
    let key = if p < 0.05 { "chart.shares.change" } else { "chart.shares.no_change" };
    let change = messages.fill(
        key,
        &[
            ("before", &share(before)),
            ("after", &share(after)),
            ("p", &messages.number((p * 100.0).round() / 100.0)),
        ],
    );
    messages.sentences(&all, &change)
}

fn numbers(here: &Here<'_>, shares: &[(Link, Share)]) -> Option<Numbers> {
    let row = |(label, share): &(Link, Share)| {
        let text = |it: u64| count(here, usize::try_from(it).unwrap_or(usize::MAX));
        let band = match (share.low, share.high) {
            (Some(low), Some(high)) if is_enough(share) => interval(here, low, high),
            _ => here.messages().text("stat.too_few").to_owned(),
        };
        vec![label.clone(), text(share.k), text(share.n), Link::text(band)]
    };
    let columns = ["column.quarter", "column.returns", "column.comparable", "column.interval"];
    Numbers::new(here, &columns, shares.iter().rev().map(row).collect())
}
