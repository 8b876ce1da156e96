//! What nobody has decided yet: the records, and how they are filled.

use serde::Serialize;

use super::recurrence::{self, LikelyV1, LineV1};
use crate::files::SourceMap;
use crate::model::Incident;
use crate::triage::Question;

/// `afterword triage --json`.
#[derive(Debug, Serialize)]
pub struct TriageV1 {
    /// `afterword/v1`.
    pub schema: &'static str,
    /// The day that every number is computed for.
    pub as_of: String,
    /// The most certain first.
    pub questions: Vec<QuestionV1>,
}

/// One question.
#[derive(Debug, Serialize)]
#[serde(tag = "question", rename_all = "kebab-case")]
pub enum QuestionV1 {
    /// Whether two incidents are the same failure.
    Recurrence {
        /// How often such a pair is one, 0 to 1.
        score: f64,
        /// The incident that began first.
        earlier_incident: SubjectV1,
        /// The other one.
        later_incident: SubjectV1,
        /// As in `trends.likely`.
        #[serde(flatten)]
        pair: LikelyV1,
    },
    /// Whether a proposed value is right.
    Value {
        /// How often such a proposal is right, 0 to 1.
        score: f64,
        /// Whose value it is.
        incident: SubjectV1,
        /// `kind`, `services`, `causes`, `triggers`, `detection` or `mitigation`.
        field: &'static str,
        /// An id or a name.
        value: String,
        /// The words that hint at it.
        evidence: LineV1,
    },
}

/// An incident that is asked about.
#[derive(Debug, Serialize)]
pub struct SubjectV1 {
    /// Stable.
    pub id: String,
    /// Plain text.
    pub title: String,
    /// Day on which it began.
    pub date: Option<String>,
}

/// The version of every record.
const SCHEMA: &str = "afterword/v1";

/// The record of a list of questions, on the day `as_of`.
pub fn triage(questions: &[Question<'_>], as_of: String, sources: &SourceMap) -> TriageV1 {
    let questions = questions.iter().map(|it| question(it, sources)).collect();
    TriageV1 { schema: SCHEMA, as_of, questions }
}

fn question(it: &Question<'_>, sources: &SourceMap) -> QuestionV1 {
    let score = (it.score() * 100.0).round() / 100.0;
    match it {
        Question::Pair { pair, earlier, later } => QuestionV1::Recurrence {
            score,
            earlier_incident: subject(earlier),
            later_incident: subject(later),
            pair: recurrence::likely(pair, sources),
        },
        Question::Value { incident, field, suggestion } => QuestionV1::Value {
            score,
            incident: subject(incident),
            field: field.field().name(),
            value: suggestion.value.written(),
            evidence: LineV1 {
                path: sources.get(suggestion.evidence.span.file).path.clone(),
                line: sources.line(suggestion.evidence.span),
                text: suggestion.evidence.text.clone(),
            },
        },
    }
}

fn subject(it: &Incident) -> SubjectV1 {
    SubjectV1 { id: it.id.clone(), title: it.title.clone(), date: it.date.map(|it| it.to_string()) }
}
