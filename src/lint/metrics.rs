//! How long each phase took, as the document gives it: `**MTTD**: 2分钟`, `故障响应时间：1m`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::Reading;
use super::figures;
use crate::analysis::response_times::Measure;
use crate::files::Span;
use crate::markdown::{BlockKind, Inline};
use crate::model::{Milestone, Milestones, SectionKind};
use crate::phrase::{Phrase, say};
use crate::text::{fold, pattern};
use crate::time::{DurationReading, read_duration};

/// One declared phase.
#[derive(Debug, Clone)]
pub(super) struct Metric {
    /// Which phase it is.
    pub(super) phase: Measure,
    /// Its name as written, without brackets: `MTTD`.
    pub(super) name: String,
    /// How long.
    pub(super) duration: DurationReading,
    /// Its line.
    pub(super) span: Span,
}

/// Sections whose figures are aims or advice, not what was measured.
const FOREIGN: [SectionKind; 6] = [
    SectionKind::ActionItems,
    SectionKind::Timeline,
    SectionKind::Lessons,
    SectionKind::WentWell,
    SectionKind::WentWrong,
    SectionKind::Lucky,
];

/// Words in names that are not about this incident's phases: promises, averages, latencies.
const OTHER: [&str; 20] = [
    "目标", "target", "sla", "slo", "goal", "要求", "平均", "接口", "api", "p99", "p95", "latency", "季度",
    "月度", "年度", "quarter", "会议", "meeting", "timeout", "超时",
];

/// Words behind "time to" or inside a Chinese name, and the phase they mean.
const WORDS: [(&str, Measure); 24] = [
    ("to detect", Measure::Detect),
    ("to discover", Measure::Detect),
    ("to notice", Measure::Detect),
    ("感知", Measure::Detect),
    ("检测", Measure::Detect),
    ("发现", Measure::Detect),
    ("to acknowledge", Measure::Acknowledge),
    ("to respond", Measure::Acknowledge),
    ("响应", Measure::Acknowledge),
    ("to investigate", Measure::Diagnose),
    ("to diagnose", Measure::Diagnose),
    ("to know", Measure::Diagnose),
    ("诊断", Measure::Diagnose),
    ("定位", Measure::Diagnose),
    ("to mitigate", Measure::Mitigate),
    ("止损", Measure::Mitigate),
    ("缓解", Measure::Mitigate),
    ("to fix", Measure::Fix),
    ("to verify", Measure::Verify),
    ("to recover", Measure::Resolve),
    ("to resol", Measure::Resolve),
    ("to re", Measure::Resolve),
    ("处理", Measure::Resolve),
    ("恢复", Measure::Resolve),
];

/// What an acronym means where neither the document nor the site says; MTTI and MTTF are read both ways.
const ACRONYMS: [(&str, Measure); 6] = [
    ("mttd", Measure::Detect),
    ("mtta", Measure::Acknowledge),
    ("mttk", Measure::Diagnose),
    ("mttm", Measure::Mitigate),
    ("mttv", Measure::Verify),
    ("mttr", Measure::Resolve),
];

static ACRONYM: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bmtt[a-z]\b"));

/// Every phase that `reading` declares; `labels` is what the site's acronyms mean.
pub(super) fn declared(reading: &Reading<'_>, labels: &BTreeMap<String, String>) -> Vec<Metric> {
    let mut found = Vec::new();
    for section in &reading.outline.sections {
        if section.meaning.is_some_and(|it| FOREIGN.contains(&it)) {
            continue;
        }
        for block in &section.blocks {
            match &block.kind {
                BlockKind::Table(table) if table.header.len() == 2 => {
                    let rows = table.rows.iter().map(|it| it.cells.as_slice());
                    let pairs = std::iter::once(table.header.as_slice()).chain(rows);
                    for cells in pairs {
                        let [name, value] = cells else { continue };
                        found.extend(metric(&name.text, &value.text, labels, value.span));
                    }
                }
                _ => found.extend(block.lines().iter().filter_map(|it| of_line(it, labels))),
            }
        }
    }
    found
}

fn of_line(line: &Inline, labels: &BTreeMap<String, String>) -> Option<Metric> {
    let (name, value) = line.text.split_once([':', '：'])?;
    metric(name, value, labels, line.span)
}

fn metric(name: &str, value: &str, labels: &BTreeMap<String, String>, span: Span) -> Option<Metric> {
    let phase = phase(name, labels)?;
    let duration = leading_duration(value)?;
    // Answers of a service in milliseconds or seconds are not a phase of an incident.
    let is_latency = duration.seconds < 60 && phase != Measure::Detect;
    let shown = name.split(['(', '（']).next().unwrap_or(name).trim().to_owned();
    (!is_latency).then_some(Metric { phase, name: shown, duration, span })
}

/// The duration that `value` is or begins with, before a verdict or a remark: `30m 不符合预期`.
fn leading_duration(value: &str) -> Option<DurationReading> {
    let value = value.trim();
    let first = value.split([',', '，', ';', '；', '。']).next().unwrap_or(value);
    let verdict =
        first.split_once(' ').filter(|it| it.1.trim_start().starts_with(['不', '符', '超', '达', '未']));
    read_duration(value).or_else(|| read_duration(first)).or_else(|| read_duration(verdict?.0))
}

/// The phase that the label `name` means; `None` for any other label.
fn phase(name: &str, labels: &BTreeMap<String, String>) -> Option<Measure> {
    if 40 < name.chars().count() {
        return None;
    }
    let folded = fold(name);
    if OTHER.iter().any(|it| folded.contains(it)) {
        return None;
    }
    let by_word = || WORDS.iter().find(|(word, _)| folded.contains(word)).map(|it| it.1);
    let acronym = ACRONYM.find(&folded).map(|it| it.as_str());
    if let Some(acronym) = acronym {
        let of_site = labels
            .iter()
            .find(|(key, _)| fold(key) == acronym)
            .and_then(|(_, meaning)| Measure::ALL.into_iter().find(|it| it.as_str() == fold(meaning)));
        let usual = || ACRONYMS.iter().find(|it| it.0 == acronym).map(|it| it.1);
        return by_word().or(of_site).or_else(usual);
    }
    let is_english = folded.starts_with("time to ") || folded.contains("mean time to ");
    let is_chinese = ["时间", "时长", "耗时", "用时"].iter().any(|it| folded.ends_with(it));
    (is_english || is_chinese).then(by_word).flatten()
}

/// The milestones between which `phase` may be counted: starts, and ends.
pub(super) fn ends(phase: Measure, milestones: &Milestones) -> (Vec<Milestone>, Vec<Milestone>) {
    use Milestone::{Acknowledged, Detected, Diagnosed, Introduced, Mitigated, Resolved, Started, Verified};
    match phase {
        Measure::Detect => (vec![Introduced, Started], vec![Detected]),
        Measure::Acknowledge => (vec![Introduced, Started, Detected], vec![Acknowledged]),
        Measure::Diagnose => (vec![Introduced, Started, Detected, Acknowledged], vec![Diagnosed]),
        Measure::Mitigate => {
            (vec![Introduced, Started, Detected, Acknowledged, Diagnosed], vec![Mitigated, Resolved])
        }
        Measure::Fix if milestones.get(Diagnosed).is_some() => {
            (vec![Diagnosed], vec![Mitigated, Resolved, Verified])
        }
        Measure::Fix => {
            (vec![Introduced, Started, Detected, Acknowledged], vec![Mitigated, Resolved, Verified])
        }
        Measure::Verify => (vec![Mitigated, Resolved], vec![Verified]),
        Measure::Resolve => {
            (vec![Introduced, Started, Detected, Acknowledged], vec![Mitigated, Resolved, Verified])
        }
    }
}

/// Every duration that `milestones` give for `phase`, with its two ends.
pub(super) fn computed(phase: Measure, milestones: &Milestones) -> Vec<(Milestone, Milestone, i64)> {
    let (starts, ends) = ends(phase, milestones);
    let pairs = starts.iter().flat_map(|from| ends.iter().map(move |to| (*from, *to)));
    pairs.filter_map(|(from, to)| Some((from, to, milestones.between(from, to)?))).collect()
}

/// The name of `measure` in a message: `time to detect`.
pub(super) fn time_to(measure: Measure) -> Phrase {
    match measure {
        Measure::Detect => say!("lint.measure.detect"),
        Measure::Acknowledge => say!("lint.measure.acknowledge"),
        Measure::Diagnose => say!("lint.measure.diagnose"),
        Measure::Mitigate => say!("lint.measure.mitigate"),
        Measure::Fix => say!("lint.measure.fix"),
        Measure::Verify => say!("lint.measure.verify"),
        Measure::Resolve => say!("lint.measure.resolve"),
    }
}

/// Whether `metric` can be what `milestones` give.
pub(super) fn fits(metric: &Metric, milestones: &Milestones) -> bool {
    let computed = computed(metric.phase, milestones);
    computed.iter().any(|it| figures::agrees(metric.duration.seconds, metric.duration.precision, it.2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phase_is_known_by_its_words_then_by_the_sites_labels() {
        let none = BTreeMap::new();
        let site = BTreeMap::from([("MTTI".to_owned(), "acknowledge".to_owned())]);
        assert_eq!(phase("MTTI (Mean Time To Investigate)", &site), Some(Measure::Diagnose));
        assert_eq!(phase("MTTI", &site), Some(Measure::Acknowledge));
        assert_eq!(phase("MTTI", &none), None);
        assert_eq!(phase("MTTR", &none), Some(Measure::Resolve));
        assert_eq!(phase("故障感知时间", &none), Some(Measure::Detect));
        assert_eq!(phase("Time to acknowledge", &none), Some(Measure::Acknowledge));
        for name in ["MTTR 目标", "平均响应时间", "会议时长", "恢复步骤", "发现时间点"] {
            assert_eq!(phase(name, &none), None, "{name}");
        }
    }

    #[test]
    fn a_verdict_behind_a_duration_is_ignored() {
        assert_eq!(leading_duration("30m 不符合预期").map(|it| it.seconds), Some(1_800));
        assert_eq!(leading_duration("5m 符合预期,").map(|it| it.seconds), Some(300));
        assert_eq!(leading_duration("38 min → 10 min"), None);
    }
}
