//! The fences around front matter.

use std::ops::Range;

/// The two kinds of fence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    Yaml,
    Toml,
}

/// The bytes between the fences at the head of `text`, and where the body begins; `None` without a head.
pub(crate) fn extent(text: &str) -> Option<(Range<usize>, usize)> {
    fenced(text, opening(text)?)
}

pub(super) fn opening(text: &str) -> Option<Syntax> {
    match text.lines().next()?.trim_end() {
        "---" => Some(Syntax::Yaml),
        "+++" => Some(Syntax::Toml),
        _ => None,
    }
}

/// The range between the fences, and where the body begins.
pub(super) fn fenced(text: &str, syntax: Syntax) -> Option<(Range<usize>, usize)> {
    let fence = if syntax == Syntax::Yaml { "---" } else { "+++" };
    let start = text.find('\n')? + 1;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == fence || (syntax == Syntax::Yaml && bare == "...") {
            return Some((start..at, at + line.len()));
        }
        at += line.len();
    }
    None
}
