//! What a manual states about how a team works, beside its procedures: target times, what a postmortem has to answer,
//! and tasks that come round.

use super::{Aspect, Field, Milestone, Promise, SectionKind};
use crate::files::Span;

/// What a manual states about how a team works. None of it is a setting: a manual may be out of date.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Manual {
    /// The target times of its tables, in order of place.
    pub targets: Vec<WrittenTarget>,
    /// What a postmortem has to answer, in order of place.
    pub checklist: Vec<ChecklistItem>,
    /// Tasks that come round, in order of place.
    pub routines: Vec<Routine>,
}

/// A target time as a table states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenTarget {
    /// Id on the site's scale.
    pub severity: String,
    /// Between which milestones, and how long it may take.
    pub promise: Promise,
    /// The cell.
    pub span: Span,
}

/// Something that a postmortem has to answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChecklistItem {
    /// The item or heading that it is below, where that is not the list's own name.
    pub group: Option<String>,
    /// As written.
    pub text: String,
    /// What answers it, each on its own; empty where only a person can tell.
    pub asks: Vec<Asked>,
    /// Where it is.
    pub span: Span,
}

/// What can answer an item of a checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asked {
    /// A value.
    Field(Field),
    /// A section with text.
    Section(SectionKind),
    /// A passage under a name of its own.
    Aspect(Aspect),
}

/// Tasks that come round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Routine {
    /// How often.
    pub every: Cadence,
    /// The tasks, in order.
    pub tasks: Vec<RoutineTask>,
    /// The name above them.
    pub span: Span,
}

/// One task that comes round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoutineTask {
    /// As written.
    pub text: String,
    /// Where it is.
    pub span: Span,
}

/// How often a task comes round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cadence {
    /// Every day.
    Daily,
    /// Every week.
    Weekly,
    /// Every month.
    Monthly,
    /// Every three months.
    Quarterly,
    /// Every year.
    Yearly,
}

impl Manual {
    /// Whether it states nothing of the kind.
    pub fn is_empty(&self) -> bool {
        self.targets.is_empty() && self.checklist.is_empty() && self.routines.is_empty()
    }
}

impl Asked {
    /// The word in the JSON API: a path of a record, or the name of a section or aspect.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Field(it) => it.path(),
            Self::Section(it) => it.name(),
            Self::Aspect(it) => it.as_str(),
        }
    }
}

impl Cadence {
    /// Every one, the most frequent first.
    #[cfg(test)]
    pub const ALL: [Self; 5] = [Self::Daily, Self::Weekly, Self::Monthly, Self::Quarterly, Self::Yearly];

    /// The word in the JSON API and in message keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Weekly => "weekly",
            Self::Monthly => "monthly",
            Self::Quarterly => "quarterly",
            Self::Yearly => "yearly",
        }
    }
}

impl WrittenTarget {
    /// A target of `limit` seconds until `milestone`.
    pub fn until(milestone: Milestone, severity: String, limit: i64, span: Span) -> Option<Self> {
        let from = milestone.phase_start()?;
        Some(Self { severity, promise: Promise { from, to: milestone, limit }, span })
    }
}
