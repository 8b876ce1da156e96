//! The Latin words of a line: how each is written, and where in its sentence it is.

use crate::text::{fold, is_cjk};

/// Letters of the shortest word that loses its plural: `DNS` and `Redis` are none.
const MIN_PLURAL: usize = 5;

/// A Latin word of a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    /// Where it begins in its line.
    pub(super) start: usize,
    /// Not the first of a sentence, which is capitalised whatever it is.
    pub(super) is_inside: bool,
    pub(super) is_code: bool,
}

impl Token<'_> {
    /// Where it ends in its line.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether `next` follows after one blank.
    pub(super) fn is_before(&self, next: &Token<'_>) -> bool {
        self.end() + 1 == next.start
    }

    /// `ingress-controller`, `full_node`, `repo.example.org`: several words that are one name.
    pub(super) fn is_identifier(&self) -> bool {
        !self.text.contains('/') && self.text.contains(['-', '_', '.'])
    }

    pub(super) fn is_capital(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_uppercase())
    }
}

/// What two spellings of one name share.
pub(super) fn key(name: &str) -> String {
    fold(name).chars().filter(|it| it.is_alphanumeric()).collect()
}

/// The key of the singular: `Ingress controllers` and `ingress-controller` are one name.
pub(super) fn singular_key(name: &str) -> String {
    let mut key = key(name);
    if MIN_PLURAL <= key.len() && key.ends_with('s') && !key.ends_with("ss") {
        key.pop();
    }
    key
}

/// The Latin words of `line`, without addresses.
pub(super) fn tokens(line: &str) -> impl Iterator<Item = Token<'_>> {
    let is_word = |c: char| c.is_ascii_alphanumeric();
    let mut rest = 0;
    let mut is_code = false;
    std::iter::from_fn(move || {
        loop {
            let start = rest + line[rest..].find(|c: char| c.is_ascii_alphabetic())?;
            is_code ^= line[rest..start].matches('`').count() % 2 == 1;
            let of_run = |c: char| is_word(c) || matches!(c, '.' | '_' | '-' | '/');
            let end = start + line[start..].find(|c| !of_run(c)).unwrap_or(line.len() - start);
            let text = line[start..end].trim_end_matches(['.', '_', '-', '/']);
            rest = end;
            // The target of a link, and the rest of an address.
            if line[..start].ends_with("](") || line[end..].starts_with("://") {
                let stop = |c: char| c.is_whitespace() || c == ')' || is_cjk(c);
                rest = end + line[end..].find(stop).unwrap_or(line.len() - end);
                continue;
            }
            if line[..start].ends_with(is_word) {
                continue;
            }
            let before = line[..start].trim_end().trim_end_matches('`').trim_end();
            let is_inside =
                before.ends_with(|c: char| is_word(c) || is_cjk(c) || matches!(c, ',' | ')' | '、' | '）'));
            return Some(Token { text, start, is_inside, is_code });
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_line_know_where_they_are() {
        let line = "Then the Billing service and `ledger-db` (see [this](https://example.com/a)) failed";
        let found: Vec<(&str, bool, bool)> =
            tokens(line).map(|it| (it.text, it.is_inside, it.is_code)).collect();
        assert_eq!(
            found[..4],
            [
                ("Then", false, false),
                ("the", true, false),
                ("Billing", true, false),
                ("service", true, false)
            ]
        );
        assert!(found.contains(&("ledger-db", true, true)));
        assert!(found.iter().all(|it| !it.0.contains("example")));
    }

    #[test]
    fn spellings_of_one_name_share_a_key() {
        for name in ["Ingress controllers", "ingress-controller", "IngressController"] {
            assert_eq!(singular_key(name), "ingresscontroller");
        }
        assert_eq!((singular_key("DNS"), singular_key("access")), ("dns".to_owned(), "access".to_owned()));
    }
}
