//! `gh issue list --state all --json number,title,state,stateReason,url,assignees,closedAt,updatedAt`.

use serde::Deserialize;

use super::day::day;
use super::ticket::Ticket;
use crate::model::ActionStatus;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Issue {
    number: u64,
    state: String,
    #[serde(default)]
    state_reason: Option<String>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    assignees: Vec<Assignee>,
    #[serde(default)]
    closed_at: Option<String>,
    #[serde(default)]
    updated_at: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Assignee {
    login: String,
}

/// The issues of an export.
pub(super) fn read(text: &str) -> Result<Vec<Ticket>, serde_json::Error> {
    let issues: Vec<Issue> = serde_json::from_str(text)?;
    Ok(issues.into_iter().map(ticket).collect())
}

fn ticket(it: Issue) -> Ticket {
    let reason = it.state_reason.as_deref().unwrap_or_default();
    let status = match (it.state.to_ascii_uppercase().as_str(), reason.to_ascii_uppercase().as_str()) {
        ("OPEN", _) => Some(ActionStatus::Open),
        ("CLOSED", "NOT_PLANNED") => Some(ActionStatus::Cancelled),
        ("CLOSED", "" | "COMPLETED") => Some(ActionStatus::Done),
        // The work goes on in another issue, and this one does not say how far.
        _ => None,
    };
    Ticket {
        key: format!("#{}", it.number),
        url: it.url,
        status,
        owner: it.assignees.into_iter().next().map(|it| format!("@{}", it.login)),
        closed: it.closed_at.as_deref().and_then(day),
        updated: it.updated_at.as_deref().and_then(day),
    }
}
