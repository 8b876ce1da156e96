//! How much each root cause accounts for.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::action_items::{is_tracked, overdue_days};
use crate::model::{Incident, KnowledgeBase};

/// One cause, with everything below it in the tree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CauseSummary {
    /// Ids of all incidents that name it or a cause below it, in order of time; of every kind.
    pub incidents: Vec<String>,
    /// Failures whose primary cause it is, or one below it.
    pub primary: usize,
    /// Action items of those incidents that are open or in progress.
    pub open_actions: usize,
    /// Those that are overdue.
    pub overdue: usize,
}

/// One record per cause that an incident names, and per cause above one.
pub fn summarise(knowledge_base: &KnowledgeBase, as_of: Date) -> BTreeMap<String, CauseSummary> {
    let mut found: BTreeMap<String, CauseSummary> = BTreeMap::new();
    for incident in &knowledge_base.incidents {
        let mut ids: Vec<&str> = incident.causes.iter().flat_map(|it| with_ancestors(it)).collect();
        ids.sort_unstable();
        ids.dedup();
        let primary: Vec<&str> = incident.primary_cause().map(with_ancestors).unwrap_or_default();
        let (open, overdue) = action_counts(incident, as_of);
        for id in ids {
            let entry = found.entry(id.to_owned()).or_default();
            entry.incidents.push(incident.id.clone());
            entry.primary += usize::from(incident.counts() && primary.contains(&id));
            entry.open_actions += open;
            entry.overdue += overdue;
        }
    }
    found
}

/// Open (or in-progress) and overdue action items of `incident`.
pub fn action_counts(incident: &Incident, as_of: Date) -> (usize, usize) {
    if !is_tracked(incident) {
        return (0, 0);
    }
    let open = incident.action_items.iter().filter(|it| it.status.is_open()).count();
    let overdue = incident.action_items.iter().filter(|it| overdue_days(it, as_of).is_some()).count();
    (open, overdue)
}

/// `capacity/pool` gives `capacity` and `capacity/pool`.
pub fn with_ancestors(id: &str) -> Vec<&str> {
    id.match_indices('/').map(|(at, _)| &id[..at]).chain([id]).collect()
}
