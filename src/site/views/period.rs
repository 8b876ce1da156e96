//! A quarter or a year, with what a review says of it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::analysis::quarters::QuarterSummary;
use crate::analysis::response_times::{self, Compliance, Measure};
use crate::analysis::stats::{self, Share, Summary};
use crate::analysis::{recurrence, stats::Direction};
use crate::model::Incident;
use crate::site::context::Site;

/// One quarter or several that follow each other.
#[derive(Debug, Clone)]
pub(in crate::site) struct Period<'a> {
    quarters: Vec<&'a QuarterSummary>,
}

impl<'a> Period<'a> {
    /// The time of `quarters`, oldest first; `None` for none.
    pub(in crate::site) fn new(quarters: Vec<&'a QuarterSummary>) -> Option<Self> {
        (!quarters.is_empty()).then_some(Self { quarters })
    }

    /// First and last day, both inclusive.
    pub(in crate::site) fn days(&self) -> (Date, Date) {
        let (first, last) = (self.quarters[0], self.quarters[self.quarters.len() - 1]);
        (first.days.0, last.days.1)
    }

    /// Whether it is not over on the as-of day.
    pub(in crate::site) fn is_running(&self) -> bool {
        self.quarters.iter().any(|it| it.running)
    }

    /// The failures that began in it, earliest first.
    pub(in crate::site) fn incidents(&self, site: &Site<'a>) -> Vec<&'a Incident> {
        self.quarters.iter().flat_map(|it| &it.incidents).filter_map(|id| site.incident(id)).collect()
    }

    /// Near misses, drills and maintenance that began in it.
    pub(in crate::site) fn others(&self, site: &Site<'a>) -> Vec<&'a Incident> {
        self.quarters.iter().flat_map(|it| &it.others).filter_map(|id| site.incident(id)).collect()
    }

    /// How many failures began in it.
    pub(in crate::site) fn n_incidents(&self) -> usize {
        self.sum(|it| it.incidents.len())
    }

    /// How many action items were promised in it.
    pub(in crate::site) fn opened(&self) -> usize {
        self.sum(|it| it.opened)
    }

    /// How many action items were closed in it.
    pub(in crate::site) fn closed(&self) -> usize {
        self.sum(|it| it.closed)
    }

    /// How many action items were overdue at its end, or on the as-of day while it is running.
    pub(in crate::site) fn overdue_at_end(&self) -> usize {
        let ended = self.quarters.iter().rev().find(|it| it.running);
        ended.unwrap_or(&self.quarters[self.quarters.len() - 1]).overdue_at_end
    }

    /// Ids of failures that continue a chain.
    pub(in crate::site) fn recurrences(&self) -> Vec<&'a String> {
        self.quarters.iter().flat_map(|it| &it.recurrences).collect()
    }

    /// Continuing failures out of those with a known cause and service.
    pub(in crate::site) fn repeat_rate(&self) -> Share {
        let k = self.quarters.iter().map(|it| it.repeat_rate.k).sum();
        stats::share(k, self.quarters.iter().map(|it| it.repeat_rate.n).sum())
    }

    /// Failures per severity id, every step of the scale.
    pub(in crate::site) fn by_severity(&self) -> Vec<(Option<&'a str>, usize)> {
        let steps = self.quarters[0].by_severity.iter().map(|(id, _)| id.as_deref());
        let count = |id: Option<&str>| {
            self.sum(|it| {
                it.by_severity.iter().filter(|(other, _)| other.as_deref() == id).map(|it| it.1).sum()
            })
        };
        steps.map(|id| (id, count(id))).collect()
    }

    /// Primary causes and counts, most first; `None` is "not determined".
    pub(in crate::site) fn by_cause(&self) -> Vec<(Option<&'a str>, usize)> {
        counted(self.quarters.iter().flat_map(|it| &it.by_cause).map(|(id, n)| (id.as_deref(), *n)))
    }

    /// Services and counts, most first.
    pub(in crate::site) fn by_service(&self) -> Vec<(&'a str, usize)> {
        counted(self.quarters.iter().flat_map(|it| &it.by_service).map(|(name, n)| (name.as_str(), *n)))
    }

    /// Every measure over its failures.
    pub(in crate::site) fn response(&self, site: &Site<'a>) -> BTreeMap<Measure, Summary> {
        let incidents = self.incidents(site);
        let summary = |it| (it, response_times::summarise(&incidents, it));
        Measure::ALL.into_iter().map(summary).collect()
    }

    /// Promises kept and broken.
    pub(in crate::site) fn compliance(&self, site: &Site<'a>) -> Vec<Compliance> {
        let severities = &site.knowledge_base.severities;
        response_times::compliance(&self.incidents(site), severities, &site.analysis.settings.targets)
    }

    /// Whether failures became more or fewer since `before`, which must be as long.
    pub(in crate::site) fn direction_since(&self, before: &Self) -> Direction {
        stats::direction(before.n_incidents() as u64, self.n_incidents() as u64)
    }

    /// The chains that an incident of it continues.
    pub(in crate::site) fn chains(&self, site: &Site<'a>) -> Vec<&'a recurrence::Recurrence> {
        let ids: BTreeSet<&str> = self.recurrences().into_iter().map(String::as_str).collect();
        let continued =
            |it: &&recurrence::Recurrence| it.incidents.iter().skip(1).any(|id| ids.contains(id.as_str()));
        site.analysis.recurring.iter().filter(continued).collect()
    }

    fn sum(&self, value: impl Fn(&QuarterSummary) -> usize) -> usize {
        self.quarters.iter().map(|it| value(it)).sum()
    }
}

/// Adds up the counts of each value; most first, then in the order of values.
fn counted<T: Ord + Copy>(counts: impl Iterator<Item = (T, usize)>) -> Vec<(T, usize)> {
    let mut by_value: BTreeMap<T, usize> = BTreeMap::new();
    for (value, n) in counts {
        *by_value.entry(value).or_default() += n;
    }
    let mut found: Vec<(T, usize)> = by_value.into_iter().collect();
    found.sort_by_key(|it| std::cmp::Reverse(it.1));
    found
}
