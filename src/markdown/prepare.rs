//! The text that is handed to the parser: cut, made safe to nest, and with its Chinese emphasis fixed.

use std::borrow::Cow;
use std::ops::Range;

use super::cjk;
use super::offsets::OffsetMap;

/// White space that is inserted and taken out again; the first that the document does not use itself.
///
/// White space other than a plain space, so that it ends no word, starts no code and is never trimmed.
const BREAKS: [char; 5] = ['\u{200A}', '\u{2009}', '\u{2008}', '\u{2006}', '\u{2005}'];

/// Most container markers (`>`, `-`, `1.`) on one line that nest; the rest of the line is text.
///
/// The parser walks all open containers for every line, so 50,000 quotes in quotes would make each line slow.
const MAX_MARKERS: usize = 64;

/// Widest indentation, in columns, behind which a marker still opens a list or quote.
const MAX_INDENT: usize = 256;

/// A document body, ready to be parsed.
#[derive(Debug)]
pub(super) struct Prepared<'t> {
    /// What the parser reads.
    pub(super) text: Cow<'t, str>,
    /// The file's whole text.
    original: &'t str,
    map: OffsetMap,
    inserted: Option<char>,
}

impl<'t> Prepared<'t> {
    /// Prepares `range` of `text` without the bytes in `cuts`, which are sorted and do not overlap.
    pub(super) fn new(text: &'t str, range: &Range<usize>, cuts: &[Range<usize>]) -> Self {
        let range = within(text, range);
        let kept = kept(text, &range, cuts);
        let body = &text[range.clone()];
        let emphasis = body.contains('*') || body.contains("~~");
        let mut breaks = Vec::new();
        for piece in &kept {
            let mut at = piece.start;
            for line in text[piece.clone()].split_inclusive('\n') {
                breaks.extend(too_deep(line).map(|it| it + at));
                if emphasis && (line.contains('*') || line.contains("~~")) {
                    cjk::breaks(line.trim_end_matches('\n'), at, &mut breaks);
                }
                at += line.len();
            }
        }
        let mut map = OffsetMap::default();
        if breaks.is_empty() && kept.len() == 1 && kept[0] == range {
            map.copied(0, range.start, range.len());
            return Self { text: Cow::Borrowed(body), original: text, map, inserted: None };
        }
        let inserted = BREAKS.into_iter().find(|it| !body.contains(*it)).unwrap_or(BREAKS[0]);
        let mut prepared = String::with_capacity(range.len() + breaks.len() * inserted.len_utf8());
        let mut breaks = breaks.into_iter().peekable();
        for (idx, piece) in kept.iter().enumerate() {
            if idx > 0 {
                prepared.push_str(seam(text, kept[idx - 1].end, piece.start));
            }
            let mut from = piece.start;
            while let Some(at) = breaks.next_if(|it| *it < piece.end) {
                map.copied(prepared.len(), from, at - from);
                prepared.push_str(&text[from..at]);
                prepared.push(inserted);
                from = at;
            }
            map.copied(prepared.len(), from, piece.end - from);
            prepared.push_str(&text[from..piece.end]);
        }
        Self { text: Cow::Owned(prepared), original: text, map, inserted: Some(inserted) }
    }

    /// The bytes of the file behind `range` of the prepared text, at character boundaries.
    pub(super) fn original(&self, range: &Range<usize>) -> Range<usize> {
        within(self.original, &self.map.original(range))
    }

    /// The file's text in `range`.
    pub(super) fn source(&self, range: &Range<usize>) -> &'t str {
        &self.original[within(self.original, range)]
    }

    /// The text without what was inserted; `None` where nothing was.
    pub(super) fn cleaned(&self, text: &str) -> Option<String> {
        let inserted = self.inserted?;
        text.contains(inserted).then(|| text.chars().filter(|it| *it != inserted).collect())
    }
}

/// The nearest range inside `text` at character boundaries.
pub(super) fn within(text: &str, range: &Range<usize>) -> Range<usize> {
    let end = floor_boundary(text, range.end);
    floor_boundary(text, range.start.min(end))..end
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// What is left of `range` without `cuts`.
fn kept(text: &str, range: &Range<usize>, cuts: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut kept = Vec::with_capacity(cuts.len() + 1);
    let mut from = range.start;
    for cut in cuts {
        let cut = within(text, cut);
        if cut.end <= from || cut.start >= range.end {
            continue;
        }
        if cut.start > from {
            kept.push(from..cut.start);
        }
        from = cut.end.min(range.end);
    }
    if from < range.end || kept.is_empty() {
        kept.push(from..range.end);
    }
    kept
}

/// What replaces the bytes from `end` (of one kept piece) to `start` (of the next).
///
/// A cut of whole lines leaves a blank line, so that the paragraphs around it do not become one; inside a table
/// it leaves nothing, because a blank line would end the table. A cut within a line leaves nothing.
fn seam(text: &str, end: usize, start: usize) -> &'static str {
    let before = &text[..end];
    let at_line_start = before.is_empty() || before.ends_with('\n');
    let to_line_start = text[..start].ends_with('\n');
    if at_line_start && to_line_start {
        let line_before = before.trim_end_matches('\n').rsplit('\n').next().unwrap_or_default();
        let line_after = text[start..].lines().next().unwrap_or_default();
        let in_table = [line_before, line_after].iter().all(|it| it.trim_start().starts_with('|'));
        return if in_table { "" } else { "\n" };
    }
    if to_line_start { "\n" } else { "" }
}

/// Where a line that nests deeper than is sensible gets its break: before the marker that is one too many.
fn too_deep(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let mut at = 0;
    let mut markers = 0;
    let mut indent = 0;
    loop {
        let len = match bytes.get(at)? {
            b' ' => {
                indent += 1;
                at += 1;
                continue;
            }
            b'\t' => {
                indent += 4;
                at += 1;
                continue;
            }
            b'>' => 1,
            b'-' | b'+' | b'*' => 1,
            b'0'..=b'9' => bytes[at..].iter().take(10).take_while(|it| it.is_ascii_digit()).count() + 1,
            _ => return None,
        };
        let space_behind = matches!(bytes.get(at + len), Some(b' ' | b'\t' | b'\n') | None);
        if bytes[at] != b'>' && !space_behind {
            return None;
        }
        markers += 1;
        if markers > MAX_MARKERS || indent > MAX_INDENT {
            return Some(at);
        }
        at += len;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_not_copied() {
        let prepared = Prepared::new("---\nx: 1\n---\n正文", &(13..19), &[]);
        assert!(matches!(prepared.text, Cow::Borrowed("正文")));
        assert_eq!(prepared.original(&(3..6)), 16..19);
    }

    #[test]
    fn breaks_are_counted_out_of_offsets_and_text() {
        let text = "头\n**键：**值";
        let prepared = Prepared::new(text, &(4..text.len()), &[]);
        assert_eq!(prepared.text, "**键：**\u{200A}值");
        assert_eq!(prepared.original(&(13..16)), 14..17);
        assert_eq!(prepared.cleaned("\u{200A}值").as_deref(), Some("值"));
        assert_eq!(prepared.cleaned("值"), None);
    }

    #[test]
    fn the_break_is_one_that_the_text_does_not_use() {
        let prepared = Prepared::new("\u{200A}**键：**值", &(0..99), &[]);
        assert_eq!(prepared.text, "\u{200A}**键：**\u{2009}值");
    }

    #[test]
    fn a_cut_of_lines_leaves_a_blank_line_except_in_a_table() {
        let prepared =
            |text: &str, cut: Range<usize>| Prepared::new(text, &(0..99), &[cut]).text.into_owned();
        assert_eq!(prepared("a\nxx\nb\n", 2..5), "a\n\nb\n");
        assert_eq!(prepared("| a |\nxx\n| b |\n", 6..9), "| a |\n| b |\n");
        assert_eq!(prepared("a xx b", 2..4), "a  b");
        assert_eq!(prepared("a xx\nb", 2..5), "a \nb");
        assert_eq!(prepared("axx", 1..3), "a");
        assert_eq!(prepared("xxa", 0..2), "a");
        assert_eq!(prepared("xx", 0..2), "");
    }

    #[test]
    fn markers_beyond_the_limit_are_text() {
        assert_eq!(too_deep(&">".repeat(64)), None);
        assert_eq!(too_deep(&">".repeat(70)), Some(64));
        assert_eq!(too_deep(&"- ".repeat(70)), Some(128));
        assert_eq!(too_deep(&"1. ".repeat(70)), Some(192));
        assert_eq!(too_deep(&format!("{}- x", " ".repeat(300))), Some(300));
        assert_eq!(too_deep(&" ".repeat(300)), None);
        assert_eq!(too_deep("2026-01-23"), None);
    }
}
