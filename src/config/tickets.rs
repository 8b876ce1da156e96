//! `tickets`: committed exports of trackers.

use super::Place;
use super::file::{self, TicketFormat};
use super::path::ValuePath;
use crate::files::{FileId, Span};
use crate::phrase::say;
use crate::time::Date;

/// An export of a tracker that the configuration names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketExport {
    /// As the configuration names it.
    pub name: String,
    /// Its text.
    pub file: FileId,
    /// Its format.
    pub format: TicketFormat,
    /// The day it was made, where the configuration states it.
    pub exported: Option<Date>,
    /// The columns of a table.
    pub columns: TicketColumns,
    /// Where the configuration names it.
    pub span: Option<Span>,
}

/// The columns of a table of tickets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TicketColumns {
    /// Keys of tickets.
    pub key: String,
    /// States.
    pub state: String,
    /// Addresses.
    pub url: Option<String>,
    /// Who is to do it.
    pub owner: Option<String>,
    /// Days on which they were closed.
    pub closed: Option<String>,
    /// Days of the latest change.
    pub updated: Option<String>,
}

impl TicketColumns {
    /// The columns that the table must have.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        let optional = [&self.url, &self.owner, &self.closed, &self.updated];
        [&self.key, &self.state].into_iter().chain(optional.into_iter().flatten()).map(String::as_str)
    }
}

impl TicketFormat {
    /// The word in the configuration.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Jira => "jira",
            Self::Linear => "linear",
            Self::Csv => "csv",
        }
    }
}

/// The exports; `files` are their texts in the same order, `None` where one does not exist, which is a fault already.
pub(super) fn tickets(
    at: &Place<'_>,
    written: Vec<file::Tickets>,
    files: &[Option<FileId>],
) -> Vec<TicketExport> {
    let list = ValuePath::of(["tickets"]);
    let mut found = Vec::new();
    for (nth, it) in written.into_iter().enumerate() {
        let path = list.item(nth);
        let exported = it.exported.as_deref().map(|written| {
            written.parse().map_err(|_| {
                at.error(&path.key("exported"), say!("failure.config-exported", written))
                    .hint(say!("failure.day-form-hint"))
            })
        });
        let exported = at.keep(exported.transpose()).flatten();
        let is_table = it.format == TicketFormat::Csv;
        match (&it.columns, is_table) {
            (None, true) => {
                let fault = at.error(&path.key("format"), say!("failure.config-columns-missing"));
                at.fault(fault.hint(say!("failure.config-columns-missing-hint")));
            }
            (Some(_), false) => {
                let format = it.format.as_str();
                let fault = at.error(&path.key("columns"), say!("failure.config-columns-unused", format));
                at.fault(fault.hint(say!("failure.config-columns-unused-hint")));
            }
            (None, false) | (Some(_), true) => {}
        }
        let columns = it.columns.map(|it| TicketColumns {
            key: it.key,
            state: it.state,
            url: it.url,
            owner: it.owner,
            closed: it.closed,
            updated: it.updated,
        });
        let Some(file) = files.get(nth).copied().flatten() else { continue };
        found.push(TicketExport {
            name: it.file,
            file,
            format: it.format,
            exported,
            columns: columns.unwrap_or_default(),
            span: at.written.span(&path.key("file")),
        });
    }
    found
}
