//! "Are we getting better?": one sentence each on incidents, repeats, action items and the time to resolve.
//!
//! Four full quarters are put beside the four before them, with how many reports each number rests on. No sentence calls
//! a difference good or bad: a reader sees both numbers. Where a number cannot be known, the sentence says what is missing.

use serde::Serialize;

use crate::address::Route;
use crate::analysis::quarters::QuarterSummary;
use crate::analysis::recurrence::{cannot_tell, is_comparable};
use crate::analysis::response_times::{self, Measure};
use crate::analysis::stats::Summary;
use crate::model::{ActionItem, ActionStatus, Incident};
use crate::site::context::{Here, Link};
use crate::site::views::{closed_unknown, overdue_unknown, unknowable};

/// Quarters in a year: a season has no share in the difference.
const N_QUARTERS: usize = 4;

/// One of the four answers.
#[derive(Serialize)]
pub(super) struct Answer {
    name: String,
    text: String,
    /// The page with the numbers.
    more: Link,
}

/// Four full quarters, or fewer where there are not more.
struct Span<'a> {
    quarters: &'a [QuarterSummary],
    incidents: Vec<&'a Incident>,
}

impl<'a> Span<'a> {
    fn new(here: &Here<'a>, quarters: &'a [QuarterSummary]) -> Self {
        let ids = quarters.iter().flat_map(|it| &it.incidents);
        Self { quarters, incidents: ids.filter_map(|id| here.site.incident(id)).collect() }
    }

    fn n_repeats(&self) -> usize {
        self.quarters.iter().map(|it| it.recurrences.len()).sum()
    }

    fn sum(&self, of: impl Fn(&QuarterSummary) -> usize) -> usize {
        self.quarters.iter().map(of).sum()
    }

    fn resolve(&self) -> Summary {
        response_times::summarise(&self.incidents, Measure::Resolve)
    }
}

/// The four answers; none before a quarter is over.
pub(super) fn answers(here: &Here<'_>) -> Vec<Answer> {
    let full: Vec<&QuarterSummary> = here.site.analysis.quarters.iter().collect();
    let n_full = full.iter().filter(|it| it.days.1 < here.site.as_of()).count();
    let full = &here.site.analysis.quarters[..n_full];
    if full.is_empty() {
        return Vec::new();
    }
    let (earlier, now) = full.split_at(full.len().saturating_sub(N_QUARTERS));
    let before = &earlier[earlier.len().saturating_sub(N_QUARTERS)..];
    let now = Span::new(here, now);
    // A shorter time before it could not be put beside it.
    let before = (before.len() == N_QUARTERS).then(|| Span::new(here, before));
    vec![
        incidents(here, &now, before.as_ref()),
        repeats(here, &now, before.as_ref()),
        action_items(here, &now, before.as_ref()),
        time_to_resolve(here, &now, before.as_ref()),
    ]
}

/// The quarters that the answers are about: `2025-Q4 – 2026-Q3`.
pub(super) fn period(here: &Here<'_>) -> String {
    let full = here.site.analysis.quarters.iter().filter(|it| it.days.1 < here.site.as_of());
    let full: Vec<_> = full.collect();
    let now = &full[full.len().saturating_sub(N_QUARTERS)..];
    match (now.first(), now.last()) {
        (Some(first), Some(last)) if first.quarter != last.quarter => {
            format!("{} – {}", first.quarter, last.quarter)
        }
        (Some(only), _) => only.quarter.to_string(),
        _ => String::new(),
    }
}

fn answer(here: &Here<'_>, name: &str, now: String, before: Option<String>, to: &Route) -> Answer {
    let messages = here.messages();
    Answer {
        name: messages.text(name).to_owned(),
        text: match before {
            Some(before) => messages.sentences(&now, &before),
            None => now,
        },
        more: here.link(messages.text("progress.more"), to),
    }
}

fn incidents(here: &Here<'_>, now: &Span<'_>, before: Option<&Span<'_>>) -> Answer {
    let messages = here.messages();
    // No report from a year is not a year without an incident.
    let before = before.map(|it| match it.incidents.len() {
        0 => messages.text("progress.before_none").to_owned(),
        n => messages.count("progress.before", n),
    });
    let now = messages.count("progress.incidents", now.incidents.len());
    answer(here, "nav.incidents", now, before, &Route::Trends)
}

/// What is said in place of "0 of 0", which reads like a result.
fn none_of_none(here: &Here<'_>, now: &Span<'_>) -> Option<String> {
    now.incidents.is_empty().then(|| here.messages().text("progress.no_incidents").to_owned())
}

fn repeats(here: &Here<'_>, now: &Span<'_>, before: Option<&Span<'_>>) -> Answer {
    let messages = here.messages();
    let text = |key: &str, it: &Span<'_>| {
        let comparable = it.incidents.iter().filter(|it| is_comparable(it)).count();
        let values = [("n", messages.integer(it.n_repeats())), ("total", messages.integer(comparable))];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, it)| (*name, it.as_str())).collect();
        messages.fill(key, &values)
    };
    // A small number of repeats says something only where most incidents could be found to repeat one.
    let now = none_of_none(here, now)
        .or_else(|| unknowable(here, now.incidents.iter().copied()))
        .unwrap_or_else(|| text("progress.repeats", now));
    let is_known =
        |it: &&Span<'_>| !it.incidents.is_empty() && cannot_tell(it.incidents.iter().copied()).is_none();
    let before = before.filter(is_known);
    answer(
        here,
        "progress.name.repeats",
        now,
        before.map(|it| text("progress.repeats_before", it)),
        &Route::Recurring,
    )
}

fn action_items(here: &Here<'_>, now: &Span<'_>, before: Option<&Span<'_>>) -> Answer {
    let messages = here.messages();
    if here.site.knowledge_base.action_items().next().is_none() {
        let text = messages.text("progress.no_items").to_owned();
        return answer(here, "nav.actions", text, None, &Route::Actions);
    }
    // A day is what a count of one time rests on: items without one are named, and where they are most, nothing is counted.
    let is_undated = |it: &&ActionItem| it.status == ActionStatus::Done && it.closed.is_none();
    let undated = here.site.knowledge_base.action_items().map(|it| it.1).filter(is_undated).count();
    if let Some(unknown) = overdue_unknown(here) {
        let text = match now.sum(|it| it.opened) {
            0 => unknown,
            n => messages.sentences(&messages.count("progress.planned", n), &unknown),
        };
        return answer(here, "nav.actions", text, None, &Route::Overdue);
    }
    let unclosed = closed_unknown(here);
    let keys = match unclosed {
        None => ["progress.items", "progress.items_before"],
        Some(_) => ["progress.items_unclosed", "progress.items_before_unclosed"],
    };
    let text = |key: &str, it: &Span<'_>| {
        let values = [
            ("opened", messages.integer(it.sum(|it| it.opened))),
            ("closed", messages.integer(it.sum(|it| it.closed))),
            ("overdue", messages.integer(it.quarters.last().map_or(0, |it| it.overdue_at_end))),
        ];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, it)| (*name, it.as_str())).collect();
        messages.fill(key, &values)
    };
    let mut sentence = text(keys[0], now);
    if let Some(unknown) = unclosed {
        sentence = messages.sentences(&sentence, &unknown);
    } else if 0 < undated {
        sentence = messages.sentences(&sentence, &messages.count("progress.done_undated", undated));
    }
    let has_items = |it: &&Span<'_>| 0 < it.sum(|it| it.opened + it.closed + it.overdue_at_end);
    let before = before.filter(has_items).map(|it| text(keys[1], it));
    answer(here, "nav.actions", sentence, before, &Route::Overdue)
}

fn time_to_resolve(here: &Here<'_>, now: &Span<'_>, before: Option<&Span<'_>>) -> Answer {
    let messages = here.messages();
    let text = |key: &str, it: &Summary| {
        let median = it.spread.map(|it| messages.duration(it.median))?;
        let values =
            [("time", median), ("n", messages.integer(it.n)), ("total", messages.integer(it.n + it.missing))];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, it)| (*name, it.as_str())).collect();
        Some(messages.fill(key, &values))
    };
    let resolve = now.resolve();
    let sentence =
        none_of_none(here, now).or_else(|| text("progress.resolve", &resolve)).unwrap_or_else(|| {
            let values = [messages.integer(resolve.n), messages.integer(resolve.n + resolve.missing)];
            let key = if resolve.n * 2 < resolve.n + resolve.missing {
                "progress.resolve_unknown"
            } else {
                "progress.resolve_few"
            };
            messages.fill(key, &[("n", &values[0]), ("total", &values[1])])
        });
    let before = before.and_then(|it| text("progress.resolve_before", &it.resolve()));
    answer(here, "progress.name.resolve", sentence, before, &Route::Trends)
}
