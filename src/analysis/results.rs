//! Every number of a knowledge base in one value.

use std::collections::BTreeMap;

use super::settings::Settings;
use super::{
    action_items, backlog, causes, kindred, likely, outcome, policy, promises, quarters, recurrence, related,
    services, time_to_close,
};

/// Every number that pages, exports and rules show.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// What it was computed for.
    pub settings: Settings,
    /// Chains of incidents that came back, most telling first.
    pub recurring: Vec<recurrence::Recurrence>,
    /// Incidents of one cause on one service that do not read alike; counted apart.
    pub same_category: Vec<recurrence::SameCategory>,
    /// Incidents on one service whose causes differ but are related; not counted.
    pub kindred: Vec<kindred::Kindred>,
    /// Pairs of which the later one likely or possibly repeats the earlier one; in no rate and no chain.
    pub likely: Vec<likely::Pair>,
    /// What happened after each action item that is done, by its id.
    pub outcomes: BTreeMap<String, outcome::Outcome>,
    /// Action items that are late.
    pub overdue: action_items::Overdue,
    /// The pile of open action items over time.
    pub backlog: backlog::Backlog,
    /// How long action items stay open.
    pub time_to_close: time_to_close::TimeToClose,
    /// How many were done by their due date.
    pub punctuality: promises::Punctuality,
    /// How they compare with what the site allows; one line per priority of the policy.
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
