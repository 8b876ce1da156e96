//! AW708 `internal-tool-link`: a link to a dashboard or a chat of the company, in a document for everybody.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostics::codes;
use crate::lint::shown::is_public;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::phrase::{Phrase, say};
use crate::text::pattern;

pub(super) static RULE: Rule = Rule { kind: &codes::INTERNAL_TOOL_LINK, check: Check::Document(check) };

/// What is reported of a link, and a pattern of its address.
static PATTERNS: LazyLock<Vec<(Phrase, Regex)>> = LazyLock::new(|| {
    let all = [
        (say!("lint.internal-tool-link.dashboard"), r"[?&](?:from|to)=\d{13}\b"),
        (
            say!("lint.internal-tool-link.tool"),
            r"(?i)^https?://(?:grafana|kibana|prometheus|alertmanager|jaeger|argocd|zabbix|pagerduty)\.[a-z0-9.-]+/(?:d|app|graph|explore|search|dashboard|incidents|applications)\b",
        ),
        (say!("lint.internal-tool-link.chat"), r"(?i)^https://[a-z0-9-]+\.slack\.com/archives/"),
    ];
    all.map(|(message, written)| (message, pattern(written))).into()
});

fn check(findings: &mut Findings<'_>, reading: &Reading<'_>) {
    if !is_public(&findings.scope) {
        return;
    }
    for link in &reading.document.links {
        if let Some((message, _)) = PATTERNS.iter().find(|(_, it)| it.is_match(&link.target)) {
            findings.report(link.span, message.clone(), say!("lint.internal-tool-link.hint"));
        }
    }
}
