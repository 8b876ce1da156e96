//! Commands in the code of runbooks: what they do, the comment above them, and whether a warning is near.

use std::ops::Range;

use super::shown::{self, Code};
use super::{Reading, Subject};
use crate::files::Span;
use crate::lexicon::phrases::{Command, commands, holds_any, warnings};
use crate::markdown::{Block, BlockKind};
use crate::phrase::Phrase;
use crate::text::fold;

/// Languages in which a reader would type the code.
const TYPED: [&str; 12] =
    ["", "bash", "sh", "shell", "zsh", "console", "shellsession", "sql", "mysql", "pgsql", "psql", "redis"];

/// How many lines above a command can warn of it.
const NEAR_LINES: usize = 3;

/// A command that does harm, in a runbook.
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
        for command in commands().iter().filter(|it| !it.only_marked) {
            for found in command.pattern.find_iter(code.text) {
                all.extend(harm(reading, code, command, &found.range(), &introduction));
            }
        }
    }
    all.sort_by_key(|it| it.span.start);
    all
}

/// A command that does harm, for a mark beside it on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Danger {
    /// Its line in the code, from 0.
    pub line: usize,
    /// That line, trimmed.
    pub command: String,
    /// What it does, to follow the command: `deletes every key`.
    pub effect: Phrase,
    /// Data or a service is gone afterwards; else it takes care.
    pub destructive: bool,
}

/// The harmful commands in `code`, at most one a line and the worst of it; none where nobody would type the code.
pub fn dangers(language: &str, code: &str) -> Vec<Danger> {
    if !TYPED.contains(&language) {
        return Vec::new();
    }
    code.lines()
        .enumerate()
        .filter(|(_, written)| !is_comment(without_prompt(written)))
        .filter_map(|(line, written)| {
            let harmful = commands().iter().filter(|it| {
                it.label.is_none()
                    && it.pattern.is_match(written)
                    && !it.unless.as_ref().is_some_and(|it| it.is_match(written))
            });
            // The first of the worst: findings come before marks, since they know more.
            let worst = harmful.min_by_key(|it| !it.destructive)?;
            Some(Danger {
                line,
                command: without_prompt(written).trim().to_owned(),
                effect: worst.effect.phrase(),
                destructive: worst.destructive,
            })
        })
        .collect()
}

/// `# rm -rf x` at the start of a session is a command of root; only `$` differs from a comment.
fn without_prompt(line: &str) -> &str {
    line.trim_start().strip_prefix("$ ").unwrap_or(line)
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
    (!holds_any(&near, warnings())).then_some(Harm { command, span, written, label })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(language: &str, code: &str, expected: &[(usize, bool)]) {
        let found: Vec<(usize, bool)> =
            dangers(language, code).iter().map(|it| (it.line, it.destructive)).collect();
        assert_eq!(found, expected, "{code}");
    }

    #[test]
    fn commands_that_destroy_or_take_care_are_marked() {
        check("bash", "ls\nrm -rf build/\n$ kill -9 4242\n", &[(1, true), (2, false)]);
        check("redis", "FLUSHALL\nGET x\n", &[(0, true)]);
        check(
            "sql",
            "DROP TABLE a;\ntruncate orders;\ndelete from a where b = 1;\n",
            &[(0, true), (1, true), (2, false)],
        );
        check("", "kubectl -n prod delete pod x\ngit push --force origin main", &[(0, false), (1, true)]);
    }

    #[test]
    fn comments_output_and_harmless_forms_are_not() {
        check("bash", "# rm -rf /\nrm one.txt\ntruncate -s 0 app.log\ngit push\nkubectl get pods", &[]);
        check("text", "rm -rf /", &[]);
        check("yaml", "run: rm -rf /", &[]);
    }
}
