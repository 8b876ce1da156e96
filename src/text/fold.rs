//! One form for words that people write in many.

use unicode_normalization::UnicodeNormalization;

/// Lower case, full-width forms as ordinary ones, runs of white space as one space, none at the ends.
///
/// `ＲＥＤＩＳ　连接` and `redis 连接` are the same word to a reader, and so they fold to the same text.
pub fn fold(text: &str) -> String {
    // Nearly every line that people write; the general way costs ten times as much.
    plainly(text).unwrap_or_else(|| spaced(text.nfkc().flat_map(char::to_lowercase), text.len()))
}

/// A name folded, without the sign of a handle: `@dana` and `Dana` are one person.
pub fn fold_name(name: &str) -> String {
    fold(name.trim_start_matches('@'))
}

/// `text` folded, where each of its characters folds by itself.
fn plainly(text: &str) -> Option<String> {
    if text.is_ascii() {
        return narrow(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let folded = plain(c)?;
        if folded != ' ' {
            out.push(folded);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end_matches(' ').len());
    Some(out)
}

/// The same for a text of ASCII alone, byte by byte.
fn narrow(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    for it in text.bytes() {
        if !matches!(it, b'\t'..=b'\r' | b' ') {
            out.push(it.to_ascii_lowercase());
        } else if out.last().is_some_and(|it| *it != b' ') {
            out.push(b' ');
        }
    }
    if out.last() == Some(&b' ') {
        out.pop();
    }
    String::from_utf8(out).ok()
}

/// What `c` folds to, whatever is beside it; `None` where that depends, or is dear to find out.
fn plain(c: char) -> Option<char> {
    match c {
        '\t'..='\r' | ' ' | '\u{3000}' => Some(' '),
        _ if c.is_ascii() => Some(c.to_ascii_lowercase()),
        '\u{4E00}'..='\u{9FFF}' | '\u{3001}'..='\u{3011}' => Some(c),
        // What Chinese text writes between words: full-width marks, quotes and dashes.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).map(|it| it.to_ascii_lowercase()),
        '\u{B7}' | '\u{2013}' | '\u{2014}' | '\u{2018}' | '\u{2019}' | '\u{201C}' | '\u{201D}'
        | '\u{2192}' => Some(c),
        _ => None,
    }
}

/// `folded` with runs of white space as one space, none at the ends; of about `len` bytes.
fn spaced(folded: impl Iterator<Item = char>, len: usize) -> String {
    let mut out = String::with_capacity(len);
    for c in folded {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Whether `c` is a Han, Kana or Hangul character.
pub fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3005}' | '\u{3007}' | '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

/// Adds `line` to `text` as the next line of the same sentence: after a blank, and after nothing between two wide
/// characters. A wrapped Chinese or Japanese sentence has no blanks; a Korean one has.
pub fn push_line(text: &mut String, line: &str) {
    let is_wide = |c: Option<char>| {
        c.is_some_and(|c| {
            let is_sign =
                matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{FF00}'..='\u{FF65}');
            is_sign || is_cjk(c) && !matches!(c, '\u{AC00}'..='\u{D7A3}')
        })
    };
    let is_tight = is_wide(text.chars().next_back()) && is_wide(line.chars().next());
    if !is_tight && !text.is_empty() && !line.is_empty() {
        text.push(' ');
    }
    text.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_cases_and_spaces_fold() {
        assert_eq!(fold("　ＲＥＤＩＳ \t 连接池 "), "redis 连接池");
    }

    #[test]
    fn lines_join_with_a_blank_only_where_the_script_has_one() {
        for (before, line, whole) in [
            ("Add an alert", "on the queue", "Add an alert on the queue"),
            ("为队列最老消息的时间", "增加告警", "为队列最老消息的时间增加告警"),
            ("升级 Redis", "集群（两个）", "升级 Redis 集群（两个）"),
            ("팝업 전용으로", "구현하지 않는다", "팝업 전용으로 구현하지 않는다"),
            ("", "first", "first"),
        ] {
            let mut text = before.to_owned();
            push_line(&mut text, line);
            assert_eq!(text, whole);
        }
    }

    #[test]
    fn the_short_way_folds_as_the_long_one() {
        for c in ('\0'..=char::MAX).filter(|it| plain(*it).is_some()) {
            for text in [c.to_string(), format!("a{c}"), format!("{c}字"), format!("— {c} 。")] {
                let short = plainly(&text).unwrap();
                assert_eq!(short, spaced(text.nfkc().flat_map(char::to_lowercase), 0), "{text:?}");
            }
        }
    }
}
