//! Commands in the code of runbooks: what they do, under which comment they stand, and whether a warning is near.

use std::ops::Range;

use super::shown::{self, Code};
use super::vocabulary::{Command, VOCABULARY, holds_any};
use super::{Reading, Subject};
use crate::files::Span;
use crate::markdown::{Block, BlockKind};
use crate::text::fold;

/// Languages in which a reader would type what stands there.
const TYPED: [&str; 12] =
    ["", "bash", "sh", "shell", "zsh", "console", "shellsession", "sql", "mysql", "pgsql", "psql", "redis"];

/// How many lines above a command can warn of it.
const NEAR_LINES: usize = 3;

/// A command that does harm, as it stands in a runbook.
#[derive(Debug)]
pub(super) struct Harm<'a> {
    pub(super) command: &'static Command,
    pub(super) span: Span,
    /// The command as written, its first line.
    pub(super) written: &'a str,
    /// The comment right above it: `清理过期键`.
    pub(super) label: Option<&'a str>,
}

/// Every harmful command of a runbook that nothing near warns of; none of any other document.
pub(super) fn unwarned<'a>(reading: &Reading<'a>) -> Vec<Harm<'a>> {
    if !matches!(reading.subject, Subject::Runbook(_)) {
        return Vec::new();
    }
    let mut all = Vec::new();
    for code in
        shown::code(reading).iter().filter(|it| TYPED.contains(&it.block.language.to_lowercase().as_str()))
    {
        let introduction = introduction(&reading.document.blocks, code.idx);
        for command in &VOCABULARY.commands {
            for found in command.pattern.find_iter(code.text) {
                all.extend(harm(reading, code, command, &found.range(), &introduction));
            }
        }
    }
    all.sort_by_key(|it| it.span.start);
    all
}

fn harm<'a>(
    reading: &Reading<'a>,
    code: &Code<'a>,
    command: &'static Command,
    range: &Range<usize>,
    introduction: &str,
) -> Option<Harm<'a>> {
    let line_start = code.text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = code.text[range.end..].find('\n').map_or(code.text.len(), |at| range.end + at);
    let line = &code.text[line_start..line_end];
    if is_comment(line) || command.unless.as_ref().is_some_and(|it| it.is_match(line)) {
        return None;
    }
    let above: Vec<&str> = code.text[..line_start].lines().rev().take(NEAR_LINES).collect();
    let label = above
        .first()
        .filter(|it| is_comment(it))
        .map(|it| it.trim().trim_start_matches(['#', '-', '/', ' ']));
    if command.label.as_ref().is_some_and(|it| label.is_none_or(|label| !it.is_match(label))) {
        return None;
    }
    let comments = above.iter().filter(|it| is_comment(it)).copied();
    let near = fold(&comments.chain([line, introduction]).collect::<Vec<&str>>().join(" "));
    let written = line.lines().next().unwrap_or_default().trim();
    let start = code.range.start + line_start + (line.len() - line.trim_start().len());
    let span = Span::new(reading.subject.body().0, start, start + written.len());
    (!holds_any(&near, &VOCABULARY.warnings)).then_some(Harm { command, span, written, label })
}

fn is_comment(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('#') || line.starts_with("-- ") || line.starts_with("//")
}

/// The text right above a code block: two blocks, or up to the heading.
fn introduction(blocks: &[Block], idx: usize) -> String {
    let mut text = String::new();
    for block in blocks[..idx].iter().rev().take(2) {
        if let BlockKind::Heading(heading) = &block.kind {
            text.push_str(heading.text());
            break;
        }
        for line in block.lines() {
            text.push_str(&line.text);
            text.push(' ');
        }
    }
    text
}
