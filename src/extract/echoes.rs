//! Sentences that name another incident beside a word of recurrence: `This is the same failure as INC-2025-0042`, or
//! `not a recurrence of INC-2025-0042`.

use super::mentions::candidates;
use super::outline::Outline;
use crate::files::{SourceFile, Span};
use crate::lexicon::recurrence::{self, Wording};
use crate::markdown::{BlockKind, Document, Inline};
use crate::model::{Echo, Says};

/// Longest sentence in bytes that is read: beyond it a word and a name have little to do with each other.
const MAX_SENTENCE: usize = 1_000;

/// Every such sentence; names are as written, `resolve` knows which lead somewhere.
pub(super) fn read(source: &SourceFile, outline: &Outline<'_>, document: &Document) -> Vec<Echo> {
    let mut found = Vec::new();
    for section in &outline.sections {
        let is_below_heading = recurrence::is_heading(section.heading);
        for block in &section.blocks {
            let lines: Vec<&Inline> = match &block.kind {
                BlockKind::Table(table) => table.rows.iter().flat_map(|it| it.cells.iter()).collect(),
                _ => block.lines().iter().collect(),
            };
            for line in lines {
                for span in sentences(source, line.span) {
                    let sentence = &source.text[span.start..span.end];
                    let names = names(sentence, span, document);
                    if names.is_empty() {
                        continue;
                    }
                    let says = match recurrence::wording(sentence) {
                        Some(Wording::Like) if is_below_heading => Says::Same,
                        Some(Wording::Like) => Says::Like,
                        Some(Wording::Same) => Says::Same,
                        Some(Wording::Different) => Says::Different,
                        None => continue,
                    };
                    found.push(Echo { names, says, span });
                }
            }
        }
    }
    found
}

/// The sentences of a line; the dots of numbers, names and addresses end none.
fn sentences(source: &SourceFile, line: Span) -> Vec<Span> {
    let Some(text) = source.text.get(line.start..line.end) else { return Vec::new() };
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let is_spaced = chars.peek().is_none_or(|it| it.1.is_whitespace());
        let is_end =
            matches!(c, '。' | '！' | '？' | '；') || matches!(c, '.' | '!' | '?' | ';') && is_spaced;
        if is_end {
            found.push((start, at + c.len_utf8()));
            start = at + c.len_utf8();
        }
    }
    found.push((start, text.len()));
    found
        .into_iter()
        .filter(|(start, end)| start < end && end - start <= MAX_SENTENCE)
        .map(|(start, end)| Span::new(line.file, line.start + start, line.start + end))
        .collect()
}

/// Words of the sentence that may be ids, and the targets of its links.
fn names(sentence: &str, span: Span, document: &Document) -> Vec<String> {
    let mut names: Vec<String> = candidates(sentence).map(|it| it.1.to_owned()).collect();
    // Links are in order of place.
    let first = document.links.partition_point(|it| it.span.start < span.start);
    let inside = document.links[first..].iter().take_while(|it| it.span.start < span.end);
    names.extend(inside.filter(|it| !it.image).map(|it| it.target.clone()));
    names.dedup();
    names
}
