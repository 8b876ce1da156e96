//! Percent signs in addresses: `%E5%9B%BE` and what it stands for.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// All but what RFC 3986 never reserves, and the slash between the parts of a path.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// What no address may hold as it is.
const ADDRESS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// `path` as an address: everything encoded but letters, digits, `-._~` and `/`.
pub fn percent_encoded(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// `name` with everything encoded but letters and digits, as some tools write it.
pub fn fully_percent_encoded(name: &str) -> String {
    utf8_percent_encode(name, NON_ALPHANUMERIC).to_string()
}

/// `address` as people write it, with what no address may hold encoded; Chinese stays readable, other spaces do not.
pub fn percent_encoded_address(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    let mut buffer = [0; 4];
    for c in address.chars() {
        if c.is_ascii() || c.is_whitespace() {
            out.extend(utf8_percent_encode(c.encode_utf8(&mut buffer), ADDRESS));
        } else {
            out.push(c);
        }
    }
    out
}

/// `text` with its percent signs resolved; as it is where that gives no text.
pub fn percent_decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8().unwrap_or(Cow::Borrowed(text))
}

/// `text` with its percent signs resolved; what gives no text becomes U+FFFD.
pub fn percent_decoded_lossy(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_encoded_and_decoded() {
        assert_eq!(percent_encoded("a b/图-._~%.md"), "a%20b/%E5%9B%BE-._~%25.md");
        assert_eq!(fully_percent_encoded("Ann-图"), "Ann%2D%E5%9B%BE");
        assert_eq!(
            percent_encoded_address("a b\"<>\\图.png?x=%20\u{3000}"),
            "a%20b%22%3C%3E%5C图.png?x=%20%E3%80%80"
        );
        assert_eq!(percent_decoded("%E5%9B%BE%2.md%"), "图%2.md%");
        assert_eq!(
            (&*percent_decoded("%FF.md"), &*percent_decoded_lossy("%FF.md")),
            ("%FF.md", "\u{FFFD}.md")
        );
    }
}
