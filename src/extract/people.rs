//! People whom a document names as such, so that a heading `**Robert**` is known to be one of them.

use super::draft::Draft;
use super::labels;
use super::names;
use super::outline::Outline;
use crate::lexicon::words::Lexicon;
use crate::markdown::BlockKind;
use crate::model::{Field, SectionKind};

/// Names of authors, of people in roles, and of everybody whom a list of attendees holds.
pub(super) fn named(draft: &Draft, outline: &Outline<'_>) -> Vec<String> {
    let incident = &draft.incident;
    let mut names: Vec<String> = incident.authors.clone();
    names.extend(incident.roles.iter().map(|(_, name)| name.clone()));
    for section in &outline.sections {
        for block in &section.blocks {
            for label in labels::of_block(block, outline.words) {
                if matches!(
                    outline.words.field(&label.name),
                    Some(Field::Attendees | Field::Approver | Field::Authors)
                ) {
                    names.extend(split(&label.value, outline.words));
                }
            }
            if section.meaning == Some(SectionKind::Attendees)
                && let BlockKind::ListItem(item) = &block.kind
            {
                names.extend(item.lines.first().into_iter().flat_map(|it| split(&it.text, outline.words)));
            }
        }
    }
    names
}

fn split(text: &str, words: &Lexicon) -> impl Iterator<Item = String> {
    names::people(text, words).into_iter().map(|it| it.name.trim_start_matches('@').to_owned())
}
