//! States from exports of trackers: an item that names a ticket gets the state that the ticket had on the day of the export.
//!
//! The document's own state is kept beside it, so that a difference can be reported; what no export has stays as it is.

use std::collections::BTreeSet;

use crate::diagnostics::{Diagnostic, codes};
use crate::model::{ActionItem, ActionStatus, KnowledgeBase, Tracked};
use crate::phrase::say;
use crate::tracker::{Export, Ticket, Tickets};
use crate::yaml::{self, Value};

/// Writes what `exports` say over what the documents say; owners only where `with_owners`.
pub(super) fn apply(
    knowledge_base: &mut KnowledgeBase,
    exports: &[Export],
    with_owners: bool,
    diagnostics: &mut Vec<Diagnostic>,
) {
    // The latest export of a tracker counts, and so it comes last.
    let mut exports: Vec<Export> = exports.to_vec();
    exports.sort_by_key(|it| it.day);
    let tickets = Tickets::new(&exports);
    if tickets.is_empty() {
        return;
    }
    for incident in &mut knowledge_base.incidents {
        for item in &mut incident.action_items {
            let Some(written) = item.ticket.clone() else { continue };
            match tickets.find(&written) {
                Some((export, ticket)) => track(item, export, ticket, with_owners),
                None if tickets.is_expected(&written) => {
                    let message = say!("resolve.ticket-not-exported", ticket = &written);
                    let finding = Diagnostic::new(&codes::TICKET_NOT_EXPORTED, message).at(item.span);
                    diagnostics.push(finding.hint(say!("resolve.ticket-not-exported.hint")));
                }
                None => {}
            }
        }
    }
}

fn track(item: &mut ActionItem, export: &Export, ticket: &Ticket, with_owners: bool) {
    let stated = item.status;
    if let Some(status) = ticket.status {
        let is_settled = matches!(status, ActionStatus::Done | ActionStatus::Cancelled);
        // A day that the document gives for another state says nothing about this one.
        item.closed =
            if is_settled { ticket.closed.or(item.closed.filter(|_| stated == status)) } else { None };
        item.status = status;
    }
    let gave_owner = with_owners && item.owner.is_none() && ticket.owner.is_some();
    if gave_owner {
        item.owner.clone_from(&ticket.owner);
    }
    item.tracked = Some(Tracked {
        key: ticket.key.clone(),
        status: ticket.status,
        closed: ticket.closed,
        stated,
        export: export.name.clone(),
        day: export.day,
        gave_owner,
    });
}

/// The text of an `actions.yml` with the states that trackers gave `items`, and how many entries that adds. What `old`
/// holds stays as it is, byte for byte.
pub(crate) fn sidecar_with(old: &str, items: &[&ActionItem]) -> (String, usize) {
    let known: BTreeSet<String> = match yaml::parse(old).map(|it| it.value) {
        Ok(Value::Map(entries)) => {
            entries.iter().filter_map(|(key, _)| key.scalar().map(str::to_owned)).collect()
        }
        _ => BTreeSet::new(),
    };
    let mut text = old.to_owned();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    let mut n = 0;
    for item in items {
        let Some(tracked) = &item.tracked else { continue };
        let Some(status) = tracked.status.filter(|it| *it != tracked.stated) else { continue };
        if known.contains(&item.id) {
            continue;
        }
        let closed = tracked.closed.map_or_else(String::new, |it| format!(", closed: {it}"));
        let day = tracked.day.map_or_else(String::new, |it| format!(" of {it}"));
        let note = yaml::in_list(&format!("{} in {}{day}", tracked.key, tracked.export));
        let id = yaml::in_list(&item.id);
        text.push_str(&format!("{id}: {{ status: {}{closed}, note: {note} }}\n", status.as_str()));
        n += 1;
    }
    (text, n)
}
