//! GitLab: the JSON of `GET /projects/:id/issues`, or the CSV that its list of issues exports.

use serde::Deserialize;

use super::day::day;
use super::table::{Row, Table};
use super::ticket::Ticket;
use crate::model::ActionStatus;

#[derive(Debug, Deserialize)]
struct Issue {
    iid: u64,
    state: String,
    #[serde(default)]
    web_url: Option<String>,
    #[serde(default)]
    assignees: Vec<Assignee>,
    #[serde(default)]
    closed_at: Option<String>,
    #[serde(default)]
    updated_at: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Assignee {
    username: String,
}

/// Columns without which the CSV is not one of GitLab's.
pub(super) const NEEDED: [&str; 2] = ["Issue ID", "State"];

/// The issues of a JSON export.
pub(super) fn read_json(text: &str) -> Result<Vec<Ticket>, serde_json::Error> {
    let issues: Vec<Issue> = serde_json::from_str(text)?;
    let ticket = |it: Issue| Ticket {
        key: format!("#{}", it.iid),
        url: it.web_url,
        status: status(&it.state),
        owner: it.assignees.into_iter().next().map(|it| format!("@{}", it.username)),
        closed: it.closed_at.as_deref().and_then(day),
        updated: it.updated_at.as_deref().and_then(day),
    };
    Ok(issues.into_iter().map(ticket).collect())
}

/// The issues of a CSV export.
pub(super) fn read_csv(table: &Table) -> Vec<Ticket> {
    let ticket = |row: Row<'_>| {
        Some(Ticket {
            key: format!("#{}", row.cell("Issue ID")?),
            url: row.cell("URL").map(str::to_owned),
            status: status(row.cell("State")?),
            owner: row.cell("Assignee Username").map(|it| format!("@{it}")),
            closed: row.cell("Closed At (UTC)").and_then(day),
            updated: row.cell("Updated At (UTC)").and_then(day),
        })
    };
    table.rows().filter_map(ticket).collect()
}

/// GitLab knows no reason: closed is done.
fn status(state: &str) -> Option<ActionStatus> {
    match state.to_ascii_lowercase().as_str() {
        "opened" | "open" | "reopened" => Some(ActionStatus::Open),
        "closed" => Some(ActionStatus::Done),
        _ => None,
    }
}
