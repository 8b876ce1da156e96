//! AW321 `role-as-owner`: an action item that belongs to a role or a team, and so to nobody.

use crate::diagnostics::codes;
use crate::files::Span;
use crate::lexicon::roles::is_role;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::{ActionItem, ActionStatus, Incident};
use crate::phrase::say;

pub(super) static RULE: Rule = Rule { kind: &codes::ROLE_AS_OWNER, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, reading: &Reading<'_>) {
    for item in &incident.action_items {
        let settled = matches!(item.status, ActionStatus::Done | ActionStatus::Cancelled);
        let Some(owner) = item.owner.as_deref().filter(|it| !settled && is_role(it, reading.phrases)) else {
            continue;
        };
        let message = say!("lint.role-as-owner", owner);
        findings.report(cell(item, owner, reading), message, say!("lint.role-as-owner.hint"));
    }
}

/// The owner within the row of `item`, else the row.
fn cell(item: &ActionItem, owner: &str, reading: &Reading<'_>) -> Span {
    let row = reading.source.text.get(item.span.start..item.span.end).unwrap_or_default();
    row.rfind(owner).map_or(item.span, |at| {
        let start = item.span.start + at;
        Span::new(item.span.file, start, start + owner.len())
    })
}
