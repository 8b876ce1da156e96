//! What the numbers depend on, and days.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::model::{Incident, Target};
use crate::time::SupportHours;

/// What the numbers depend on besides the content.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The day that every number is computed for, in `zone`.
    pub as_of: Date,
    /// The site's time zone: it decides on which day, and so in which quarter, an incident began.
    pub zone: TimeZone,
    /// Days between two incidents that still count as a recurrence, inclusive.
    pub recurrence_window_days: i32,
    /// First month of the fiscal year, 1 to 12.
    pub fiscal_year_start: i8,
    /// Days from an incident within which an action item of a priority is to be done.
    pub action_policy: Vec<(String, i32)>,
    /// Promised times beside those of the severities.
    pub targets: Vec<Target>,
    /// When somebody is meant to be at work; `None` where only calendar time is measured.
    pub support_hours: Option<SupportHours>,
}

/// The day on which `incident` began for counts: of its `started` milestone on the site's clocks, else its date.
pub fn start_day(incident: &Incident, zone: &TimeZone) -> Option<Date> {
    incident.started().map(|it| it.date_in(zone)).or(incident.date)
}

/// Whole days from `from` to `to`; negative where `to` comes first.
pub(crate) fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |it| it.get_days())
}
