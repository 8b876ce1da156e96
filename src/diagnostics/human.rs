//! Diagnostics for a person: the source line, the place underlined, and how to fix it.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as SnippetLevel, Renderer, Snippet};

use super::{Diagnostic, Level, printable};
use crate::files::SourceMap;
use crate::i18n::Locale;
use crate::phrase::say;
use crate::text::blacked_out;

/// Whether the terminal shows colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// No escape sequences.
    Plain,
    /// ANSI colours.
    Colored,
}

/// Longest source line shown, in bytes; a longer one is cut around the place.
const MAX_LINE_BYTES: usize = 400;

/// One diagnostic as several lines, without a trailing newline.
pub fn human(diagnostic: &Diagnostic, sources: &SourceMap, style: Style, locale: Locale) -> String {
    let level = match diagnostic.level {
        Level::Info => SnippetLevel::INFO,
        Level::Warning => SnippetLevel::WARNING,
        Level::Error => SnippetLevel::ERROR,
    };
    let level = level.with_name(diagnostic.level.word(locale));
    let help = SnippetLevel::HELP.with_name(say!("level.help").text(locale));
    let message = printable(&diagnostic.message.text(locale));
    let hint = diagnostic.hint.as_ref().map(|it| printable(&it.text(locale)));
    let title = level.primary_title(&message).id(diagnostic.kind.code);
    let excerpt = diagnostic.span.map(|span| Excerpt::around(sources, span));
    let mut report = Vec::new();
    match (&excerpt, &diagnostic.path) {
        (Some(excerpt), _) => report.push(
            title.element(
                Snippet::source(&excerpt.text)
                    .line_start(excerpt.first_line)
                    .path(&excerpt.path)
                    .annotation(AnnotationKind::Primary.span(excerpt.start..excerpt.end)),
            ),
        ),
        (None, Some(path)) => {
            report.push(title.element(annotate_snippets::Origin::path(printable(path))));
        }
        (None, None) => report.push(Group::with_title(title)),
    }
    if let Some(hint) = &hint {
        report.push(Group::with_title(help.secondary_title(hint)));
    }
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Colored => Renderer::styled(),
    };
    renderer.decor_style(DecorStyle::Ascii).render(&report)
}

/// The lines that a finding is on, safe to print.
struct Excerpt {
    path: String,
    text: String,
    first_line: usize,
    start: usize,
    end: usize,
}

impl Excerpt {
    /// The first line of `span`; a span over several lines is underlined on its first.
    fn around(sources: &SourceMap, span: crate::files::Span) -> Self {
        let file = sources.get(span.file);
        let (first_line, _) = file.line_column(span.start);
        let line = file.line_range(first_line);
        let start = span.start.clamp(line.start, line.end);
        let end = span.end.clamp(start, line.end);
        let from = floor_boundary(&file.text, line.start.max(start.saturating_sub(MAX_LINE_BYTES / 2)));
        let to = floor_boundary(&file.text, line.end.min(start + MAX_LINE_BYTES / 2).max(from));
        let end = floor_boundary(&file.text, end.min(to));
        let start = floor_boundary(&file.text, start.min(end));
        // A credential in the line is nobody's business, whatever the finding is about.
        let around = floor_boundary(&file.text, line.start.max(from.saturating_sub(MAX_LINE_BYTES)));
        let shown =
            blacked_out(&file.text[around..floor_boundary(&file.text, line.end.min(to + MAX_LINE_BYTES))]);
        let [from, start, end, to] = [from, start, end, to].map(|it| floor_boundary(&shown, it - around));
        let before = printable(&shown[from..start]);
        let marked = printable(&shown[start..end]);
        let after = printable(&shown[end..to]);
        let start = before.len();
        let end = start + marked.len();
        Self { path: printable(&file.shown_path), text: before + &marked + &after, first_line, start, end }
    }
}

fn floor_boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
