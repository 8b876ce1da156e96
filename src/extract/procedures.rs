//! The procedures of a manual: headings with symptoms, causes, steps and solutions of their own.

use super::outline::{Outline, Section};
use crate::markdown::BlockKind;
use crate::model::{Procedure, RunbookPart, SectionKind};

/// Fewest procedures that make a document a manual; a runbook of one procedure is that procedure.
const MIN_PROCEDURES: usize = 2;

/// Fewest characters of a symptom that is looked for in the texts of incidents.
const MIN_SYMPTOM: usize = 4;

/// Every procedure of a manual, in order; empty for a runbook about one thing.
pub(super) fn procedures(outline: &Outline<'_>) -> Vec<Procedure> {
    let sections = &outline.sections;
    let mut found: Vec<Procedure> = Vec::new();
    for (idx, section) in sections.iter().enumerate() {
        let is_title = (2..=5).contains(&section.level) && part(section.own_meaning).is_none();
        let Some(heading) = section.span.filter(|_| is_title) else { continue };
        // Its parts are right below it: a part below a further heading belongs to that one.
        let below = sections[idx + 1..].iter().take_while(|it| section.level < it.level);
        let own = below.filter(|it| it.above.last() == Some(&section.heading));
        let mut procedure = Procedure {
            title: title(section),
            heading,
            parts: Vec::new(),
            named: vec![title(section)],
            symptoms: Vec::new(),
            causes: Vec::new(),
            incidents: Vec::new(),
        };
        for section in own {
            let Some(part) = part(section.own_meaning) else { continue };
            if !procedure.parts.contains(&part) {
                procedure.parts.push(part);
            }
            match part {
                RunbookPart::Symptoms => procedure.symptoms.extend(items(section)),
                RunbookPart::Causes => procedure.named.extend(items(section)),
                RunbookPart::Steps | RunbookPart::Solutions => {}
            }
        }
        if !procedure.parts.is_empty() {
            procedure.symptoms.retain(|it| MIN_SYMPTOM <= it.chars().count());
            found.push(procedure);
        }
    }
    if found.len() < MIN_PROCEDURES { Vec::new() } else { found }
}

/// The part of a runbook that a section of this meaning is.
pub(super) fn part(meaning: Option<SectionKind>) -> Option<RunbookPart> {
    match meaning? {
        SectionKind::Symptoms | SectionKind::Detection => Some(RunbookPart::Symptoms),
        SectionKind::LikelyCauses | SectionKind::RootCause | SectionKind::Factors => {
            Some(RunbookPart::Causes)
        }
        SectionKind::Steps => Some(RunbookPart::Steps),
        SectionKind::Solutions | SectionKind::Resolution => Some(RunbookPart::Solutions),
        _ => None,
    }
}

/// The heading without its number.
fn title(section: &Section<'_>) -> String {
    let text = section.heading.trim();
    let bare = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '、' | ')' | ' '));
    if bare.is_empty() { text.to_owned() } else { bare.to_owned() }
}

/// The first lines of the items of a list.
fn items(section: &Section<'_>) -> Vec<String> {
    let items = section.blocks.iter().filter_map(|it| match &it.kind {
        BlockKind::ListItem(item) => item.lines.first().map(|it| it.text.trim().to_owned()),
        _ => None,
    });
    items.filter(|it| !it.is_empty()).collect()
}
