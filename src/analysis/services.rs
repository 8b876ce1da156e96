//! How each service fared.

use std::collections::BTreeMap;

use super::causes::action_counts;
use super::{Settings, days_between, start_day};
use crate::model::KnowledgeBase;

/// One service.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServiceSummary {
    /// Ids of all incidents that hit it, in order of time; of every kind.
    pub incidents: Vec<String>,
    /// How many of them are failures.
    pub failures: usize,
    /// Action items of those incidents that are open or in progress.
    pub open_actions: usize,
    /// Those that are overdue.
    pub overdue: usize,
    /// Days from the start of the last failure to the as-of day; `None` without a dated one before it.
    pub days_since_last: Option<i32>,
}

/// One record per service of the knowledge base.
pub fn summarise(knowledge_base: &KnowledgeBase, settings: &Settings) -> BTreeMap<String, ServiceSummary> {
    let mut found: BTreeMap<String, ServiceSummary> =
        knowledge_base.services.iter().map(|it| (it.name.clone(), ServiceSummary::default())).collect();
    for incident in &knowledge_base.incidents {
        let (open, overdue) = action_counts(incident, settings.as_of);
        let days = start_day(incident, &settings.zone)
            .map(|it| days_between(it, settings.as_of))
            .filter(|it| 0 <= *it && incident.counts());
        for service in &incident.services {
            let entry = found.entry(service.clone()).or_default();
            entry.incidents.push(incident.id.clone());
            entry.failures += usize::from(incident.counts());
            entry.open_actions += open;
            entry.overdue += overdue;
            entry.days_since_last = match (entry.days_since_last, days) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
        }
    }
    found
}
