//! Fixing what can be fixed without a decision: every byte that is not flagged stays as it is.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostics::{Diagnostic, Fix};
use crate::files::FileId;
use crate::source;

/// The fixes of `findings` that can be made together, by file and in order of place.
///
/// Of two findings that want to change the same text the first one is served; all fixes of a finding are made, or none.
pub fn fixes(findings: &[Diagnostic]) -> BTreeMap<FileId, Vec<Fix>> {
    let mut chosen: BTreeMap<FileId, Vec<Fix>> = BTreeMap::new();
    for finding in findings {
        let is_free = |fix: &Fix| {
            let others = chosen.get(&fix.span.file).map_or(&[][..], Vec::as_slice);
            others.iter().all(|it| it.span.end <= fix.span.start || fix.span.end <= it.span.start)
        };
        if finding.fixes.iter().all(is_free) {
            for fix in &finding.fixes {
                chosen.entry(fix.span.file).or_default().push(fix.clone());
            }
        }
    }
    for fixes in chosen.values_mut() {
        fixes.sort_by_key(|it| (it.span.start, it.span.end));
    }
    chosen
}

/// The text `original`, as it lies on the disk, with `fixes` made; their spans count in what was read from it.
///
/// Line ends, a byte order mark and everything else that reading smooths over stay as they are.
pub fn fixed(original: &str, fixes: &[Fix]) -> String {
    let mut out = String::with_capacity(original.len());
    let mut fixes = fixes.iter().peekable();
    let mut open: Option<Range<usize>> = None;
    let mut at = 0;
    for (piece, read) in source::pieces(original) {
        open = open.filter(|it| at < it.end);
        while open.is_none()
            && read.is_some()
            && let Some(fix) = fixes.next_if(|it| it.span.start <= at)
        {
            out.push_str(&fix.replacement);
            open = Some(fix.span.start..fix.span.end).filter(|it| at < it.end);
        }
        if open.is_none() {
            out.push_str(piece);
        }
        at += read.map_or(0, char::len_utf8);
    }
    out.extend(fixes.map(|it| it.replacement.as_str()));
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::files::Span;

    fn fix(start: usize, end: usize, replacement: &str) -> Fix {
        Fix { span: Span::new(FileId(0), start, end), replacement: replacement.to_owned() }
    }

    #[test]
    fn everything_else_stays_byte_for_byte() {
        let original = "\u{FEFF}日期: 2026/1/5\r\nrest\u{1}\r\n";
        let read = source::normalise(original);
        let start = read.find("2026").unwrap();
        let fixes = [fix(start, start + 8, "2026-01-05")];
        assert_eq!(fixed(original, &fixes), "\u{FEFF}日期: 2026-01-05\r\nrest\u{1}\r\n");
        assert_eq!(fixed("ab", &[fix(1, 2, ""), fix(2, 2, "c")]), "ac");
    }

    proptest! {
        #[test]
        fn what_is_read_afterwards_is_what_the_fix_says(original in "[a\u{FEFF}\r\n\u{1}中]{0,30}", at in 0usize..30, length in 0usize..9) {
            prop_assert_eq!(&fixed(&original, &[]), &original);
            let read = source::normalise(&original);
            let floor = |mut at: usize| { at = at.min(read.len()); while !read.is_char_boundary(at) { at -= 1; } at };
            let (start, end) = (floor(at), floor(at + length));
            let mut expected = read.clone();
            expected.replace_range(start..end, "x");
            let cuts_a_line_end = read[start..end].contains('\n') || read[..start].ends_with('\n');
            prop_assume!(!cuts_a_line_end);
            prop_assert_eq!(source::normalise(&fixed(&original, &[fix(start, end, "x")])), expected);
        }
    }
}
