//! A weaker kind of recurrence: different causes below one ancestor, on one service, within the window.
//!
//! `capacity/pool` and then `capacity/limit` on one service may have one root. It may be chance as well, so that these
//! are listed apart and not counted.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::matrix::top_level;
use super::recurrence::is_comparable;
use super::{Settings, days_between, start_day};
use crate::model::{Incident, KnowledgeBase};

/// Incidents on one service whose causes differ but are below one ancestor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kindred {
    /// The top-level cause above all of them.
    pub ancestor: String,
    /// The service they share.
    pub service: String,
    /// Ids, earliest first; at least two.
    pub incidents: Vec<String>,
    /// Different primary causes among them, most first; at least two.
    pub causes: Vec<(String, usize)>,
    /// Days from each start to the next.
    pub gaps_days: Vec<i32>,
}

/// Every such run: most different causes first, then the longest, then the latest.
pub fn find(knowledge_base: &KnowledgeBase, settings: &Settings) -> Vec<Kindred> {
    let mut groups: BTreeMap<(&str, &str), Vec<(Date, &Incident)>> = BTreeMap::new();
    for incident in knowledge_base.failures().filter(|it| is_comparable(it)) {
        let (Some(start), Some(cause)) = (start_day(incident, &settings.zone), incident.primary_cause())
        else {
            continue;
        };
        let services: BTreeSet<&str> = incident.services.iter().map(String::as_str).collect();
        for service in services {
            groups.entry((top_level(cause), service)).or_default().push((start, incident));
        }
    }
    let mut found: Vec<(Date, Kindred)> = Vec::new();
    for ((ancestor, service), mut members) in groups {
        members.sort_by_key(|(start, incident)| (*start, incident.noticed(), &incident.id));
        let is_near = |a: &(Date, &Incident), b: &(Date, &Incident)| {
            days_between(a.0, b.0) <= settings.recurrence_window_days
        };
        found.extend(
            members
                .chunk_by(is_near)
                .filter_map(|run| Some((run.last()?.0, kindred(ancestor, service, run)?))),
        );
    }
    found.sort_by(|(a_last, a), (b_last, b)| {
        let key =
            |it: &Kindred, last: Date| (Reverse(it.causes.len()), Reverse(it.incidents.len()), Reverse(last));
        (key(a, *a_last), &a.ancestor, &a.service).cmp(&(key(b, *b_last), &b.ancestor, &b.service))
    });
    found.into_iter().map(|it| it.1).collect()
}

fn kindred(ancestor: &str, service: &str, run: &[(Date, &Incident)]) -> Option<Kindred> {
    let causes =
        super::quarters::counted(run.iter().filter_map(|(_, it)| it.primary_cause().map(str::to_owned)));
    (2 <= causes.len()).then(|| Kindred {
        ancestor: ancestor.to_owned(),
        service: service.to_owned(),
        incidents: run.iter().map(|(_, it)| it.id.clone()).collect(),
        causes,
        gaps_days: run.windows(2).map(|pair| days_between(pair[0].0, pair[1].0)).collect(),
    })
}
