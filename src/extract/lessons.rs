//! What was learned, went well, went wrong or was luck: the items of the sections that say so.
//!
//! Nested items are lessons too, each with the words of the item above it: `文档不足` over two lines are two things
//! that are missing in the documents.

use super::action_items::is_of_tasks;
use super::outline::{Outline, Section, name_only};
use super::summary;
use crate::files::Span;
use crate::lexicon::words::Lexicon;
use crate::markdown::{Block, BlockKind, Inline, ListItem};
use crate::model::{Layer, Lesson, LessonKind, SectionKind};
use crate::text::is_cjk;

/// Longest lesson that pages show, in characters; the document has the rest.
const MAX_LESSON: usize = 600;

/// The lessons of a document, in order of place.
pub(super) fn read(outline: &Outline<'_>) -> Vec<Lesson> {
    let mut found = Vec::new();
    for section in &outline.sections {
        let Some((kind, is_mixed)) = kind_of(section) else { continue };
        if is_mixed && is_of_tasks(section, outline.words) {
            continue;
        }
        let reader = Reader { words: outline.words, kind, layer: layer(section, outline.words), is_mixed };
        reader.section(section, &mut found);
    }
    found
}

/// The kind of the section's lessons, and whether its list holds action items as well.
fn kind_of(section: &Section<'_>) -> Option<(LessonKind, bool)> {
    let own = section.meaning.and_then(kind).map(|it| (it, section.also.contains(&SectionKind::ActionItems)));
    own.or_else(|| Some((section.also.iter().find_map(|it| kind(*it))?, true)))
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

/// What holds for every lesson of a section.
#[derive(Debug, Clone, Copy)]
struct Reader<'w> {
    words: &'w Lexicon,
    kind: LessonKind,
    layer: Option<Layer>,
    is_mixed: bool,
}

impl Reader<'_> {
    fn section(self, section: &Section<'_>, found: &mut Vec<Lesson>) {
        let blocks = section.blocks.iter().filter(|it| !it.quoted && !it.footnote);
        let has_list = section.blocks.iter().any(|it| matches!(it.kind, BlockKind::ListItem(_)));
        // The items around the next block, outermost first: where each ends, and its words.
        let mut around: Vec<(usize, String)> = Vec::new();
        for block in blocks {
            around.retain(|(end, _)| block.span.start < *end);
            match &block.kind {
                BlockKind::ListItem(item) => {
                    let is_task = self.is_mixed && item.checkbox.is_some();
                    let text = Inline::joined(&item.lines).map(|it| it.text).unwrap_or_default();
                    let is_name = name_only(&item.lines).is_some() && has_nested(section, block);
                    if !is_task && !is_name {
                        let above = around.last().map(|it| it.1.as_str());
                        self.lesson(above, &text, block.span, found);
                    }
                    around.push((block.span.end, name_of(item, &text)));
                }
                BlockKind::Paragraph(lines) if !has_list && block.item.is_none() => {
                    let text = Inline::joined(lines).map(|it| it.text).unwrap_or_default();
                    self.lesson(None, &text, block.span, found);
                }
                _ => {}
            }
        }
    }

    /// Adds one lesson, behind the words of the item above it.
    fn lesson(self, above: Option<&str>, text: &str, span: Span, found: &mut Vec<Lesson>) {
        let words = self.words;
        let (own_layer, text) = split_layer(text, words);
        if text.is_empty() || words.is_none(text) || words.is_placeholder(text) {
            return;
        }
        let above_layer = above.and_then(|it| words.lesson_layer(it));
        let whole = match above.filter(|it| !it.is_empty() && above_layer.is_none()) {
            Some(above) if above.ends_with(is_cjk) => format!("{above}：{text}"),
            Some(above) => format!("{above}: {text}"),
            None => text.to_owned(),
        };
        let text = summary::shortened(&whole, MAX_LESSON);
        found.push(Lesson { kind: self.kind, layer: own_layer.or(above_layer).or(self.layer), text, span });
    }
}

fn has_nested(section: &Section<'_>, block: &Block) -> bool {
    let mut behind = section.blocks.iter().skip_while(|it| it.span.start <= block.span.start);
    behind.next().is_some_and(|it| it.span.start < block.span.end)
}

/// What the items nested in `item` are about.
fn name_of(item: &ListItem, text: &str) -> String {
    let name = name_only(&item.lines).unwrap_or(text);
    summary::shortened(name.trim_end_matches([':', '：', '.', '。', ' ']), 80)
}

/// `流程：先回滚再排查` names its layer and says the rest.
fn split_layer<'t>(text: &'t str, words: &Lexicon) -> (Option<Layer>, &'t str) {
    let named = text.split_once([':', '：']).and_then(|(name, rest)| Some((words.lesson_layer(name)?, rest)));
    match named {
        Some((layer, rest)) => (Some(layer), rest.trim()),
        None => (None, text.trim()),
    }
}
