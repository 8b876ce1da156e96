//! Action items as front matter declares them.

use super::values::{self, Origin};
use crate::diagnostics::{Diagnostic, codes};
use crate::extract::draft::Draft;
use crate::lexicon::tasks::is_verified;
use crate::model::{ActionItem, ActionStatus};
use crate::phrase::{self, say};
use crate::text::did_you_mean;
use crate::time::read_date;
use crate::yaml::{Node, Value};

/// Keys of an action item.
const KEYS: [&str; 16] = [
    "id",
    "task",
    "title",
    "action",
    "text",
    "owner",
    "team",
    "due",
    "priority",
    "status",
    "closed",
    "ticket",
    "acceptance",
    "type",
    "horizon",
    "note",
];

/// Reads the list; it stands for all action items of the document.
pub(super) fn read(draft: &mut Draft, key: &str, node: &Node, origin: Origin) {
    let items = match &node.value {
        Value::List(items) => items,
        Value::Null => return,
        _ => return values::wrong_type(draft, origin, key, node, &say!("read.list-of-items")),
    };
    draft.has_declared_items = true;
    let mut read = Vec::new();
    for (idx, entry) in items.iter().enumerate() {
        let mut item = ActionItem::unread(format!("A{}", idx + 1), origin.span(entry));
        match &entry.value {
            Value::Map(entries) => {
                for (name, value) in entries {
                    field(draft, &mut item, name, value, origin);
                }
                if let Some((first, _)) = entries.first() {
                    item.span = origin.span(first);
                }
            }
            Value::Text(text) => text.trim().clone_into(&mut item.task),
            _ => {
                values::wrong_type(draft, origin, key, entry, &say!("read.item-mapping"));
                continue;
            }
        }
        if item.task.is_empty() {
            let message = say!("read.item-without-task", id = item.id);
            let finding = Diagnostic::new(&codes::WRONG_TYPE, message).at(item.span);
            draft.report(finding.hint(say!("read.add-task")));
            continue;
        }
        read.push(item);
    }
    draft.incident.action_items = read;
}

fn field(draft: &mut Draft, item: &mut ActionItem, name: &Node, value: &Node, origin: Origin) {
    let key = name.scalar().unwrap_or_default();
    match key {
        "id" => {
            if let Some(id) = values::text(draft, origin, key, value) {
                id.rsplit('/').next().unwrap_or_default().clone_into(&mut item.id);
            }
        }
        "task" | "title" | "action" | "text" => {
            item.task = values::text(draft, origin, key, value).unwrap_or_default();
        }
        "owner" => item.owner = values::text(draft, origin, key, value).filter(|it| !draft.words.is_none(it)),
        "team" => item.team = values::text(draft, origin, key, value),
        "priority" => item.priority = values::text(draft, origin, key, value),
        "ticket" => item.ticket = values::text(draft, origin, key, value),
        "acceptance" => item.acceptance = values::text(draft, origin, key, value),
        "note" => item.note = values::text(draft, origin, key, value),
        "closed" => item.closed = values::date(draft, origin, key, value),
        "due" => {
            let Some(written) = values::text(draft, origin, key, value) else { return };
            item.due = read_date(&written);
            if let Some(due) = item.due {
                values::loose_form(draft, origin, key, value, &written, &due.to_string());
            }
            if item.due.is_none() {
                draft.report(values::no_due_date(&written).at(origin.span(value)));
                item.due_written = Some(written);
            }
        }
        "status" => {
            let Some(written) = values::text(draft, origin, key, value) else { return };
            match draft.words.action_status(&written) {
                Some(status) => {
                    item.status = status;
                    item.verified = status == ActionStatus::Done && is_verified(&written);
                    if !item.verified {
                        values::loose_form(draft, origin, key, value, &written, status.as_str());
                    }
                }
                None => draft.report(
                    Diagnostic::new(&codes::UNKNOWN_ACTION_STATUS, say!("read.unknown-item-status", written))
                        .at(origin.span(value))
                        .hint(say!("read.item-statuses")),
                ),
            }
        }
        "type" => {
            let Some(written) = values::text(draft, origin, key, value) else { return };
            item.action_type = draft.words.action_type(&written);
            if item.action_type.is_none() {
                draft.report(
                    Diagnostic::new(&codes::UNKNOWN_VALUE, say!("read.unknown-item-type", written))
                        .at(origin.span(value))
                        .hint(say!("read.item-types")),
                );
            }
        }
        "horizon" => {
            item.horizon = values::text(draft, origin, key, value).and_then(|it| draft.words.horizon(&it));
        }
        other => {
            let message = say!("read.unknown-item-key", key = other);
            let finding = Diagnostic::new(&codes::UNKNOWN_KEY, message).at(origin.span(name));
            draft.report(finding.hint(match did_you_mean(other, KEYS) {
                Some(near) => say!("hint.did-you-mean", near),
                None => say!("read.known-keys", known = phrase::Value::codes(KEYS)),
            }));
        }
    }
}
