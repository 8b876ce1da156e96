//! The text of one document as its readers get it, code included and internal parts left out.

use std::ops::Range;

use super::reading::Reading;
use super::rule::Scope;
use crate::files::Span;
use crate::markdown::{self, BlockKind, CodeBlock};
use crate::model::Visibility;

/// Whether everybody may read what is built.
pub(super) fn is_public(scope: &Scope<'_>) -> bool {
    scope.config.site.audience == Visibility::Public
}

/// The parts of the body that a public build shows, with their places in the file.
pub(super) fn public_parts<'a>(reading: &Reading<'a>) -> Vec<(usize, &'a str)> {
    let (file, body) = reading.subject.body();
    let text = reading.source.text.as_str();
    let (internal, _) = markdown::internal_ranges(text, *file, body.clone());
    let mut parts = Vec::new();
    let mut start = body.start;
    for hidden in internal.into_iter().chain(std::iter::once(body.end..body.end)) {
        parts.extend(text.get(start..hidden.start).map(|it| (start, it)));
        start = hidden.end.max(start);
    }
    parts
}

/// One code block: its language, and where its lines are.
#[derive(Debug)]
pub(super) struct Code<'a> {
    pub(super) block: &'a CodeBlock,
    /// Index in the document's blocks.
    pub(super) idx: usize,
    /// The lines between the fences, in bytes of the file.
    pub(super) range: Range<usize>,
    pub(super) text: &'a str,
}

/// Every code block of the document with its text.
pub(super) fn code<'a>(reading: &Reading<'a>) -> Vec<Code<'a>> {
    let blocks = reading.document.blocks.iter().enumerate();
    blocks
        .filter_map(|(idx, it)| match &it.kind {
            BlockKind::Code(block) => {
                let range = inside(reading, it.span);
                let text = reading.source.text.get(range.clone())?;
                Some(Code { block, idx, range, text })
            }
            _ => None,
        })
        .collect()
}

/// The lines of a block without its fences; all of it for indented code.
fn inside(reading: &Reading<'_>, span: Span) -> Range<usize> {
    let text = reading.source.text.get(span.start..span.end).unwrap_or_default();
    let is_fence = |line: &str| line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
    let first = text.find('\n').filter(|at| is_fence(&text[..*at])).map_or(0, |at| at + 1);
    let last = text.rfind('\n').filter(|at| first <= *at && is_fence(&text[at + 1..])).unwrap_or(text.len());
    span.start + first..span.start + last.max(first)
}
