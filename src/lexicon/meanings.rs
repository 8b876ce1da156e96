//! What words can mean beyond the types of the model.

use crate::model::{DocumentStatus, IncidentKind};

/// The one of `all` whose name is `name`.
pub(super) fn named<T: Copy>(all: &[T], name_of: impl Fn(T) -> &'static str, name: &str) -> Option<T> {
    all.iter().copied().find(|it| name_of(*it) == name)
}

/// The values that are one of a few words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Choice {
    /// What a document is.
    DocumentKind,
    /// State of a document.
    DocumentStatus,
    /// State of an action item.
    ActionStatus,
    /// What an action item is for.
    ActionType,
    /// How soon an action item was promised.
    Horizon,
}

/// What a state word speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StatusWord {
    /// The state of the document.
    Document(DocumentStatus),
    /// The state of the incident, which says nothing of the document: `resolved`, `已恢复`.
    Incident,
}

impl StatusWord {
    /// The word's meaning by its name in the lexicon.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        if name == Self::Incident.name() {
            return Some(Self::Incident);
        }
        named(&DocumentStatus::ALL, DocumentStatus::as_str, name).map(Self::Document)
    }

    /// Its name in the lexicon.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Document(it) => it.as_str(),
            Self::Incident => "incident",
        }
    }
}

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind {
    /// A postmortem, of this kind of event.
    Incident(IncidentKind),
    /// How to handle a kind of failure.
    Runbook,
    /// Anything else.
    Page,
}

impl DocumentKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Incident(IncidentKind::Incident),
        Self::Incident(IncidentKind::NearMiss),
        Self::Incident(IncidentKind::Drill),
        Self::Incident(IncidentKind::Maintenance),
        Self::Incident(IncidentKind::Disclosure),
        Self::Runbook,
        Self::Page,
    ];

    /// The word in front matter and in the lexicon.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Incident(it) => it.as_str(),
            Self::Runbook => "runbook",
            Self::Page => "page",
        }
    }
}
