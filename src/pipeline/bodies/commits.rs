//! Commits that a text names, with the addresses that `links.commit_url` gives them.

use std::sync::LazyLock;

use regex::Regex;

use crate::markdown::TextLink;
use crate::text::pattern;

/// A hash behind a word that says what it is: seven hexadecimal digits alone are too often something else.
static COMMIT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i:\b(?:commit|commits|revision|rev)|提交|版本)[\s:：#]{0,3}(?P<hash>[0-9a-f]{7,40})(?-u:\b)")
});

/// The commits in `text`; `pattern` is the address with `{hash}` in it.
pub(super) fn links(text: &str, pattern: &str) -> Vec<TextLink> {
    let found = COMMIT.captures_iter(text).filter_map(|it| it.name("hash"));
    let is_hash = |it: &regex::Match<'_>| it.as_str().contains(|c: char| c.is_ascii_digit());
    found
        .filter(is_hash)
        .map(|it| TextLink { range: it.range(), url: pattern.replace("{hash}", it.as_str()) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::links;

    #[test]
    fn a_hash_is_a_commit_where_a_word_says_so() {
        let found = |text: &str| -> Vec<String> {
            links(text, "https://git.example/c/{hash}")
                .into_iter()
                .map(|it| text[it.range].to_owned())
                .collect()
        };
        assert_eq!(
            found("Reverted in commit 3f2a9c1, see rev: 0123456789abcdef"),
            ["3f2a9c1", "0123456789abcdef"]
        );
        assert_eq!(found("回滚提交 3f2a9c1。"), ["3f2a9c1"]);
        assert_eq!(found("request 3f2a9c1 and commit defaced and commit 3f2a9c"), Vec::<String>::new());
    }
}
