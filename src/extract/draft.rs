//! An incident while it is being read: every value with the place it was read from.

use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::access::{Form, Limit, Statement};
use super::entry::Entry;
use super::phases::Stated;
use crate::config::Config;
use crate::diagnostics::{Checked, Diagnostic, codes};
use crate::files::{FileId, Span};
use crate::lexicon::verdicts::verdict;
use crate::lexicon::words::{DocumentKind, Lexicon};
use crate::model::{
    Certainty, DocumentStatus, Evidence, Field, How, Incident, Judgement, Milestone, Provenance,
    SuggestedValue, Suggestion, Visibility,
};
use crate::phrase::say;
use crate::time::DayOrder;

/// A document while it is being read.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// What has been read so far; empty id, title and slug where nothing was.
    pub(super) incident: Incident,
    /// What the document says it is.
    pub(super) kind: Option<DocumentKind>,
    /// When the document says it was last brought up to date.
    pub(super) updated: Option<Date>,
    /// What words mean.
    pub(super) words: Arc<Lexicon>,
    /// The zone in which its times are written.
    pub(super) zone: Zone,
    /// A milestone or `date` with a time, read before the document's zone was known.
    pub(super) date_with_time: Option<(crate::time::Instant, Provenance)>,
    /// The day on which a label says that it was noticed; of the incident where nothing else gives its day.
    pub(super) day_noticed: Option<(Date, Provenance)>,
    /// The range written behind the duration: `38分钟（14:32 - 15:10）`.
    pub(super) duration_range: Option<(crate::time::Moment, Provenance)>,
    /// How long its phases took, as it says.
    pub(super) stated: Stated,
    /// Front matter action items stand for the whole list, even an empty one.
    pub(super) has_declared_items: bool,
    /// The events of the timeline, with all of their words.
    pub(super) entries: Vec<Entry>,
    /// Which of day and month its author writes first.
    pub(super) day_order: Option<DayOrder>,
    /// What it says about who may read it, beside the documented keys.
    pub(super) statements: Vec<Statement>,
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
    /// A draft about which nothing is known but its place.
    pub(super) fn new(file: FileId, body: std::ops::Range<usize>, config: &Config) -> Self {
        let incident = Incident::unread(file, body);
        Self {
            incident,
            kind: None,
            updated: None,
            words: Arc::clone(&config.lexicon),
            zone: Zone { zone: config.site.zone.clone(), assumed: true },
            date_with_time: None,
            day_noticed: None,
            duration_range: None,
            stated: Stated::default(),
            has_declared_items: false,
            entries: Vec::new(),
            day_order: None,
            statements: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// Whether the value of `field` has been read.
    pub(super) fn has(&self, field: Field) -> bool {
        self.incident.provenance.contains_key(&field)
    }

    /// Where the value of `field` was read.
    pub(super) fn provenance(&self, field: impl Into<Field>) -> Option<Provenance> {
        self.incident.provenance.get(&field.into()).copied()
    }

    /// Notes where the value of `field` was read.
    pub(super) fn read(&mut self, field: Field, how: How, span: Span) {
        self.note(field, Provenance::new(how, span));
    }

    /// Notes where and how the value of `field` was read.
    pub(super) fn note(&mut self, field: impl Into<Field>, from: Provenance) {
        debug_assert_eq!(from.certainty, Certainty::Stated, "a suggestion is not a fact: use `suggest`");
        self.incident.provenance.insert(field.into(), from);
    }

    /// Suggests `value` for `field`: what a careful reader would guess from the words of `evidence`.
    ///
    /// `score` is how often such a guess is right, from 0 to 1. A field that the document states needs no
    /// suggestion: those are dropped when the document has been read.
    pub(super) fn suggest(
        &mut self,
        field: impl Into<Field>,
        value: SuggestedValue,
        evidence: Evidence,
        score: f64,
    ) {
        self.incident.suggested.add(field.into(), Suggestion { value, evidence, score });
    }

    /// The value of `checked`; its findings are kept.
    pub(super) fn take<T>(&mut self, mut checked: Checked<T>) -> T {
        self.diagnostics.append(&mut checked.diagnostics);
        checked.value
    }

    /// Records `milestone` unless it is known; notes a disagreement with what is known.
    pub(super) fn propose_milestone(
        &mut self,
        milestone: Milestone,
        at: crate::time::Instant,
        from: Provenance,
    ) {
        match self.incident.milestones.get(milestone) {
            None => {
                self.incident.milestones.set(milestone, Some(at));
                self.note(milestone, from);
            }
            Some(known) if known.timestamp() != at.timestamp() && from.how != How::Timeline => {
                self.disagrees(milestone, &known.to_string(), &at.to_string(), from.span);
            }
            Some(_) => {}
        }
    }

    /// The body says something else than what was read before.
    pub(super) fn disagrees(&mut self, field: impl Into<Field>, known: &str, other: &str, span: Span) {
        let message = say!("read.disagreement", field = field.into().to_string(), known, other);
        self.diagnostics.push(
            Diagnostic::new(&codes::DISAGREEMENT, message).at(span).hint(say!("read.first-one-counts")),
        );
    }

    /// Lets the narrowest of all statements about who may read count, and reports them.
    pub(super) fn settle(&mut self) {
        let says_public = self.has(Field::Visibility) && self.incident.visibility == Visibility::Public;
        let mut statements = std::mem::take(&mut self.statements);
        statements.sort_by_key(|it| (it.span, it.form));
        statements.dedup_by(|later, first| later.span == first.span && later.limit == first.limit);
        for mut it in statements {
            if self.repeats_head(&it) {
                continue;
            }
            match it.form {
                // The document itself says who may read it.
                Form::Sign
                    if self.has(Field::Visibility)
                        || self.incident.is_held_back
                        || it.limit == Limit::Draft
                            && self.incident.status == Some(DocumentStatus::Draft) =>
                {
                    continue;
                }
                // Two statements that cannot both be meant.
                Form::Elsewhere if says_public && it.limit == Limit::Internal => it.form = Form::Unclear,
                Form::Elsewhere | Form::State | Form::Unclear | Form::Sign => {}
            }
            match it.limit {
                Limit::Draft if it.form == Form::State => {
                    if self.incident.status != Some(DocumentStatus::Draft) {
                        self.incident.status = Some(DocumentStatus::Draft);
                        self.read(Field::Status, How::Label, it.span);
                    }
                }
                Limit::Draft if it.form != Form::Sign => {
                    self.incident.is_held_back = true;
                    // What was read as a label keeps its place.
                    if self.incident.status != Some(DocumentStatus::Draft) {
                        self.incident.status = Some(DocumentStatus::Draft);
                        self.read(Field::Status, How::Label, it.span);
                    }
                }
                Limit::Internal | Limit::Draft => {
                    self.incident.visibility = Visibility::Internal;
                    if it.form == Form::Elsewhere {
                        self.read(Field::Visibility, How::Label, it.span);
                    }
                }
            }
            self.report(it.finding());
        }
    }

    /// Whether a statement of the body says once more what the front matter says: nothing about it is unclear then.
    fn repeats_head(&self, statement: &Statement) -> bool {
        let (field, holds) = match statement.limit {
            Limit::Draft => (Field::Status, self.incident.status == Some(DocumentStatus::Draft)),
            Limit::Internal => (Field::Visibility, self.incident.visibility == Visibility::Internal),
        };
        let is_stated = self.provenance(field).is_some_and(|it| it.how == How::FrontMatter);
        holds && is_stated && self.incident.body.1.start <= statement.span.start
    }

    /// Keeps what the author says about the duration `written`, the first time one is judged.
    pub(super) fn judge(&mut self, phase: Option<Milestone>, written: &str, span: Span) {
        let Some(found) = verdict(written) else { return };
        let judgements = &mut self.incident.judgements;
        if judgements.iter().all(|it| it.phase != phase) {
            let text = found.words.to_owned();
            judgements.push(Judgement { phase, is_met: found.is_met, text, span });
        }
    }

    /// Adds a finding.
    pub(super) fn report(&mut self, finding: Diagnostic) {
        self.diagnostics.push(finding);
    }
}
