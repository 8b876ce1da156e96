//! AW324 `untracked-action-items`: no action item of the document has an owner, a due date or a ticket.
//!
//! One finding for the document: where some items have an owner, those without are AW302.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::{ActionItem, ActionStatus, Field, How, Incident};
use crate::phrase::say;

pub(super) static RULE: Rule = Rule { kind: &codes::UNTRACKED_ACTION_ITEMS, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, reading: &Reading<'_>) {
    let items = &incident.action_items;
    let Some(first) = items.iter().find(|it| is_unsettled(it, reading)) else { return };
    let is_tracked = |it: &ActionItem| {
        it.owner.is_some()
            || it.team.is_some()
            || it.due.is_some()
            || it.due_written.is_some()
            || it.ticket.is_some()
    };
    // Rows of tables are reported one by one where they are read.
    let is_table = incident.provenance.get(&Field::ActionItems).is_some_and(|it| it.how == How::Table);
    let is_reported = |it: &ActionItem| is_table && it.status.is_open();
    if items.iter().any(is_reported) || items.iter().any(is_tracked) {
        return;
    }
    let n_unsettled = items.iter().filter(|it| is_unsettled(it, reading)).count();
    let message = say!("lint.untracked-action-items", n = n_unsettled);
    findings.report(first.span, message, say!("lint.untracked-action-items.hint"));
}

/// Whether the item is still to be done, as far as its state and its sentence show.
fn is_unsettled(item: &ActionItem, reading: &Reading<'_>) -> bool {
    let settled = matches!(item.status, ActionStatus::Done | ActionStatus::Cancelled);
    !settled && !reading.phrases.reported.iter().any(|it| it.is_match(&item.task))
}
