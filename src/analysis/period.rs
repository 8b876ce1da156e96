//! A quarter or a year, with what a review reports about it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::quarters::QuarterSummary;
use super::recurrence::Recurrence;
use super::stats::{self, Direction, Share};
use crate::time::Quarter;

/// What a period is called: `2026-Q1` or `2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PeriodName {
    /// One quarter.
    Quarter(Quarter),
    /// The four quarters of a (fiscal) year.
    Year(i16),
}

/// One quarter or several that follow each other.
#[derive(Debug, Clone)]
pub struct Period<'a> {
    quarters: Vec<&'a QuarterSummary>,
    days: (Date, Date),
}

impl<'a> Period<'a> {
    /// The time of `quarters`, oldest first; `None` for none.
    pub fn new(quarters: Vec<&'a QuarterSummary>) -> Option<Self> {
        let days = (quarters.first()?.days.0, quarters.last()?.days.1);
        Some(Self { quarters, days })
    }

    /// The same, but to the end of the year whose quarters these are: those that are still to come have no summary.
    #[must_use]
    pub fn until_end_of_year(mut self, fiscal_year_start: i8) -> Self {
        let last = Quarter { number: 4, ..self.quarters[0].quarter };
        self.days.1 = last.days(fiscal_year_start).map_or(self.days.1, |it| it.1);
        self
    }

    /// First and last day, both inclusive; from the first quarter with a record on.
    pub fn days(&self) -> (Date, Date) {
        self.days
    }

    /// Whether every quarter of `name` is recorded.
    pub fn is_whole(&self, name: PeriodName) -> bool {
        match name {
            PeriodName::Quarter(_) => true,
            PeriodName::Year(_) => self.quarters.len() == 4,
        }
    }

    /// Whether it is not over on the as-of day.
    pub fn is_running(&self) -> bool {
        self.quarters.iter().any(|it| it.running)
    }

    /// Ids of the failures that began in it, earliest first.
    pub fn incidents(&self) -> impl Iterator<Item = &'a str> {
        self.quarters.iter().flat_map(|it| &it.incidents).map(String::as_str)
    }

    /// Ids of near misses, drills and maintenance that began in it.
    pub fn others(&self) -> impl Iterator<Item = &'a str> {
        self.quarters.iter().flat_map(|it| &it.others).map(String::as_str)
    }

    /// How many failures began in it.
    pub fn n_incidents(&self) -> usize {
        self.sum(|it| it.incidents.len())
    }

    /// How many action items were promised in it.
    pub fn opened(&self) -> usize {
        self.sum(|it| it.opened)
    }

    /// How many action items were closed in it.
    pub fn closed(&self) -> usize {
        self.sum(|it| it.closed)
    }

    /// How many action items were overdue at its end, or on the as-of day while it is running.
    pub fn overdue_at_end(&self) -> usize {
        let ended = self.quarters.iter().rev().find(|it| it.running);
        ended.unwrap_or(&self.quarters[self.quarters.len() - 1]).overdue_at_end
    }

    /// Ids of failures that continue a chain.
    pub fn recurrences(&self) -> Vec<&'a String> {
        self.quarters.iter().flat_map(|it| &it.recurrences).collect()
    }

    /// Continuing failures out of those with a known cause and service.
    pub fn repeat_rate(&self) -> Share {
        let k = self.quarters.iter().map(|it| it.repeat_rate.k).sum();
        stats::share(k, self.quarters.iter().map(|it| it.repeat_rate.n).sum())
    }

    /// Failures per severity id, every step of the scale.
    pub fn by_severity(&self) -> Vec<(Option<&'a str>, usize)> {
        let steps = self.quarters[0].by_severity.iter().map(|(id, _)| id.as_deref());
        let count = |id: Option<&str>| {
            self.sum(|it| {
                it.by_severity.iter().filter(|(other, _)| other.as_deref() == id).map(|it| it.1).sum()
            })
        };
        steps.map(|id| (id, count(id))).collect()
    }

    /// Primary causes and counts, most first; `None` is "not determined".
    pub fn by_cause(&self) -> Vec<(Option<&'a str>, usize)> {
        counted(self.quarters.iter().flat_map(|it| &it.by_cause).map(|(id, n)| (id.as_deref(), *n)))
    }

    /// Services and counts, most first.
    pub fn by_service(&self) -> Vec<(&'a str, usize)> {
        counted(self.quarters.iter().flat_map(|it| &it.by_service).map(|(name, n)| (name.as_str(), *n)))
    }

    /// Whether failures became more or fewer since `before`, which must be as long.
    pub fn direction_since(&self, before: &Self) -> Direction {
        stats::direction(before.n_incidents() as u64, self.n_incidents() as u64)
    }

    /// The chains that an incident of it continues.
    pub fn chains(&self, recurring: &'a [Recurrence]) -> Vec<&'a Recurrence> {
        let ids: BTreeSet<&str> = self.recurrences().into_iter().map(String::as_str).collect();
        let continued = |it: &&Recurrence| it.incidents.iter().skip(1).any(|id| ids.contains(id.as_str()));
        recurring.iter().filter(continued).collect()
    }

    fn sum(&self, value: impl Fn(&QuarterSummary) -> usize) -> usize {
        self.quarters.iter().map(|it| value(it)).sum()
    }
}

impl PeriodName {
    /// The period before this one, as long as it.
    #[must_use]
    pub fn previous(self) -> Self {
        match self {
            Self::Quarter(it) => Self::Quarter(it.previous()),
            Self::Year(it) => Self::Year(it - 1),
        }
    }
}

impl fmt::Display for PeriodName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quarter(it) => it.fmt(f),
            Self::Year(it) => it.fmt(f),
        }
    }
}

impl FromStr for PeriodName {
    type Err = ();

    /// Reads `2026-Q1`, `2026Q1`, `2026-q1` and `2026`.
    fn from_str(text: &str) -> Result<Self, ()> {
        match text.parse::<i16>() {
            Ok(year) if text.len() == 4 && 0 < year => Ok(Self::Year(year)),
            _ => text.parse().map(Self::Quarter),
        }
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
