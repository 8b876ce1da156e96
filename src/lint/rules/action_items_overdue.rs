//! AW314 `action-items-overdue`: promises of this document that are past their day.

use crate::analysis::action_items::{is_tracked, overdue_days};
use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::{ActionItem, Incident};
use crate::phrase::say;

pub(super) static RULE: Rule = Rule { kind: &codes::ACTION_ITEMS_OVERDUE, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, _: &Reading<'_>) {
    if !is_tracked(incident) {
        return;
    }
    let as_of = findings.scope.analysis.settings.as_of;
    let late: Vec<(&ActionItem, i32)> =
        incident.action_items.iter().filter_map(|it| Some((it, overdue_days(it, as_of)?))).collect();
    let Some((oldest, days)) =
        late.iter().max_by_key(|(item, days)| (*days, std::cmp::Reverse(item.span.start)))
    else {
        return;
    };
    let (task, total) = (&oldest.task, incident.action_items.len());
    let message = match late.len() {
        1 => say!("lint.action-item-overdue", task, days, as_of),
        n_late => say!("lint.action-items-overdue", late = n_late, total, as_of, task, days),
    };
    findings.report(oldest.span, message, say!("lint.action-items-overdue.hint"));
}
