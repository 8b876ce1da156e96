//! What happened when, line by line.

use crate::files::Span;
use crate::time::Instant;

/// One dated line of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineEvent {
    /// When; `None` where the document gives a time that cannot be placed on a day.
    pub at: Option<Instant>,
    /// The time as written, for pages and for events that cannot be placed.
    pub written: String,
    /// When it ended, for a range.
    pub end: Option<Instant>,
    /// The document says "about".
    pub approximate: bool,
    /// What kind of event, where the document or a clear event word says so.
    pub kind: Option<EventKind>,
    /// Plain text.
    pub text: String,
    /// Where it is.
    pub span: Span,
}

/// What an event of the timeline is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    /// A change went out.
    Deploy,
    /// A symptom was noticed.
    Detect,
    /// An alert fired.
    Alert,
    /// Somebody took it on.
    Respond,
    /// Looking for the cause.
    Diagnose,
    /// A fix that did not work.
    AttemptedFix,
    /// The cause was found.
    CauseFound,
    /// A decision.
    Decision,
    /// A fix.
    Fix,
    /// Service is back.
    Recovery,
    /// The incident was closed.
    Close,
    /// Word to users or colleagues.
    Communication,
    /// Impact began.
    Impact,
}

impl EventKind {
    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::Deploy,
        Self::Detect,
        Self::Alert,
        Self::Respond,
        Self::Diagnose,
        Self::AttemptedFix,
        Self::CauseFound,
        Self::Decision,
        Self::Fix,
        Self::Recovery,
        Self::Close,
        Self::Communication,
        Self::Impact,
    ];

    /// The word in the JSON API and in message keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Deploy => "deploy",
            Self::Detect => "detect",
            Self::Alert => "alert",
            Self::Respond => "respond",
            Self::Diagnose => "diagnose",
            Self::AttemptedFix => "attempted-fix",
            Self::CauseFound => "cause-found",
            Self::Decision => "decision",
            Self::Fix => "fix",
            Self::Recovery => "recovery",
            Self::Close => "close",
            Self::Communication => "communication",
            Self::Impact => "impact",
        }
    }
}
