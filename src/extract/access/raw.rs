//! Statements that the structure of a document hides: a second head further down, text before the first one, raw HTML.

use super::statement::{Form, Limit, Statement, shortened};
use super::words::{Name, is_no, is_yes, limit_in, name, says};
use std::ops::Range;

use crate::files::{FileId, Ranges, SourceFile, Span};
use crate::lexicon::words::Lexicon;
use crate::markdown::{BlockKind, Document};

/// What is on lines of `source` that nothing in `known` speaks of; nothing in code but the code that begins the document.
pub(super) fn statements(
    words: &Lexicon,
    source: &SourceFile,
    document: &Document,
    body_start: usize,
    known: &[Statement],
) -> Vec<Statement> {
    let text = source.text.as_str();
    let code: Vec<(usize, usize)> = document
        .blocks
        .iter()
        .enumerate()
        .filter(|(idx, it)| matches!(it.kind, BlockKind::Code(_)) && (0 < *idx || 0 < body_start))
        .map(|(_, it)| (it.span.start, it.span.end))
        .collect();
    let known: Ranges = known.iter().map(|it| it.span.start..it.span.end).filter(|it| 0 < it.end).collect();
    let mut found = Vec::new();
    let mut start = body_start;
    for line in text[body_start..].split_inclusive('\n') {
        let (from, end) = (start, start + line.trim_end().len());
        start += line.len();
        let idx = code.partition_point(|it| it.1 <= from);
        let is_code = code.get(idx).is_some_and(|it| it.0 <= from);
        if is_code || known.touch(&(from..end)) {
            continue;
        }
        if let Some(limit) = of_line(words, line) {
            let written = shortened(line);
            let span = Span::new(document.file, from, end);
            found.push(Statement { limit, form: Form::Unclear, span, written });
        }
    }
    found
}

/// Narrow statements on the lines `range` of a head, keys at the left edge only.
pub(in crate::extract) fn of_lines(
    words: &Lexicon,
    source: &SourceFile,
    file: FileId,
    range: Range<usize>,
) -> Vec<Statement> {
    let mut start = range.start;
    let mut found = Vec::new();
    for line in source.text[range].split_inclusive('\n') {
        let span = Span::new(file, start, start + line.trim_end().len());
        start += line.len();
        if let Some(limit) = of_pair(words, line).filter(|_| !line.starts_with([' ', '\t', '#', '-'])) {
            found.push(Statement { limit, form: Form::Unclear, span, written: shortened(line) });
        }
    }
    found
}

/// A line that is a key and its value as front matter has them, or a definition that no page shows.
fn of_line(words: &Lexicon, line: &str) -> Option<Limit> {
    let line = line.trim();
    if line.starts_with('[') {
        // `[//]: # (draft)`, `[visibility]: internal`
        let (label, value) = line.strip_prefix('[')?.split_once("]:")?;
        let is_comment = !label.contains(char::is_alphanumeric) || label.eq_ignore_ascii_case("comment");
        let value =
            value.trim().trim_start_matches(['#', '<', '>']).trim().trim_matches(['(', ')', '"', '\'']);
        return if is_comment {
            says(value).or_else(|| of_pair(words, value))
        } else {
            name(words, label).and_then(|_| limit_in(value))
        };
    }
    let starts_plain =
        line.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '\'' | ':' | '#' | '{'));
    starts_plain.then(|| of_pair(words, line)).flatten()
}

fn of_pair(words: &Lexicon, line: &str) -> Option<Limit> {
    // Nothing but a key and a word or two: prose about visibility is longer.
    if 60 < line.chars().count() {
        return None;
    }
    let (key, value) =
        line.trim_start_matches(|c: char| !c.is_alphanumeric()).split_once([':', '：', '='])?;
    // Code that begins within the line and holds both is mentioned, as in `of_document`.
    if key.matches('`').count() % 2 == 1 {
        return None;
    }
    let value = value.trim().trim_end_matches([',', '}']).trim();
    let limit = limit_in(value);
    // Names are looked up for the few lines whose value could say something.
    if limit.is_none() && !is_yes(value) && !is_no(value) {
        return None;
    }
    match name(words, key)?.name {
        Name::Visibility | Name::Status | Name::Level | Name::Readers => limit,
        Name::Draft => (is_yes(value) || limit.is_some()).then_some(Limit::Draft),
        Name::Internal => {
            matches!(value.to_lowercase().as_str(), "true" | "yes" | "是").then_some(Limit::Internal)
        }
        Name::Public => is_no(value).then_some(Limit::Internal),
    }
}

/// What the attributes of raw HTML say: `<meta name="visibility" content="internal">`, `<p data-status="draft">`.
pub(super) fn of_markup(line: &str) -> Option<Limit> {
    let speaks_of_readers =
        ["visib", "audience", "status", "draft", "access"].iter().any(|it| line.contains(it));
    (speaks_of_readers && line.contains('<') && line.contains('=')).then(|| limit_in(line)).flatten()
}

/// Whether the comment `text` begins or ends an internal part: those are read by `markdown`.
pub(super) fn is_block_marker(text: &str) -> bool {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.len() <= 3 && words.iter().any(|it| it == "internal")
}

/// `text` with a space in the place of each tag.
pub(super) fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        let is_tag =
            rest[open + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
        let Some(close) = rest[open..].find('>').filter(|_| is_tag) else { break };
        out.push_str(&rest[..open]);
        out.push(' ');
        rest = &rest[open + close + 1..];
    }
    out.push_str(rest);
    out
}
