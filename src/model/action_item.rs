//! A follow-up that a postmortem promised.

use jiff::civil::Date;

use crate::files::Span;

/// One follow-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionItem {
    /// Stable id: the incident's id, `/`, and `A1`, `A2`, … in order of appearance unless the document numbers them.
    pub id: String,
    /// What is to be done, as plain text.
    pub task: String,
    /// As written; `None` where nobody is named.
    pub owner: Option<String>,
    /// The team it belongs to.
    pub team: Option<String>,
    /// Last day on which it is on time.
    pub due: Option<Date>,
    /// A due date that is not a day, as written: `next sprint`, `1周内`.
    pub due_written: Option<String>,
    /// As written: `P0`, `high`.
    pub priority: Option<String>,
    /// Its state.
    pub status: ActionStatus,
    /// It is done, and somebody looked whether it does what it is for.
    pub verified: bool,
    /// The day it was finished or given up.
    pub closed: Option<Date>,
    /// Address or key of the ticket.
    pub ticket: Option<String>,
    /// How one will know that it is done.
    pub acceptance: Option<String>,
    /// What it is for.
    pub action_type: Option<ActionType>,
    /// The horizon of the heading above it.
    pub horizon: Option<Horizon>,
    /// A remark from the sidecar, or what is said behind the due day.
    pub note: Option<String>,
    /// What the tracker says, where an export has its ticket.
    pub tracked: Option<Tracked>,
    /// The row, list item or front matter entry it was read from.
    pub span: Span,
}

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

/// The state of an action item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActionStatus {
    /// Promised, not begun.
    Open,
    /// Under way.
    InProgress,
    /// Finished.
    Done,
    /// Given up on purpose.
    Cancelled,
    /// The postmortem does not say; never counted as open or as done.
    Unknown,
}

/// What an action item is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActionType {
    /// So that it does not happen again.
    Prevent,
    /// So that it is noticed sooner.
    Detect,
    /// So that it hurts less.
    Mitigate,
    /// So that people work together better.
    Process,
}

/// How soon it was promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Horizon {
    /// At once, within days.
    Immediate,
    /// Within weeks.
    Short,
    /// Within months.
    Long,
}

impl ActionItem {
    /// An item of which nothing is known but its place.
    pub fn unread(id: String, span: Span) -> Self {
        Self {
            id,
            task: String::new(),
            owner: None,
            team: None,
            due: None,
            due_written: None,
            priority: None,
            status: ActionStatus::Unknown,
            verified: false,
            closed: None,
            ticket: None,
            acceptance: None,
            action_type: None,
            horizon: None,
            note: None,
            tracked: None,
            span,
        }
    }

    /// The part of the id behind the incident's: `A1`.
    pub fn short_id(&self) -> &str {
        self.id.rsplit_once('/').map_or(self.id.as_str(), |(_, it)| it)
    }
}

impl ActionStatus {
    /// Every state, in the order in which lists show them.
    pub const ALL: [Self; 5] = [Self::Open, Self::InProgress, Self::Unknown, Self::Done, Self::Cancelled];

    /// Whether it is known that it is still to be done.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::InProgress)
    }

    /// The word in the JSON API and in message keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::InProgress => "in-progress",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
            Self::Unknown => "unknown",
        }
    }
}

impl ActionType {
    /// Every type.
    pub const ALL: [Self; 4] = [Self::Prevent, Self::Detect, Self::Mitigate, Self::Process];

    /// The word in front matter and in the JSON API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Prevent => "prevent",
            Self::Detect => "detect",
            Self::Mitigate => "mitigate",
            Self::Process => "process",
        }
    }
}

impl Horizon {
    /// Every horizon, the nearest first.
    pub const ALL: [Self; 3] = [Self::Immediate, Self::Short, Self::Long];

    /// The word in the JSON API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Immediate => "immediate",
            Self::Short => "short",
            Self::Long => "long",
        }
    }
}
