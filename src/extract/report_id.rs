//! Ids as people write them before a title or in a file name: `INC-0002`.

use crate::lexicon::marks::{marks, plain};
use crate::text::is_cjk;

/// The id that `text` begins with: `INC-0002` of `INC-0002：告警卡死`, `PM2021-005` of `PM2021-005 - Outage`.
pub(crate) fn report_id(text: &str) -> Option<String> {
    let text = text.trim_start_matches(['[', '【', '(', '#', ' ']);
    let letters = text.find(|c: char| !c.is_ascii_alphabetic()).filter(|it| 0 < *it)?;
    marks().id_prefixes.is(&plain(&text[..letters])).then_some(())?;
    let rest = text[letters..].trim_start_matches(['-', '_', ' ', '#']);
    let gap = text.len() - letters - rest.len();
    // `Incident 2` is as good as `INC-2`, but `Incident on 2026-01-05` and `Outage 2026-01-05` are none.
    let length = rest.find(|c: char| !(c.is_ascii_digit() || c == '-' || c == '_')).unwrap_or(rest.len());
    let number = rest[..length].trim_end_matches(['-', '_']);
    let is_number = number.starts_with(|c: char| c.is_ascii_digit());
    let after = rest[number.len()..].chars().next();
    let ends = after.is_none_or(|c| !c.is_alphanumeric() || is_cjk(c));
    // `[SEV2] Checkout slow` states a level.
    let is_level = text[..letters].eq_ignore_ascii_case("sev") && number.len() == 1;
    if !is_number || !ends || is_level || is_day(number) {
        return None;
    }
    Some(text[..letters + gap + number.len()].to_owned())
}

/// The letters of an id that `text` begins with, where a number or a day follows them: `PM` of `PM-2026-02-03-mail`.
pub(super) fn numbered_prefix(text: &str) -> Option<&str> {
    let letters = text.find(|c: char| !c.is_ascii_alphabetic()).filter(|it| 0 < *it)?;
    let rest = text[letters..].strip_prefix(['-', '_'])?;
    let is_prefix = || marks().id_prefixes.is(&plain(&text[..letters]));
    (rest.starts_with(|c: char| c.is_ascii_digit()) && is_prefix()).then(|| &text[..letters])
}

/// Whether the digits of an id are a calendar day, so that they number nothing: `2026-06-24`, `20260624`.
fn is_day(number: &str) -> bool {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    if digits.len() != 8 {
        return false;
    }
    let number_at = |range: std::ops::Range<usize>| digits[range].parse::<i16>().unwrap_or(0);
    let (year, month, day) = (number_at(0..4), number_at(4..6), number_at(6..8));
    let has_parts = number.split(['-', '_']).map(str::len).eq([4, 2, 2]) || number.len() == 8;
    has_parts && (1990..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_stand_before_a_number_that_is_no_day() {
        for (text, expected) in [
            ("INC-0002：告警卡死", Some("INC-0002")),
            ("INC-0002告警卡死", Some("INC-0002")),
            ("PM2021-005 - All services", Some("PM2021-005")),
            ("[INC-17] Hub down", Some("INC-17")),
            ("INC-2026-06-24-pool", None),
            ("incident-20260624", None),
            ("INC-2026-0624-pool", Some("INC-2026-0624")),
            ("Outage on 5 May", None),
            ("[SEV2] Checkout slow", None),
            ("SEV-17: checkout slow", Some("SEV-17")),
            ("ADR-12 use queues", None),
            ("INC-12b", None),
        ] {
            assert_eq!(report_id(text).as_deref(), expected, "{text}");
        }
    }
}
