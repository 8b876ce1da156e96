//! Jira: the JSON of `GET /rest/api/3/search`, or the CSV that a list of issues exports.

use serde::Deserialize;

use super::day::day;
use super::table::{Row, Table};
use super::ticket::Ticket;
use crate::lexicon::words::Lexicon;
use crate::model::ActionStatus;

#[derive(Debug, Deserialize)]
struct Search {
    issues: Vec<Issue>,
}

#[derive(Debug, Deserialize)]
struct Issue {
    key: String,
    fields: Fields,
}

#[derive(Debug, Deserialize)]
struct Fields {
    #[serde(default)]
    status: Option<Status>,
    #[serde(default)]
    resolution: Option<Named>,
    #[serde(default)]
    resolutiondate: Option<String>,
    #[serde(default)]
    updated: Option<String>,
    #[serde(default)]
    assignee: Option<Person>,
}

#[derive(Debug, Deserialize)]
struct Status {
    name: String,
    #[serde(default, rename = "statusCategory")]
    category: Option<Category>,
}

#[derive(Debug, Deserialize)]
struct Category {
    key: String,
}

#[derive(Debug, Deserialize)]
struct Named {
    name: String,
}

#[derive(Debug, Deserialize)]
struct Person {
    #[serde(rename = "displayName")]
    display_name: String,
}

/// Columns without which the CSV is not one of Jira's.
pub(super) const NEEDED: [&str; 2] = ["Issue key", "Status"];

/// The issues of a JSON export.
pub(super) fn read_json(text: &str, words: &Lexicon) -> Result<Vec<Ticket>, serde_json::Error> {
    let search: Search = serde_json::from_str(text)?;
    let ticket = |it: Issue| {
        let fields = it.fields;
        let resolution = fields.resolution.as_ref().map(|it| it.name.as_str());
        let status = fields.status.and_then(|it| {
            let category = it.category.as_ref().map(|it| it.key.as_str());
            status(category, &it.name, resolution, words)
        });
        Ticket {
            key: it.key,
            url: None,
            status,
            owner: fields.assignee.map(|it| it.display_name),
            closed: fields.resolutiondate.as_deref().and_then(day),
            updated: fields.updated.as_deref().and_then(day),
        }
    };
    Ok(search.issues.into_iter().map(ticket).collect())
}

/// The issues of a CSV export.
pub(super) fn read_csv(table: &Table, words: &Lexicon) -> Vec<Ticket> {
    let ticket = |row: Row<'_>| {
        Some(Ticket {
            key: row.cell("Issue key")?.to_owned(),
            url: None,
            status: status(row.cell("Status Category"), row.cell("Status")?, row.cell("Resolution"), words),
            owner: row.cell("Assignee").map(str::to_owned),
            closed: row.cell("Resolved").and_then(day),
            updated: row.cell("Updated").and_then(day),
        })
    };
    table.rows().filter_map(ticket).collect()
}

/// The category decides, since teams name their states as they like; without one the name does.
fn status(
    category: Option<&str>,
    name: &str,
    resolution: Option<&str>,
    words: &Lexicon,
) -> Option<ActionStatus> {
    let by_category = category.and_then(|it| match it.to_ascii_lowercase().as_str() {
        "new" | "to do" | "todo" => Some(ActionStatus::Open),
        "indeterminate" | "in progress" => Some(ActionStatus::InProgress),
        "done" | "complete" => Some(ActionStatus::Done),
        _ => None,
    });
    match by_category.or_else(|| words.action_status(name))? {
        ActionStatus::Done => resolved(resolution.unwrap_or_default(), words),
        other => Some(other),
    }
}

/// What a resolution makes of a closed issue: a duplicate, or one that nobody could reproduce, is neither done nor given up.
fn resolved(resolution: &str, words: &Lexicon) -> Option<ActionStatus> {
    match resolution.to_ascii_lowercase().as_str() {
        "" | "unresolved" | "done" | "fixed" | "resolved" | "complete" | "completed" => {
            Some(ActionStatus::Done)
        }
        "won't do" | "won't fix" | "wont fix" | "declined" | "rejected" | "abandoned" => {
            Some(ActionStatus::Cancelled)
        }
        other => {
            words.action_status(other).filter(|it| matches!(it, ActionStatus::Done | ActionStatus::Cancelled))
        }
    }
}
