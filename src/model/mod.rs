//! The incident model: plain values, no input or output, no serialisation, no knowledge of Markdown or pages.
//!
//! `extract` fills these values with words as they were written; `resolve` replaces names by the ids of
//! services, causes and incidents. Everything later reads them.

mod action_item;
mod catalogue;
mod decision;
mod explanation;
mod field;
mod incident;
mod judgement;
mod lesson;
mod manual;
mod milestone;
mod provenance;
mod runbook;
mod section;
mod signature;
mod suggestion;
mod timeline;

pub use action_item::{ActionItem, ActionStatus, ActionType, Horizon, Tracked};
pub use catalogue::{Cause, Hours, Promise, Service, Severity, Target, Taxonomy, Term};
pub use decision::{DecidedField, DecidedPair, Decision, Decisions, Subject, Verdict};
pub use explanation::{Aspect, Explanation, Passage, Why};
pub use field::{Field, FieldKind};
pub use incident::{DocumentStatus, Echo, Impact, Incident, IncidentKind, Link, Mention, Says, Visibility};
pub use judgement::Judgement;
pub use lesson::{Layer, Lesson, LessonKind};
pub use manual::{Asked, Cadence, ChecklistItem, Manual, Routine, RoutineTask, WrittenTarget};
pub use milestone::{Durations, Milestone, Milestones};
pub use provenance::{Certainty, How, Provenance, ProvenanceMap};
pub use runbook::{Page, Procedure, Runbook, RunbookPart};
pub use section::{Column, SectionKind};
pub use signature::{Signature, SignatureLine, TextPart};
pub use suggestion::{Evidence, SuggestedValue, Suggestion, Suggestions};
pub use timeline::{EventKind, TimelineEvent};

use std::collections::BTreeMap;

/// Everything that was read, linked.
#[derive(Debug, Clone, Default)]
pub struct KnowledgeBase {
    /// Ordered by date, then id; undated ones first.
    pub incidents: Vec<Incident>,
    /// Ordered by title, then id.
    pub runbooks: Vec<Runbook>,
    /// Ordered by title, then slug.
    pub pages: Vec<Page>,
    /// Every service of the catalogue and every service an incident names, ordered by name.
    pub services: Vec<Service>,
    /// The taxonomy, with a top-level cause added for every cause that it does not list.
    pub taxonomy: Taxonomy,
    /// The severity scale, worst first.
    pub severities: Vec<Severity>,
    /// Every team of the catalogue and every team an incident or action item names, ordered.
    pub teams: Vec<String>,
    /// Redirects: old address below the site root (ends in `/`) to the id of an incident or runbook.
    pub redirects: BTreeMap<String, String>,
    /// What people decided about incidents.
    pub decisions: Decisions,
}

impl KnowledgeBase {
    /// The incident with `id`.
    pub fn incident(&self, id: &str) -> Option<&Incident> {
        self.incidents.iter().find(|it| it.id == id)
    }

    /// The runbook with `id`.
    pub fn runbook(&self, id: &str) -> Option<&Runbook> {
        self.runbooks.iter().find(|it| it.id == id)
    }

    /// The service with the canonical name `name`.
    pub fn service(&self, name: &str) -> Option<&Service> {
        let place = self.services.binary_search_by(|it| it.name.as_str().cmp(name)).ok()?;
        Some(&self.services[place])
    }

    /// The incidents that count as failures: kind incident, not superseded.
    pub fn failures(&self) -> impl Iterator<Item = &Incident> {
        self.incidents.iter().filter(|it| it.counts())
    }

    /// Drops the suggestions that a person has rejected or settled; to be called after every place that suggests something.
    pub fn drop_decided_suggestions(&mut self) {
        for incident in &mut self.incidents {
            let Incident { id, suggested, provenance, .. } = incident;
            suggested.drop_stated(|field| provenance.get(&field).is_some_and(|it| it.how == How::Decision));
            suggested.retain(|field, it| !self.decisions.rejects(id, field, &it.value.written()));
        }
    }

    /// Every action item with its incident, in the order of incidents.
    pub fn action_items(&self) -> impl Iterator<Item = (&Incident, &ActionItem)> {
        self.incidents.iter().flat_map(|incident| incident.action_items.iter().map(move |it| (incident, it)))
    }
}
