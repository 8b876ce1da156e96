//! YAML that cannot be read, but whose author can only have meant one thing: what a program may write instead.
//!
//! A fix is offered only where the text can be read afterwards.

use crate::diagnostics::Fix;
use crate::files::{FileId, Span};
use crate::lexicon::words::Lexicon;
use crate::yaml;

/// How to fix `source`, which begins at `offset` of `file`; empty where only its author can know.
pub(super) fn fixes(
    source: &str,
    file: FileId,
    offset: usize,
    duplicate_key: bool,
    words: &Lexicon,
) -> Vec<Fix> {
    let edits: Vec<(usize, usize, String)> = if duplicate_key {
        repeated_lines(source)
    } else {
        lines(source)
            .filter_map(|(at, line)| separated(at, line, words).or_else(|| quoted(at, line)))
            .collect()
    };
    let mut mended = source.to_owned();
    for (start, end, replacement) in edits.iter().rev() {
        mended.replace_range(*start..*end, replacement);
    }
    if edits.is_empty() || yaml::parse(&mended).is_err() {
        return Vec::new();
    }
    let fix =
        |(start, end, replacement)| Fix { span: Span::new(file, offset + start, offset + end), replacement };
    edits.into_iter().map(fix).collect()
}

/// Lines with their first byte, line ends left out.
fn lines(source: &str) -> impl Iterator<Item = (usize, &str)> {
    source.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line.trim_end_matches('\n')))
    })
}

/// Lines `key: value` that appear a second time, word for word.
fn repeated_lines(source: &str) -> Vec<(usize, usize, String)> {
    let mut seen: Vec<&str> = Vec::new();
    let mut repeated = Vec::new();
    let mut all = lines(source).peekable();
    while let Some((at, line)) = all.next() {
        let whole_value = line.split_once(": ").is_some_and(|(key, value)| {
            is_plain_key(key)
                && !value.trim().is_empty()
                && !value.starts_with(['|', '>', '[', '{', '"', '\'', '&'])
        });
        let goes_on = all.peek().is_some_and(|(_, next)| next.starts_with([' ', '-']));
        if !whole_value || goes_on {
            continue;
        }
        if seen.contains(&line.trim_end()) {
            repeated.push((at, (at + line.len() + 1).min(source.len()), String::new()));
        } else {
            seen.push(line.trim_end());
        }
    }
    repeated
}

/// `标题：值` with a full-width colon, or another space than the usual one behind the colon, after a key that is known.
fn separated(at: usize, line: &str, words: &Lexicon) -> Option<(usize, usize, String)> {
    let is_colon = |(at, c): &(usize, char)| {
        *c == '：' || *c == ':' && line[at + 1..].starts_with(['\u{A0}', '\u{3000}'])
    };
    let (colon, _) = line.char_indices().find(is_colon)?;
    let key = &line[..colon];
    if key.contains([':', '#', '"', '\''])
        || !is_plain_key(key.trim_end())
        || words.field(key.trim()).is_none()
    {
        return None;
    }
    let end = line[colon..].char_indices().skip(1).find(|(_, c)| !c.is_whitespace());
    let end = end.map_or(line.len(), |(offset, _)| colon + offset);
    Some((at + colon, at + end, if end == line.len() { ":".to_owned() } else { ": ".to_owned() }))
}

/// `title: Redis: pool` with a colon in the value, which YAML wants quoted.
fn quoted(at: usize, line: &str) -> Option<(usize, usize, String)> {
    let (key, value) = line.split_once(": ")?;
    let value_start = at + key.len() + 2 + (value.len() - value.trim_start().len());
    let value = value.trim();
    let is_plain = value.starts_with(char::is_alphanumeric) && !value.contains(['"', '\\', '#']);
    if !is_plain_key(key) || !is_plain || !(value.contains(": ") || value.ends_with(':')) {
        return None;
    }
    Some((value_start, value_start + value.len(), format!("\"{value}\"")))
}

/// A key at the left edge, without quotes.
fn is_plain_key(key: &str) -> bool {
    key.starts_with(char::is_alphabetic)
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &str) {
        let duplicate_key = yaml::parse(source).unwrap_err().duplicate_key;
        let mut mended = source.to_owned();
        for fix in fixes(source, FileId(0), 0, duplicate_key, &Lexicon::built_in()).iter().rev() {
            mended.replace_range(fix.span.start..fix.span.end, &fix.replacement);
        }
        assert_eq!(mended, expected);
    }

    #[test]
    fn a_full_width_colon_behind_a_known_key_is_made_plain() {
        check("id: INC-1\n标题：登录失败：全站\n", "id: INC-1\n标题: 登录失败：全站\n");
        check("谜：登录失败\n", "谜：登录失败\n");
        check("title:\u{A0}x\ndate:\u{3000}2026-01-10\n", "title: x\ndate: 2026-01-10\n");
    }

    #[test]
    fn a_value_with_a_colon_is_quoted() {
        check("title: Redis: pool\nid: INC-1\n", "title: \"Redis: pool\"\nid: INC-1\n");
        check("title: say \"so\": pool\n", "title: say \"so\": pool\n");
    }

    #[test]
    fn a_line_that_stands_twice_goes_and_a_second_opinion_stays() {
        check("id: INC-1\ndate: 2026-01-05\nid: INC-1\n", "id: INC-1\ndate: 2026-01-05\n");
        check("id: INC-1\nid: INC-2\n", "id: INC-1\nid: INC-2\n");
        check("tags:\n- a\nid: X\nid: X\n", "tags:\n- a\nid: X\n");
    }
}
