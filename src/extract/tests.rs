//! What holds for every document whatever: reading never fails, and points into the text it read.

use proptest::prelude::*;

use super::{Extracted, Globs, Overrides, Settings, Surroundings, document};
use crate::config::{self, Config};
use crate::files::SourceMap;

/// Pieces of postmortems; random letters alone would hardly ever form a label, a row or a time.
const PARTS: [&str; 68] = [
    "---\n",
    "+++\n",
    "id: INC-2026-0001\n",
    "severity: P1\n",
    "date: 2026-01-23\n",
    "timeline:\n",
    "  started: 14:32\n",
    "action_items:\n",
    "  - { task: x, due: 2026-02-30 }\n",
    "visibility: internal\n",
    "# ",
    "## ",
    "Timeline\n",
    "时间线\n",
    "Action items\n",
    "改进措施\n",
    "**故障级别**：",
    "**Severity:** ",
    "P0",
    "SEV-2 (x)",
    "**日期**: ",
    "2026-01-23",
    " 14:32 ",
    "23:50",
    "00:10",
    "| 时间 | 事件 | 类型 |\n",
    "| Task | Owner | Due | Status |\n",
    "|---|---|---|---|\n",
    "| a | @b | 2026-03-01 | open |\n",
    "| ",
    " |",
    "- [ ] ",
    "- [x] ",
    "- ",
    "1. ",
    "   - Owner: Lea\n",
    "（责任人：张三，截止 2026-03-01）",
    "(Owner: A, due 2026-03-01)",
    " — done",
    "~~x~~",
    "```\n",
    "> ",
    "38分钟（14:32 - 15:10）",
    "1h 5m",
    "影响时长：",
    "**Key events**\n",
    "四、改进措施\n",
    "Services: a, b\n",
    " · ",
    "\n",
    "\n\n",
    "XXXX",
    "<owner>",
    "{{ x }}",
    "T+15m",
    "all times in UTC\n",
    "All times in IST.\n",
    "Outage begins",
    "服务恢复正常",
    "```mermaid\ntimeline\n14:02 : a\n : b\n```\n",
    "**Resolved** - x\nFeb 3, 15:40 UTC\n",
    "### 14:32\n",
    "First detected 2026-03-05 10:06\n",
    "06-05-2026 ",
    "\0",
    "\u{202E}",
    "é",
    "🔥",
];

fn documents() -> impl Strategy<Value = String> {
    let part =
        prop_oneof![4 => prop::sample::select(PARTS.to_vec()).prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

fn config() -> Config {
    let sources = SourceMap::default();
    config::resolve(&sources, config::Parsed::default(), None, None, &[]).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_document_can_stop_the_reader(text in documents()) {
        let config = config();
        let mut sources = SourceMap::default();
        let end = text.len();
        let file = sources.add("a.md".to_owned(), text);
        let settings = Settings {
            config: &config,
            globs: &Globs::default(),
            overrides: &Overrides::default(),
            hide_internal: true,
            surroundings: &Surroundings::default(),
        };
        let read = document(&sources, file, &settings);
        for finding in &read.diagnostics {
            prop_assert!(finding.span.is_some_and(|it| it.start <= it.end && it.end <= end), "{finding:?}");
        }
        for entry in &read.value {
            if let Extracted::Incident(incident) = entry {
                prop_assert!(!incident.id.is_empty() && !incident.title.is_empty());
                for (key, from) in &incident.provenance {
                    prop_assert!(from.span.end <= end, "{key}");
                }
                for event in &incident.timeline {
                    prop_assert!(event.span.end <= end && !event.text.is_empty());
                }
                for (field, suggestions) in incident.suggested.iter() {
                    prop_assert!(suggestions.iter().all(|it| it.evidence.span.end <= end), "{field}");
                }
                for item in &incident.action_items {
                    prop_assert!(!item.task.trim().is_empty());
                }
            }
        }
    }
}
