//! Tables in another form than Markdown's: they are shown, but no value in them is read.

use super::draft::Draft;
use crate::diagnostics::{Diagnostic, codes};
use crate::files::SourceFile;
use crate::markdown::{Block, BlockKind, Document, Inline};
use crate::phrase::say;

/// Reports the first table of each form.
pub(super) fn report(draft: &mut Draft, source: &SourceFile, document: &Document) {
    let is_html = |it: &&Block| {
        matches!(it.kind, BlockKind::Html)
            && source
                .text
                .get(it.span.start..it.span.end)
                .is_some_and(|it| it.to_ascii_lowercase().contains("<table"))
    };
    if let Some(block) = document.blocks.iter().find(is_html) {
        let finding = Diagnostic::new(&codes::HTML_TABLE, say!("read.html-table")).at(block.span);
        draft.report(finding.hint(say!("read.markdown-table")));
    }
    if let Some(block) = document.blocks.iter().find(|it| is_full_width(it)) {
        let finding = Diagnostic::new(&codes::FULL_WIDTH_TABLE, say!("read.full-width-table"));
        draft.report(finding.at(block.span).hint(say!("read.ascii-bars")));
    }
}

/// What is drawn with the bars of a Chinese keyboard is a paragraph to Markdown.
fn is_full_width(block: &Block) -> bool {
    let is_row = |it: &Inline| it.text.starts_with('｜') && 3 <= it.text.matches('｜').count();
    match &block.kind {
        BlockKind::Paragraph(lines) => 2 <= lines.len() && lines.iter().all(is_row),
        _ => false,
    }
}
