//! What the site's numbers are called where they are explained.

use crate::analysis::response_times::Measure;

/// A number, or a family of them, that this page explains; every figure of the site leads to one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum Definition {
    /// How many incidents.
    Counted,
    /// One of the times between two milestones.
    Measure(Measure),
    /// Calendar time and support hours.
    Clocks,
    /// Promises kept and broken.
    Targets,
    /// Chains.
    Recurrence,
    /// The share of incidents that continue a chain.
    RepeatRate,
    /// Action items planned, closed and open.
    Actions,
    /// Action items past their due date.
    Overdue,
    /// Failures that are related to each other, or whose texts are alike.
    Kindred,
    /// The pile of open action items.
    Backlog,
    /// How long action items stay open.
    TimeToClose,
    /// Action items beyond the policy of their priority.
    Policy,
    /// Shares of causes, services and ways of detection.
    Shares,
    /// Medians, quartiles and intervals.
    Statistics,
    /// "More often" and "less often".
    Direction,
    /// Days since the last incident.
    LastIncident,
    /// What documents leave out.
    Gaps,
    /// Where values come from.
    Provenance,
}

impl Definition {
    /// Definitions with a section of their own, in order of the page; measures are in a list before them.
    pub(in crate::site) const SECTIONS: [Self; 17] = [
        Self::Clocks,
        Self::Counted,
        Self::Recurrence,
        Self::RepeatRate,
        Self::Actions,
        Self::Overdue,
        Self::Kindred,
        Self::Backlog,
        Self::TimeToClose,
        Self::Policy,
        Self::Statistics,
        Self::Direction,
        Self::Shares,
        Self::LastIncident,
        Self::Gaps,
        Self::Provenance,
        Self::Targets,
    ];

    /// The id on the page.
    pub(in crate::site) fn anchor(self) -> String {
        match self {
            Self::Measure(it) => format!("aw-measure-{}", it.as_str()),
            Self::Counted => "aw-counted".to_owned(),
            Self::Clocks => "aw-clocks".to_owned(),
            Self::Targets => "aw-targets".to_owned(),
            Self::Recurrence => "aw-recurrence".to_owned(),
            Self::RepeatRate => "aw-repeat-rate".to_owned(),
            Self::Actions => "aw-actions".to_owned(),
            Self::Overdue => "aw-overdue".to_owned(),
            Self::Kindred => "aw-kindred".to_owned(),
            Self::Backlog => "aw-backlog".to_owned(),
            Self::TimeToClose => "aw-time-to-close".to_owned(),
            Self::Policy => "aw-policy".to_owned(),
            Self::Shares => "aw-causes".to_owned(),
            Self::Statistics => "aw-statistics".to_owned(),
            Self::Direction => "aw-direction".to_owned(),
            Self::LastIncident => "aw-last-incident".to_owned(),
            Self::Gaps => "aw-gaps".to_owned(),
            Self::Provenance => "aw-provenance".to_owned(),
        }
    }
}
