//! Netflix Dispatch: the `IncidentRead` of <https://github.com/Netflix/dispatch>.

use super::reader::Reader;
use super::record::{Heading, Item, Record};
use crate::model::ActionStatus;

/// `reported_at`, `stable_at` and `closed_at` are steps of the response, not of the failure: they are lines of the timeline.
pub(super) fn read(incident: &Reader<'_>) -> Record {
    let mut record = Record {
        id: incident.text(&["name"]),
        title: incident.text(&["title"]),
        at: incident.any(&[&["reported_at"], &["created_at"]]),
        severity: incident.text(&["incident_severity", "name"]),
        tags: incident.names(&["tags"]),
        summary: incident.text(&["description"]),
        is_private: incident.text(&["visibility"]).is_some_and(|it| it == "Restricted"),
        ..Record::default()
    };
    for (key, name) in [("reported_at", "Reported"), ("stable_at", "Stable"), ("closed_at", "Closed")] {
        record.events.extend(incident.text(&[key]).map(|at| (at, name.to_owned())));
    }
    for it in incident.each(&["events"]) {
        if let (Some(at), Some(text)) = (it.text(&["started_at"]), it.text(&["description"])) {
            record.events.push((at, text));
        }
    }
    for (key, role) in [("commander", "Incident Commander"), ("reporter", "Reporter")] {
        record.roles.extend(incident.text(&[key, "individual", "name"]).map(|name| (role.to_owned(), name)));
    }
    if let Some(text) = incident.text(&["resolution"]) {
        record.sections.push((Heading::Resolution, text));
    }
    record.items = incident.each(&["tasks"]).iter().filter_map(item).collect();
    record
}

fn item(it: &Reader<'_>) -> Option<Item> {
    let state = it.text(&["status"]).and_then(|written| match written.as_str() {
        "Open" => Some(ActionStatus::Open),
        "Resolved" => Some(ActionStatus::Done),
        _ => None,
    });
    let assignees = it.each(&["assignees"]);
    Some(Item {
        task: it.text(&["description"])?,
        owner: assignees.first().and_then(|it| it.text(&["individual", "name"])),
        priority: it.text(&["priority"]),
        due: it.text(&["resolve_by"]),
        closed: it.text(&["resolved_at"]),
        state,
        ticket: it.text(&["weblink"]),
    })
}
