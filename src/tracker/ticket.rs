//! A ticket and the export it was read from.

use crate::model::ActionStatus;
use crate::time::Date;

/// A ticket, as an export describes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ticket {
    /// `PAY-12`, `#42`.
    pub key: String,
    /// Its address, where the export has it.
    pub url: Option<String>,
    /// `None` where its state has no counterpart.
    pub status: Option<ActionStatus>,
    /// Who is to do it.
    pub owner: Option<String>,
    /// The day it was closed.
    pub closed: Option<Date>,
    /// The day of its latest change.
    pub updated: Option<Date>,
}

/// An export that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// As the configuration names it.
    pub name: String,
    /// The day it was made: as the configuration states it, else of the latest change in it.
    pub day: Option<Date>,
    /// Its tickets, in order.
    pub tickets: Vec<Ticket>,
}
