//! AW302 `action-item-missing-owner` for lists: others of the document have an owner, this item has none.
//!
//! Rows of tables are found where they are read; a document in which nobody owns anything is AW324.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::{Field, How, Incident};
use crate::phrase::say;

pub(super) static RULE: Rule =
    Rule { kind: &codes::ACTION_ITEM_MISSING_OWNER, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, _: &Reading<'_>) {
    let is_table = incident.provenance.get(&Field::ActionItems).is_some_and(|it| it.how == How::Table);
    if is_table || !incident.action_items.iter().any(|it| it.owner.is_some()) {
        return;
    }
    for item in &incident.action_items {
        if item.status.is_open() && item.owner.is_none() {
            let message = say!("lint.action-item-missing-owner", task = item.task);
            findings.report(item.span, message, say!("lint.action-item-missing-owner.hint"));
        }
    }
}
