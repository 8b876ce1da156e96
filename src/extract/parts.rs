//! Several complete reports in one file, each under a top heading of its own.

use std::ops::Range;

use super::outline::Outline;
use crate::model::SectionKind;

/// Sections of which a report has at least [`MIN_SECTIONS`].
const REPORT_SECTIONS: [SectionKind; 6] = [
    SectionKind::Timeline,
    SectionKind::RootCause,
    SectionKind::Impact,
    SectionKind::ActionItems,
    SectionKind::Resolution,
    SectionKind::Summary,
];

/// Fewest kinds of section that make a part a report of its own.
const MIN_SECTIONS: usize = 3;

/// The parts of a body that are reports, and what stands before the first of them; `None` for a single document.
pub(super) fn split(outline: &Outline<'_>, body: &Range<usize>) -> Option<(Range<usize>, Vec<Range<usize>>)> {
    // A report begins at a heading of level 1 that is no section by its meaning: `# Redis 误操作复盘`.
    let starts: Vec<usize> = outline
        .sections
        .iter()
        .enumerate()
        .filter(|(_, it)| it.level == 1 && outline.words.section(it.heading).is_none())
        .map(|(idx, _)| idx)
        .collect();
    if starts.len() < 2 {
        return None;
    }
    let mut ranges = Vec::new();
    for (nth, &start) in starts.iter().enumerate() {
        let end = starts.get(nth + 1).copied().unwrap_or(outline.sections.len());
        let meanings = outline.sections[start..end].iter().filter_map(|it| it.own_meaning);
        let mut kinds: Vec<SectionKind> = meanings.filter(|it| REPORT_SECTIONS.contains(it)).collect();
        kinds.sort_unstable();
        kinds.dedup();
        if kinds.len() < MIN_SECTIONS {
            return None;
        }
        let from = outline.sections[start].span?.start;
        let to = outline.sections.get(end).and_then(|it| it.span).map_or(body.end, |it| it.start);
        ranges.push(from..to);
    }
    let head = body.start..ranges.first()?.start;
    Some((head, ranges))
}
