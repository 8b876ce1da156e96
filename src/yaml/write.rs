//! Text as a scalar of YAML that every reader takes for the same text.

use super::read::{Node, Value, parse};

/// `text` as YAML: plain where that is read back as the same text, else in quotes.
pub(crate) fn scalar(text: &str) -> String {
    // Most are names, which need no proof.
    if is_name(text) || is_day(text) || is_code_name(text) {
        return text.to_owned();
    }
    let plain = |it: &Node| it.get("k").is_some_and(|it| it.value == Value::Text(text.to_owned()));
    if is_plain(text) && parse(&format!("k: {text} # c\n")).is_ok_and(|it| plain(&it)) {
        return text.to_owned();
    }
    quoted(text)
}

/// The same inside `[…]`.
pub(crate) fn in_list(text: &str) -> String {
    if text.contains([',', '[', ']', '{', '}']) { quoted(text) } else { scalar(text) }
}

/// Whether `text` is several words of letters and digits: YAML takes no sign in it for its own, and it cannot be a number or
/// a word of the language.
fn is_name(text: &str) -> bool {
    let is_sign = |c: char| matches!(c, ' ' | '-' | '/');
    text.starts_with(char::is_alphabetic)
        && text.ends_with(char::is_alphanumeric)
        && text.contains(is_sign)
        && text.chars().all(|c| c.is_alphanumeric() || is_sign(c))
}

/// Whether `text` is a day, or a moment as RFC 3339 has them: no number, because of the signs between its digits.
fn is_day(text: &str) -> bool {
    let is_digit = |place: usize| text.as_bytes().get(place).is_some_and(u8::is_ascii_digit);
    let is_sign = |place: usize| text.as_bytes().get(place) == Some(&b'-');
    let has_day = [0, 1, 2, 3, 5, 6, 8, 9].into_iter().all(is_digit) && [4, 7].into_iter().all(is_sign);
    let is_of_time = |it: u8| it.is_ascii_digit() || matches!(it, b':' | b'+' | b'-' | b'Z');
    let has_time = || text.as_bytes()[10] == b'T' && (is_digit(text.len() - 1) || text.ends_with('Z'));
    has_day && (text.len() == 10 || has_time() && text.bytes().skip(11).all(is_of_time))
}

/// Whether `text` is a word with a digit in it, such as a level: no word of the language has one.
fn is_code_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|it| it.is_ascii_alphanumeric())
        && text.bytes().any(|it| it.is_ascii_digit())
}

/// Whether every YAML reader takes `text` for itself, whichever version of the language it knows.
fn is_plain(text: &str) -> bool {
    let first = text.chars().next();
    let starts_well =
        first.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '/' || c == '(' || c == '（');
    let word = text.to_ascii_lowercase();
    let is_word_of_yaml =
        ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "~"].contains(&word.as_str());
    // A clock time is a number to base 60 for YAML 1.1.
    let is_number_like =
        !text.contains('-') && text.chars().all(|c| c.is_ascii_digit() || ":._+eExXoO".contains(c));
    starts_well
        && text.trim() == text
        && !is_word_of_yaml
        && !is_number_like
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !text.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}'))
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}') => {
                out.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_what_needs_quotes_gets_them() {
        for text in
            ["P0", "2026-01-23", "2026-01-23T14:32:00+08:00", "支付 服务", "INC-2026-0001", "config/value"]
        {
            assert_eq!(scalar(text), text);
        }
        for text in
            ["14:32", "yes", "on", "1.10", "", "- a", "a: b", "a #b", "@zhang", "\"a\"", "a:", "*a*", "0x1F"]
        {
            assert!(scalar(text).starts_with('"'), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_name_is_read_back_without_quotes(text in "[a-zé支][a-zA-Z0-9支付 /-]{0,12}") {
            let read = parse(&format!("k: {text} # c\n")).unwrap();
            prop_assert!(!is_name(&text) || read.get("k").unwrap().value == Value::Text(text.clone()));
        }

        #[test]
        fn a_moment_and_a_code_are_read_back_without_quotes(
            text in "[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:]{0,8}(Z|[0-9]|[+-][0-9]{2}:[0-9]{2}))?|[a-zA-Z][a-zA-Z0-9]{0,4}",
        ) {
            let read = parse(&format!("k: {text} # c\n")).unwrap();
            let is_known = is_day(&text) || is_code_name(&text);
            prop_assert!(!is_known || read.get("k").unwrap().value == Value::Text(text.clone()));
        }

        #[test]
        fn every_text_is_read_back_as_it_was(text in "\\PC{0,20}", other in "[a-z,:#'\" \\[\\]{}&*!|>%@`-]{0,12}") {
            let written = format!("k: {} # c\nl: [{}, {}] # c\n", scalar(&text), in_list(&text), in_list(&other));
            let tree = parse(&written).unwrap();
            prop_assert_eq!(tree.get("k").unwrap().scalar(), Some(text.as_str()));
            let Value::List(items) = &tree.get("l").unwrap().value else { panic!("a list") };
            prop_assert_eq!(items[0].scalar(), Some(text.as_str()));
            prop_assert_eq!(items[1].scalar(), Some(other.as_str()));
        }
    }
}
