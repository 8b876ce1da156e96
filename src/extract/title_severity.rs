//! The level that a title states: `【P1】优惠券服务超时`, `[SEV2] Checkout slow`, `Post-mortem incident P1`.
//!
//! A level counts where it is in brackets, heads the title, or is beside a word for the report. `Partition P1 lost`
//! states none.

use super::draft::Draft;
use super::front_matter;
use crate::config::Config;
use crate::model::{Field, Provenance};
use crate::text::{fold, is_cjk};

/// Words that a level belongs to where it is beside them.
const REPORT: [&str; 12] = [
    "incident",
    "outage",
    "postmortem",
    "post-mortem",
    "severity",
    "incidente",
    "störung",
    "panne",
    "故障",
    "事故",
    "障害",
    "장애",
];

/// Reads the level, where nothing else states one.
pub(super) fn read(draft: &mut Draft, config: &Config) {
    if draft.has(Field::Severity) {
        return;
    }
    let Some(from) = draft.provenance(Field::Title) else { return };
    let Some(level) = level(&draft.incident.title).map(str::to_owned) else { return };
    let Some(id) = front_matter::severity_id(&level, &config.severities) else { return };
    draft.incident.severity = Some(id);
    draft.incident.severity_raw = Some(level);
    draft.note(Field::Severity, Provenance { assumed_zone: false, ..from });
}

/// The one level in `title`; `None` without one, or with several.
fn level(title: &str) -> Option<&str> {
    let mut found = candidates(title);
    let (at, word) = found.next()?;
    (found.next().is_none() && is_stated(title, at, word)).then_some(word)
}

/// Everything that has the form of a level, with its place.
fn candidates(title: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |it: char| it.is_ascii_alphanumeric() || it == '-';
    let words = title.split(move |it: char| !is_part(it)).filter(|it| !it.is_empty());
    words.filter(|it| is_level(it)).map(|it| (it.as_ptr() as usize - title.as_ptr() as usize, it))
}

fn is_level(word: &str) -> bool {
    let folded = fold(word);
    let rest =
        folded.strip_prefix("sev").map(|it| it.trim_start_matches('-')).or_else(|| folded.strip_prefix('p'));
    rest.is_some_and(|it| matches!(it, "0" | "1" | "2" | "3" | "4" | "5"))
}

fn is_stated(title: &str, at: usize, word: &str) -> bool {
    let (before, behind) = (&title[..at], &title[at + word.len()..]);
    let is_bracketed =
        before.ends_with(['[', '【', '(', '（', '「']) && behind.starts_with([']', '】', ')', '）', '」']);
    let is_head = before.trim().is_empty()
        && (behind.trim_start().starts_with([':', '：', '|', '–', '—']) || behind.starts_with(" - "));
    let next = fold(behind.trim_start_matches([' ', '-']));
    let last = fold(before.trim_end_matches([' ', '-']));
    let is_beside = REPORT.iter().any(|it| {
        let goes_on =
            next.strip_prefix(it).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()));
        goes_on || last.ends_with(it)
    });
    // `P1级故障`
    let is_step = behind.starts_with(['级', '級']) && behind.chars().nth(1).is_some_and(is_cjk);
    is_bracketed || is_head || is_beside || is_step
}

#[cfg(test)]
mod tests {
    use super::level;

    #[test]
    fn a_title_states_a_level_in_brackets_at_its_head_or_beside_the_report() {
        for (title, expected) in [
            ("【P1】优惠券服务大面积超时", "P1"),
            ("[SEV-2] Checkout slow", "SEV-2"),
            ("SEV1: login down", "SEV1"),
            ("Post-mortem Incident P1 — 14 août", "P1"),
            ("P0 故障复盘：支付", "P0"),
            ("P2级故障复盘", "P2"),
            ("Sev2 incident review", "Sev2"),
        ] {
            assert_eq!(level(title), Some(expected), "{title}");
        }
        for title in [
            "Partition P1 lost its leader",
            "P0-001: planets missing",
            "SEV1 and SEV2 incident",
            "HTTP2 outage",
            "Incident 12",
        ] {
            assert_eq!(level(title), None, "{title}");
        }
    }
}
