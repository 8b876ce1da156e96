//! What a tracker says about an action item.

use jiff::civil::Date;

use super::ActionStatus;

/// What an export of a tracker says about the ticket of an action item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tracked {
    /// The ticket's key, as the tracker writes it: `PAY-12`, `#42`.
    pub key: String,
    /// The state there; `None` where the tracker's state has no counterpart, such as "duplicate".
    pub status: Option<ActionStatus>,
    /// The day it was closed there.
    pub closed: Option<Date>,
    /// The state that the document states.
    pub stated: ActionStatus,
    /// The export, as the configuration names it.
    pub export: String,
    /// The day of the export: as the configuration states it, else of its latest change; `None` where neither is known.
    pub day: Option<Date>,
    /// Whether the item's owner is the ticket's, because the document names none.
    pub gave_owner: bool,
}
