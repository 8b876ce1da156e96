//! Pure functions of a knowledge base and a day: what recurs, what is overdue, how each quarter went.
//!
//! Every definition is the contract's; `docs/definitions.md` repeats them for readers.

pub mod action_items;
pub mod backlog;
pub mod causes;
pub mod completeness;
pub mod course;
pub mod group;
pub mod kindred;
pub mod matrix;
pub mod period;
pub mod policy;
pub mod promises;
pub mod quarters;
pub mod recurrence;
pub mod related;
pub mod response_times;
pub mod review;
pub mod services;
pub mod stats;
pub mod suggested;
pub mod time_to_close;

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::model::{Incident, KnowledgeBase, Target};
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

/// Every number that pages, exports and rules show.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// What it was computed for.
    pub settings: Settings,
    /// Chains of incidents that came back, most telling first.
    pub recurring: Vec<recurrence::Recurrence>,
    /// Incidents on one service whose causes differ but are akin; in no count.
    pub kindred: Vec<kindred::Kindred>,
    /// Incidents that read alike; in no count.
    pub suggested: Vec<suggested::Suggestion>,
    /// Action items that are late.
    pub overdue: action_items::Overdue,
    /// The pile of open action items over time.
    pub backlog: backlog::Backlog,
    /// How long action items stay open.
    pub time_to_close: time_to_close::TimeToClose,
    /// How many were done by their due date.
    pub punctuality: promises::Punctuality,
    /// How they stand against what the site allows; one line per priority of the policy.
    pub policy: Vec<policy::PolicyLine>,
    /// One record per quarter without holes, oldest first.
    pub quarters: Vec<quarters::QuarterSummary>,
    /// One record per cause that occurs, by id, ancestors included.
    pub causes: BTreeMap<String, causes::CauseSummary>,
    /// One record per service, by name.
    pub services: BTreeMap<String, services::ServiceSummary>,
    /// Similar incidents by id of the incident, best first.
    pub related: BTreeMap<String, Vec<related::Related>>,
}

/// Computes everything for the day in `settings`.
pub fn analyse(knowledge_base: &KnowledgeBase, settings: Settings) -> Analysis {
    let recurring = recurrence::find(knowledge_base, &settings);
    let kindred = kindred::find(knowledge_base, &settings);
    let suggested = suggested::find(knowledge_base, &settings, &recurring, &kindred);
    let overdue = action_items::overdue(knowledge_base, settings.as_of);
    let backlog = backlog::backlog(knowledge_base, settings.as_of);
    let time_to_close = time_to_close::time_to_close(knowledge_base, settings.as_of);
    let punctuality = promises::punctuality(knowledge_base, settings.as_of);
    let policy = policy::policy(knowledge_base, &settings);
    let quarters = quarters::summarise(knowledge_base, &settings, &recurring);
    let causes = causes::summarise(knowledge_base, settings.as_of);
    let services = services::summarise(knowledge_base, &settings);
    let related = related::find(knowledge_base);
    Analysis {
        settings,
        recurring,
        kindred,
        suggested,
        overdue,
        backlog,
        time_to_close,
        punctuality,
        policy,
        quarters,
        causes,
        services,
        related,
    }
}

/// The day on which `incident` began for counts: of its `started` milestone on the site's clocks, else its date.
pub fn start_day(incident: &Incident, zone: &TimeZone) -> Option<Date> {
    incident.started().map(|it| it.date_in(zone)).or(incident.date)
}

/// Whole days from `from` to `to`; negative where `to` comes first.
pub(crate) fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |it| it.get_days())
}
