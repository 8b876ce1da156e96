//! The incidents of one cause, service, team or severity: how often, how fast, what else, and for how long not.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::quarters::QuarterSummary;
use super::response_times::{self, Measure};
use super::stats::{self, Direction, Summary};
use super::{Analysis, days_between, start_day};
use crate::model::Incident;
use crate::time::Quarter;

/// Most quarters that a group is followed through.
const MAX_QUARTERS: usize = 8;

/// The failures of a group.
#[derive(Debug, Clone)]
pub struct Group<'a> {
    /// The last quarters of the site, oldest first, each with how many of the failures began in it.
    pub quarters: Vec<(&'a QuarterSummary, usize)>,
    /// The last two full quarters against the two before.
    pub direction: Direction,
    /// How many chains the failures are part of.
    pub n_chains: usize,
    /// Time from start to resolved, in calendar time.
    pub resolve: Summary,
    /// Causes that the failures name, with how many do, most first.
    pub causes: Vec<(&'a str, usize)>,
    /// Days from the last failure to the as-of day; `None` without a dated one before it.
    pub days_since_last: Option<i32>,
}

/// The group of `incidents`, of which only failures count.
pub fn group<'a>(incidents: &[&'a Incident], analysis: &'a Analysis) -> Group<'a> {
    let settings = &analysis.settings;
    let failures: Vec<&Incident> = incidents.iter().copied().filter(|it| it.counts()).collect();
    let days: Vec<Date> = failures.iter().filter_map(|it| start_day(it, &settings.zone)).collect();
    let mut per_quarter: BTreeMap<Quarter, usize> = BTreeMap::new();
    for day in &days {
        *per_quarter.entry(Quarter::of(*day, settings.fiscal_year_start)).or_default() += 1;
    }
    let counted = |it: &'a QuarterSummary| (it, per_quarter.get(&it.quarter).copied().unwrap_or(0));
    let all: Vec<(&QuarterSummary, usize)> = analysis.quarters.iter().map(counted).collect();
    let ids: BTreeSet<&str> = failures.iter().map(|it| it.id.as_str()).collect();
    let is_part = |chain: &&super::recurrence::Recurrence| {
        1 < chain.incidents.iter().filter(|it| ids.contains(it.as_str())).count()
    };
    let since = |it: &Date| Some(days_between(*it, settings.as_of)).filter(|it| 0 <= *it);
    let mut causes: BTreeMap<&str, usize> = BTreeMap::new();
    for incident in &failures {
        let named: BTreeSet<&str> = incident.causes.iter().map(String::as_str).collect();
        for cause in named {
            *causes.entry(cause).or_default() += 1;
        }
    }
    let mut causes: Vec<(&str, usize)> = causes.into_iter().collect();
    causes.sort_by_key(|it| std::cmp::Reverse(it.1));
    Group {
        direction: direction(&all),
        quarters: all[all.len().saturating_sub(MAX_QUARTERS)..].to_vec(),
        n_chains: analysis.recurring.iter().filter(is_part).count(),
        resolve: response_times::summarise(&failures, Measure::Resolve),
        causes,
        days_since_last: days.iter().filter_map(since).min(),
    }
}

/// Failures of other years that began in the week around the as-of day: whole years ago, and the incident; latest first.
pub fn anniversaries<'a>(incidents: &'a [Incident], analysis: &Analysis) -> Vec<(i16, &'a Incident)> {
    let settings = &analysis.settings;
    let mut found: Vec<(i16, &Incident)> = incidents
        .iter()
        .filter(|it| it.counts())
        .filter_map(|it| Some((years_ago(start_day(it, &settings.zone)?, settings.as_of)?, it)))
        .collect();
    found.sort_by_key(|(years, it)| (*years, it.date, it.id.as_str()));
    found
}

/// Days before and behind the as-of day that make up its week.
const HALF_WEEK: i32 = 3;

/// How many years before `as_of` the day `day` lies, within half a week of the same day of the year; at least one.
fn years_ago(day: Date, as_of: Date) -> Option<i16> {
    // The as-of week can reach into the next or the last year. 29 February is remembered on the 28th of other years.
    let years = as_of.year() - day.year();
    let is_near = |years: &i16| {
        let then = day.checked_add(jiff::Span::new().years(*years)).ok();
        then.is_some_and(|it| days_between(it, as_of).abs() <= HALF_WEEK)
    };
    [years - 1, years, years + 1].into_iter().filter(|it| 1 <= *it).find(is_near)
}

fn direction(quarters: &[(&QuarterSummary, usize)]) -> Direction {
    let full = quarters.iter().position(|it| it.0.running).unwrap_or(quarters.len());
    let Some(first) = full.checked_sub(4) else { return Direction::TooFew };
    let sum = |quarters: &[(&QuarterSummary, usize)]| quarters.iter().map(|it| it.1 as u64).sum();
    stats::direction(sum(&quarters[first..first + 2]), sum(&quarters[first + 2..full]))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_anniversary_is_the_same_week_of_an_earlier_year() {
        let as_of = date(2026, 10, 15);
        assert_eq!(years_ago(date(2025, 10, 15), as_of), Some(1));
        assert_eq!(years_ago(date(2023, 10, 12), as_of), Some(3));
        assert_eq!(years_ago(date(2025, 10, 18), as_of), Some(1));
        assert_eq!(years_ago(date(2025, 10, 19), as_of), None);
        assert_eq!(years_ago(date(2026, 10, 15), as_of), None);
        assert_eq!(years_ago(date(2027, 10, 15), as_of), None);
    }

    #[test]
    fn the_week_of_an_anniversary_reaches_over_the_end_of_a_year_and_over_leap_days() {
        assert_eq!(years_ago(date(2024, 12, 30), date(2026, 1, 1)), Some(1));
        assert_eq!(years_ago(date(2025, 1, 2), date(2025, 12, 31)), Some(1));
        assert_eq!(years_ago(date(2024, 2, 29), date(2025, 2, 28)), Some(1));
        assert_eq!(years_ago(date(2023, 2, 28), date(2024, 2, 29)), Some(1));
    }
}
