//! AW709 `personal-data`: a person's mail address or telephone number, in a document for everybody.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostics::codes;
use crate::files::Span;
use crate::lint::shown::{is_public, public_parts};
use crate::lint::{Check, Findings, Reading, Rule};
use crate::phrase::{Phrase, say};
use crate::text::pattern;

pub(super) static RULE: Rule = Rule { kind: &codes::PERSONAL_DATA, check: Check::Document(check) };

/// What is reported, and a pattern whose first group is the address or number.
static PATTERNS: LazyLock<Vec<(Phrase, Regex)>> = LazyLock::new(|| {
    let all = [
        (
            say!("lint.personal-data.email"),
            r"(?i)(?:^|[^\w.+/@-])([a-z0-9][a-z0-9._+-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})\b",
        ),
        (say!("lint.personal-data.telephone"), r"(?:^|[^\w.+-])(1[3-9]\d{9})(?:$|[^\w.-])"),
        (
            say!("lint.personal-data.telephone"),
            r"(?:^|[^\w.])(\+\d{1,3}[ -]\(?\d{2,4}\)?[ -]?\d{3,4}[ -]?\d{2,4})(?:$|[^\w.-])",
        ),
    ];
    all.map(|(message, written)| (message, pattern(written))).into()
});

/// Mail addresses that belong to nobody in person.
const SHARED: [&str; 12] = [
    "git", "noreply", "no-reply", "security", "support", "info", "help", "contact", "press", "abuse",
    "admin", "root",
];

fn check(findings: &mut Findings<'_>, reading: &Reading<'_>) {
    if !is_public(&findings.scope) {
        return;
    }
    let file = reading.subject.body().0;
    for (start, part) in public_parts(reading) {
        for (message, pattern) in PATTERNS.iter() {
            for found in pattern.captures_iter(part).filter_map(|it| it.get(1)) {
                if is_personal(found.as_str()) {
                    let span = Span::new(file, start + found.start(), start + found.end());
                    findings.report(span, message.clone(), say!("lint.personal-data.hint"));
                }
            }
        }
    }
}

fn is_personal(text: &str) -> bool {
    let lower = text.to_lowercase();
    let Some((name, host)) = lower.split_once('@') else { return true };
    let is_example = host.starts_with("example.") || host.contains(".example") || host.ends_with(".test");
    let is_file = [".png", ".jpg", ".svg", ".js", ".service", ".timer"].iter().any(|it| host.ends_with(it));
    !is_example && !is_file && !SHARED.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_distinguished_from_mailboxes_and_numbers() {
        let found = |text: &str| {
            let hits = PATTERNS.iter().flat_map(|(_, it)| it.captures_iter(text));
            hits.map(|it| it[1].to_owned()).filter(|it| is_personal(it)).collect::<Vec<String>>()
        };
        assert_eq!(found("ask dana.weber@shop-cherry.cn"), ["dana.weber@shop-cherry.cn"]);
        assert_eq!(found("电话 13812345678。"), ["13812345678"]);
        assert_eq!(found("+49 30 1234567"), ["+49 30 1234567"]);
        for text in [
            "dana@example.com",
            "git@github.com:a/b",
            "security@shop-cherry.cn",
            "logo@2x.png",
            "1616122415833",
            "order 1381234567812",
            "npm i a@1.2.3",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
