//! How response times went over time: each incident, and a median that runs along.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::response_times::Measure;
use super::start_day;
use super::stats::{MIN_SAMPLE, quantile, round};
use crate::model::Incident;

/// The median runs over this many measured incidents: the one and those before it.
pub const WINDOW: usize = 9;

/// One measured incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Its id.
    pub id: String,
    /// The day it began.
    pub day: Date,
    /// What was measured, in seconds.
    pub seconds: i64,
    /// The median of this and up to eight measured incidents before it; `None` before the fifth.
    pub running_median: Option<i64>,
}

/// Every incident of `incidents` with a day and `measure`, in order of time.
pub fn course<'a>(
    incidents: impl IntoIterator<Item = &'a Incident>,
    measure: Measure,
    zone: &TimeZone,
) -> Vec<Point> {
    let mut found: Vec<Point> = incidents
        .into_iter()
        .filter_map(|it| {
            let seconds = measure.of(&it.milestones.durations(None))?;
            Some(Point { id: it.id.clone(), day: start_day(it, zone)?, seconds, running_median: None })
        })
        .collect();
    found.sort_by(|a, b| (a.day, &a.id).cmp(&(b.day, &b.id)));
    for idx in MIN_SAMPLE - 1..found.len() {
        let window = &found[(idx + 1).saturating_sub(WINDOW)..=idx];
        let mut values: Vec<i64> = window.iter().map(|it| it.seconds).collect();
        values.sort_unstable();
        found[idx].running_median = Some(round(quantile(&values, 0.5)));
    }
    found
}
