//! Several complete reports in one file, each under a heading of its own.

use std::ops::Range;

use super::labels;
use super::outline::Outline;
use super::report_id::report_id;
use crate::model::{Field, SectionKind};
use crate::time::{find_date, lead_moment};

/// Sections of which a report has at least [`MIN_SECTIONS`].
const REPORT_SECTIONS: [SectionKind; 6] = [
    SectionKind::Timeline,
    SectionKind::RootCause,
    SectionKind::Impact,
    SectionKind::ActionItems,
    SectionKind::Resolution,
    SectionKind::Summary,
];

/// Fewest kinds of section that make a part a report of its own; one fewer where it has a head of labels.
const MIN_SECTIONS: usize = 3;

/// The parts of a body that are reports, and what comes before the first of them; `None` for a single document.
///
/// A report begins at a heading of level 1 that is not a section by its meaning: `# Redis 误操作复盘`. In a log, reports
/// begin further down, each with its number or its day: `## INC-2026-0001: Disk full`.
pub(super) fn split(outline: &Outline<'_>, body: &Range<usize>) -> Option<(Range<usize>, Vec<Range<usize>>)> {
    let at_level = |level: u8| -> Vec<usize> {
        let all = outline.sections.iter().enumerate().filter(|(_, it)| it.level == level);
        all.map(|(idx, _)| idx).collect()
    };
    let is_named = |idx: &usize| outline.words.section(outline.sections[*idx].heading).is_none();
    let mut tops = at_level(1);
    tops.retain(is_named);
    if 2 <= tops.len() {
        return reports(outline, body, &tops);
    }
    [2, 3].into_iter().find_map(|level| {
        let starts = at_level(level);
        let are_marked = starts.iter().all(|idx| is_marked(outline.sections[*idx].heading));
        if 2 <= starts.len() && are_marked { reports(outline, body, &starts) } else { None }
    })
}

/// Whether a heading begins with the number of a report or with a day, and goes on: `2026-01-05: Disk full`.
fn is_marked(heading: &str) -> bool {
    let has_day = find_date(heading).is_some_and(|(_, range)| {
        let goes_on = heading[range.end..].contains(char::is_alphabetic);
        range.start == 0 && goes_on && lead_moment(heading).is_none_or(|it| it.moment.time.is_none())
    });
    report_id(heading).is_some() || has_day
}

/// The reports that begin at the sections `starts`; `None` where one of them has too little of a report.
fn reports(
    outline: &Outline<'_>,
    body: &Range<usize>,
    starts: &[usize],
) -> Option<(Range<usize>, Vec<Range<usize>>)> {
    let mut ranges = Vec::new();
    for (nth, &start) in starts.iter().enumerate() {
        let end = starts.get(nth + 1).copied().unwrap_or(outline.sections.len());
        let meanings = outline.sections[start..end].iter().filter_map(|it| it.own_meaning);
        let mut kinds: Vec<SectionKind> = meanings.filter(|it| REPORT_SECTIONS.contains(it)).collect();
        kinds.sort_unstable();
        kinds.dedup();
        // A head of its own, with a day and a level, counts like a section.
        let has_head = || {
            let blocks = outline.sections[start].blocks.iter();
            let names: Vec<Option<Field>> = blocks
                .flat_map(|it| labels::of_block(it, outline.words))
                .map(|it| outline.words.field(&it.name))
                .collect();
            [Field::Date, Field::Severity].iter().all(|it| names.contains(&Some(*it)))
        };
        if kinds.len() < MIN_SECTIONS && !(kinds.len() + 1 == MIN_SECTIONS && has_head()) {
            return None;
        }
        let from = outline.sections[start].span?.start;
        let to = outline.sections.get(end).and_then(|it| it.span).map_or(body.end, |it| it.start);
        ranges.push(from..to);
    }
    let head = body.start..ranges.first()?.start;
    Some((head, ranges))
}
