//! What was learned, went well, went wrong or was luck: the items of the sections that say so.

use super::outline::{Outline, Section};
use super::summary;
use crate::lexicon::words::Lexicon;
use crate::markdown::{Block, BlockKind, Inline};
use crate::model::{Layer, Lesson, LessonKind, SectionKind};
use crate::text::is_cjk;

/// Longest lesson that pages show, in characters; the document has the rest.
const MAX_LESSON: usize = 600;

/// The lessons of a document, in order of place.
pub(super) fn read(outline: &Outline<'_>) -> Vec<Lesson> {
    let words = outline.words;
    let mut found = Vec::new();
    for section in &outline.sections {
        let Some(kind) = section.meaning.and_then(kind) else { continue };
        let layer = layer(section, words);
        let has_list = section.blocks.iter().any(|it| matches!(it.kind, BlockKind::ListItem(_)));
        let texts = section.blocks.iter().filter(|it| !it.quoted && !it.footnote).filter_map(|block| {
            let lines = own_lines(block, has_list)?;
            Some((block.span, joined(lines)))
        });
        for (span, text) in texts {
            let (own_layer, text) = split_layer(&text, words);
            if text.is_empty() || words.is_none(text) || words.is_placeholder(text) {
                continue;
            }
            let text = summary::shortened(text, MAX_LESSON);
            found.push(Lesson { kind, layer: own_layer.or(layer), text, span });
        }
    }
    found
}

fn kind(meaning: SectionKind) -> Option<LessonKind> {
    match meaning {
        SectionKind::Lessons => Some(LessonKind::Learned),
        SectionKind::WentWell => Some(LessonKind::WentWell),
        SectionKind::WentWrong => Some(LessonKind::WentWrong),
        SectionKind::Lucky => Some(LessonKind::Lucky),
        _ => None,
    }
}

/// The layer that the section's heading names, else the nearest one above that does.
fn layer(section: &Section<'_>, words: &Lexicon) -> Option<Layer> {
    let above = section.above.iter().rev().copied();
    std::iter::once(section.heading).chain(above).find_map(|it| words.lesson_layer(it))
}

/// The lines of a top-level list item, or of a paragraph where the section has no list.
fn own_lines(block: &Block, has_list: bool) -> Option<&[Inline]> {
    match &block.kind {
        BlockKind::ListItem(item) if item.depth == 0 => Some(&item.lines),
        BlockKind::Paragraph(lines) if !has_list && block.item.is_none() => Some(lines),
        _ => None,
    }
}

/// The lines as one; a line break between two Chinese characters is no space.
fn joined(lines: &[Inline]) -> String {
    let mut out = String::new();
    for line in lines {
        let text = line.text.trim();
        let is_tight = out.chars().next_back().is_none_or(is_cjk) && text.chars().next().is_none_or(is_cjk);
        if !is_tight && !out.is_empty() && !text.is_empty() {
            out.push(' ');
        }
        out.push_str(text);
    }
    out
}

/// `流程：先回滚再排查` names its layer and says the rest.
fn split_layer<'t>(text: &'t str, words: &Lexicon) -> (Option<Layer>, &'t str) {
    let named = text.split_once([':', '：']).and_then(|(name, rest)| Some((words.lesson_layer(name)?, rest)));
    match named {
        Some((layer, rest)) => (Some(layer), rest.trim()),
        None => (None, text.trim()),
    }
}
