//! Linear: the CSV that a workspace or a list of issues exports.

use super::day::day;
use super::table::{Row, Table};
use super::ticket::Ticket;
use crate::lexicon::words::Lexicon;
use crate::model::ActionStatus;

/// Columns without which the CSV is not one of Linear's.
pub(super) const NEEDED: [&str; 2] = ["ID", "Status"];

/// The issues of an export.
pub(super) fn read(table: &Table, words: &Lexicon) -> Vec<Ticket> {
    let has_days = table.column("Completed").is_some() && table.column("Canceled").is_some();
    let ticket = |row: Row<'_>| {
        let (completed, canceled) = (row.cell("Completed"), row.cell("Canceled"));
        // Teams name their states as they like; the days say which kind of state it is.
        let status = if canceled.is_some() {
            Some(ActionStatus::Cancelled)
        } else if completed.is_some() {
            Some(ActionStatus::Done)
        } else if row.cell("Started").is_some() {
            Some(ActionStatus::InProgress)
        } else if has_days {
            Some(ActionStatus::Open)
        } else {
            words.action_status(row.cell("Status")?)
        };
        Some(Ticket {
            key: row.cell("ID")?.to_owned(),
            url: row.cell("URL").map(str::to_owned),
            status: status.filter(|_| row.cell("Status") != Some("Duplicate")),
            owner: row.cell("Assignee").map(str::to_owned),
            closed: completed.or(canceled).and_then(day),
            updated: row.cell("Updated").and_then(day),
        })
    };
    table.rows().filter_map(ticket).collect()
}
