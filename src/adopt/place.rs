//! Where new lines go: before the closing fence, else at the head of the file. Every byte that was there stays.

use crate::extract::{Head, head};
use crate::lexicon::words::Lexicon;

/// The bytes of a byte order mark.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// `original` with `lines` as keys of its front matter; `text` is what `original` is read as.
///
/// `None` where the place cannot be found again in the bytes.
pub(super) fn insert(original: &[u8], text: &str, lines: &[String], words: &Lexicon) -> Option<Vec<u8>> {
    let line_end = line_end(original);
    let mut inserted = String::new();
    let mut push = |line: &str| {
        inserted.push_str(line);
        inserted.push_str(line_end);
    };
    let at = match head(text, words) {
        Head::Yaml { end, .. } => {
            for it in lines {
                push(it);
            }
            let n_before = text[..end].matches('\n').count();
            line_start(original, n_before)?
        }
        Head::None => {
            push("---");
            for it in lines {
                push(it);
            }
            push("---");
            if needs_blank_line(text) {
                push("");
            }
            if original.starts_with(MARK) { MARK.len() } else { 0 }
        }
        Head::Flow | Head::Toml | Head::Broken => return None,
    };
    let mut bytes = original[..at].to_vec();
    bytes.extend_from_slice(inserted.as_bytes());
    bytes.extend_from_slice(&original[at..]);
    Some(bytes)
}

/// By how many lines the body of `text` moves down where `n_lines` keys are put in.
pub(super) fn n_lines_added(text: &str, words: &Lexicon, n_lines: usize) -> usize {
    match head(text, words) {
        Head::None => n_lines + 2 + usize::from(needs_blank_line(text)),
        _ => n_lines,
    }
}

fn needs_blank_line(text: &str) -> bool {
    text.lines().next().is_some_and(|it| !it.trim().is_empty())
}

/// The end of the first line, which stands for all.
fn line_end(original: &[u8]) -> &'static str {
    match original.iter().position(|it| matches!(it, b'\n' | b'\r')) {
        Some(at) if original[at] == b'\r' && original.get(at + 1) == Some(&b'\n') => "\r\n",
        Some(at) if original[at] == b'\r' => "\r",
        _ => "\n",
    }
}

/// The byte at which the line after `n` others begins, whatever ends them.
fn line_start(original: &[u8], n: usize) -> Option<usize> {
    let mut at = 0;
    for _ in 0..n {
        let end = at + original[at..].iter().position(|it| matches!(it, b'\n' | b'\r'))?;
        let is_pair = original[end] == b'\r' && original.get(end + 1) == Some(&b'\n');
        at = end + if is_pair { 2 } else { 1 };
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inserted(original: &str) -> String {
        let text = original.trim_start_matches('\u{FEFF}').replace("\r\n", "\n").replace('\r', "\n");
        String::from_utf8(
            insert(original.as_bytes(), &text, &["severity: P0".to_owned()], &Lexicon::built_in()).unwrap(),
        )
        .unwrap()
    }

    #[test]
    fn line_ends_and_marks_stay_what_they_are() {
        assert_eq!(inserted("# A\r\n"), "---\r\nseverity: P0\r\n---\r\n\r\n# A\r\n");
        assert_eq!(inserted("\u{FEFF}# A"), "\u{FEFF}---\nseverity: P0\n---\n\n# A");
        assert_eq!(
            inserted("---\r\nid: a # x\r\n---\r\n# A"),
            "---\r\nid: a # x\r\nseverity: P0\r\n---\r\n# A"
        );
        assert_eq!(inserted("---\rid: a\r...\rb"), "---\rid: a\rseverity: P0\r...\rb");
        assert_eq!(inserted("---\n---\n"), "---\nseverity: P0\n---\n");
    }
}
