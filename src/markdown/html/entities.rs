//! Character references in raw HTML.

use std::borrow::Cow;

/// The references that people write; others stay as they are written.
const NAMED: [(&str, &str); 38] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{A0}"),
    ("ensp", "\u{2002}"),
    ("emsp", "\u{2003}"),
    ("thinsp", "\u{2009}"),
    ("colon", ":"),
    ("Tab", "\t"),
    ("NewLine", "\n"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("hellip", "…"),
    ("mdash", "—"),
    ("ndash", "–"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("bull", "•"),
    ("middot", "·"),
    ("times", "×"),
    ("divide", "÷"),
    ("plusmn", "±"),
    ("le", "≤"),
    ("ge", "≥"),
    ("ne", "≠"),
    ("larr", "←"),
    ("uarr", "↑"),
    ("rarr", "→"),
    ("darr", "↓"),
    ("deg", "°"),
    ("yen", "¥"),
];

/// `text` with its references resolved, numeric ones also without `;` as browsers read them.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(len) = numeric(rest, &mut out).or_else(|| named(rest, &mut out)) {
            rest = &rest[len..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn numeric(rest: &str, out: &mut String) -> Option<usize> {
    let digits = rest.strip_prefix("&#")?;
    let (digits, radix, prefix) = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16, 3),
        None => (digits, 10, 2),
    };
    let len = digits.bytes().take_while(|it| char::from(*it).is_digit(radix)).count();
    if len == 0 {
        return None;
    }
    // Leading zeros are many in obfuscated addresses; a number too large is no character.
    let value = digits[..len].trim_start_matches('0');
    let c =
        u32::from_str_radix(if value.is_empty() { "0" } else { value }, radix).ok().and_then(char::from_u32);
    out.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
    Some(prefix + len + usize::from(digits[len..].starts_with(';')))
}

fn named(rest: &str, out: &mut String) -> Option<usize> {
    let name = &rest[1..];
    let len = name.bytes().take(8).take_while(u8::is_ascii_alphanumeric).count();
    if !name[len..].starts_with(';') {
        return None;
    }
    let (_, value) = NAMED.iter().find(|it| it.0 == &name[..len])?;
    out.push_str(value);
    Some(len + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_common_names_are_resolved() {
        assert_eq!(
            decoded("a &amp; b&#x4e2d;&#20013 &#0000106;&bogus; & &#; &"),
            "a & b中中 j&bogus; & &#; &"
        );
        assert_eq!(decoded("&#x110000;&#xD800;"), "\u{FFFD}\u{FFFD}");
        assert_eq!(decoded("&amp;lt;"), "&lt;");
    }
}
