//! How fast incidents were handled, and which promises were kept.

use serde::Serialize;

use super::badge::{self, SeverityBadge};
use crate::analysis::response_times::{Compliance, Measure};
use crate::analysis::review::Response;
use crate::analysis::stats::Summary;
use crate::model::{Hours, Promise};
use crate::site::context::{Here, Link};
use crate::site::definition::Definition;

/// One measure over many incidents, on one clock.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct MeasureRow {
    /// Leads to its definition.
    name: Link,
    /// `started → detected`.
    ends: String,
    /// `calendar time`.
    clock: String,
    n: usize,
    missing: usize,
    /// `None` with too few values to say.
    spread: Option<SpreadView>,
    /// The median of the period before, with its n; `None` with too few values.
    before: Option<String>,
    dots: Option<Dots>,
}

#[derive(Debug, Clone, Serialize)]
struct SpreadView {
    p25: String,
    median: String,
    p75: String,
}

/// Every incident as a dot on one line: places in percent of the longest time.
#[derive(Debug, Clone, Serialize)]
struct Dots {
    values: Vec<Dot>,
    /// Where the middle half lies, and its median; `None` with too few values.
    quartiles: Option<Quartiles>,
    /// The longest time, in words.
    longest: String,
    /// What it shows, in words.
    text: String,
}

/// Places in percent: where the middle half begins, how wide it is, and where the median lies.
#[derive(Debug, Clone, Serialize)]
struct Quartiles {
    left: String,
    width: String,
    median: String,
}

#[derive(Debug, Clone, Serialize)]
struct Dot {
    /// `12.5`, in percent from the left.
    x: String,
    /// `INC-2026-0001: 38 min`.
    label: String,
}

/// One promise for one severity.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct TargetRow {
    severity: SeverityBadge,
    name: String,
    /// `started → mitigated`.
    ends: String,
    limit: String,
    met: usize,
    missed: usize,
    unmeasured: usize,
}

/// One line per measure in calendar time, and one in support hours where any incident could be measured.
pub(in crate::site) fn measures(here: &Here<'_>, response: &[Response<'_>]) -> Vec<MeasureRow> {
    let is_told = |it: &&Response<'_>| it.hours == Hours::Calendar || 0 < it.summary.n;
    response.iter().filter(is_told).map(|it| measure(here, it)).collect()
}

fn measure(here: &Here<'_>, response: &Response<'_>) -> MeasureRow {
    let messages = here.messages();
    let summary = response.summary;
    let median = |it: Summary| {
        let median = messages.duration(it.spread?.median);
        Some(messages.fill("review.median_before", &[("median", &median), ("n", &it.n.to_string())]))
    };
    MeasureRow {
        name: here.definition_named(
            messages.word("measure", response.measure.as_str()),
            Definition::Measure(response.measure),
        ),
        ends: ends(here, response.measure),
        clock: clock(here, response.hours),
        n: summary.n,
        missing: summary.missing,
        spread: summary.spread.map(|it| SpreadView {
            p25: messages.duration(it.p25),
            median: messages.duration(it.median),
            p75: messages.duration(it.p75),
        }),
        before: response.before.and_then(median),
        dots: dots(here, response),
    }
}

fn dots(here: &Here<'_>, response: &Response<'_>) -> Option<Dots> {
    let messages = here.messages();
    let longest = response.values.iter().map(|it| it.1).max().filter(|it| 0 < *it)?;
    // Tenths of a percent, so that no rounding depends on the machine.
    let place = |seconds: i64| {
        let tenths = seconds.saturating_mul(1000) / longest;
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    let dot = |(incident, seconds): &(&crate::model::Incident, i64)| Dot {
        x: place(*seconds),
        label: format!("{}: {}", incident.id, messages.duration(*seconds)),
    };
    let shortest = response.values.iter().map(|it| it.1).min().unwrap_or_default();
    Some(Dots {
        values: response.values.iter().map(dot).collect(),
        quartiles: response.summary.spread.map(|it| Quartiles {
            left: place(it.p25),
            width: place(it.p75 - it.p25),
            median: place(it.median),
        }),
        longest: messages.duration(longest),
        text: messages.fill(
            "review.dots",
            &[
                ("n", &response.values.len().to_string()),
                ("shortest", &messages.duration(shortest)),
                ("longest", &messages.duration(longest)),
            ],
        ),
    })
}

/// The two milestones that `measure` is the time between, in words.
pub(in crate::site) fn ends(here: &Here<'_>, measure: Measure) -> String {
    let (from, to) = measure.ends();
    milestones(here, from.as_str(), to.as_str())
}

fn milestones(here: &Here<'_>, from: &str, to: &str) -> String {
    let word = |it| here.messages().word("milestone", it);
    format!("{} → {}", word(from), word(to))
}

/// `calendar time` or `support hours`.
pub(in crate::site) fn clock(here: &Here<'_>, hours: Hours) -> String {
    here.messages().word("clock", hours.as_str())
}

/// One line per promise that something was asked of.
pub(in crate::site) fn targets(here: &Here<'_>, compliance: &[Compliance]) -> Vec<TargetRow> {
    let row = |it: &Compliance| TargetRow {
        severity: badge::severity(here, Some(&it.severity)),
        name: target_name(here, it.target.rsplit_once('/').map_or("", |(set, _)| set), it.promise),
        ends: milestones(here, it.promise.from.as_str(), it.promise.to.as_str()),
        limit: limit(here, it.limit, it.hours),
        met: it.met,
        missed: it.missed,
        unmeasured: it.unmeasured,
    };
    compliance.iter().map(row).collect()
}

/// `≤ 30 min`, with its clock where that is not calendar time.
pub(in crate::site) fn limit(here: &Here<'_>, seconds: i64, hours: Hours) -> String {
    let time = here.messages().duration(seconds);
    match hours {
        Hours::Calendar => format!("≤ {time}"),
        Hours::Support => {
            let words = [("text", format!("≤ {time}")), ("remark", clock(here, hours))];
            here.messages().fill("format.remark", &words.each_ref().map(|it| (it.0, it.1.as_str())))
        }
    }
}

/// `Mitigate`, or `1-5-10: Mitigate` in the named `set`.
pub(in crate::site) fn target_name(here: &Here<'_>, set: &str, promise: Promise) -> String {
    let measure = match Measure::between(promise) {
        Some(measure) => here.messages().word("measure", measure.as_str()),
        None => milestones(here, promise.from.as_str(), promise.to.as_str()),
    };
    if set.is_empty() { measure } else { format!("{set}: {measure}") }
}
