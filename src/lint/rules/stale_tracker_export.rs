//! AW327 `stale-tracker-export`: states of action items rest on an export of the tracker that is old.

use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostic, codes};
use crate::lint::{Check, Findings, Rule};
use crate::phrase::say;
use crate::time::Date;

pub(super) static RULE: Rule =
    Rule { kind: &codes::STALE_TRACKER_EXPORT, check: Check::KnowledgeBase(check) };

/// Days after which "open" may no longer be true. A scheduled job refreshes exports daily; two weeks are a job that stopped.
const STALE_AFTER_DAYS: i32 = 14;

fn check(findings: &mut Findings<'_>) {
    let scope = findings.scope;
    let as_of = scope.analysis.settings.as_of;
    let mut used: BTreeMap<&str, (Option<Date>, usize)> = BTreeMap::new();
    let items = scope.knowledge_base.action_items().filter_map(|(_, it)| it.tracked.as_ref());
    for it in items {
        let entry = used.entry(&it.export).or_insert((it.day, 0));
        entry.1 += 1;
    }
    for export in &scope.config.tickets {
        let Some((day, n)) = used.get(export.name.as_str()) else { continue };
        let message = match day {
            Some(day) => {
                let days = day.until(as_of).map_or(0, |it| it.get_days());
                if days <= STALE_AFTER_DAYS {
                    continue;
                }
                say!("lint.stale-tracker-export", export = &export.name, day = *day, days, n = *n)
            }
            None => say!("lint.undated-tracker-export", export = &export.name, n = *n),
        };
        let mut finding = Diagnostic::new(&codes::STALE_TRACKER_EXPORT, message);
        finding.span = export.span;
        findings.diagnostics.push(finding.hint(say!("lint.stale-tracker-export.hint")));
    }
}
