//! FireHydrant: <https://docs.firehydrant.com/reference>, the resources Incident and Retrospective report.

use super::reader::Reader;
use super::record::{Heading, Item, Record, state};
use crate::model::Milestone;

pub(super) fn read(export: &Reader<'_>) -> Record {
    let inner = export.at(&["incident"]);
    let incident = if inner.is_there() { inner.clone() } else { export.clone() };
    let mut record = Record {
        id: incident.text(&["number"]).map(|it| format!("INC-{it}")),
        title: incident.text(&["name"]).or_else(|| export.text(&["name"])),
        at: incident.any(&[&["started_at"], &["created_at"]]),
        severity: incident.any(&[&["severity"], &["severity", "slug"]]),
        services: incident.names(&["services"]),
        tags: incident.names(&["tag_list"]),
        summary: export.text(&["summary"]).or_else(|| incident.any(&[&["summary"], &["description"]])),
        is_private: incident.is_set(&["restricted"]),
        ..Record::default()
    };
    for it in incident.each(&["milestones"]) {
        let (Some(kind), Some(at)) = (it.text(&["type"]), it.text(&["occurred_at"])) else { continue };
        match kind.as_str() {
            "started" => record.milestones.push((Milestone::Started, at)),
            "detected" => record.milestones.push((Milestone::Detected, at)),
            "acknowledged" => record.milestones.push((Milestone::Acknowledged, at)),
            "mitigated" => record.milestones.push((Milestone::Mitigated, at)),
            "resolved" => record.milestones.push((Milestone::Resolved, at)),
            other => record.events.push((at, other.replace('_', " "))),
        }
    }
    for it in incident.each(&["events"]) {
        if let (Some(at), Some(text)) =
            (it.text(&["occurred_at"]), it.any(&[&["data", "body"], &["data", "summary"]]))
        {
            record.events.push((at, text));
        }
    }
    for it in incident.each(&["role_assignments"]) {
        if let (Some(role), Some(name)) = (it.text(&["incident_role", "name"]), it.text(&["user", "name"])) {
            record.roles.push((role, name));
        }
    }
    if let Some(text) = incident.text(&["customer_impact_summary"]) {
        record.sections.push((Heading::Impact, text));
    }
    for it in export.each(&["questions"]) {
        if let (Some(title), Some(text)) = (it.text(&["title"]), it.text(&["body"])) {
            record.sections.push((Heading::Own(title), text));
        }
    }
    let reasons: Vec<String> =
        export.each(&["reasons"]).iter().filter_map(|it| it.text(&["summary"])).collect();
    if !reasons.is_empty() {
        record.sections.push((Heading::Cause, reasons.join("\n\n")));
    }
    if let Some(text) = export.text(&["additional_details"]) {
        record.sections.push((Heading::Own("Details".to_owned()), text));
    }
    let keys = [&["tasks"][..], &["followups"], &["follow_ups"]];
    record.items = keys.iter().flat_map(|it| export.each(it)).filter_map(|it| item(&it)).collect();
    record
}

fn item(it: &Reader<'_>) -> Option<Item> {
    Some(Item {
        task: it.any(&[&["title"], &["summary"], &["description"]])?,
        owner: it.text(&["assignee", "name"]),
        due: it.text(&["due_at"]),
        closed: it.text(&["completed_at"]),
        state: it.text(&["state"]).and_then(|it| state(&it)),
        ticket: it.any(&[&["remote_url"], &["external_url"]]),
        ..Item::default()
    })
}
