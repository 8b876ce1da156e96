//! Heading ids as GitHub makes them, so that a table of contents written for GitHub works here too.

use std::collections::HashMap;

/// Gives each heading an id that no earlier heading of the page has.
#[derive(Debug, Default)]
pub(super) struct Slugger {
    /// Ids given so far, and the last number that was tried behind each.
    taken: HashMap<String, usize>,
}

impl Slugger {
    /// The id for a heading with plain text `text`: `时间线 (UTC)` gives `时间线-utc`, the second time `时间线-utc-1`.
    pub(super) fn id(&mut self, text: &str) -> String {
        let slug = slug(text);
        // GitHub gives such a heading an empty id, which HTML does not allow.
        let slug = if slug.is_empty() { "section".to_owned() } else { slug };
        let mut id = slug.clone();
        if self.taken.contains_key(&slug) || is_reserved(&slug) {
            // The number is remembered, so that 20,000 equal headings take 20,000 steps.
            let mut number = self.taken.get(&slug).copied().unwrap_or(0);
            loop {
                number += 1;
                id = format!("{slug}-{number}");
                if !self.taken.contains_key(&id) {
                    break;
                }
            }
            self.taken.insert(slug, number);
        }
        self.taken.insert(id.clone(), 0);
        id
    }
}

/// Ids that the writer gives to footnotes.
fn is_reserved(slug: &str) -> bool {
    slug.starts_with("fn-") || slug.starts_with("fnref-")
}

/// GitHub's rule: lower case, only word characters, hyphens and spaces, and each space a hyphen.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.trim().chars().flat_map(char::to_lowercase) {
        if c == ' ' || c == '-' {
            slug.push('-');
        } else if is_word(c) {
            slug.push(c);
        }
    }
    slug
}

/// Whether `c` is a word character by Unicode: alphabetic, mark, decimal digit, connector punctuation, joiner.
fn is_word(c: char) -> bool {
    c.is_alphabetic() || is_mark(c) || is_joiner(c) || is_decimal(c)
}

/// Decimal digits: the standard library counts `½` and `①` as numeric too, GitHub drops them.
fn is_decimal(c: char) -> bool {
    c.is_numeric()
        && !matches!(c,
            '²' | '³' | '¹' | '¼'..='¾'
            | '\u{2070}'..='\u{2089}'
            | '\u{2150}'..='\u{215F}'
            | '\u{2189}'
            | '\u{2460}'..='\u{249B}'
            | '\u{24EA}'..='\u{24FF}'
            | '\u{2776}'..='\u{2793}'
            | '\u{3192}'..='\u{3195}'
            | '\u{3220}'..='\u{3229}'
            | '\u{3248}'..='\u{324F}'
            | '\u{3251}'..='\u{325F}'
            | '\u{3280}'..='\u{3289}'
            | '\u{32B1}'..='\u{32BF}')
}

/// Marks that are not alphabetic by themselves: accents, variation selectors (`⚠️` leaves one behind), voicing.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{0300}'..='\u{036F}'
        | '\u{0483}'..='\u{0489}'
        | '\u{0591}'..='\u{05BD}'
        | '\u{064B}'..='\u{065F}'
        | '\u{093C}' | '\u{094D}' | '\u{09BC}' | '\u{09CD}' | '\u{0A4D}' | '\u{0ACD}' | '\u{0BCD}' | '\u{0C4D}'
        | '\u{0CCD}' | '\u{0D4D}'
        | '\u{0E47}'..='\u{0E4E}'
        | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20F0}'
        | '\u{302A}'..='\u{302F}'
        | '\u{3099}' | '\u{309A}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FE20}'..='\u{FE2F}'
        | '\u{E0100}'..='\u{E01EF}')
}

/// Connector punctuation (the underscore and its kin) and the two join controls.
fn is_joiner(c: char) -> bool {
    matches!(
        c,
        '_' | '\u{203F}' | '\u{2040}' | '\u{2054}' | '\u{FE33}' | '\u{FE34}' | '\u{FE4D}'..='\u{FE4F}'
    ) || matches!(c, '\u{FF3F}' | '\u{200C}' | '\u{200D}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(headings: &[&str], expected: &[&str]) {
        let mut slugger = Slugger::default();
        let ids: Vec<String> = headings.iter().map(|it| slugger.id(it)).collect();
        assert_eq!(ids, expected);
    }

    #[test]
    fn ids_are_githubs() {
        check(
            &["故障排除概述", "根因分析（5 Whys）", "Action Items"],
            &["故障排除概述", "根因分析5-whys", "action-items"],
        );
        check(&["What's  New? -- v2.4_x", "做得好的地方 ✅"], &["whats--new----v24_x", "做得好的地方-"]);
        check(&["需要改进的地方 ⚠️", "①½ Ⅳ"], &["需要改进的地方-\u{FE0F}", "-ⅳ"]);
        check(&["Café ÉTÉ", "C++ & C#"], &["café-été", "c--c"]);
        check(&["???"], &["section"]);
        // Emoji go, what joins them to others stays, and the space between two that go becomes two hyphens.
        check(&["🚀 Launch", "Why 🤔 it broke", "回滚 → 恢复"], &["-launch", "why--it-broke", "回滚--恢复"]);
        check(&["Step 1: `kubectl get pods`", "A/B & C+D"], &["step-1-kubectl-get-pods", "ab--cd"]);
        check(&["「缓存」雪崩，第 2 次！", "14:02 – 15:10"], &["缓存雪崩第-2-次", "1402--1510"]);
        check(&["snake_case & kebab-case", "　全角　空格　"], &["snake_case--kebab-case", "全角空格"]);
    }

    #[test]
    fn repetition_counts_up() {
        check(&["a", "a", "a-1", "a-1", "a"], &["a", "a-1", "a-1-1", "a-1-2", "a-2"]);
        check(&["a-1", "a", "a"], &["a-1", "a", "a-2"]);
        check(&["fn-1"], &["fn-1-1"]);
    }
}
