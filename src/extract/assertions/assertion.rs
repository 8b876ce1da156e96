//! What a line asserts.

use crate::model::Milestone;

/// A milestone that a line asserts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::extract) struct Assertion {
    /// Which one.
    pub(in crate::extract) milestone: Milestone,
    /// The line speaks of the incident being closed or resolved, not of service being back.
    pub(in crate::extract) closes: bool,
    /// The line speaks of something that breaks, which may break again later: `the API crashed`.
    pub(in crate::extract) is_weak: bool,
}

impl Assertion {
    pub(super) fn of(milestone: Milestone) -> Self {
        Self { milestone, closes: false, is_weak: false }
    }

    pub(super) fn closing() -> Self {
        Self { milestone: Milestone::Resolved, closes: true, is_weak: false }
    }

    pub(super) fn weak(milestone: Milestone) -> Self {
        Self { is_weak: true, ..Self::of(milestone) }
    }
}
