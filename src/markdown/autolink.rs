//! Bare web addresses in text, which the parser leaves alone.
//!
//! Chinese writes no space around an address: it ends at Chinese punctuation, and at a Chinese character unless one
//! is plainly part of its path (`https://wiki/故障/2026`).

use std::ops::Range;

use super::cjk::is_cjk;

/// The addresses in `text`, in order; they begin with `http://` or `https://`.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(colon) = text[at..].find("://").map(|it| it + at) {
        at = colon + 3;
        let Some(start) = scheme_start(&text[..colon]) else { continue };
        // An address cannot begin inside the one before it: that one ended at white space or punctuation.
        if found.last().is_some_and(|it: &Range<usize>| it.end > start) {
            continue;
        }
        // Asked before the length, so that 100,000 times `http:///` is not read to the end each time.
        if !text[at..].starts_with(|it: char| it.is_alphanumeric() && !is_cjk(it)) {
            continue;
        }
        let end = at + length(&text[at..]);
        found.push(start..end);
        at = end;
    }
    found
}

/// Where `http` or `https` at the end of `before` begins, unless it is the end of a longer word.
fn scheme_start(before: &str) -> Option<usize> {
    let bytes = before.as_bytes();
    let start = ["https", "http"].into_iter().find_map(|scheme| {
        let start = bytes.len().checked_sub(scheme.len())?;
        bytes[start..].eq_ignore_ascii_case(scheme.as_bytes()).then_some(start)
    })?;
    let glued = start.checked_sub(1).is_some_and(|it| bytes[it].is_ascii_alphanumeric() || bytes[it] == b'+');
    (!glued).then_some(start)
}

/// How many bytes of `rest`, which begins behind `://`, belong to the address.
fn length(rest: &str) -> usize {
    let mut end = rest.len();
    let mut in_host = true;
    let mut prev = '/';
    let (mut n_open, mut n_close) = (0_usize, 0_usize);
    for (at, c) in rest.char_indices() {
        let stops = c.is_whitespace()
            || c.is_control()
            || matches!(c, '<' | '>' | '"' | '`' | '|' | '\\' | '^' | '{' | '}')
            || is_wide_punctuation(c)
            || (is_cjk(c) && (in_host || prev.is_ascii_alphanumeric()));
        if stops {
            end = at;
            break;
        }
        in_host &= !matches!(c, '/' | '?' | '#');
        n_open += usize::from(c == '(');
        n_close += usize::from(c == ')');
        prev = c;
    }
    // Punctuation at the end belongs to the sentence, a closing bracket only if it was opened outside.
    let bytes = rest.as_bytes();
    while end > 0 {
        match bytes[end - 1] {
            b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b'*' | b'_' | b'~' | b'[' | b']' => {}
            b'(' => n_open -= 1,
            b')' if n_close > n_open => n_close -= 1,
            _ => break,
        }
        end -= 1;
    }
    end
}

/// Whether `c` is punctuation of Chinese text: `，。；：！？、（）《》「」“”‘’…—` and their like.
fn is_wide_punctuation(c: char) -> bool {
    matches!(c,
        '\u{00B7}'
        | '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{205E}'
        | '\u{3000}'..='\u{303F}'
        | '\u{FE10}'..='\u{FE6F}'
        | '\u{FF00}'..='\u{FFEF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = find(text).into_iter().map(|it| &text[it]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn an_address_ends_at_chinese_punctuation() {
        check("见https://a.example/x，然后重启", &["https://a.example/x"]);
        check("（https://a.example/x）。", &["https://a.example/x"]);
        check("“http://a.example”", &["http://a.example"]);
    }

    #[test]
    fn an_address_ends_at_chinese_text_unless_that_is_a_part_of_the_path() {
        check("访问https://a.example即可", &["https://a.example"]);
        check("访问https://a.example/x即可", &["https://a.example/x"]);
        check(
            "https://wiki.example/故障复盘/2026?q=连接池",
            &["https://wiki.example/故障复盘/2026?q=连接池"],
        );
    }

    #[test]
    fn sentence_punctuation_is_left_out() {
        check("See https://a.example/x?y=1&z=2.", &["https://a.example/x?y=1&z=2"]);
        check("(https://a.example/x_(y))", &["https://a.example/x_(y)"]);
        check("https://a.example/x), b", &["https://a.example/x"]);
        check("**https://a.example**", &["https://a.example"]);
    }

    #[test]
    fn only_web_addresses_count() {
        check("ftp://a.example xhttp://a.example http:// https://。 javascript://a", &[]);
        check("HTTPS://A.example", &["HTTPS://A.example"]);
        check("http://a.example/http://b.example", &["http://a.example/http://b.example"]);
        check("http://a.example,http://b.example", &["http://a.example,http://b.example"]);
    }
}
