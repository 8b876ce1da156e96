//! AW707 `private-address`: an address that only the company's own network knows, in a document for everybody.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostics::codes;
use crate::files::Span;
use crate::lint::shown::{is_public, public_parts};
use crate::lint::{Check, Findings, Reading, Rule};
use crate::phrase::say;
use crate::text::pattern;

pub(super) static RULE: Rule = Rule { kind: &codes::PRIVATE_ADDRESS, check: Check::Document(check) };

/// Group 1 is the address. RFC 1918 ranges; names below endings that no public resolver knows.
static PATTERNS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let all = [
        r"(?:^|[^\w.])((?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}))(?:$|[^\w./]|\.\s|\.$)",
        r"(?i)\b((?:[a-z0-9-]+\.)+(?:internal|corp|intranet))\b(?:$|[^\w.-])",
        r"(?i)\b[a-z]+://((?:[a-z0-9-]+\.)+(?:local|lan))\b(?:$|[^\w.-])",
    ];
    all.map(pattern).into()
});

/// Names that are the same everywhere and give nothing away.
const COMMON: [&str; 4] =
    ["docker.internal", "metadata.google.internal", "cluster.local", "example.internal"];

fn check(findings: &mut Findings<'_>, reading: &Reading<'_>) {
    if !is_public(&findings.scope) {
        return;
    }
    let file = reading.subject.body().0;
    for (start, part) in public_parts(reading) {
        for found in PATTERNS.iter().flat_map(|it| it.captures_iter(part)) {
            let Some(address) = found.get(1).filter(|it| is_revealing(it.as_str())) else { continue };
            let message = say!("lint.private-address", address = address.as_str());
            let span = Span::new(file, start + address.start(), start + address.end());
            findings.report(span, message, say!("lint.private-address.hint"));
        }
    }
}

fn is_revealing(address: &str) -> bool {
    let lower = address.to_lowercase();
    let is_network = lower.ends_with(".0") && lower.chars().all(|c| c.is_ascii_digit() || c == '.');
    let is_number = lower.chars().all(|c| c.is_ascii_digit() || c == '.');
    let fits = !is_number || lower.split('.').all(|it| it.parse::<u8>().is_ok());
    fits && !is_network && !COMMON.iter().any(|it| lower.ends_with(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_company_are_distinguished_from_common_ones() {
        let found = |text: &str| {
            let hits = PATTERNS.iter().flat_map(|it| it.captures_iter(text));
            hits.map(|it| it[1].to_owned()).filter(|it| is_revealing(it)).collect::<Vec<String>>()
        };
        assert_eq!(found("on 10.20.30.40."), ["10.20.30.40"]);
        assert_eq!(found("http://192.168.1.7:9090/"), ["192.168.1.7"]);
        assert_eq!(found("wiki.corp answers"), ["wiki.corp"]);
        assert_eq!(found("http://nas.lan/x"), ["nas.lan"]);
        for text in [
            "10.0.0.0/8",
            "version 10.2.3.4.5",
            "10.300.1.1",
            "8.8.8.8",
            "host.docker.internal",
            "api.svc.cluster.local",
            ".env.local",
            "v10.1.2.3",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
