//! Heading ids as GitHub makes them, so that a table of contents written for GitHub works here too.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

/// Word characters by Unicode: letters, marks, decimal digits, connectors and joiners.
static WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\w").expect("the pattern is constant"));

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
        let slug = match slug {
            empty if empty.is_empty() => "section".to_owned(),
            reserved if is_reserved(&reserved) => format!("section-{reserved}"),
            slug => slug,
        };
        let mut id = slug.clone();
        if self.taken.contains_key(&slug) {
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

/// Ids that the writer gives to footnotes and the theme to its own parts: what a script looks up must be its own.
fn is_reserved(slug: &str) -> bool {
    let first = slug.split('-').next().unwrap_or_default();
    matches!(first, "fn" | "fnref" | "aw" | "afterword")
}

/// GitHub's rule: lower case, only word characters, hyphens and spaces, and each space a hyphen.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut buffer = [0; 4];
    for c in text.trim().chars().flat_map(char::to_lowercase) {
        if c == ' ' || c == '-' {
            slug.push('-');
        } else if c.is_ascii_alphanumeric() || WORD.is_match(c.encode_utf8(&mut buffer)) {
            slug.push(c);
        }
    }
    slug
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
    }

    #[test]
    fn ids_of_footnotes_and_of_the_theme_are_not_given_away() {
        check(
            &["fn-1", "fn", "fn", "aw-search", "aw-search", "Afterword", "awake"],
            &[
                "section-fn-1",
                "section-fn",
                "section-fn-2",
                "section-aw-search",
                "section-aw-search-1",
                "section-afterword",
                "awake",
            ],
        );
    }
}
