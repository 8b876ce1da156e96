//! Which addresses a page may link to: only plain web, mail and telephone addresses, and places on this site.

use super::entities;
use super::escape::is_hidden;
use crate::text::{percent_decoded_lossy, percent_encoded_address};

/// An address, sorted by where it leads; the text is cleaned but written as the author wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Address {
    /// Another site: `https://…`, also `//host/…`.
    External(String),
    /// `mailto:` and `tel:`.
    Contact(String),
    /// A file or page, relative or from the root.
    Local(String),
    /// `#id` on the same page.
    Fragment(String),
    /// Anything else, by its scheme: never linked.
    Blocked(String),
    /// Nothing.
    Empty,
}

/// Schemes that run code or read files, which are looked for behind obfuscation too.
const ACTIVE: [&str; 14] = [
    "javascript",
    "vbscript",
    "livescript",
    "mocha",
    "data",
    "file",
    "blob",
    "filesystem",
    "viewsource",
    "about",
    "jar",
    "mhtml",
    "wyciwyg",
    "resource",
];

/// Sorts `written`, an address whose entities are resolved.
pub(super) fn address(written: &str) -> Address {
    let cleaned: String =
        written.chars().filter(|it| !is_hidden(*it) && !matches!(it, '\n' | '\t')).collect();
    let cleaned = cleaned.trim();
    if cleaned.is_empty() {
        return Address::Empty;
    }
    if cleaned.starts_with('#') {
        return Address::Fragment(cleaned.to_owned());
    }
    // Browsers read `\` as `/`.
    if cleaned.len() >= 2 && cleaned.bytes().take(2).all(|it| matches!(it, b'/' | b'\\')) {
        return Address::External(format!("//{}", cleaned[2..].replace('\\', "/")));
    }
    if let Some(scheme) = hidden_scheme(cleaned) {
        return Address::Blocked(scheme);
    }
    let Some(scheme) = scheme(cleaned) else {
        return Address::Local(cleaned.to_owned());
    };
    match scheme.to_ascii_lowercase().as_str() {
        // `https:path` is relative in some browsers and absolute in others.
        "http" | "https" if cleaned[scheme.len() + 1..].starts_with("//") => {
            Address::External(cleaned.to_owned())
        }
        "mailto" | "tel" => Address::Contact(cleaned.to_owned()),
        other => Address::Blocked(other.to_owned()),
    }
}

/// The scheme as browsers read it: a letter, then letters, digits, `+`, `-` and `.` up to a colon.
fn scheme(address: &str) -> Option<&str> {
    let colon = address.find([':', '/', '?', '#', '\\'])?;
    let scheme = &address[..colon];
    let valid = address[colon..].starts_with(':')
        && scheme.starts_with(|it: char| it.is_ascii_alphabetic())
        && scheme.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'+' | b'-' | b'.'));
    valid.then_some(scheme)
}

/// An active scheme at the start of the address once entities, percent signs and odd characters are gone.
///
/// Browsers do not resolve these, but the next tool that handles the page might.
fn hidden_scheme(address: &str) -> Option<String> {
    let mut text = address.chars().take(400).collect::<String>();
    for _ in 0..4 {
        let letters = text.split([':', '/', '?', '#']).next().unwrap_or_default();
        let letters: String = letters.chars().filter(char::is_ascii_alphanumeric).collect();
        let letters = letters.to_ascii_lowercase();
        let has_colon = text.find([':', '/', '?', '#']).is_some_and(|it| text[it..].starts_with(':'));
        if has_colon && ACTIVE.contains(&letters.as_str()) {
            return Some(letters);
        }
        let decoded = percent_decoded_lossy(&entities::decoded(&text)).into_owned();
        if decoded == text {
            return None;
        }
        text = decoded;
    }
    None
}

/// The address with the characters that no URL may hold percent-encoded; Chinese stays readable.
pub(super) fn encoded(address: &str) -> String {
    let shown: String = address.chars().filter(|it| !is_hidden(*it) && !matches!(it, '\n' | '\t')).collect();
    percent_encoded_address(&shown)
}

/// The file name at the end of an address, for a picture without a description.
pub(super) fn file_name(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    percent_decoded_lossy(path.rsplit('/').next().unwrap_or_default()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn web_mail_and_telephone_addresses_pass() {
        assert_eq!(address(" https://a.example/x "), Address::External("https://a.example/x".into()));
        assert_eq!(address("HTTP://a.example"), Address::External("HTTP://a.example".into()));
        assert_eq!(address("//a.example/x"), Address::External("//a.example/x".into()));
        assert_eq!(address("/\\a.example"), Address::External("//a.example".into()));
        assert_eq!(address("mailto:a@b.example"), Address::Contact("mailto:a@b.example".into()));
        assert_eq!(address("tel:+86-10"), Address::Contact("tel:+86-10".into()));
    }

    #[test]
    fn places_on_the_site_pass() {
        for local in ["a.md", "../x/a.md#y", "/a", "图:1.png", "?q=a:b", "a/b:c", "12:30.md", "foo%3Abar.md"]
        {
            assert_eq!(address(local), Address::Local(local.into()));
        }
        assert_eq!(address("#概述"), Address::Fragment("#概述".into()));
        assert_eq!(address("\u{7}\t"), Address::Empty);
    }

    #[test]
    fn active_addresses_are_blocked_however_they_are_written() {
        for written in [
            "javascript:x",
            "JaVaScRiPt:x",
            "java\tscript:x",
            "\u{1}javascript:x",
            "java\0script:x",
            "java\u{A0}script:x",
            "java\u{200B}script:x",
            "javascript%3Ax",
            "%6Aavascript:x",
            "&#106;avascript:x",
            "&#x6A&#x61vascript:x",
            "javascript&colon;x",
            "%26%23106%3Bavascript:x",
            "vbscript:x",
            "data:text/html,x",
            "view-source:javascript:x",
            "file:///etc/passwd",
            "blob:x",
        ] {
            assert!(matches!(address(written), Address::Blocked(_)), "{written}");
        }
        for written in ["ssh://x", "C:\\x", "https:x", "ws://x", "intent://x"] {
            assert!(matches!(address(written), Address::Blocked(_)), "{written}");
        }
    }

    #[test]
    fn addresses_are_encoded_for_attributes() {
        assert_eq!(encoded("a b\"<>\\图.png?x=%20\u{3000}"), "a%20b%22%3C%3E%5C图.png?x=%20%E3%80%80");
        assert_eq!(file_name("https://a.example/x/%E5%9B%BE.png?y"), "图.png");
        assert_eq!(file_name("https://a.example/"), "a.example");
    }
}
