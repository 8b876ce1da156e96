//! Everything that a review of a quarter or a year says, in numbers: the page and `afterword report` only word it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Analysis;
use super::action_items::{is_tracked, was_overdue};
use super::completeness::{KINDS, gaps};
use super::decided::{Decided, decided_in};
use super::period::{Period, PeriodName};
use super::policy::{self, Breach};
use super::recurrence::Recurrence;
use super::response_times::{self, Compliance, Measure};
use super::stats::{self, Direction, MIN_SAMPLE, Share, Summary};
use crate::model::{ActionItem, Hours, Incident, IncidentKind, KnowledgeBase, Lesson};

/// Most sentences on what changed.
const MAX_CHANGES: usize = 5;

/// Looks up what reviews need.
pub struct Reviewer<'a> {
    knowledge_base: &'a KnowledgeBase,
    analysis: &'a Analysis,
    incidents: BTreeMap<&'a str, &'a Incident>,
}

/// One period and the one before it.
#[derive(Debug)]
pub struct Review<'a> {
    /// What it is called.
    pub name: PeriodName,
    /// Its quarters.
    pub period: Period<'a>,
    /// The period before, as long as this one; `None` while this one is running, and where that one was not recorded
    /// from beginning to end.
    pub before: Option<(PeriodName, Period<'a>)>,
    /// The failures that began in it, earliest first.
    pub incidents: Vec<&'a Incident>,
    /// Near misses that began in it.
    pub near_misses: Vec<&'a Incident>,
    /// Drills and maintenance that began in it.
    pub others: Vec<&'a Incident>,
    /// What changed since the period before; at most five, those with too few incidents left out.
    pub changes: Vec<Change<'a>>,
    /// Failures per step of the scale that occurs in one of the two periods.
    pub severities: Vec<Part<'a>>,
    /// The chains that an incident of it continues.
    pub chains: Vec<&'a Recurrence>,
    /// What people decided in it about pairs of incidents, and what became of it.
    pub decided: Vec<Decided<'a>>,
    /// Continuing failures out of those with a known cause and service.
    pub repeat_rate: Share,
    /// Action items that were overdue at its end, or are on the as-of day while it is running; longest first.
    pub overdue: Vec<(&'a Incident, &'a ActionItem)>,
    /// Action items of its failures that break the policy of their priority.
    pub breaches: Vec<Breach<'a>>,
    /// Primary causes as shares of its failures.
    pub causes: Vec<Part<'a>>,
    /// Services as shares of its failures.
    pub services: Vec<Part<'a>>,
    /// How failures were noticed, as shares of its failures.
    pub detections: Vec<Part<'a>>,
    /// Every measure in calendar time, and in support hours where the site names them.
    pub response: Vec<Response<'a>>,
    /// Promises kept and broken.
    pub compliance: Vec<Compliance>,
    /// What its documents say was learned, went well, went wrong or was luck; near misses included.
    pub lessons: Vec<(&'a Incident, &'a Lesson)>,
    /// What its documents leave out: kind, how many now, how many in the period before.
    pub gaps: Vec<(&'static str, usize, Option<usize>)>,
    /// How many of its failures leave nothing out.
    pub n_complete: usize,
}

/// A part of the failures of a period, beside the same part of the period before.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// Id or name; `None` for failures whose document does not say.
    pub key: Option<&'a str>,
    /// Of this period's failures.
    pub share: Share,
    /// Of the failures of the period before.
    pub before: Option<Share>,
}

/// One measure on one clock.
#[derive(Debug, Clone)]
pub struct Response<'a> {
    /// Which one.
    pub measure: Measure,
    /// What its times are counted in.
    pub hours: Hours,
    /// Each incident that could be measured, with its seconds, shortest first.
    pub values: Vec<(&'a Incident, i64)>,
    /// Quartiles, and how many could not be measured.
    pub summary: Summary,
    /// The same of the period before.
    pub before: Option<Summary>,
}

/// A number of this period against the same of the one before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Change<'a> {
    /// How many failures began.
    Incidents {
        /// In this period.
        now: usize,
        /// In the one before.
        before: usize,
        /// What an exact test says.
        direction: Direction,
    },
    /// Failures that continue a chain, of those that could.
    Repeats {
        /// In this period.
        now: Share,
        /// In the one before.
        before: Share,
    },
    /// Median time to resolve.
    Resolve {
        /// In this period.
        now: Summary,
        /// In the one before.
        before: Summary,
    },
    /// Promises kept, of those that could be measured.
    Targets {
        /// In this period.
        now: Share,
        /// In the one before.
        before: Share,
    },
    /// Action items.
    Actions {
        /// Promised in this period.
        opened: usize,
        /// Closed in it.
        closed: usize,
        /// Overdue at its end.
        overdue: usize,
        /// Overdue at the end of the one before.
        overdue_before: usize,
    },
    /// The primary cause whose count changed most.
    Cause {
        /// Its id.
        cause: &'a str,
        /// Of the failures of this period.
        now: Share,
        /// Of those of the one before.
        before: Share,
    },
}

impl Part<'_> {
    /// How many more than in the period before; negative for fewer.
    pub fn difference(&self) -> Option<i64> {
        self.before.map(|it| self.share.k.cast_signed() - it.k.cast_signed())
    }
}

impl<'a> Reviewer<'a> {
    /// Prepares the look-ups.
    pub fn new(knowledge_base: &'a KnowledgeBase, analysis: &'a Analysis) -> Self {
        let incidents = knowledge_base.incidents.iter().map(|it| (it.id.as_str(), it)).collect();
        Self { knowledge_base, analysis, incidents }
    }

    /// Every quarter and year that can be reviewed, quarters first, oldest first.
    pub fn names(&self) -> Vec<PeriodName> {
        let quarters = self.analysis.quarters.iter().map(|it| it.quarter);
        let mut years: Vec<i16> = quarters.clone().map(|it| it.year).collect();
        years.dedup();
        quarters.map(PeriodName::Quarter).chain(years.into_iter().map(PeriodName::Year)).collect()
    }

    /// The last quarter that was over before the as-of day; `None` where no incident is dated.
    pub fn last_full_quarter(&self) -> Option<PeriodName> {
        let is_over = |it: &&super::quarters::QuarterSummary| it.days.1 < self.analysis.settings.as_of;
        let last = self.analysis.quarters.iter().rev().find(is_over);
        last.map(|it| PeriodName::Quarter(it.quarter))
    }

    /// The review of `name`; `None` where nothing was recorded in it.
    pub fn review(&self, name: PeriodName) -> Option<Review<'a>> {
        let period = self.period(name)?;
        // A period that is not over has had less time, and one that was recorded in part had less to record.
        let before = self.period(name.previous()).map(|it| (name.previous(), it));
        let before = before.filter(|(name, it)| !period.is_running() && it.is_whole(*name));
        let incidents = self.incidents(period.incidents());
        let others = self.incidents(period.others());
        let (near_misses, others) = others.into_iter().partition(|it| it.kind == IncidentKind::NearMiss);
        let earlier: Option<Vec<&Incident>> = before.as_ref().map(|it| self.incidents(it.1.incidents()));
        let severities = &self.knowledge_base.severities;
        let mut review = Review {
            name,
            changes: Vec::new(),
            severities: self.severities(&incidents, earlier.as_deref()),
            chains: period.chains(&self.analysis.recurring),
            decided: self.decided(period.days()),
            repeat_rate: period.repeat_rate(),
            overdue: self.overdue(period.days().1.min(self.analysis.settings.as_of)),
            breaches: policy::breaches(&incidents, &self.analysis.settings),
            causes: parts(&incidents, earlier.as_deref(), |it| vec![it.primary_cause()]),
            services: parts(&incidents, earlier.as_deref(), services),
            detections: parts(&incidents, earlier.as_deref(), |it| vec![it.detection.as_deref()]),
            response: self.response(&incidents, earlier.as_deref()),
            compliance: response_times::compliance(
                &incidents,
                severities,
                &self.analysis.settings.targets,
                self.analysis.settings.support_hours.as_ref(),
            ),
            lessons: lessons(incidents.iter().chain(&near_misses)),
            gaps: missing(&incidents, earlier.as_deref()),
            n_complete: incidents.iter().filter(|it| gaps(it).is_empty()).count(),
            period,
            before,
            incidents,
            near_misses,
            others,
        };
        review.changes = self.changes(&review, earlier.as_deref());
        Some(review)
    }

    fn period(&self, name: PeriodName) -> Option<Period<'a>> {
        let belongs = |it: &&super::quarters::QuarterSummary| match name {
            PeriodName::Quarter(quarter) => it.quarter == quarter,
            PeriodName::Year(year) => it.quarter.year == year,
        };
        let period = Period::new(self.analysis.quarters.iter().filter(belongs).collect())?;
        Some(match name {
            PeriodName::Quarter(_) => period,
            PeriodName::Year(_) => period.until_end_of_year(self.analysis.settings.fiscal_year_start),
        })
    }

    fn incidents(&self, ids: impl Iterator<Item = &'a str>) -> Vec<&'a Incident> {
        ids.filter_map(|id| self.incidents.get(id).copied()).collect()
    }

    fn decided(&self, days: (Date, Date)) -> Vec<Decided<'a>> {
        decided_in(self.knowledge_base, &self.analysis.recurring, &self.analysis.settings, days)
    }

    fn severities(&self, now: &[&'a Incident], before: Option<&[&'a Incident]>) -> Vec<Part<'a>> {
        let mut found = parts(now, before, |it| vec![it.severity.as_deref()]);
        let scale = &self.knowledge_base.severities;
        found.sort_by_key(|part| {
            scale.iter().position(|it| Some(it.id.as_str()) == part.key).unwrap_or(scale.len())
        });
        found
    }

    fn overdue(&self, day: Date) -> Vec<(&'a Incident, &'a ActionItem)> {
        let items = self.knowledge_base.action_items().filter(|(incident, _)| is_tracked(incident));
        let mut found: Vec<_> = items.filter(|(incident, item)| was_overdue(incident, item, day)).collect();
        found.sort_by_key(|(_, item)| (item.due, item.id.as_str()));
        found
    }

    fn response(&self, now: &[&'a Incident], before: Option<&[&'a Incident]>) -> Vec<Response<'a>> {
        let support = self.analysis.settings.support_hours.as_ref();
        let mut clocks = vec![Hours::Calendar];
        clocks.extend(support.map(|_| Hours::Support));
        let summary = |incidents: &[&Incident], values: &[(&Incident, i64)]| {
            let seconds: Vec<i64> = values.iter().map(|it| it.1).collect();
            stats::summarise(&seconds, incidents.len() - seconds.len())
        };
        let mut found = Vec::new();
        for measure in Measure::ALL {
            for &hours in &clocks {
                let mut values = response_times::values(now, measure, hours, support);
                values.sort_by_key(|(incident, seconds)| (*seconds, incident.id.as_str()));
                let earlier =
                    |it: &[&Incident]| summary(it, &response_times::values(it, measure, hours, support));
                let summary = summary(now, &values);
                found.push(Response { measure, hours, values, summary, before: before.map(earlier) });
            }
        }
        found
    }

    fn changes(&self, review: &Review<'a>, earlier: Option<&[&'a Incident]>) -> Vec<Change<'a>> {
        let (Some((_, before)), Some(earlier)) = (&review.before, earlier) else { return Vec::new() };
        let mut found = Vec::new();
        let direction = review.period.direction_since(before);
        if direction != Direction::TooFew {
            let (now, before) = (review.incidents.len(), earlier.len());
            found.push(Change::Incidents { now, before, direction });
        }
        let (now, repeats) = (review.repeat_rate, before.repeat_rate());
        if is_enough(now) && is_enough(repeats) {
            found.push(Change::Repeats { now, before: repeats });
        }
        let is_resolve = |it: &&Response<'_>| it.measure == Measure::Resolve && it.hours == Hours::Calendar;
        let resolve = review.response.iter().find(is_resolve);
        if let Some((now, before)) = resolve.and_then(|it| Some((it.summary, it.before?)))
            && now.spread.is_some()
            && before.spread.is_some()
        {
            found.push(Change::Resolve { now, before });
        }
        let settings = &self.analysis.settings;
        let scale = &self.knowledge_base.severities;
        let support = settings.support_hours.as_ref();
        let now = kept(&review.compliance);
        let kept_before = kept(&response_times::compliance(earlier, scale, &settings.targets, support));
        if is_enough(now) && is_enough(kept_before) {
            found.push(Change::Targets { now, before: kept_before });
        }
        let (opened, closed) = (review.period.opened(), review.period.closed());
        let (overdue, overdue_before) = (review.period.overdue_at_end(), before.overdue_at_end());
        if 0 < opened + closed + overdue + overdue_before {
            found.push(Change::Actions { opened, closed, overdue, overdue_before });
        }
        found.extend(most_changed(&review.causes));
        found.truncate(MAX_CHANGES);
        found
    }
}

/// Whether a share covers enough incidents to be shown.
pub fn is_enough(share: Share) -> bool {
    MIN_SAMPLE as u64 <= share.n
}

/// Promises kept, out of those that could be measured.
pub fn kept(compliance: &[Compliance]) -> Share {
    let met = compliance.iter().map(|it| it.met as u64).sum();
    let missed: u64 = compliance.iter().map(|it| it.missed as u64).sum();
    stats::share(met, met + missed)
}

fn most_changed<'a>(causes: &[Part<'a>]) -> Option<Change<'a>> {
    let known = causes.iter().filter_map(|it| Some((it.key?, it.share, it.before?, it.difference()?)));
    // One incident more or less is not a change worth reporting.
    let changed = known.filter(|it| 1 < it.3.abs() && is_enough(it.1) && is_enough(it.2));
    // `min_by_key` keeps the first of equals: causes are ordered by count.
    let (cause, now, before, _) = changed.min_by_key(|it| std::cmp::Reverse(it.3.abs()))?;
    Some(Change::Cause { cause, now, before })
}

fn services(incident: &Incident) -> Vec<Option<&str>> {
    if incident.services.is_empty() {
        return vec![None];
    }
    let mut names: Vec<Option<&str>> = incident.services.iter().map(|it| Some(it.as_str())).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// How many incidents have each key, most first, with the period before; keys of neither period are left out.
fn parts<'a>(
    now: &[&'a Incident],
    before: Option<&[&'a Incident]>,
    keys: impl Fn(&'a Incident) -> Vec<Option<&'a str>>,
) -> Vec<Part<'a>> {
    let mut counts: BTreeMap<Option<&'a str>, (u64, u64)> = BTreeMap::new();
    for key in now.iter().flat_map(|it| keys(it)) {
        counts.entry(key).or_default().0 += 1;
    }
    for key in before.unwrap_or_default().iter().flat_map(|it| keys(it)) {
        counts.entry(key).or_default().1 += 1;
    }
    // Few counts differ, and every interval takes a search of its own.
    let mut known = BTreeMap::new();
    let mut share = |k: u64, of: &[&Incident]| {
        let n = of.len() as u64;
        *known.entry((k, n)).or_insert_with(|| stats::share(k, n))
    };
    let mut found: Vec<Part<'a>> = counts
        .into_iter()
        .map(|(key, (n, n_before))| Part {
            key,
            share: share(n, now),
            before: before.map(|it| share(n_before, it)),
        })
        .collect();
    let n_before = |it: &Part<'_>| it.before.map_or(0, |it| it.k);
    // What nobody said comes last: it is neither a cause nor a service.
    found.sort_by(|a, b| {
        (a.key.is_none(), b.share.k, n_before(b), a.key).cmp(&(
            b.key.is_none(),
            a.share.k,
            n_before(a),
            b.key,
        ))
    });
    found
}

fn lessons<'i, 'a: 'i>(incidents: impl Iterator<Item = &'i &'a Incident>) -> Vec<(&'a Incident, &'a Lesson)> {
    incidents.flat_map(|&incident| incident.lessons.iter().map(move |it| (incident, it))).collect()
}

fn missing(now: &[&Incident], before: Option<&[&Incident]>) -> Vec<(&'static str, usize, Option<usize>)> {
    let count =
        |incidents: &[&Incident], kind: &str| incidents.iter().filter(|it| gaps(it).contains(&kind)).count();
    KINDS.into_iter().map(|kind| (kind, count(now, kind), before.map(|it| count(it, kind)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_named_as_people_write_it() {
        for text in ["2026Q1", "2026-Q1", "2026-q1"] {
            let name: PeriodName = text.parse().unwrap();
            assert_eq!((name.to_string(), name.previous().to_string()), ("2026-Q1".into(), "2025-Q4".into()));
        }
        assert_eq!("2026".parse::<PeriodName>().map(|it| it.previous().to_string()), Ok("2025".to_owned()));
        for text in ["", "Q1", "26", "2026Q5", "-202", "next"] {
            assert!(text.parse::<PeriodName>().is_err(), "{text}");
        }
    }
}
