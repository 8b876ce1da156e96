//! How long phases took, as a document says, with or without the author's verdict behind the figure.

use crate::lexicon::verdicts::verdict;
use crate::model::{Milestone, Provenance};
use crate::text::fold;
use crate::time::{DurationReading, Precision, read_duration};

/// How long phases took, by the milestone that ends them.
#[derive(Debug, Clone, Default)]
pub(super) struct Stated {
    phases: Vec<(Milestone, i64, Provenance)>,
}

impl Stated {
    /// Every phase that the document gives a figure for, in order of appearance.
    pub(super) fn all(&self) -> &[(Milestone, i64, Provenance)] {
        &self.phases
    }

    /// Notes that the phase that ends at `milestone` took as long as `written` says, unless that is known.
    ///
    /// Whether the text is a duration; a verdict behind it, as in `30m 不符合预期`, is the author's own and no part of it.
    pub(super) fn set(&mut self, milestone: Milestone, written: &str, from: Provenance) -> bool {
        let usable = |it: &DurationReading| matches!(it.precision, Precision::Exact | Precision::About);
        let read = read_duration(figure(written)).or_else(|| lead_duration(written));
        let Some(duration) = read.filter(usable) else { return false };
        if self.get(milestone).is_none() {
            self.phases.push((milestone, duration.seconds, from));
        }
        true
    }

    /// How long the phase that ends at `milestone` took.
    pub(super) fn get(&self, milestone: Milestone) -> Option<(i64, Provenance)> {
        self.phases.iter().find(|it| it.0 == milestone).map(|it| (it.1, it.2))
    }
}

/// `9 minutes during the migration`, `~30 minutes, most of it spent on the logs`: what comes before its explanation, where
/// that names no other figure.
pub(super) fn lead_duration(text: &str) -> Option<DurationReading> {
    const JOINTS: [&str; 8] = [", ", "; ", "，", "；", " during ", " from ", " until ", " before "];
    let Some(at) = JOINTS.iter().filter_map(|it| text.find(it)).min() else { return named_duration(text) };
    let explains = !text[at..].contains(|c: char| c.is_ascii_digit());
    // `10:15, by an alert` is a time of day.
    let has_unit = text[..at].contains(char::is_alphabetic);
    read_duration(&text[..at]).filter(|_| explains && has_unit)
}

/// `~24h silent failure`, `3 hours in total`: a figure with its unit, and a few words that do not make it the measure of
/// something else (`5 minutes per request`, `2 hours after the deploy`).
fn named_duration(text: &str) -> Option<DurationReading> {
    const MAX_WORDS: usize = 4;
    const OTHER: [&str; 16] = [
        "per", "each", "every", "before", "after", "ago", "later", "to", "until", "plus", "and", "or",
        "since", "apart", "old", "pro",
    ];
    let ends = text.match_indices(' ').map(|it| it.0);
    let found = ends.filter_map(|at| Some((at, read_duration(&text[..at])?))).next_back();
    let (at, duration) = found.filter(|it| text[..it.0].contains(char::is_alphabetic))?;
    let behind = fold(&text[at..]);
    let is_name = behind.is_ascii()
        && !behind.contains(|c: char| c.is_ascii_digit() || matches!(c, '/' | ':' | '(' | '+'))
        && behind.split_whitespace().count() <= MAX_WORDS
        && !behind.split_whitespace().any(|it| OTHER.contains(&it));
    is_name.then_some(duration)
}

/// `Overnight — approximately 8 hours`, `两段 - 共 3 小时`: behind a dash, and a few words without a figure that deny nothing.
pub(super) fn duration_behind(text: &str) -> Option<DurationReading> {
    const DASHES: [&str; 5] = [" — ", " – ", " - ", "——", ", "];
    const MAX_WORDS: usize = 4;
    const NOTHING: [&str; 9] = ["no", "none", "not", "unknown", "n/a", "under", "over", "无", "没有"];
    let (at, length) = DASHES.iter().filter_map(|it| Some((text.find(it)?, it.len()))).min()?;
    let before = fold(&text[..at]);
    let is_remark = !before.contains(|c: char| c.is_ascii_digit())
        && before.split(' ').count() <= MAX_WORDS
        && !before.split(' ').any(|it| NOTHING.contains(&it));
    read_duration(text[at + length..].trim()).filter(|_| is_remark)
}

/// `30m 不符合预期`, `5 分钟（达标）`, `12 min, met`: the figure alone.
pub(super) fn figure(written: &str) -> &str {
    verdict(written).map_or(written, |it| it.figure)
}
