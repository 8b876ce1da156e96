//! What a document does not say.

use crate::model::{Field, Incident, Milestone};

/// What a postmortem can leave out, in the order in which pages list it.
pub const KINDS: [&str; 8] = [
    Field::Date.name(),
    Field::Severity.name(),
    Field::Services.name(),
    Field::Causes.name(),
    Milestone::Started.as_str(),
    Milestone::Resolved.as_str(),
    Field::ActionItems.name(),
    "owners",
];

/// What `incident` does not say, out of [`KINDS`].
///
/// `owners` is listed where an action item that is not settled names nobody.
pub fn gaps(incident: &Incident) -> Vec<&'static str> {
    let unowned = incident.action_items.iter().any(|it| it.owner.is_none() && it.closed.is_none());
    let missing = [
        incident.date.is_none(),
        incident.severity.is_none(),
        incident.services.is_empty(),
        incident.causes.is_empty(),
        incident.milestones.get(Milestone::Started).is_none(),
        incident.milestones.get(Milestone::Resolved).is_none(),
        incident.action_items.is_empty(),
        unowned,
    ];
    KINDS.into_iter().zip(missing).filter_map(|(kind, missing)| missing.then_some(kind)).collect()
}
