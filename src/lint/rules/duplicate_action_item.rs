//! AW323 `duplicate-action-item`: one task twice in a document, and so counted twice.

use std::collections::BTreeMap;

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::Incident;
use crate::phrase::say;
use crate::text::fold;

pub(super) static RULE: Rule = Rule { kind: &codes::DUPLICATE_ACTION_ITEM, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, _: &Reading<'_>) {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for item in &incident.action_items {
        let words: String = fold(&item.task).chars().filter(|c| c.is_alphanumeric()).collect();
        if let Some(first) = seen.get(&words) {
            let message = say!("lint.duplicate-action-item", task = item.task, first);
            findings.report(item.span, message, say!("lint.duplicate-action-item.hint"));
        } else {
            seen.insert(words, item.short_id());
        }
    }
}
