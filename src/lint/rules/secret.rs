//! AW706 `secret`: text that looks like a password or an access token.

use crate::diagnostics::codes;
use crate::files::Span;
use crate::lint::{Check, Findings, Rule};
use crate::phrase::say;
use crate::text::secrets;

pub(super) static RULE: Rule = Rule { kind: &codes::SECRET, check: Check::KnowledgeBase(check) };

fn check(findings: &mut Findings<'_>) {
    let sources = findings.scope.sources;
    for &file in findings.scope.documents {
        let text = &sources.get(file).text;
        for secret in secrets(text) {
            let message =
                say!("lint.secret", what = secret.what, shown = masked(&text[secret.range.clone()]));
            let span = Span::new(file, secret.range.start, secret.range.end);
            findings.report(span, message, say!("lint.secret.hint"));
        }
    }
}

/// The first four characters; the rest is nobody's business.
fn masked(secret: &str) -> String {
    let shown: String = secret.chars().take(4).collect();
    format!("{shown}…")
}
