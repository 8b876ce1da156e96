//! An event of the timeline with all of its words, while a document is being read.

use crate::model::{Milestone, TimelineEvent};

/// What the milestones are read from: an event with all of its words.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// As the incident has it.
    pub(super) event: TimelineEvent,
    /// All that belongs to it.
    pub(super) whole: String,
    /// The milestone that its type, or the word it begins with, names.
    pub(super) typed: Option<Milestone>,
    /// The zone of its time is the site's.
    pub(super) assumed_zone: bool,
}
