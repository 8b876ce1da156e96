//! A line of the timeline as it is written.

use crate::files::Span;
use crate::model::{EventKind, Milestone};
use crate::time::{Date, Moment};

/// A line of the timeline before it is placed.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) moment: Moment,
    /// The time as written.
    pub(super) written: String,
    /// What is shown of it.
    pub(super) text: String,
    /// All that belongs to it.
    pub(super) whole: String,
    pub(super) kind: Option<EventKind>,
    /// The milestone that its type, or the word it begins with, names.
    pub(super) typed: Option<Milestone>,
    pub(super) span: Span,
    /// A day on a line of its own, or in a heading, right above.
    pub(super) opens: Option<Date>,
    /// Lines of one list, table or section are of one group.
    pub(super) group: usize,
}
