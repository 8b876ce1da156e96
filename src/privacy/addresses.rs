//! Mail addresses beside names: `Dana Lee <dana@example.com>` is Dana Lee in lists, tables and records.

use std::ops::Range;

use crate::extract::Extracted;

/// Takes mail addresses out of the fields of `entries` that name people; who is only an address stays.
///
/// The text of a document shows what its author wrote.
pub fn without_addresses<'a>(entries: impl Iterator<Item = &'a mut Extracted>) {
    for entry in entries {
        let Extracted::Incident(incident) = entry else { continue };
        let owners = incident.action_items.iter_mut().filter_map(|it| it.owner.as_mut());
        let roles = incident.roles.iter_mut().map(|(_, name)| name);
        for name in incident.authors.iter_mut().chain(roles).chain(owners) {
            if let Some(short) = without_address(name) {
                *name = short;
            }
        }
    }
}

/// `written` without the addresses beside names; `None` where there is none, or nothing else.
fn without_address(written: &str) -> Option<String> {
    let mut out = String::new();
    let mut copied = 0;
    for (at, _) in written.match_indices('@') {
        let Some(place) = address_around(written, at).filter(|it| copied <= it.start) else { continue };
        out.push_str(written[copied..place.start].trim_end());
        copied = place.end;
    }
    out.push_str(&written[copied..]);
    let out = out.trim();
    (0 < copied && out.contains(char::is_alphanumeric)).then(|| out.to_owned())
}

/// The bytes of the address whose sign is at `at`, with the brackets around it.
fn address_around(text: &str, at: usize) -> Option<Range<usize>> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    let before = text[..at].trim_end_matches(is_part).len();
    let host = &text[at + 1..];
    let length = host.len() - host.trim_start_matches(is_part).len();
    let is_address = before < at && host[..length].trim_matches('.').contains('.');
    let (start, end) = (before, at + 1 + length);
    let is_in_brackets = [('<', '>'), ('(', ')'), ('（', '）')]
        .iter()
        .find(|(open, close)| text[..start].ends_with(*open) && text[end..].starts_with(*close));
    is_address.then(|| match is_in_brackets {
        Some((open, close)) => start - open.len_utf8()..end + close.len_utf8(),
        None => start..end,
    })
}

#[cfg(test)]
mod tests {
    use super::without_address;

    #[test]
    fn a_name_stays_and_its_address_goes() {
        let name = |written: &str| without_address(written);
        assert_eq!(name("Dana Lee <dana@example.com>").as_deref(), Some("Dana Lee"));
        assert_eq!(name("李雷<li@x.cn>、Ann <ann@x.cn>").as_deref(), Some("李雷、Ann"));
        assert_eq!(name("Dana Lee dana@example.com").as_deref(), Some("Dana Lee"));
        assert_eq!(name("Dana (dana@example.com), @bo").as_deref(), Some("Dana, @bo"));
        for other in ["Dana Lee", "@dana", "<dana@example.com>", "dana@example.com", "a < b", "x <y z@w>"] {
            assert_eq!(name(other), None, "{other}");
        }
    }
}
