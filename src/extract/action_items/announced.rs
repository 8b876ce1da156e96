//! Action items of a document that has no heading for them.
//!
//! Two forms say by themselves that they promise: a list below a sentence that announces what will be done
//! (`To prevent this, we will:`), and a list of boxes, not all of them ticked, below a heading that nobody knows. The
//! boxes count beside a section about action items too.

use super::candidate::Found;
use super::context::Context;
use super::lists;
use super::piece::Known;
use crate::extract::outline::Section;
use crate::lexicon::promises::{Announcement, announcement, is_checklist, names_left};
use crate::markdown::{Block, BlockKind, Inline};
use crate::model::SectionKind;

/// Fewest items that make such a list.
const MIN_ITEMS: usize = 2;

/// Fewest words, or characters without blanks between words, of a box that is a task.
const MIN_WORDS: usize = 3;

/// The boxes of a section that nobody knows, where not all of them are ticked: whatever else the document promises, they
/// are work that is left.
pub(super) fn boxes(section: &Section<'_>, context: &Context, known: Known<'_>) -> Vec<Found> {
    lists::listed(&open_boxes(section), context, known)
}

/// The items of a section that is not about them.
pub(super) fn items(section: &Section<'_>, context: &Context, known: Known<'_>) -> Vec<Found> {
    // What lies ahead of a line of the timeline was done since.
    if matches!(section.meaning, Some(SectionKind::Timeline | SectionKind::Steps | SectionKind::Symptoms)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (idx, block) in section.blocks.iter().enumerate() {
        let Some(kind) = announced_by(block) else { continue };
        let list: Vec<&Block> =
            section.blocks[idx + 1..].iter().copied().take_while(|it| is_of_list(it)).collect();
        let items = lists::listed(&list, context, known);
        let tasks = items.iter().filter(|it| known.words.begins_with_action(&it.item.task)).count();
        if MIN_ITEMS <= items.len() && (kind == Announcement::Sure || items.len() <= tasks * 2) {
            found.extend(items);
        }
    }
    found
}

fn announced_by(block: &Block) -> Option<Announcement> {
    let BlockKind::Paragraph(lines) = &block.kind else { return None };
    let text = Inline::joined(lines).filter(|_| block.item.is_none() && !block.quoted)?.text;
    let is_open = text.trim_end().ends_with([':', '：']);
    is_open.then(|| announcement(&text))?
}

/// Whether a block is an item, or belongs to one.
fn is_of_list(block: &Block) -> bool {
    matches!(block.kind, BlockKind::ListItem(_)) || block.item.is_some()
}

/// The list of a section that holds nothing but boxes, where one is not ticked; empty where there is none.
fn open_boxes<'b>(section: &Section<'b>) -> Vec<&'b Block> {
    let is_unknown =
        section.meaning.is_none() && !section.heading.is_empty() && !is_checklist(section.heading);
    let boxes: Vec<(bool, &Inline)> = section
        .blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::ListItem(item) => Some((item.checkbox?, item.lines.first()?)),
            _ => None,
        })
        .collect();
    let is_task = |text: &str| {
        MIN_WORDS <= text.split_whitespace().count()
            || !text.is_ascii() && MIN_WORDS * 2 <= text.chars().count()
    };
    // Text beside the boxes may say what they are; below `What is left` they are work.
    let is_list =
        names_left(section.heading) || section.blocks.len() == boxes.len() && MIN_ITEMS <= boxes.len();
    let is_work = boxes.iter().any(|it| !it.0) && boxes.iter().all(|it| is_task(&it.1.text));
    if is_unknown && is_list && is_work { section.blocks.clone() } else { Vec::new() }
}
