//! Bytes to text: encodings, line ends, and characters that no reader can see.

use crate::diagnostics::{Diagnostic, codes};
use crate::files::{FileId, Span};
use crate::phrase::{Phrase, Value, say};

/// Why bytes are not UTF-8 text.
pub(super) struct NotText {
    /// One sentence.
    pub(super) message: Phrase,
    /// The line on which it shows, from 1.
    pub(super) line: usize,
    /// How to fix it.
    pub(super) hint: Phrase,
}

/// The bytes as text with `\n` line ends and without a byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<String, NotText> {
    let utf16 = |message: Phrase| NotText { message, line: 1, hint: say!("decode.utf16.hint") };
    if bytes.starts_with(&[0xFF, 0xFE]) {
        return Err(utf16(say!("decode.utf16-little")));
    }
    if bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(utf16(say!("decode.utf16-big")));
    }
    let head = &bytes[..bytes.len().min(512)];
    if 8 <= head.len() && head.len() <= count(head, 0) * 3 {
        return Err(utf16(say!("decode.nul")));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(normalise(text)),
        Err(error) => {
            let at = error.valid_up_to();
            let line = count(&bytes[..at], b'\n') + 1;
            Err(NotText {
                message: say!(
                    "decode.not-utf8",
                    byte = format!("0x{:02X}", bytes[at]),
                    line = Value::ordinal(line),
                ),
                line,
                hint: say!("decode.not-utf8.hint"),
            })
        }
    }
}

fn count(bytes: &[u8], wanted: u8) -> usize {
    bytes.iter().copied().map(|it| usize::from(it == wanted)).sum()
}

/// `\n` line ends, no byte order mark, and U+FFFD for control characters that HTML, XML and JSON cannot carry.
pub fn normalise(original: &str) -> String {
    let mut out = String::with_capacity(original.len());
    out.extend(pieces(original).filter_map(|(_, read)| read));
    out
}

/// The parts of `original` with the character that each is read as; `None` for what is not read.
pub fn pieces(original: &str) -> impl Iterator<Item = (&str, Option<char>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &original[at..];
        let c = rest.chars().next()?;
        let (length, read) = match c {
            '\u{FEFF}' if at == 0 => (c.len_utf8(), None),
            '\r' if rest[1..].starts_with('\n') => (2, Some('\n')),
            '\r' => (1, Some('\n')),
            _ if is_forbidden(c) => (c.len_utf8(), Some('\u{FFFD}')),
            _ => (c.len_utf8(), Some(c)),
        };
        at += length;
        Some((&rest[..length], read))
    })
}

/// Findings about characters in the original bytes that readers cannot see, one for each kind.
pub(super) fn invisible(original: &str, file: FileId, text: &str) -> Vec<Diagnostic> {
    let mut found: Vec<(char, Phrase)> = Vec::new();
    for c in original.chars().skip_while(|it| *it == '\u{FEFF}') {
        // For the few that are found: nearly every character is none of them.
        let code = || format!("U+{:04X}", u32::from(c));
        let message = match c {
            _ if is_forbidden(c) => say!("decode.control", code = code()),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => say!("decode.bidi", code = code()),
            _ if is_zero_width(c) => say!("decode.zero-width", code = code()),
            _ => continue,
        };
        if !found.iter().any(|it| it.1.key() == message.key()) {
            found.push((c, message));
        }
    }
    found
        .into_iter()
        .map(|(c, message)| {
            let shown = if is_forbidden(c) { '\u{FFFD}' } else { c };
            let at = text.find(shown).unwrap_or(0);
            let finding = Diagnostic::new(&codes::INVISIBLE_CHARACTER, message)
                .at(Span::new(file, at, at + text[at..].chars().next().map_or(0, char::len_utf8)))
                .hint(say!("decode.delete"));
            if !is_zero_width(c) {
                return finding;
            }
            let all = text.char_indices().filter(|(_, c)| is_zero_width(*c));
            all.fold(finding, |finding, (at, c)| finding.fix(Span::new(file, at, at + c.len_utf8()), ""))
        })
        .collect()
}

/// Nothing is read differently without them.
fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

/// Control characters other than tab and line ends, and the code points that XML 1.0 excludes.
fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{84}' | '\u{86}'..='\u{9F}'
        | '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_becomes_a_newline() {
        assert_eq!(normalise("\u{FEFF}a\r\nb\rc\n"), "a\nb\nc\n");
    }

    #[test]
    fn other_encodings_are_named_with_a_line() {
        assert!(decode(&[0xFF, 0xFE, b'a', 0]).err().unwrap().message.english().contains("UTF-16"));
        let latin1 = decode(b"one\ntwo \xE9\n").err().unwrap();
        assert_eq!((latin1.line, latin1.message.english().contains("UTF-8")), (2, true));
    }
}
