//! AW313 `owner-overloaded`: one person owes several things within a few days.

use std::collections::BTreeMap;

use crate::analysis::action_items::overdue_days;
use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::{ActionItem, ActionStatus, Incident};
use crate::phrase::say;

pub(super) static RULE: Rule = Rule { kind: &codes::OWNER_OVERLOADED, check: Check::Incident(check) };

/// Items of one owner that are too many for [`WITHIN`] days.
const ITEMS: usize = 3;

/// Days between the first and the last of them.
const WITHIN: i32 = 3;

fn check(findings: &mut Findings<'_>, incident: &Incident, _: &Reading<'_>) {
    let mut by_owner: BTreeMap<&str, Vec<&ActionItem>> = BTreeMap::new();
    for item in &incident.action_items {
        let is_open = !matches!(item.status, ActionStatus::Done | ActionStatus::Cancelled);
        if let (Some(owner), true, true) = (&item.owner, is_open, item.due.is_some()) {
            by_owner.entry(owner).or_default().push(item);
        }
    }
    let as_of = findings.scope.analysis.settings.as_of;
    for (owner, mut items) in by_owner {
        items.sort_by_key(|it| it.due);
        let crowded = items.windows(ITEMS).find(|it| {
            let ends = it.first().and_then(|it| it.due).zip(it.last().and_then(|it| it.due));
            ends.is_some_and(|(from, to)| from.until(to).is_ok_and(|it| it.get_days() <= WITHIN))
        });
        // AW314 reports what is overdue.
        let Some(last) = crowded.and_then(|it| it.last()).filter(|it| overdue_days(it, as_of).is_none())
        else {
            continue;
        };
        let message = say!("lint.owner-overloaded", owner, items = ITEMS, days = WITHIN);
        findings.report(last.span, message, say!("lint.owner-overloaded.hint"));
    }
}
