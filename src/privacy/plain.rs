//! A text as it reads, with the place of every character in its source.
//!
//! A name can be written in more ways than anybody lists: `M&#97;ra`, `王**小明**`, `Ma<b>ra</b>`, decomposed or in full
//! width, `%E5%BC%A0` in an address, `\u5f20` in JSON. So names are looked for in the text without all that.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::markdown;

/// Longest tag or address that is looked through for its end, in bytes.
const MAX_SKIPPED: usize = 400;
/// Longest character reference: `&CounterClockwiseContourIntegral;`.
const MAX_REFERENCE: usize = 36;

/// A text as it reads.
#[derive(Debug, Default)]
pub(super) struct Plain {
    /// Without marks, references resolved, each character in its usual form.
    pub(super) text: String,
    /// For every character of `text`, where it begins in it, and its bytes in the source.
    places: Vec<(usize, Range<usize>)>,
}

impl Plain {
    /// `source` as it reads.
    pub(super) fn of(source: &str) -> Self {
        let mut plain = Self::default();
        let mut at = 0;
        while let Some(c) = source[at..].chars().next() {
            let (read, length) = piece(source, at, c);
            plain.push(&read, at..at + length);
            at += length;
        }
        plain
    }

    fn push(&mut self, read: &str, place: Range<usize>) {
        for c in read.nfkc() {
            self.places.push((self.text.len(), place.clone()));
            self.text.push(c);
        }
    }

    /// The bytes of the source that the bytes `range` of the text come from.
    pub(super) fn source(&self, range: &Range<usize>) -> Range<usize> {
        let place = |at: usize| self.places.partition_point(|it| it.0 <= at).saturating_sub(1);
        let (first, last) = (place(range.start), place(range.end.saturating_sub(1)));
        match (self.places.get(first), self.places.get(last)) {
            (Some(first), Some(last)) => first.1.start..last.1.end,
            _ => 0..0,
        }
    }
}

/// What the character at `at` is read as, and how many bytes of the source that takes.
fn piece(source: &str, at: usize, c: char) -> (String, usize) {
    let rest = &source[at..];
    let before = source[..at].chars().next_back();
    let next = rest[c.len_utf8()..].chars().next();
    let skipped = |length: usize| (String::new(), length);
    match c {
        '&' => reference(rest).unwrap_or_else(|| ("&".to_owned(), 1)),
        '%' => encoded(rest).unwrap_or_else(|| ("%".to_owned(), 1)),
        '\\' => escaped(rest).unwrap_or_else(|| match next {
            Some(mark) if mark.is_ascii_punctuation() => skipped(1),
            _ => ("\\".to_owned(), 1),
        }),
        '<' if next.is_some_and(|it| it.is_ascii_alphabetic() || matches!(it, '/' | '!')) => {
            // `<ann@x.example>` is an address, which people read.
            let end = window(rest).find('>').filter(|end| !rest[..*end].contains('@'));
            end.map_or_else(|| ("<".to_owned(), 1), |end| skipped(end + 1))
        }
        '*' | '~' | '`' | '[' => skipped(1),
        '_' if !(is_word(before) && is_word(next)) => skipped(1),
        _ if is_invisible(c) => skipped(c.len_utf8()),
        _ => {
            let marks =
                rest[c.len_utf8()..].chars().take_while(|it| is_combining_mark(*it) && !is_invisible(*it));
            let length = c.len_utf8() + marks.map(char::len_utf8).sum::<usize>();
            (rest[..length].to_owned(), length)
        }
    }
}

/// As much of `rest` as is looked through, up to the end of its paragraph.
fn window(rest: &str) -> &str {
    let end = rest.char_indices().map(|it| it.0).find(|it| MAX_SKIPPED <= *it).unwrap_or(rest.len());
    let part = &rest[..end];
    part.find("\n\n").map_or(part, |it| &part[..it])
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// `&#97;` and its kind.
fn reference(rest: &str) -> Option<(String, usize)> {
    let body = rest[1..].bytes().take(MAX_REFERENCE);
    let length = 1 + body.take_while(|it| it.is_ascii_alphanumeric() || *it == b'#').count();
    let length = length + usize::from(rest[length..].starts_with(';'));
    let decoded = markdown::decoded(&rest[..length]);
    (decoded != rest[..length]).then(|| (decoded.into_owned(), length))
}

/// `%E5%BC%A0`, one character of it.
fn encoded(rest: &str) -> Option<(String, usize)> {
    let byte = |at: usize| {
        let hex = rest.get(at * 3..at * 3 + 3)?.strip_prefix('%')?;
        u8::from_str_radix(hex, 16).ok()
    };
    let first = byte(0)?;
    let n_bytes = match first {
        0x20..0x7F => 1,
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let bytes: Vec<u8> = (0..n_bytes).map(byte).collect::<Option<_>>()?;
    Some((String::from_utf8(bytes).ok()?, n_bytes * 3))
}

/// `\u5f20` as JSON writes it.
fn escaped(rest: &str) -> Option<(String, usize)> {
    let code = u32::from_str_radix(rest.strip_prefix("\\u")?.get(..4)?, 16).ok()?;
    Some((char::from_u32(code)?.to_string(), 6))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_reads_alike_however_it_is_written() {
        for source in [
            "M&#97;ra",
            "M&#x61;ra",
            "M**a**ra",
            "M<b>a</b>ra",
            "Ma\u{200B}ra",
            "Ｍara",
            "M\\u0061ra",
            "M%61ra",
            "_Mara_",
            "`Mara`",
            "M<!-- x -->ara",
        ] {
            assert_eq!(Plain::of(source).text, "Mara", "{source}");
        }
        assert_eq!(
            Plain::of("Jose\u{301} a_b &x; 5% \\n <li@x.example>").text,
            "José a_b &x; 5% \\n <li@x.example>"
        );
    }

    #[test]
    fn every_character_has_its_place() {
        let source = "由王**小明**确认 &#97;";
        let plain = Plain::of(source);
        let at = plain.text.find("王小明").unwrap();
        assert_eq!(&source[plain.source(&(at..at + "王小明".len()))], "王**小明");
        let at = plain.text.find('a').unwrap();
        assert_eq!(&source[plain.source(&(at..at + 1))], "&#97;");
    }
}
