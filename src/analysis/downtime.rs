//! How long each service was in an incident, month by month, from stated starts and ends alone.
//!
//! An incident may be partial, so its time is not all outage: the rest of the month is how available the service was at
//! least. Where an incident of the month lacks a time, not even that is known.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use super::{Settings, start_day};
use crate::model::{Incident, KnowledgeBase, Milestone};

/// Most months that one incident is followed through.
const MAX_MONTHS: usize = 120;

/// One service in one month of the site's time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceMonth {
    /// Canonical name.
    pub service: String,
    /// First day of the month.
    pub month: Date,
    /// Failures that began in the month.
    pub incidents: usize,
    /// Those of them of which a start or an end is not stated.
    pub without_times: usize,
    /// Seconds of the month in which a failure was going on; of two at once each second counts once.
    pub seconds: i64,
    /// Seconds that the month has, up to the end of the as-of day.
    pub length: i64,
}

impl ServiceMonth {
    /// The share of the month without a failure; `None` where a time is missing.
    pub fn available_at_least(&self) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "seconds of a month")]
        let share = |seconds: i64, length: i64| 1.0 - seconds as f64 / length as f64;
        (self.without_times == 0 && 0 < self.length).then(|| share(self.seconds, self.length))
    }
}

/// What is known of one service and month on the way.
#[derive(Default)]
struct Found {
    incidents: usize,
    without_times: usize,
    intervals: Vec<(Timestamp, Timestamp)>,
}

/// Months with a failure, by service and time; a failure without a day is in none.
pub fn by_month(knowledge_base: &KnowledgeBase, settings: &Settings) -> Vec<ServiceMonth> {
    let mut found: BTreeMap<(&str, Date), Found> = BTreeMap::new();
    for incident in knowledge_base.incidents.iter().filter(|it| it.counts()) {
        let Some(day) = start_day(incident, &settings.zone).filter(|it| *it <= settings.as_of) else {
            continue;
        };
        let interval = interval(incident);
        for service in &incident.services {
            let month = found.entry((service, day.first_of_month())).or_default();
            month.incidents += 1;
            month.without_times += usize::from(interval.is_none());
            for (month, part) in interval.map(|it| parts(it, &settings.zone)).unwrap_or_default() {
                found.entry((service, month)).or_default().intervals.push(part);
            }
        }
    }
    let record = |((service, month), found): ((&str, Date), Found)| ServiceMonth {
        service: service.to_owned(),
        month,
        incidents: found.incidents,
        without_times: found.without_times,
        seconds: covered(found.intervals),
        length: length(month, settings),
    };
    found.into_iter().map(record).collect()
}

/// Start and end, where the document states both and their zones can be compared.
fn interval(incident: &Incident) -> Option<(Timestamp, Timestamp)> {
    let milestones = &incident.milestones;
    milestones.between(Milestone::Started, Milestone::Resolved)?;
    Some((milestones.get(Milestone::Started)?.timestamp(), milestones.get(Milestone::Resolved)?.timestamp()))
}

/// The interval cut at the first instant of every month.
fn parts((start, end): (Timestamp, Timestamp), zone: &TimeZone) -> Vec<(Date, (Timestamp, Timestamp))> {
    let mut parts = Vec::new();
    let mut from = start;
    while from < end && parts.len() < MAX_MONTHS {
        let month = zone.to_datetime(from).date().first_of_month();
        let next = first_instant_after(month, zone).filter(|it| *it < end).unwrap_or(end);
        parts.push((month, (from, next)));
        from = next;
    }
    parts
}

fn first_instant_after(month: Date, zone: &TimeZone) -> Option<Timestamp> {
    first_instant(month.checked_add(1.month()).ok()?, zone)
}

fn first_instant(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    day.to_zoned(zone.clone()).ok().map(|it| it.timestamp())
}

/// Seconds that at least one of the intervals covers.
fn covered(mut intervals: Vec<(Timestamp, Timestamp)>) -> i64 {
    intervals.sort_unstable();
    let mut total = 0;
    let mut until: Option<Timestamp> = None;
    for (start, end) in intervals {
        let from = until.map_or(start, |it| it.max(start));
        if from < end {
            total += end.duration_since(from).as_secs();
            until = Some(end);
        }
    }
    total
}

fn length(month: Date, settings: &Settings) -> i64 {
    let end_of_as_of = settings.as_of.tomorrow().ok().and_then(|it| first_instant(it, &settings.zone));
    let end = first_instant_after(month, &settings.zone).into_iter().chain(end_of_as_of).min();
    match (first_instant(month, &settings.zone), end) {
        (Some(start), Some(end)) => end.duration_since(start).as_secs(),
        _ => 0,
    }
}
