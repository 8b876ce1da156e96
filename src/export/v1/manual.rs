//! What manuals state about how a team works, and what authors say about how fast they were.

use schemars::JsonSchema;
use serde::Serialize;

use super::place::{self, SourceV1};
use crate::files::{SourceMap, Span};
use crate::model::{Judgement, Manual};

/// What a manual states about how a team works; none of it is a setting.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ManualV1 {
    /// Target times of its tables.
    pub targets: Vec<WrittenTargetV1>,
    /// What a postmortem has to answer.
    pub checklist: Vec<ChecklistItemV1>,
    /// Tasks that come round.
    pub routines: Vec<RoutineV1>,
}

/// A target time as a table states it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WrittenTargetV1 {
    /// Id on the site's scale.
    pub severity: String,
    /// Milestone.
    pub from: &'static str,
    /// Milestone.
    pub to: &'static str,
    /// Seconds.
    pub limit: i64,
    /// Where it was read.
    pub source: SourceV1,
}

/// Something that a postmortem has to answer.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ChecklistItemV1 {
    /// The item or line that it is below.
    pub group: Option<String>,
    /// As written.
    pub text: String,
    /// Fields, sections and passages that answer it; empty where only a person can tell.
    pub asks: Vec<&'static str>,
    /// Where it was read.
    pub source: SourceV1,
}

/// Tasks that come round.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RoutineV1 {
    /// `daily`, `weekly`, `monthly`, `quarterly` or `yearly`.
    pub every: &'static str,
    /// As written, in order.
    pub tasks: Vec<String>,
    /// Where the first one was read.
    pub source: SourceV1,
}

/// The author's own verdict on a duration.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JudgementV1 {
    /// The key of the duration under `durations`.
    pub duration: &'static str,
    /// Whether it was fast enough.
    pub met: bool,
    /// As written.
    pub text: String,
    /// From 1.
    pub line: usize,
}

pub(super) fn judgement(sources: &SourceMap, it: &Judgement) -> JudgementV1 {
    let line = sources.line(it.span);
    JudgementV1 { duration: it.duration(), met: it.is_met, text: it.text.clone(), line }
}

pub(super) fn manual(sources: &SourceMap, it: &Manual) -> ManualV1 {
    let source = |span: Span| place::source(sources, span);
    let targets = it.targets.iter().map(|it| WrittenTargetV1 {
        severity: it.severity.clone(),
        from: it.promise.from.as_str(),
        to: it.promise.to.as_str(),
        limit: it.promise.limit,
        source: source(it.span),
    });
    let checklist = it.checklist.iter().map(|it| {
        let mut asks: Vec<&'static str> = it.asks.iter().map(|it| it.as_str()).collect();
        // A field and a section may have one name.
        asks.dedup();
        ChecklistItemV1 { group: it.group.clone(), text: it.text.clone(), asks, source: source(it.span) }
    });
    let routines = it.routines.iter().map(|it| RoutineV1 {
        every: it.every.as_str(),
        tasks: it.tasks.iter().map(|it| it.text.clone()).collect(),
        source: source(it.span),
    });
    ManualV1 { targets: targets.collect(), checklist: checklist.collect(), routines: routines.collect() }
}
