//! Rootly: <https://docs.rootly.com/api-reference>, the resource incident of its JSON:API.

use super::reader::Reader;
use super::record::{Heading, Item, Record, state};
use crate::model::Milestone;

pub(super) fn read(export: &Reader<'_>) -> Record {
    let incident = export.at(&["attributes"]);
    let kind = incident.text(&["kind"]).unwrap_or_default();
    let mut record = Record {
        id: incident.text(&["sequential_id"]).map(|it| format!("INC-{it}")),
        title: incident.text(&["title"]),
        at: incident.any(&[&["started_at"], &["created_at"]]),
        severity: incident.any(&[
            &["severity", "data", "attributes", "name"],
            &["severity", "name"],
            &["severity"],
        ]),
        services: incident.names(&["services"]),
        tags: incident.names(&["incident_types"]),
        summary: incident.text(&["summary"]),
        is_private: incident.is_set(&["private"]),
        is_drill: kind.starts_with("test") || kind.starts_with("example"),
        ..Record::default()
    };
    for (key, milestone) in [
        ("started_at", Milestone::Started),
        ("detected_at", Milestone::Detected),
        ("acknowledged_at", Milestone::Acknowledged),
        ("mitigated_at", Milestone::Mitigated),
        ("resolved_at", Milestone::Resolved),
    ] {
        record.milestones.extend(incident.text(&[key]).map(|at| (milestone, at)));
    }
    let causes = incident.names(&["causes"]);
    if !causes.is_empty() {
        record.sections.push((Heading::Cause, causes.join(", ")));
    }
    let messages = ["mitigation_message", "resolution_message"].map(|key| incident.text(&[key]));
    let messages: Vec<String> = messages.into_iter().flatten().collect();
    if !messages.is_empty() {
        record.sections.push((Heading::Resolution, messages.join("\n\n")));
    }
    for it in incident.each(&["events"]) {
        let it = it.at(&["attributes"]);
        if let (Some(at), Some(text)) = (it.text(&["occurred_at"]), it.text(&["event"])) {
            record.events.push((at, text));
        }
    }
    record.items =
        incident.each(&["action_items"]).iter().filter_map(|it| item(&it.at(&["attributes"]))).collect();
    record
}

fn item(it: &Reader<'_>) -> Option<Item> {
    Some(Item {
        task: it.any(&[&["summary"], &["description"]])?,
        owner: it.any(&[&["assigned_to", "name"], &["assigned_to", "data", "attributes", "name"]]),
        priority: it.text(&["priority"]),
        due: it.text(&["due_date"]),
        closed: it.text(&["completed_at"]),
        state: it.text(&["status"]).and_then(|it| state(&it)),
        ticket: it.any(&[&["jira_issue_url"], &["linear_issue_url"], &["github_issue_url"]]),
    })
}
