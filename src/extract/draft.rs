//! An incident while it is being read: every value with the place it was read from.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::stated::Stated;
use crate::diagnostics::{Diagnostic, codes};
use crate::files::{FileId, Span};
use crate::lexicon::words::DocumentKind;
use crate::model::{
    Durations, How, Impact, Incident, IncidentKind, Milestone, Milestones, Provenance, ProvenanceMap,
    Visibility,
};

/// A document while it is being read.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// What has been read so far; empty id, title and slug where nothing was.
    pub(super) incident: Incident,
    /// What the document says it is.
    pub(super) kind: Option<DocumentKind>,
    /// When the document says it was last brought up to date.
    pub(super) updated: Option<Date>,
    /// The zone in which its times are written.
    pub(super) zone: Zone,
    /// A milestone or `date` with a time, read before the document's zone was known.
    pub(super) date_with_time: Option<(crate::time::Instant, Provenance)>,
    /// The range that stands behind the duration: `38分钟（14:32 - 15:10）`.
    pub(super) duration_range: Option<(crate::time::Moment, Provenance)>,
    /// How long its phases took, as it says.
    pub(super) stated: Stated,
    /// Front matter action items stand for the whole list, even an empty one.
    pub(super) has_declared_items: bool,
    /// Lines and rows of the timeline, also those that give no time.
    pub(super) n_timeline_lines: usize,
    /// Findings so far.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// The zone in which a document's times are written.
#[derive(Debug, Clone)]
pub(super) struct Zone {
    /// The zone.
    pub(super) zone: TimeZone,
    /// Nobody says so: it is the site's.
    pub(super) assumed: bool,
}

impl Draft {
    /// A draft about which nothing is known but where it stands.
    pub(super) fn new(file: FileId, body: std::ops::Range<usize>, site_zone: &TimeZone) -> Self {
        let source = Span::point(file, body.start);
        let incident = Incident {
            id: String::new(),
            slug: String::new(),
            title: String::new(),
            kind: IncidentKind::Incident,
            status: None,
            date: None,
            severity: None,
            severity_raw: None,
            services: Vec::new(),
            causes: Vec::new(),
            triggers: Vec::new(),
            factors: Vec::new(),
            tags: Vec::new(),
            teams: Vec::new(),
            authors: Vec::new(),
            roles: Vec::new(),
            milestones: Milestones::default(),
            declared_duration: Durations::default().declared,
            timeline: Vec::new(),
            impact: Impact::default(),
            detection: None,
            mitigation: None,
            action_items: Vec::new(),
            related: Vec::new(),
            recurrence_of: Vec::new(),
            links: Vec::new(),
            mentions: Vec::new(),
            mentioned_by: Vec::new(),
            runbooks: Vec::new(),
            aliases: Vec::new(),
            visibility: Visibility::Public,
            language: String::new(),
            published: None,
            next_review: None,
            summary: None,
            lessons: Vec::new(),
            body: (file, body),
            source,
            provenance: ProvenanceMap::new(),
        };
        Self {
            incident,
            kind: None,
            updated: None,
            zone: Zone { zone: site_zone.clone(), assumed: true },
            date_with_time: None,
            duration_range: None,
            stated: Stated::default(),
            has_declared_items: false,
            n_timeline_lines: 0,
            diagnostics: Vec::new(),
        }
    }

    /// Whether the value of `key` has been read.
    pub(super) fn has(&self, key: &str) -> bool {
        self.incident.provenance.contains_key(key)
    }

    /// Notes where the value of `key` was read.
    pub(super) fn read(&mut self, key: &str, how: How, span: Span) {
        self.incident.provenance.insert(key.to_owned(), Provenance::new(how, span));
    }

    /// Records `milestone` unless it is known; notes a disagreement with what is known.
    pub(super) fn propose_milestone(
        &mut self,
        milestone: Milestone,
        at: crate::time::Instant,
        from: Provenance,
    ) {
        let key = format!("milestones.{}", milestone.as_str());
        match self.incident.milestones.get(milestone) {
            None => {
                self.incident.milestones.set(milestone, Some(at));
                self.incident.provenance.insert(key, from);
            }
            Some(known) if known.timestamp() != at.timestamp() && from.how != How::Timeline => {
                self.disagrees(milestone.as_str(), &known.to_string(), &at.to_string(), from.span);
            }
            Some(_) => {}
        }
    }

    /// The body says something else than what was read before.
    pub(super) fn disagrees(&mut self, key: &str, known: &str, other: &str, span: Span) {
        let message = format!("`{key}` is `{known}` above and `{other}` here");
        self.diagnostics.push(
            Diagnostic::new(&codes::DISAGREEMENT, message)
                .at(span)
                .hint("make the two say the same; the first one counts"),
        );
    }

    /// Adds a finding.
    pub(super) fn report(&mut self, finding: Diagnostic) {
        self.diagnostics.push(finding);
    }
}
