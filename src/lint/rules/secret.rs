//! AW706 `secret`: text that looks like a password or an access token.
//!
//! Patterns with a fixed prefix (as secret scanners use them), and passwords where something says that one follows.
//! Variables, examples and masked values are ignored: a false alarm teaches people to ignore the true one.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Match, Regex};

use crate::diagnostics::codes;
use crate::files::Span;
use crate::lint::{Check, Findings, Rule};
use crate::phrase::{Phrase, say};
use crate::text::pattern;

pub(super) static RULE: Rule = Rule { kind: &codes::SECRET, check: Check::KnowledgeBase(check) };

/// What it is, and a pattern whose first group is the secret itself.
static PATTERNS: LazyLock<Vec<(Phrase, Regex)>> = LazyLock::new(|| {
    let all = [
        (say!("lint.secret.aws"), r"\b((?:AKIA|ASIA)[0-9A-Z]{16})\b"),
        (say!("lint.secret.github"), r"\b(gh[pousr]_[0-9A-Za-z]{36,}|github_pat_[0-9A-Za-z_]{40,})\b"),
        (say!("lint.secret.gitlab"), r"\b(glpat-[0-9A-Za-z_-]{20,})"),
        (say!("lint.secret.slack"), r"\b(xox[abprs]-[0-9A-Za-z-]{20,})"),
        (say!("lint.secret.slack-webhook"), r"https://hooks\.slack\.com/services/([0-9A-Za-z/]{20,})"),
        (say!("lint.secret.jwt"), r"\b(eyJ[0-9A-Za-z_-]{10,}\.eyJ[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{10,})"),
        (say!("lint.secret.private-key"), r"-----BEGIN (?:[A-Z]+ )?(PRIVATE KEY)-----"),
        (say!("lint.secret.google"), r"\b(AIza[0-9A-Za-z_-]{30,})"),
        (say!("lint.secret.stripe"), r"\b([rs]k_live_[0-9A-Za-z]{16,})\b"),
        (say!("lint.secret.bearer"), r"(?i)\bauthorization: *bearer +([0-9a-z._~+/-]{20,}=*)"),
        (say!("lint.secret.password-in-address"), r"\b[a-z][a-z0-9+.-]*://[^\s/:@]+:([^\s/:@]{4,})@"),
        (say!("lint.secret.password-in-command"), r"\bmysql\w* [^\n]*?-p([^\s'\x22]{6,})"),
        (
            say!("lint.secret.password"),
            r"(?i)(?:password|passwd|密码|口令) *[:：=] *[`'\x22]?([^\s`'\x22,，。;；|]{6,})",
        ),
    ];
    all.map(|(what, written)| (what, pattern(written))).into()
});

/// What every secret of [`PATTERNS`] has in its line: no other line is looked at closely.
static SIGNS: LazyLock<Regex> = LazyLock::new(|| {
    let signs = "A[KS]IA|gh[pousr]_|github_pat_|glpat-|xox[abprs]-|hooks\\.slack|eyJ|PRIVATE KEY|AIza|k_live_|bearer|://[^\\s/]+:[^\\s/]+@|mysql|passw|密码|口令";
    pattern(&format!("(?i){signs}"))
});

/// Values in the place of a secret that are none.
const HARMLESS: [&str; 10] =
    ["example", "xxxx", "****", "placeholder", "changeme", "your-", "your_", "redacted", "dummy", "password"];

fn check(findings: &mut Findings<'_>) {
    let sources = findings.scope.sources;
    for &file in findings.scope.documents {
        let text = &sources.get(file).text;
        for line in suspicious_lines(text) {
            for (what, secret) in secrets(&text[line.clone()]) {
                let message = say!("lint.secret", what, shown = masked(secret.as_str()));
                let span = Span::new(file, line.start + secret.start(), line.start + secret.end());
                findings.report(span, message, say!("lint.secret.hint"));
            }
        }
    }
}

/// The lines of `text` that may hold a secret, each once.
fn suspicious_lines(text: &str) -> Vec<Range<usize>> {
    let mut lines: Vec<Range<usize>> = Vec::new();
    for sign in SIGNS.find_iter(text) {
        if lines.last().is_none_or(|it| it.end < sign.start()) {
            let start = text[..sign.start()].rfind('\n').map_or(0, |it| it + 1);
            let end = text[sign.end()..].find('\n').map_or(text.len(), |it| sign.end() + it);
            lines.push(start..end);
        }
    }
    lines
}

/// What in `line` looks like a secret: what it is, and where.
fn secrets(line: &str) -> impl Iterator<Item = (&'static Phrase, Match<'_>)> {
    PATTERNS
        .iter()
        .flat_map(|(what, it)| it.captures_iter(line).filter_map(move |found| Some((what, found.get(1)?))))
        .filter(|(_, it)| !is_harmless(it.as_str()))
}

fn is_harmless(secret: &str) -> bool {
    let lower = secret.to_lowercase();
    let is_variable = secret.starts_with(['$', '<', '{', '%', '[', '(']) || secret.contains("${");
    let is_one_character = secret.chars().all(|c| secret.starts_with(c));
    let is_word = ["pass", "secret", "token"].contains(&lower.as_str());
    is_variable || is_one_character || is_word || HARMLESS.iter().any(|it| lower.contains(it))
}

/// The first four characters; the rest is nobody's business.
fn masked(secret: &str) -> String {
    let shown: String = secret.chars().take(4).collect();
    format!("{shown}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_can_be_read() {
        assert_eq!(PATTERNS.len(), 13);
    }

    // The tokens are put together here, so that no scanner takes this file for a leak.
    #[test]
    fn tokens_and_passwords_are_recognised_and_substitutes_are_not() {
        let found = |text: &str| {
            let lines = suspicious_lines(text);
            let kinds = lines.into_iter().flat_map(|it| secrets(&text[it])).map(|(what, _)| what.key());
            kinds.collect::<Vec<&str>>()
        };
        assert_eq!(found(&format!("AKIA{}", "Q3EGRIKSVXZ2MNB7")), ["lint.secret.aws"]);
        assert_eq!(
            found(&format!("one\npostgres://app:{}@db/shop\nthree", "Wq8vLz2n")),
            ["lint.secret.password-in-address"]
        );
        assert_eq!(found(&format!("-----BEGIN RSA {} KEY-----", "PRIVATE")), ["lint.secret.private-key"]);
        assert_eq!(
            found(&format!("ghp_{}\nxoxb-{}", "a1B2".repeat(9), "4f7k".repeat(6))),
            ["lint.secret.github", "lint.secret.slack"]
        );
        assert_eq!(found(&format!("Authorization: Bearer {}", "Zk3x".repeat(6))), ["lint.secret.bearer"]);
        assert_eq!(found("数据库密码：Tr0ub4dor&3xyz"), ["lint.secret.password"]);
        assert_eq!(found("mysql -uroot -pSup3rS3cret99 -h db"), ["lint.secret.password-in-command"]);
        for text in [
            "AKIAIOSFODNN7EXAMPLE",
            "password: ******** / <password> / ${DB_PASSWORD}",
            "mysql -h $DB_HOST -u $DB_USERNAME -p$DB_PASSWORD",
            "https://user:pass@example.com",
            "the password: it was rotated",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
