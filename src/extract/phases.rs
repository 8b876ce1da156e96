//! How long phases took, as a document says, with or without the author's verdict behind the figure.

use crate::lexicon::verdicts::verdict;
use crate::model::{Milestone, Provenance};
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
    let at = JOINTS.iter().filter_map(|it| text.find(it)).min()?;
    let explains = !text[at..].contains(|c: char| c.is_ascii_digit());
    // `10:15, by an alert` is a time of day.
    let has_unit = text[..at].contains(char::is_alphabetic);
    read_duration(&text[..at]).filter(|_| explains && has_unit)
}

/// `30m 不符合预期`, `5 分钟（达标）`, `12 min, met`: the figure alone.
pub(super) fn figure(written: &str) -> &str {
    verdict(written).map_or(written, |it| it.figure)
}
