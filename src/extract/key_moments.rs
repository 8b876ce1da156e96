//! Keys without a colon: `First detected 2026-03-05 10:06`, `Resolved at 2026-03-05 11:20 UTC`.
//!
//! A line that is the name of a milestone and a time, and nothing else, is a label that lacks its colon.

use super::draft::Draft;
use super::outline::Outline;
use crate::markdown::BlockKind;
use crate::model::{Field, How, Milestone, Provenance, SectionKind};
use crate::time::{Date, Lead, lead_moment_in};

/// Most words that the name of a milestone has.
const MAX_WORDS: usize = 4;

/// Reads the milestones that such lines give; the first of each counts.
pub(super) fn read(draft: &mut Draft, outline: &Outline<'_>) {
    use SectionKind::{ActionItems, Lessons, WentWell, WentWrong};
    let is_foreign =
        |meaning: Option<SectionKind>| matches!(meaning, Some(ActionItems | Lessons | WentWell | WentWrong));
    for section in outline.sections.iter().filter(|it| !is_foreign(it.meaning)) {
        for block in &section.blocks {
            let lines = match &block.kind {
                BlockKind::ListItem(item) => item.lines.get(..1).unwrap_or_default(),
                BlockKind::Paragraph(lines) => lines,
                _ => continue,
            };
            for line in lines {
                let Some((milestone, lead)) = key_moment(&line.text, draft) else { continue };
                let Some(time) = &lead.moment.time else { continue };
                let year = draft.incident.date.map(Date::year);
                let month_day = lead.moment.month_day.and_then(|it| it.in_year(year?));
                let day = lead.moment.date.or(month_day).or(draft.incident.date);
                let at = day.and_then(|day| time.on(day, &draft.zone.zone));
                let is_open = draft.incident.milestones.get(milestone).is_none();
                if let Some(at) = at.filter(|_| is_open) {
                    let assumed_zone = draft.zone.assumed && time.zone.is_none();
                    let from = Provenance { assumed_zone, ..Provenance::new(How::Label, line.span) };
                    draft.propose_milestone(milestone, at.instant(), from);
                }
            }
        }
    }
}

/// The milestone and the time that the whole of `text` is.
fn key_moment(text: &str, draft: &Draft) -> Option<(Milestone, Lead)> {
    let digit = text.find(|it: char| it.is_ascii_digit()).filter(|at| 0 < *at)?;
    let start = text[..digit].trim_end_matches(['~', '约', '約']).len();
    let lead = lead_moment_in(&text[start..], draft.day_order)?;
    let behind = text[start + lead.written.end..].trim_matches([' ', '.', '。', '*', ')', ']']);
    if lead.moment.time.is_none() || lead.moment.end.is_some() || !behind.is_empty() {
        return None;
    }
    let mut name = text[..start].trim();
    loop {
        let links = [" at", " on", " was", " is", ":", "：", "-", "–", "—", "("];
        match links.iter().find_map(|it| name.strip_suffix(it)) {
            Some(shorter) => name = shorter.trim_end(),
            None => break,
        }
    }
    if name.is_empty() || MAX_WORDS < name.split_whitespace().count() {
        return None;
    }
    Some((draft.words.field(name).and_then(Field::milestone)?, lead))
}
