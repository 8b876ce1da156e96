//! What changed since the period before: sentences made from numbers.

use super::shares::share_values;
use crate::analysis::review::{Change, Review};
use crate::analysis::stats::{Direction, Share, Summary};
use crate::site::context::{Here, Link};
use crate::site::views::{closed_unknown, overdue_unknown};

/// One sentence for each change that the numbers can tell.
pub(super) fn sentences(here: &Here<'_>, review: &Review<'_>) -> Vec<Vec<Link>> {
    let name = review.before.as_ref().map(|it| it.0.to_string()).unwrap_or_default();
    review.changes.iter().map(|it| sentence(here, it, &name)).collect()
}

/// Why no change is shown.
pub(super) fn why_none(here: &Here<'_>, review: &Review<'_>) -> String {
    let key = match &review.before {
        _ if review.period.is_running() => "review.change.running",
        None => "review.change.first",
        Some(_) => "review.change.too_few",
    };
    here.messages().text(key).to_owned()
}

fn sentence(here: &Here<'_>, change: &Change<'_>, name: &str) -> Vec<Link> {
    let messages = here.messages();
    let mut values = vec![("name", name.to_owned())];
    let mut links = Vec::new();
    let key = match *change {
        Change::Incidents { now, before, direction: found } => {
            values.extend([
                ("now", messages.integer(now)),
                ("before", messages.integer(before)),
                ("direction", messages.text(verdict(found)).to_owned()),
            ]);
            "review.change.incidents"
        }
        Change::Repeats { now, before } => {
            values.extend(shares(here, now, before));
            "review.change.repeats"
        }
        Change::Resolve { now, before } => {
            values.extend(medians(here, now, before));
            "review.change.resolve"
        }
        Change::Targets { now, before } => {
            values.extend(shares(here, now, before));
            "review.change.targets"
        }
        Change::Actions { opened, closed, overdue, overdue_before } => {
            let counts = [
                ("opened", opened),
                ("closed", closed),
                ("overdue", overdue),
                ("overdue_before", overdue_before),
            ];
            values.extend(counts.map(|(key, n)| (key, messages.integer(n))));
            match (closed_unknown(here), overdue_unknown(here)) {
                (None, None) => "review.change.actions",
                (None, Some(unknown)) => {
                    values.push(("unknown", unknown));
                    "review.change.actions_undated"
                }
                (Some(unknown), None) => {
                    values.push(("unknown", unknown));
                    "review.change.actions_unclosed"
                }
                (Some(closed), Some(overdue)) => {
                    values.push(("unknown", messages.sentences(&closed, &overdue)));
                    "review.change.actions_planned"
                }
            }
        }
        Change::Cause { cause, now, before } => {
            values.extend(shares(here, now, before));
            links.push(("cause", here.cause(cause)));
            "review.change.cause"
        }
    };
    let values: Vec<(&str, &str)> = values.iter().map(|(key, it)| (*key, it.as_str())).collect();
    here.sentence(key, &values, &links)
}

fn verdict(direction: Direction) -> &'static str {
    match direction {
        Direction::Rising => "review.change.rising",
        Direction::Falling => "review.change.falling",
        Direction::NoEvidence | Direction::TooFew => "review.change.no_evidence",
    }
}

fn shares(here: &Here<'_>, now: Share, before: Share) -> Vec<(&'static str, String)> {
    let mut values = share_values(here, now).to_vec();
    let [(_, k), (_, n), (_, share), ..] = share_values(here, before);
    values.extend([("k_before", k), ("n_before", n), ("share_before", share)]);
    values
}

fn medians(here: &Here<'_>, now: Summary, before: Summary) -> Vec<(&'static str, String)> {
    let median = |it: Summary| it.spread.map(|it| here.messages().duration(it.median)).unwrap_or_default();
    vec![
        ("median", median(now)),
        ("n", now.n.to_string()),
        ("missing", now.missing.to_string()),
        ("median_before", median(before)),
        ("n_before", before.n.to_string()),
        ("missing_before", before.missing.to_string()),
    ]
}
