//! A failure that came back, on an axis of days: what lies between its incidents, and the days since the last one.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use super::across::Across;
use super::mark;
use crate::analysis::recurrence::Recurrence;
use crate::analysis::{days_between, start_day};
use crate::site::context::{Here, Link};

/// A gap narrower than this has no room for its number, in thousandths; less than the other on a wide screen.
const ROOM: usize = 120;
const ROOM_WIDE: usize = 50;

/// The axis.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct ChainAxis {
    id: String,
    title: String,
    /// `3 incidents in 294 days, 168 and 126 days apart; 90 days since the last one.`
    says: String,
    first: String,
    last: String,
    as_of: String,
    /// Where the line ends that joins the incidents, and the one of days since begins.
    end: Across,
    marks: Vec<Mark>,
    gaps: Vec<Gap>,
}

#[derive(Debug, Clone, Serialize)]
struct Mark {
    x: Across,
    link: Link,
    /// A fix of an earlier one was still open.
    was_open: bool,
    /// All had been done before.
    was_done: bool,
}

#[derive(Debug, Clone, Serialize)]
struct Gap {
    center: Across,
    text: String,
    is_minor: bool,
    /// Days since the last one.
    is_since: bool,
}

/// The axis of `chain`, for the place `anchor`.
pub(in crate::site) fn chain_axis(here: &Here<'_>, chain: &Recurrence, anchor: &str) -> Option<ChainAxis> {
    let messages = here.messages();
    let zone = &here.site.analysis.settings.zone;
    let day = |id: &String| start_day(here.site.incident(id)?, zone);
    let days: Vec<Date> = chain.incidents.iter().filter_map(day).collect();
    let (first, last) = (*days.first()?, *days.last()?);
    let as_of = here.site.as_of().max(last);
    let whole = days_since(first, as_of).max(1);
    let x = |day: Date| Across::of(days_since(first, day), whole);
    let opened: BTreeSet<&str> = chain.while_open.iter().map(|it| it.incident.as_str()).collect();
    let done: BTreeSet<&str> = chain.after_done.iter().map(|it| it.incident.as_str()).collect();
    let marks = days.iter().zip(&chain.incidents).map(|(day, id)| Mark {
        x: x(*day),
        link: here.site.incident(id).map_or_else(|| Link::text(id), |it| mark::incident(here, it, &it.title)),
        was_open: opened.contains(id.as_str()),
        was_done: done.contains(id.as_str()),
    });
    let ends: Vec<Date> = days.iter().copied().chain([as_of]).collect();
    let gap = |(idx, pair): (usize, &[Date])| {
        let (from, to) = (x(pair[0]).0, x(pair[1]).0);
        let gap = days_since(pair[0], pair[1]);
        let (room, is_since) = (to - from, idx + 1 == days.len());
        (ROOM_WIDE <= room && 0 < gap).then(|| Gap {
            center: Across(usize::midpoint(from, to)),
            text: messages.fill("format.days", &[("n", &messages.integer(gap))]),
            is_minor: room < ROOM,
            is_since,
        })
    };
    Some(ChainAxis {
        id: format!("{anchor}-axis"),
        title: messages.text("chart.chain.title").to_owned(),
        says: says(here, chain, days_since(first, last), days_since(last, as_of)),
        first: messages.date(first),
        last: messages.date(last),
        as_of: messages.date(as_of),
        end: x(last),
        marks: marks.collect(),
        gaps: ends.windows(2).enumerate().filter_map(gap).collect(),
    })
}

fn says(here: &Here<'_>, chain: &Recurrence, span: usize, since: usize) -> String {
    let messages = here.messages();
    let gaps = chain.gaps_days.iter();
    let (least, most) = (gaps.clone().min(), gaps.max());
    let days = |it: Option<&i32>| messages.count("count.days", it.map_or(0, |it| it.unsigned_abs() as usize));
    let values = [
        ("size", messages.count("count.incidents", chain.incidents.len())),
        ("span", messages.count("count.days", span)),
        ("least", days(least)),
        ("most", days(most)),
        ("since", messages.count("count.days", since)),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, it)| (*name, it.as_str())).collect();
    messages.fill(if least == most { "chart.chain.says_one" } else { "chart.chain.says" }, &values)
}

fn days_since(from: Date, to: Date) -> usize {
    usize::try_from(days_between(from, to)).unwrap_or_default()
}
