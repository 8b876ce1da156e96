//! The sentences that lists show.

use super::outline::{Outline, Section};
use crate::files::Span;
use crate::lexicon::words::Lexicon;
use crate::markdown::{Block, BlockKind, Inline};
use crate::model::SectionKind::{ActionItems, Attendees, Links, Timeline};
use crate::model::{How, SectionKind};
use crate::text::fold;

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
pub(super) fn of(outline: &Outline<'_>) -> Option<(String, How, Span)> {
    let stated =
        outline.about(SectionKind::Summary).find_map(|it| first_paragraph(&it.blocks, outline.words));
    let how = if stated.is_some() { How::Heading } else { How::Derived };
    // Tasks, events and links are not a summary.
    let is_other = |it: &&Section<'_>| matches!(it.meaning, Some(ActionItems | Timeline | Links | Attendees));
    let told = outline.sections.iter().filter(|it| !is_other(it));
    let all: Vec<&Block> = told.flat_map(|it| it.blocks.iter().copied()).collect();
    let (text, span) = stated.or_else(|| first_paragraph(&all, outline.words))?;
    Some((shortened(&text, MAX_SUMMARY), how, span))
}

fn first_paragraph(blocks: &[&Block], words: &Lexicon) -> Option<(String, Span)> {
    let is_label =
        |text: &str| text.split_once([':', '：']).is_some_and(|(name, _)| words.field(name).is_some());
    blocks.iter().filter(|it| !it.quoted && !it.footnote && !it.internal).find_map(|it| match &it.kind {
        BlockKind::Paragraph(lines) => {
            let texts: Vec<&str> = lines
                .iter()
                .filter(|it| !is_short_label(it) && !is_byline(&it.text))
                .map(|it| it.text.trim())
                .filter(|it| !it.is_empty() && !is_label(it))
                .collect();
            (!texts.is_empty()).then(|| (texts.join(" "), it.span))
        }
        _ => None,
    })
}

/// `**Priorität:** hoch`: a name in bold and a few words, whatever the name is.
fn is_short_label(line: &Inline) -> bool {
    let has_colon = |text: &str| text.trim_end().ends_with([':', '：']);
    let value = &line.text[line.after_lead()];
    let is_named =
        line.bold_lead().is_some_and(|it| has_colon(&it.text) || value.trim_start().starts_with([':', '：']));
    is_named && value.split_whitespace().count() <= MAX_LABEL_WORDS && !value.contains(['。', '，'])
}

/// `Published by Jo Okafor · 9 June 2025`: who wrote it and when.
fn is_byline(text: &str) -> bool {
    const OPENS: [&str; 8] = [
        "published by ",
        "published on ",
        "posted by ",
        "posted on ",
        "written by ",
        "by ",
        "last updated ",
        "updated ",
    ];
    let folded = fold(text);
    OPENS.iter().any(|it| folded.starts_with(it))
        && text.split_whitespace().count() <= MAX_BYLINE_WORDS
        && !text.trim_end().ends_with(['.', '!', '?'])
}

/// Most words of such a line; more are a sentence.
const MAX_BYLINE_WORDS: usize = 12;

/// Most words of a value; more are a sentence.
const MAX_LABEL_WORDS: usize = 6;

/// At most `max` characters, cut between words where there are any.
pub(super) fn shortened(text: &str, max: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(max) else { return text.to_owned() };
    let cut = text[..end].rfind([' ', '，', '。', '；', '、']).filter(|at| end / 2 < *at).unwrap_or(end);
    format!("{}…", text[..cut].trim_end())
}
