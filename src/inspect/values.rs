//! The values of an incident, each with how and where it was read.

use crate::model::{Certainty, Field, How, Incident, Milestone, Provenance};

/// A field of an incident as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// The field.
    pub field: Field,
    /// In words; `None` where the document does not state it.
    pub written: Option<String>,
    /// How and where it was read.
    pub from: Option<Provenance>,
    /// How often a suggestion of this kind is right; `None` for what is stated.
    pub score: Option<f64>,
}

/// Every field: those that are stated with their place, those that are suggested, then what is not stated.
pub fn values(incident: &Incident) -> Vec<Value> {
    let mut values = Vec::new();
    let mut open = Vec::new();
    for field in Field::all().filter(|it| is_of_document(*it)) {
        let written = written(incident, field).filter(|it| !it.is_empty());
        let from = incident.provenance.get(&field).copied();
        if written.is_some() {
            values.push(Value { field, written, from, score: None });
            continue;
        }
        let suggestions = incident.suggested.of(field);
        if suggestions.is_empty() {
            open.push(Value { field, written: None, from: None, score: None });
        }
        for it in suggestions {
            let from = Provenance {
                certainty: Certainty::Suggested,
                ..Provenance::new(How::Derived, it.evidence.span)
            };
            values.push(Value {
                field,
                written: Some(it.value.written()),
                from: Some(from),
                score: Some(it.score),
            });
        }
    }
    values.extend(open);
    values
}

/// Whether the field says something of its own: a range has its ends, a flag is a state.
fn is_of_document(field: Field) -> bool {
    !matches!(
        field,
        Field::Period | Field::Impact | Field::Draft | Field::Timezone | Field::Updated | Field::Aliases
    )
}

fn written(incident: &Incident, field: Field) -> Option<String> {
    let list = |all: &[String]| (!all.is_empty()).then(|| all.join(", "));
    let number = |it: Option<f64>| it.map(|it| it.to_string());
    let role = |role: &str| {
        let named: Vec<&str> =
            incident.roles.iter().filter(|it| it.0 == role).map(|it| it.1.as_str()).collect();
        (!named.is_empty()).then(|| named.join(", "))
    };
    let impact = &incident.impact;
    match field {
        Field::Id => Some(incident.id.clone()),
        Field::Title => Some(incident.title.clone()),
        Field::Kind => Some(incident.kind.as_str().to_owned()),
        Field::Status => incident.status.map(|it| it.as_str().to_owned()),
        Field::Date => incident.date.map(|it| it.to_string()),
        Field::Severity => incident.severity.clone().or_else(|| incident.severity_raw.clone()),
        Field::Services => list(&incident.services),
        Field::Causes => list(&incident.causes),
        Field::Triggers => list(&incident.triggers),
        Field::Factors => list(&incident.factors),
        Field::Tags => list(&incident.tags),
        Field::Teams => list(&incident.teams),
        Field::Authors => list(&incident.authors),
        Field::Attendees => role("attendee"),
        Field::Approver => role("approver"),
        Field::Roles => {
            let named = incident.roles.iter().filter(|it| !matches!(it.0.as_str(), "attendee" | "approver"));
            let named: Vec<String> = named.map(|(role, name)| format!("{role}: {name}")).collect();
            (!named.is_empty()).then(|| named.join(", "))
        }
        Field::Timeline => count(incident.timeline.len()),
        Field::ActionItems => count(incident.action_items.len()),
        Field::Duration => incident.declared_duration.map(minutes),
        Field::TimeToDetect => took(incident, field, Milestone::Detected),
        Field::TimeToResolve => took(incident, field, Milestone::Resolved),
        Field::ImpactUsers => number(impact.users),
        Field::ImpactUsersPercent => number(impact.users_percent),
        Field::ImpactRequestsFailed => number(impact.requests_failed),
        Field::ImpactRevenue => number(impact.revenue),
        Field::ImpactCurrency => impact.currency.clone(),
        Field::ImpactSummary => impact.summary.clone(),
        Field::Detection => incident.detection.clone(),
        Field::Mitigation => incident.mitigation.clone(),
        Field::Related => list(&incident.related),
        Field::RecurrenceOf => list(&incident.recurrence_of),
        Field::Runbooks => list(&incident.runbooks),
        Field::Visibility => Some(incident.visibility.as_str().to_owned()),
        Field::Language => Some(incident.language.clone()),
        Field::Published => incident.published.map(|it| it.to_string()),
        Field::NextReview => incident.next_review.map(|it| it.to_string()),
        Field::Summary => incident.summary.clone(),
        Field::Milestone(it) => incident.milestones.get(it).map(|it| it.to_string()),
        Field::Period | Field::Impact | Field::Draft | Field::Timezone | Field::Updated | Field::Aliases => {
            None
        }
    }
}

/// How long it took, where the document says so itself.
fn took(incident: &Incident, field: Field, to: Milestone) -> Option<String> {
    let is_stated = incident.provenance.contains_key(&field);
    incident.milestones.took(Milestone::Started, to).filter(|_| is_stated).map(minutes)
}

fn count(n: usize) -> Option<String> {
    (n != 0).then(|| n.to_string())
}

fn minutes(seconds: i64) -> String {
    let (hours, minutes) = (seconds / 3600, seconds % 3600 / 60);
    match (hours, minutes) {
        (0, _) => format!("{minutes} min"),
        (_, 0) => format!("{hours} h"),
        _ => format!("{hours} h {minutes} min"),
    }
}
