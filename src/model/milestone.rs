//! The eight points in time that every duration is defined between.

use std::fmt;

use crate::time::Instant;

/// A point in the life of an incident, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Milestone {
    /// The change that made the failure possible took effect.
    Introduced,
    /// Impact began.
    Started,
    /// Somebody or something noticed.
    Detected,
    /// Somebody took it on.
    Acknowledged,
    /// The cause was known well enough to act.
    Diagnosed,
    /// Impact was stopped or much reduced.
    Mitigated,
    /// Service was restored.
    Resolved,
    /// Restoration was confirmed.
    Verified,
}

/// The milestones that a document states, and how long it says that some of them took.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Milestones {
    reached: [Option<Instant>; 8],
    /// Seconds that a phase took until the milestone, as the document says.
    took: [Option<i64>; 8],
    /// Nobody says in which zone it was written down.
    zone_assumed: [bool; 8],
}

/// Durations between milestones, in whole seconds; `None` where the document does not say how long it took, and an end is
/// missing or they are in the wrong order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Durations {
    /// Detected minus started.
    pub detect: Option<i64>,
    /// Acknowledged minus detected.
    pub acknowledge: Option<i64>,
    /// Diagnosed minus acknowledged.
    pub diagnose: Option<i64>,
    /// Mitigated minus started.
    pub mitigate: Option<i64>,
    /// Resolved minus diagnosed.
    pub fix: Option<i64>,
    /// Verified minus resolved.
    pub verify: Option<i64>,
    /// Resolved minus started.
    pub resolve: Option<i64>,
    /// What the document itself says the incident lasted.
    pub declared: Option<i64>,
}

impl Milestone {
    /// Every milestone, in order.
    pub const ALL: [Self; 8] = [
        Self::Introduced,
        Self::Started,
        Self::Detected,
        Self::Acknowledged,
        Self::Diagnosed,
        Self::Mitigated,
        Self::Resolved,
        Self::Verified,
    ];

    /// The key in front matter and in the JSON API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Introduced => "introduced",
            Self::Started => "started",
            Self::Detected => "detected",
            Self::Acknowledged => "acknowledged",
            Self::Diagnosed => "diagnosed",
            Self::Mitigated => "mitigated",
            Self::Resolved => "resolved",
            Self::Verified => "verified",
        }
    }

    /// Where the phase begins that is named by its end: time to detect begins with the start.
    pub fn phase_start(self) -> Option<Self> {
        match self {
            Self::Introduced | Self::Started => None,
            Self::Detected | Self::Mitigated | Self::Resolved => Some(Self::Started),
            Self::Acknowledged => Some(Self::Detected),
            Self::Diagnosed => Some(Self::Acknowledged),
            Self::Verified => Some(Self::Resolved),
        }
    }

    /// The milestone with the key `key`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == key)
    }
}

/// What the document says, and what can be computed from it; not how its zones were found out.
impl fmt::Debug for Milestones {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Milestones");
        shown.field("reached", &self.reached).field("took", &self.took);
        shown.field("durations", &self.durations(None)).finish_non_exhaustive()
    }
}

impl Milestones {
    /// When `milestone` was reached; `None` where the document does not say.
    pub fn get(&self, milestone: Milestone) -> Option<Instant> {
        self.reached[milestone as usize]
    }

    /// Records `milestone`, over any earlier value.
    pub fn set(&mut self, milestone: Milestone, at: Option<Instant>) {
        self.reached[milestone as usize] = at;
    }

    /// The stated milestones, in order of kind.
    pub fn stated(&self) -> impl Iterator<Item = (Milestone, Instant)> + '_ {
        Milestone::ALL.into_iter().filter_map(|it| Some((it, self.get(it)?)))
    }

    /// Records whether the zone of `milestone` is assumed.
    pub fn set_zone_assumed(&mut self, milestone: Milestone, is_assumed: bool) {
        self.zone_assumed[milestone as usize] = is_assumed;
    }

    /// Whether the time between two milestones can be known: between an assumed and a stated zone it cannot.
    pub fn are_comparable(&self, one: Milestone, other: Milestone) -> bool {
        self.zone_assumed[one as usize] == self.zone_assumed[other as usize]
    }

    /// Seconds from `from` to `to`; `None` where one is missing, `to` comes first, or only one of their zones is known.
    pub fn between(&self, from: Milestone, to: Milestone) -> Option<i64> {
        if !self.are_comparable(from, to) {
            return None;
        }
        let seconds = self.get(to)?.seconds_since(self.get(from)?);
        (0 <= seconds).then_some(seconds)
    }

    /// Records that the phase that ends at `milestone` took `seconds`, as the document says; this counts over any events.
    pub fn set_took(&mut self, milestone: Milestone, seconds: i64) {
        self.took[milestone as usize] = Some(seconds);
    }

    /// What `set_took` recorded from `from` to `to`, in seconds.
    pub fn as_stated(&self, from: Milestone, to: Milestone) -> Option<i64> {
        self.took[to as usize].filter(|_| to.phase_start() == Some(from))
    }

    /// Seconds from `from` to `to`: as stated, else between the two.
    pub fn took(&self, from: Milestone, to: Milestone) -> Option<i64> {
        self.as_stated(from, to).or_else(|| self.between(from, to))
    }

    /// The durations of the contract's definitions; `declared` is taken over as it is.
    pub fn durations(&self, declared: Option<i64>) -> Durations {
        use Milestone::{Acknowledged, Detected, Diagnosed, Mitigated, Resolved, Started, Verified};
        Durations {
            detect: self.took(Started, Detected),
            acknowledge: self.took(Detected, Acknowledged),
            diagnose: self.took(Acknowledged, Diagnosed),
            mitigate: self.took(Started, Mitigated),
            fix: self.between(Diagnosed, Resolved),
            verify: self.took(Resolved, Verified),
            resolve: self.took(Started, Resolved),
            declared,
        }
    }
}
