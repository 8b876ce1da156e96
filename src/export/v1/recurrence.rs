//! What came back, and what likely did: the records, and how they are filled.

use schemars::JsonSchema;
use serde::Serialize;

use crate::analysis::likely::Pair;
use crate::analysis::likeness::Sign;
use crate::analysis::recurrence::{AfterDone, Recurrence, SameCategory, Statement, WhileOpen};
use crate::files::{SourceMap, Span};
use crate::model::DecidedPair;
use crate::text::words_of;

/// Most words named for a pair.
const MAX_WORDS: usize = 8;

/// A failure that came back.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RecurringV1 {
    /// Taxonomy id; null in a declared chain without a common one.
    pub cause: Option<String>,
    /// Canonical name; null in a declared chain without a common one.
    pub service: Option<String>,
    /// Ids, in order of time.
    pub incidents: Vec<String>,
    /// Days between one start and the next.
    pub gaps_days: Vec<i32>,
    /// Incidents that happened while an action item of an earlier one was open.
    pub while_open: Vec<WhileOpenV1>,
    /// Incidents that happened after every action item of an earlier one was done.
    pub after_done: Vec<AfterDoneV1>,
    /// Pairs of which neither is known: an action item of the earlier incident has no state, or no day of closing.
    pub not_known: usize,
    /// Open action items that `while_open` does not name: for each incident it names the latest earlier ones only.
    #[serde(skip_serializing_if = "is_zero")]
    pub not_named: usize,
    /// Whether a document says that it repeats another.
    pub declared: bool,
    /// The sentences that say so.
    pub statements: Vec<StatementV1>,
    /// The pairs of it that a person decided to be the same failure.
    pub decided: Vec<DecidedV1>,
    /// `rising`, `falling`, `no-evidence` or `too-few`.
    pub direction: &'static str,
}

/// An incident that happened while the fix for an earlier one was open.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WhileOpenV1 {
    /// Id of the later incident.
    pub incident: String,
    /// Id of the earlier one.
    pub earlier: String,
    /// Ids of the action items that were open.
    pub action_items: Vec<String>,
    /// For each of them, days past its due date then; null where it was not due yet.
    pub days_overdue: Vec<Option<i32>>,
}

/// An incident that happened although everything promised had been done.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AfterDoneV1 {
    /// Id of the later incident.
    pub incident: String,
    /// Id of the earlier one.
    pub earlier: String,
    /// Ids of the action items that were done.
    pub action_items: Vec<String>,
}

/// Two incidents of which the later one likely repeats the earlier one, in short.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SuggestionV1 {
    /// Id.
    pub earlier: String,
    /// Id.
    pub later: String,
    /// Likeness, 0 to 1.
    pub score: f64,
    /// Words that the strongest lines share, as the later document writes them.
    pub words: Vec<String>,
}

/// Two incidents of which the later one likely or possibly repeats the earlier one; not counted.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LikelyV1 {
    /// Id.
    pub earlier: String,
    /// Id.
    pub later: String,
    /// Cosine of their weighed terms, 0 to 1.
    pub likeness: f64,
    /// Days from the start of the earlier one to the start of the later one.
    pub gap_days: i32,
    /// What the pair shows beside its likeness: `link-of-recurrence`, `link`, `same-title`, `nearest-to-each-other`,
    /// `same-causes`.
    pub signs: Vec<&'static str>,
    /// The lines that make them alike, the strongest first.
    pub evidence: Vec<EvidenceV1>,
    /// Action items of the earlier one that were open when the later one began; at most one record.
    pub while_open: Vec<WhileOpenV1>,
}

/// A line of each of two documents.
#[derive(Debug, Serialize, JsonSchema)]
pub struct EvidenceV1 {
    /// Of the earlier incident.
    pub earlier: LineV1,
    /// Of the later incident.
    pub later: LineV1,
}

/// A line or sentence of a document.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LineV1 {
    /// Path of the document.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// As written.
    pub text: String,
}

/// A sentence that says that one incident repeats another.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StatementV1 {
    /// Id of the incident whose document says it.
    pub incident: String,
    /// Id of the other one.
    pub other: String,
    /// The sentence.
    pub sentence: LineV1,
}

/// Two incidents that a person decided to be the same failure, in `decisions.yml`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DecidedV1 {
    /// Id.
    pub earlier: String,
    /// Id.
    pub later: String,
    /// The day of the decision.
    pub day: Option<String>,
}

/// Incidents of one cause on one service whose texts are not alike; counted apart from recurrences.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SameCategoryV1 {
    /// Taxonomy id.
    pub cause: String,
    /// Canonical name.
    pub service: String,
    /// Ids, in order of time.
    pub incidents: Vec<String>,
    /// Days between one start and the next.
    pub gaps_days: Vec<i32>,
    /// Incidents that happened while an action item of an earlier one was open.
    pub while_open: Vec<WhileOpenV1>,
    /// Open action items that `while_open` does not name.
    #[serde(skip_serializing_if = "is_zero")]
    pub not_named: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_zero(n: &usize) -> bool {
    *n == 0
}

pub(super) fn recurring(it: &Recurrence, sources: &SourceMap) -> RecurringV1 {
    RecurringV1 {
        cause: it.cause.clone(),
        service: it.service.clone(),
        incidents: it.incidents.clone(),
        gaps_days: it.gaps_days.clone(),
        while_open: it.while_open.iter().map(while_open).collect(),
        after_done: it.after_done.iter().map(after_done).collect(),
        not_known: it.not_known,
        not_named: it.not_named.values().sum(),
        declared: it.declared,
        statements: it.statements.iter().map(|it| statement(it, sources)).collect(),
        decided: it.decided.iter().map(decided).collect(),
        direction: it.direction.as_str(),
    }
}

fn decided(it: &DecidedPair) -> DecidedV1 {
    let day = it.day.map(|it| it.to_string());
    DecidedV1 { earlier: it.earlier.clone(), later: it.later.clone(), day }
}

fn after_done(it: &AfterDone) -> AfterDoneV1 {
    AfterDoneV1 {
        incident: it.incident.clone(),
        earlier: it.earlier.clone(),
        action_items: it.action_items.clone(),
    }
}

pub(super) fn suggestion(it: &Pair, sources: &SourceMap) -> SuggestionV1 {
    let mut words: Vec<String> = Vec::new();
    for evidence in &it.evidence {
        if words.len() == MAX_WORDS {
            break;
        }
        for (_, word) in words_of(sources.slice(evidence.second), |it| evidence.terms.contains(&it)) {
            if words.len() < MAX_WORDS && !words.iter().any(|it| it.eq_ignore_ascii_case(word)) {
                words.push(word.to_owned());
            }
        }
    }
    SuggestionV1 { earlier: it.earlier.clone(), later: it.later.clone(), score: it.likeness, words }
}

pub(super) fn likely(it: &Pair, sources: &SourceMap) -> LikelyV1 {
    let evidence = it
        .evidence
        .iter()
        .map(|it| EvidenceV1 { earlier: line(it.first, sources), later: line(it.second, sources) });
    LikelyV1 {
        earlier: it.earlier.clone(),
        later: it.later.clone(),
        likeness: it.likeness,
        gap_days: it.gap_days,
        signs: it.signs.iter().map(|it| sign(*it)).collect(),
        evidence: evidence.collect(),
        while_open: it.while_open.iter().map(while_open).collect(),
    }
}

fn statement(it: &Statement, sources: &SourceMap) -> StatementV1 {
    StatementV1 { incident: it.incident.clone(), other: it.other.clone(), sentence: line(it.span, sources) }
}

pub(super) fn same_category(it: &SameCategory) -> SameCategoryV1 {
    SameCategoryV1 {
        cause: it.cause.clone(),
        service: it.service.clone(),
        incidents: it.incidents.clone(),
        gaps_days: it.gaps_days.clone(),
        while_open: it.while_open.iter().map(while_open).collect(),
        not_named: it.not_named,
    }
}

fn while_open(it: &WhileOpen) -> WhileOpenV1 {
    WhileOpenV1 {
        incident: it.incident.clone(),
        earlier: it.earlier.clone(),
        action_items: it.action_items.clone(),
        days_overdue: it.days_overdue.clone(),
    }
}

fn line(span: Span, sources: &SourceMap) -> LineV1 {
    LineV1 {
        path: sources.get(span.file).path.clone(),
        line: sources.line(span),
        text: sources.slice(span).trim().to_owned(),
    }
}

fn sign(it: Sign) -> &'static str {
    match it {
        Sign::LinkOfRecurrence => "link-of-recurrence",
        Sign::Link => "link",
        Sign::SameTitle => "same-title",
        Sign::NearestToEachOther => "nearest-to-each-other",
        Sign::SameCauses => "same-causes",
    }
}
