//! How long phases took, as a document says, with or without the author's verdict behind the figure.

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
        let Some(duration) = read_duration(without_verdict(written)).filter(usable) else { return false };
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

/// `30m 不符合预期`, `5 分钟（达标）`, `12 min, met`: the figure alone.
fn without_verdict(written: &str) -> &str {
    const VERDICTS: [&str; 15] = [
        "不符合预期",
        "符合预期",
        "未达标",
        "不达标",
        "达标",
        "达到预期",
        "超出预期",
        "未达到预期",
        "合格",
        "不合格",
        "target met",
        "target missed",
        "within target",
        "met",
        "missed",
    ];
    let text = written.trim().trim_end_matches([',', '，', '。', '.', ' ', ')', '）', '✅', '❌']);
    let verdict = VERDICTS.iter().filter_map(|it| text.strip_suffix(it)).min_by_key(|it| it.len());
    verdict.map_or(written, |it| {
        it.trim_end_matches([',', '，', ' ', '(', '（', '-', '—', ':', '：', ';', '；'])
    })
}

#[cfg(test)]
mod tests {
    use super::without_verdict;

    #[test]
    fn a_verdict_behind_a_figure_is_no_part_of_it() {
        assert_eq!(without_verdict("30m 不符合预期"), "30m");
        assert_eq!(without_verdict("5m 符合预期,"), "5m");
        assert_eq!(without_verdict("12 分钟（未达标）"), "12 分钟");
        assert_eq!(without_verdict("12 min, target met"), "12 min");
        assert_eq!(without_verdict("1h"), "1h");
    }
}
