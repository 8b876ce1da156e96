//! The sentences that lists show.

use super::outline::Outline;
use crate::files::Span;
use crate::lexicon::words::Lexicon;
use crate::markdown::{Block, BlockKind, Document};
use crate::model::{How, SectionKind};

/// Longest summary, in characters.
const MAX_SUMMARY: usize = 240;

/// The one-line summary that some templates ask for, with its place.
pub(super) fn one_line(outline: &Outline<'_>) -> Option<(String, Span)> {
    let section = outline.sections.iter().find(|it| {
        it.own_meaning == Some(SectionKind::Summary) && first_paragraph(&it.blocks, outline.words).is_some()
    })?;
    let (text, span) = first_paragraph(&section.blocks, outline.words)?;
    let end = text.find(['。', '\n']).or_else(|| text.find(". ").map(|it| it + 1)).unwrap_or(text.len());
    let line = text[..end].trim().trim_end_matches('.').trim();
    (!line.is_empty() && line.chars().count() <= 120).then(|| (line.to_owned(), span))
}

/// The first paragraph of the summary section, else of the document, with its place.
pub(super) fn of(document: &Document, outline: &Outline<'_>) -> Option<(String, How, Span)> {
    let stated =
        outline.about(SectionKind::Summary).find_map(|it| first_paragraph(&it.blocks, outline.words));
    let how = if stated.is_some() { How::Heading } else { How::Derived };
    let all: Vec<&Block> = document.blocks.iter().collect();
    let (text, span) = stated.or_else(|| first_paragraph(&all, outline.words))?;
    Some((shortened(&text, MAX_SUMMARY), how, span))
}

fn first_paragraph(blocks: &[&Block], words: &Lexicon) -> Option<(String, Span)> {
    let is_label =
        |text: &str| text.split_once([':', '：']).is_some_and(|(name, _)| words.field(name).is_some());
    blocks.iter().filter(|it| !it.quoted && !it.footnote && !it.internal).find_map(|it| match &it.kind {
        BlockKind::Paragraph(lines) => {
            let texts: Vec<&str> =
                lines.iter().map(|it| it.text.trim()).filter(|it| !it.is_empty() && !is_label(it)).collect();
            (!texts.is_empty()).then(|| (texts.join(" "), it.span))
        }
        _ => None,
    })
}

/// At most `max` characters, cut between words where there are any.
pub(super) fn shortened(text: &str, max: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(max) else { return text.to_owned() };
    let cut = text[..end].rfind([' ', '，', '。', '；', '、']).filter(|at| end / 2 < *at).unwrap_or(end);
    format!("{}…", text[..cut].trim_end())
}
