//! Any table, by the columns that the configuration names.

use super::day::day;
use super::table::{Row, Table};
use super::ticket::Ticket;
use crate::config::TicketColumns;
use crate::lexicon::words::Lexicon;

/// The tickets of an export; the words of states are those of documents, with the team's own.
pub(super) fn read(table: &Table, columns: &TicketColumns, words: &Lexicon) -> Vec<Ticket> {
    let of = |row: &Row<'_>, column: &Option<String>| {
        column.as_ref().and_then(|it| row.cell(it)).map(str::to_owned)
    };
    let ticket = |row: Row<'_>| {
        let url = of(&row, &columns.url);
        Some(Ticket {
            key: row.cell(&columns.key).map(str::to_owned).or_else(|| url.clone())?,
            url,
            status: row.cell(&columns.state).and_then(|it| words.action_status(it)),
            owner: of(&row, &columns.owner),
            closed: of(&row, &columns.closed).as_deref().and_then(day),
            updated: of(&row, &columns.updated).as_deref().and_then(day),
        })
    };
    table.rows().filter_map(ticket).collect()
}
