//! AW708 `internal-tool-link`: a link to a dashboard or a chat of the company, in a document for everybody.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostics::codes;
use crate::lint::shown::is_public;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::text::pattern;

pub(super) static RULE: Rule = Rule { kind: &codes::INTERNAL_TOOL_LINK, check: Check::Document(check) };

/// What the link leads to, and a pattern of its address.
static PATTERNS: LazyLock<Vec<(&'static str, Regex)>> = LazyLock::new(|| {
    let all = [
        ("a dashboard with a range of time", r"[?&](?:from|to)=\d{13}\b"),
        (
            "a tool of the company",
            r"(?i)^https?://(?:grafana|kibana|prometheus|alertmanager|jaeger|argocd|zabbix|pagerduty)\.[a-z0-9.-]+/(?:d|app|graph|explore|search|dashboard|incidents|applications)\b",
        ),
        ("a chat of the company", r"(?i)^https://[a-z0-9-]+\.slack\.com/archives/"),
    ];
    all.map(|(what, written)| (what, pattern(written))).into()
});

fn check(findings: &mut Findings<'_>, reading: &Reading<'_>) {
    if !is_public(&findings.scope) {
        return;
    }
    for link in &reading.document.links {
        if let Some((what, _)) = PATTERNS.iter().find(|(_, it)| it.is_match(&link.target)) {
            let message = format!("this link leads to {what}, and everybody may read it");
            findings.report(
                link.span,
                message,
                "show a picture or the figures instead, or mark the part as internal",
            );
        }
    }
}
