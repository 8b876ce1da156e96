//! The text of a document as the terms it is compared by.

use super::outline::{Outline, Section};
use crate::files::{FileId, SourceFile, SourceMap, Span};
use crate::lexicon::words::Lexicon;
use crate::markdown::{self, Block, BlockKind};
use crate::model::{SectionKind, Signature, SignatureLine, TextPart};
use crate::text::{line_mark, terms};

/// A title with fewer characters says too little: the name of the file is read with it.
const SHORT_TITLE: usize = 14;
/// Characters of a summary that is worth the name; where there is none, the first lines stand in for it.
const MIN_SUMMARY: usize = 80;
/// Lines that stand in for a summary.
const FIRST_LINES: usize = 14;
/// Most bytes that are compared: a log pasted in whole would drown the rest.
const MAX_BYTES: usize = 40_000;

/// The signature of any text: a draft, a log, a few lines of what somebody sees.
pub fn signature_of(sources: &SourceMap, file: FileId, words: &Lexicon) -> Signature {
    let source = sources.get(file);
    let document = markdown::parse(&source.text, file, 0..source.text.len(), &[]);
    let outline = Outline::new(&document, words);
    let title = outline.sections.iter().find(|it| it.level == 1).map_or("", |it| it.heading);
    read(source, title, "", &outline)
}

/// The signature of the document that `outline` was made from.
pub(super) fn read(source: &SourceFile, title: &str, stem: &str, outline: &Outline<'_>) -> Signature {
    let mut lines = Vec::new();
    let mut summary = 0;
    let mut bytes = 0;
    for section in &outline.sections {
        let part = part(section);
        let is_title = section.level == 1 && section.heading == title;
        if let Some(span) = section.span.filter(|_| !is_title) {
            add(&mut lines, section.heading, span, TextPart::Other);
        }
        for block in &section.blocks {
            bytes += block.span.end - block.span.start;
            if MAX_BYTES < bytes {
                break;
            }
            if part == TextPart::Summary {
                summary += block.lines().iter().map(|it| it.text.chars().count()).sum::<usize>();
            }
            of_block(&mut lines, source, block, part);
        }
    }
    if summary <= MIN_SUMMARY {
        for line in lines.iter_mut().filter(|it| it.part == TextPart::Other).take(FIRST_LINES) {
            line.part = TextPart::Summary;
        }
    }
    let mut title_terms = terms(title);
    if title.chars().count() < SHORT_TITLE {
        title_terms.extend(terms(&stem.replace(['-', '_'], " ")));
    }
    Signature { title: title_terms, lines }
}

fn part(section: &Section<'_>) -> TextPart {
    match section.meaning {
        Some(SectionKind::Summary | SectionKind::Impact | SectionKind::Symptoms) => TextPart::Summary,
        Some(
            SectionKind::RootCause | SectionKind::Factors | SectionKind::Trigger | SectionKind::LikelyCauses,
        ) => TextPart::Cause,
        _ => TextPart::Other,
    }
}

fn of_block(lines: &mut Vec<SignatureLine>, source: &SourceFile, block: &Block, part: TextPart) {
    match &block.kind {
        BlockKind::Table(table) => {
            for row in &table.rows {
                let text = row.cells.iter().map(|it| it.text.as_str()).collect::<Vec<&str>>().join(" ");
                add(lines, &text, row.span, part);
            }
        }
        // Error lines are mostly pasted as code.
        BlockKind::Code(_) => {
            let mut start = block.span.start;
            for line in source.text[block.span.start..block.span.end].split_inclusive('\n') {
                add(lines, line, Span::new(block.span.file, start, start + line.trim_end().len()), part);
                start += line.len();
            }
        }
        _ => {
            for line in block.lines() {
                add(lines, &line.text, line.span, part);
            }
        }
    }
}

fn add(lines: &mut Vec<SignatureLine>, text: &str, span: Span, part: TextPart) {
    let terms = terms(text);
    if !terms.is_empty() {
        lines.push(SignatureLine { mark: line_mark(text), part, span, terms });
    }
}
