//! Credentials in a text: where they are, and the text with them blacked out.
//!
//! Patterns with a fixed prefix (as secret scanners use them), and passwords where something says that one follows.
//! Variables, examples and masked values are ignored: a false alarm teaches people to ignore the true one.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::pattern::pattern;
use crate::phrase::{Phrase, say};

/// A credential in a text.
#[derive(Debug, Clone)]
pub struct Secret {
    /// What it is.
    pub what: &'static Phrase,
    /// Its bytes; of a private key the words that name it.
    pub range: Range<usize>,
}

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
        (say!("lint.secret.password-in-command"), r"\s-p([^\s'\x22]{6,})"),
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

/// The command behind which `-p` is a password: every one in the rest of its line, not only the first.
static COMMAND: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bmysql\w*\s"));

/// Values in the place of a secret that are none.
const HARMLESS: [&str; 10] =
    ["example", "xxxx", "****", "placeholder", "changeme", "your-", "your_", "redacted", "dummy", "password"];

/// What looks like a credential in `text`, line by line.
pub fn secrets(text: &str) -> impl Iterator<Item = Secret> {
    suspicious_lines(text).into_iter().flat_map(move |line| {
        let (at, written) = (line.start, &text[line]);
        let command = COMMAND.find(written).map_or(written.len(), |it| it.end() - 1);
        PATTERNS.iter().flat_map(move |(what, pattern)| {
            let start = if what.key() == "lint.secret.password-in-command" { command } else { 0 };
            let found = groups(pattern, written, start).filter(|it| !is_harmless(&written[it.clone()]));
            found.map(move |it| Secret { what, range: at + it.start..at + it.end })
        })
    })
}

/// The first group of every match of `pattern` behind `start`. A match may begin inside the group of the one before:
/// of `password: password: x` only the third word is a password.
fn groups(pattern: &Regex, line: &str, start: usize) -> impl Iterator<Item = Range<usize>> {
    let mut at = start;
    std::iter::from_fn(move || {
        let found = pattern.captures_at(line, at)?;
        let group = found.get(1)?.range();
        let begins_before = found.get_match().start() < group.start;
        at = if begins_before && is_harmless(&line[group.clone()]) { group.start } else { group.end };
        Some(group)
    })
}

/// `text` with every credential in it blacked out: as many bytes, on as many lines, so that places stay what they are.
pub fn blacked_out(text: &str) -> Cow<'_, str> {
    let mut ranges: Vec<Range<usize>> = secrets(text).map(|it| whole(text, &it)).collect();
    if ranges.is_empty() {
        return Cow::Borrowed(text);
    }
    ranges.sort_by_key(|it| (it.start, it.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for range in ranges {
        let start = range.start.max(at);
        if start < range.end {
            out.push_str(&text[at..start]);
            out.extend(text[start..range.end].split_inclusive('\n').map(black));
            at = range.end;
        }
    }
    out.push_str(&text[at..]);
    Cow::Owned(out)
}

/// The bytes of `secret` that nobody may see; of a private key all that follows, to its last line.
fn whole(text: &str, secret: &Secret) -> Range<usize> {
    if secret.what.key() != "lint.secret.private-key" {
        return secret.range.clone();
    }
    let start =
        text[secret.range.end..].find("-----").map_or(secret.range.end, |it| secret.range.end + it + 5);
    let rest = &text[start..];
    // A key that was cut off ends with the last line that can belong to one.
    let is_of_key = |line: &&str| {
        line.trim()
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | ':' | '-' | ',' | ' '))
            && !line.trim().contains("  ")
    };
    let cut_off = || rest.split_inclusive('\n').take_while(is_of_key).map(str::len).sum();
    start..start + rest.find("-----END").unwrap_or_else(cut_off)
}

/// One line of as many bytes as `line` that says nothing; white space at its ends stays.
fn black(line: &str) -> String {
    let inner = line.trim();
    let start = line.len() - line.trim_start().len();
    // Two bytes and three bytes; four or more are a sum of them.
    let (threes, twos) = match inner.len() % 3 {
        0 => (inner.len() / 3, 0),
        2 => (inner.len() / 3, 1),
        _ if 4 <= inner.len() => (inner.len() / 3 - 1, 2),
        _ => return format!("{}{}{}", &line[..start], "x".repeat(inner.len()), &line[start + inner.len()..]),
    };
    format!("{}{}{}{}", &line[..start], "█".repeat(threes), "·".repeat(twos), &line[start + inner.len()..])
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

fn is_harmless(secret: &str) -> bool {
    let lower = secret.to_lowercase();
    let is_variable = secret.starts_with(['$', '<', '{', '%', '[', '(']) || secret.contains("${");
    let is_one_character = secret.chars().all(|c| secret.starts_with(c));
    let is_black = secret.starts_with('█');
    let is_word = ["pass", "secret", "token"].contains(&lower.as_str());
    is_variable || is_one_character || is_black || is_word || HARMLESS.iter().any(|it| lower.contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&'static str> {
        secrets(text).map(|it| it.what.key()).collect()
    }

    #[test]
    fn every_pattern_can_be_read() {
        assert_eq!(PATTERNS.len(), 13);
    }

    // The tokens are put together here, so that no scanner takes this file for a leak.
    #[test]
    fn tokens_and_passwords_are_recognised_and_substitutes_are_not() {
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
            "mysql --port=33060 -h db",
            "https://user:pass@example.com",
            "the password: it was rotated",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn what_is_blacked_out_has_as_many_bytes_and_lines_and_is_not_found_again() {
        let key = format!("-----BEGIN {} KEY-----\nMIIEow+a\n  b/c=\n-----END x-----\nrest", "PRIVATE");
        let cut_off = format!("-----BEGIN {} KEY-----\nMIIEow+a\nThen, it was late.", "PRIVATE");
        let token = format!("a ghp_{} b", "a1B2".repeat(9));
        for (text, kept, gone) in [
            (key.as_str(), "rest", "MIIEow"),
            (&cut_off, "Then, it was late.", "MIIEow"),
            (&token, "a ", "a1B2"),
            ("数据库密码：Tr0ub4dor&3xyz，已轮换", "，已轮换", "Tr0ub"),
            ("password: abcdefg password: hijklmnop", "password: ", "klm"),
            ("password: password: abcdefg", "password: password: ", "abc"),
            ("mysql -uroot -pWq8vLz2n -h a || mysql -pWq8vLz2n -pWq8vLz2m", "-h a || mysql", "Lz2"),
        ] {
            let out = blacked_out(text);
            assert_eq!((out.len(), out.lines().count()), (text.len(), text.lines().count()), "{out}");
            assert!(out.contains(kept) && !out.contains(gone), "{out}");
            assert_eq!(blacked_out(&out), out);
        }
        assert!(matches!(blacked_out("nothing"), Cow::Borrowed("nothing")));
    }
}
