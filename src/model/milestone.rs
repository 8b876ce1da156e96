//! The eight points in time that every duration is defined between.

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Milestones {
    reached: [Option<Instant>; 8],
    /// Seconds from `started`, as the document says.
    took: [Option<i64>; 8],
}

/// Durations between milestones, in whole seconds; `None` where the document does not say how long it took, and an end is
/// missing or they stand in the wrong order.
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
    pub fn as_str(self) -> &'static str {
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

    /// The milestone with the key `key`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == key)
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

    /// Seconds from `from` to `to`; `None` where one is missing or `to` comes first.
    pub fn between(&self, from: Milestone, to: Milestone) -> Option<i64> {
        let seconds = self.get(to)?.seconds_since(self.get(from)?);
        (0 <= seconds).then_some(seconds)
    }

    /// Records that it took `seconds` from `started` to `milestone`, as the document says; this counts over any events.
    pub fn set_took(&mut self, milestone: Milestone, seconds: i64) {
        self.took[milestone as usize] = Some(seconds);
    }

    /// What `set_took` recorded from `from` to `to`, in seconds.
    pub fn as_stated(&self, from: Milestone, to: Milestone) -> Option<i64> {
        self.took[to as usize].filter(|_| from == Milestone::Started)
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
            acknowledge: self.between(Detected, Acknowledged),
            diagnose: self.between(Acknowledged, Diagnosed),
            mitigate: self.took(Started, Mitigated),
            fix: self.between(Diagnosed, Resolved),
            verify: self.between(Resolved, Verified),
            resolve: self.took(Started, Resolved),
            declared,
        }
    }
}
