//! The structure of causes and impact: 5 whys, direct and indirect causes, triggers, layers, sides, other risks.
//!
//! Nothing is guessed from prose: a passage is what is written under a heading, or behind a label, that names it.

use super::outline::{Outline, Section};
use super::summary;
use crate::files::Span;
use crate::lexicon::words::Lexicon;
use crate::markdown::{Block, BlockKind, Inline};
use crate::model::{Aspect, Explanation, Layer, Passage, SectionKind, Why};

/// Longest passage, in characters; the document has the rest.
const MAX_PASSAGE: usize = 600;

/// Fewest questions that make a chain.
const MIN_WHYS: usize = 2;

/// What the document explains under names of their own.
pub(super) fn read(outline: &Outline<'_>) -> Explanation {
    let mut found = Explanation::default();
    for section in &outline.sections {
        let own = outline.words.aspect(section.heading).filter(|it| is_at_home(*it, section));
        if own == Some(Aspect::Whys) {
            let whys: Vec<Why> = section.blocks.iter().filter_map(|it| why(it, section)).collect();
            if MIN_WHYS <= whys.len() {
                found.whys.extend(whys);
                continue;
            }
        }
        for block in section.blocks.iter().filter(|it| !it.quoted && !it.footnote) {
            found.passages.extend(passage(block, section, own, outline.words));
        }
    }
    found
}

/// Whether an aspect is meant in this place: `Service` names a side of the impact only below `Impact`.
fn is_at_home(aspect: Aspect, section: &Section<'_>) -> bool {
    use SectionKind::{Factors, Impact, RootCause, Trigger};
    match section.meaning {
        Some(Impact) => aspect.is_impact() || aspect == Aspect::Risks,
        Some(RootCause | Trigger | Factors) => !aspect.is_impact(),
        _ => matches!(aspect, Aspect::Risks | Aspect::Whys | Aspect::DirectCause | Aspect::IndirectCause),
    }
}

/// What one paragraph or list item says: behind a label of its own, else under the section's heading.
fn passage(block: &Block, section: &Section<'_>, own: Option<Aspect>, words: &Lexicon) -> Option<Passage> {
    let lines = match &block.kind {
        BlockKind::ListItem(item) if item.depth == section.depth => &item.lines,
        BlockKind::Paragraph(lines) if block.item.is_none() => lines,
        _ => return None,
    };
    let whole = Inline::joined(lines)?;
    let (name, value) = whole.text.split_once([':', '：']).unwrap_or(("", &whole.text));
    let labelled = words.aspect(name).filter(|it| is_at_home(*it, section) && *it != Aspect::Whys);
    let layer = words.lesson_layer(name);
    let (aspect, text) = match (labelled, own) {
        (Some(aspect), _) => (aspect, value),
        (None, Some(Aspect::Whys) | None) => return None,
        (None, Some(aspect)) if layer.is_some() => (aspect, value),
        (None, Some(aspect)) => (aspect, whole.text.as_str()),
    };
    filled(aspect, layer, text, block.span, words)
}

fn filled(aspect: Aspect, layer: Option<Layer>, text: &str, span: Span, words: &Lexicon) -> Option<Passage> {
    let text = text.trim();
    let is_stated = !words.is_none(text) && !words.is_placeholder(text);
    is_stated.then(|| Passage { aspect, layer, text: summary::shortened(text, MAX_PASSAGE), span })
}

/// One question with its answers: the lines behind it, the rest of its line, and the items nested in it.
fn why(block: &Block, section: &Section<'_>) -> Option<Why> {
    let lines = match &block.kind {
        BlockKind::ListItem(item) if item.depth == section.depth => &item.lines,
        BlockKind::Paragraph(lines) if block.item.is_none() => lines,
        _ => return None,
    };
    let (first, rest) = lines.split_first()?;
    let end = question_end(&first.text)?;
    let (question, same_line) = first.text.split_at(end);
    let nested =
        section.blocks.iter().filter(|it| block.span.start < it.span.start && it.span.start < block.span.end);
    let answers = std::iter::once(same_line)
        .chain(rest.iter().map(|it| it.text.as_str()))
        .chain(nested.flat_map(|it| it.lines()).map(|it| it.text.as_str()))
        .map(without_arrow)
        .filter(|it| !it.is_empty());
    Some(Why {
        question: question.trim().to_owned(),
        answers: answers.map(|it| summary::shortened(it, MAX_PASSAGE)).collect(),
        span: block.span,
    })
}

/// Where the question ends that `text` begins with: behind its mark; a Japanese one may have none, only a last `か`.
fn question_end(text: &str) -> Option<usize> {
    let mark = text.find(['?', '？']).map(|at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    mark.or_else(|| text.ends_with('か').then_some(text.len()))
}

/// `→ the pool was full` without its sign.
fn without_arrow(text: &str) -> &str {
    let text = text.trim_start_matches(['→', '➡', '-', '>', '=', '*', '–', '—', ':', '：', ' ']);
    ["A:", "A：", "答:", "答："].iter().find_map(|it| text.strip_prefix(it)).unwrap_or(text).trim()
}
