//! incident.io: <https://api-docs.incident.io/>, the resources Incidents V2 and Follow-ups V2.

use super::reader::Reader;
use super::record::{Heading, Item, Record};
use crate::model::{ActionStatus, Milestone};

pub(super) fn read(export: &Reader<'_>) -> Record {
    let inner = export.at(&["incident"]);
    let incident = if inner.is_there() { inner } else { export.clone() };
    let mut record = Record {
        id: incident.text(&["reference"]),
        title: incident.text(&["name"]),
        at: incident.text(&["created_at"]),
        severity: incident.text(&["severity", "name"]),
        summary: incident.text(&["summary"]),
        is_private: incident.text(&["visibility"]).is_some_and(|it| it == "private"),
        is_drill: incident.text(&["mode"]).is_some_and(|it| it == "test" || it == "tutorial"),
        ..Record::default()
    };
    for it in incident.each(&["incident_timestamp_values"]) {
        let name = it.text(&["incident_timestamp", "name"]);
        let (Some(name), Some(at)) = (name, it.text(&["value", "value"])) else { continue };
        match milestone(&name) {
            Some(milestone) => record.milestones.push((milestone, at)),
            None => record.events.push((at, name)),
        }
    }
    if let Some((_, started)) = record.milestones.iter().find(|it| it.0 == Milestone::Started) {
        record.at = Some(started.clone());
    }
    for it in incident.each(&["incident_role_assignments"]) {
        if let (Some(role), Some(name)) = (it.text(&["role", "name"]), it.text(&["assignee", "name"])) {
            record.roles.push((role, name));
        }
    }
    for it in incident.each(&["custom_field_entries"]) {
        let Some(name) = it.text(&["custom_field", "name"]) else { continue };
        let values: Vec<String> = it.each(&["values"]).iter().filter_map(value_of_field).collect();
        let is_services = ["service", "services", "affected service", "affected services"];
        if is_services.contains(&name.to_lowercase().as_str()) {
            record.services.extend(values);
        } else if !values.is_empty() {
            record.sections.push((Heading::Own(name), values.join(", ")));
        }
    }
    for it in incident.each(&["postmortem", "sections"]) {
        if let (Some(title), Some(text)) = (it.text(&["title"]), it.any(&[&["text"], &["content"]])) {
            record.sections.push((Heading::Own(title), text));
        }
    }
    let follow_ups = [export.each(&["follow_ups"]), incident.each(&["follow_ups"])];
    let follow_ups =
        if export.at(&["incident"]).is_there() { follow_ups.concat() } else { follow_ups[0].clone() };
    record.items = follow_ups.iter().filter_map(item).collect();
    record
}

/// The timestamps of an account are named by the team; only names that leave no doubt are milestones.
fn milestone(name: &str) -> Option<Milestone> {
    match name.to_lowercase().as_str() {
        "impact started at" | "impact started" | "started at" => Some(Milestone::Started),
        "detected at" | "detected" => Some(Milestone::Detected),
        "acknowledged at" | "acknowledged" => Some(Milestone::Acknowledged),
        "mitigated at" | "mitigated" => Some(Milestone::Mitigated),
        "resolved at" | "resolved" => Some(Milestone::Resolved),
        _ => None,
    }
}

fn value_of_field(value: &Reader<'_>) -> Option<String> {
    value.any(&[
        &["value_catalog_entry", "name"],
        &["value_option", "value"],
        &["value_text"],
        &["value_link"],
        &["value_numeric"],
    ])
}

fn item(it: &Reader<'_>) -> Option<Item> {
    let state = it.text(&["status"]).and_then(|written| match written.as_str() {
        "outstanding" => Some(ActionStatus::Open),
        "completed" => Some(ActionStatus::Done),
        "not_doing" | "deleted" => Some(ActionStatus::Cancelled),
        _ => None,
    });
    Some(Item {
        task: it.any(&[&["title"], &["description"]])?,
        owner: it.text(&["assignee", "name"]),
        priority: it.text(&["priority", "name"]),
        due: it.text(&["due_at"]),
        closed: it.text(&["completed_at"]),
        state,
        ticket: it.any(&[
            &["external_issue_reference", "issue_permalink"],
            &["external_issue_reference", "issue_name"],
        ]),
    })
}
