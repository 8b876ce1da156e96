//! What people type to name a document: its id in any spelling, or its day.
//!
//! Both are brought to one form, the *key*, when the index is built and when somebody searches: `INC-2026-0009`, `inc 2026 9`
//! and `2026/9` are then the same, and so are `2026年5月14日` and `2026-05-14`. A day in English is indexed in every
//! order and with the long and the short name of the month, so that a search need not know months.

use unicode_normalization::UnicodeNormalization as _;

use crate::time::Date;

/// Names of months, folded.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// Most words of an id or a day: `INC 2026 0009`, `14 May 2026`, and one more.
pub(super) const MAX_WORDS: usize = 4;

/// The form in which ids and days are compared: lower-case, `-` between the parts, numbers without zeros before them.
pub(super) fn key(text: &str) -> String {
    let folded: String = text.nfkc().flat_map(char::to_lowercase).nfkc().collect();
    let folded = folded.trim().trim_end_matches(['日', '号']);
    let mut parts: Vec<String> = vec![String::new()];
    let mut chars = folded.chars().peekable();
    while let Some(c) = chars.next() {
        let is_unit = matches!(c, '年' | '月') && chars.peek().is_some_and(char::is_ascii_digit);
        if is_unit || c.is_whitespace() || matches!(c, '-' | '_' | '/' | '.' | '#' | ',') {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    parts.retain(|it| !it.is_empty());
    parts.iter().map(|it| without_zeros(it)).collect::<Vec<&str>>().join("-")
}

/// Whether `key` is a day or a month: `2026-5-14`, `2026-5月`.
pub(super) fn is_day(key: &str) -> bool {
    let parts: Vec<&str> = key.split('-').collect();
    let is_number =
        |it: &str, most: usize| (1..=most).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_digit());
    match parts.as_slice() {
        [year, month, day] => {
            is_number(year, 4) && year.len() == 4 && is_number(month, 2) && is_number(day, 2)
        }
        [year, month] => {
            is_number(year, 4)
                && year.len() == 4
                && month.strip_suffix('月').is_some_and(|it| is_number(it, 2))
        }
        _ => false,
    }
}

/// Every key of a document: of its id, of the `number` in it, and of the day it happened.
pub(super) fn keys(id: &str, number: Option<&str>, day: Option<Date>) -> Vec<String> {
    let mut keys: Vec<String> = [Some(id), number].into_iter().flatten().map(key).collect();
    if let Some(date) = day {
        let (year, month, day) = (date.year(), date.month(), date.day());
        keys.extend([format!("{year}-{month}-{day}"), format!("{year}-{month}月")]);
        let name = usize::try_from(month - 1).ok().and_then(|it| MONTHS.get(it)).copied().unwrap_or_default();
        for name in [name, &name[..name.len().min(3)]] {
            keys.extend([
                format!("{day}-{name}-{year}"),
                format!("{name}-{day}-{year}"),
                format!("{name}-{year}"),
            ]);
        }
    }
    keys.retain(|it| !it.is_empty());
    keys
}

/// The term in the index of a key.
pub(super) fn term(key: &str) -> String {
    format!("typed:{key}")
}

fn without_zeros(part: &str) -> &str {
    let rest = part.trim_start_matches('0');
    if rest.starts_with(|it: char| it.is_ascii_digit()) {
        rest
    } else {
        // `0` itself stays a number.
        &part[part.len() - rest.len() - usize::from(rest.len() < part.len())..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_days_have_one_form() {
        for it in ["INC-2026-0009", "inc 2026 9", "ＩＮＣ－2026－0009", "inc_2026.09", "INC-2026-#9"] {
            assert_eq!(key(it), "inc-2026-9", "{it}");
        }
        for it in ["2026-05-14", "2026/5/14", "2026年5月14日", "2026.05.14", " 2026年05月14号"] {
            assert_eq!(key(it), "2026-5-14", "{it}");
            assert!(is_day(&key(it)), "{it}");
        }
        assert_eq!((key("2026年5月").as_str(), key("May 14, 2026").as_str()), ("2026-5月", "may-14-2026"));
        assert_eq!((key("a-0").as_str(), key("a-00").as_str(), key("0x1f").as_str()), ("a-0", "a-0", "0x1f"));
        assert!(is_day("2026-5月") && !is_day("2026-5") && !is_day("26-5-14") && !is_day("inc-2026-9"));
    }

    #[test]
    fn a_document_is_named_by_its_day_as_people_write_it() {
        let keys = keys("INC-2026-0009", Some("2026-0009"), "2026-05-14".parse().ok());
        for it in ["inc 2026 9", "2026-9", "14 May 2026", "May 14, 2026", "may 2026", "2026年5月14日"] {
            assert!(keys.contains(&key(it)), "{it}: {keys:?}");
        }
    }
}
