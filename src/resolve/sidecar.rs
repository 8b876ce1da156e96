//! `actions.yml`: closing an action item without rewriting history.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostic, Unread, codes};
use crate::extract::no_date;
use crate::files::{FileId, SourceMap, Span};
use crate::lexicon::tasks::is_verified;
use crate::lexicon::words::Lexicon;
use crate::model::{ActionItem, ActionStatus, KnowledgeBase};
use crate::phrase::say;
use crate::text::{Known, did_you_mean};
use crate::time::read_date;
use crate::yaml::{self, Node, Value};

/// Keys of an entry.
const KEYS: [&str; 3] = ["status", "closed", "note"];

/// Writes what the sidecars say over what the documents say.
pub(super) fn apply(
    sources: &SourceMap,
    knowledge_base: &mut KnowledgeBase,
    sidecars: &[FileId],
    words: &Lexicon,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut places: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (incident_idx, incident) in knowledge_base.incidents.iter().enumerate() {
        for (item_idx, item) in incident.action_items.iter().enumerate() {
            places.insert(item.id.clone(), (incident_idx, item_idx));
        }
    }
    // Only a name that is not known asks for it.
    let known: LazyCell<Known, _> = LazyCell::new(|| places.keys().map(String::as_str).collect());
    for &file in sidecars {
        let entries = match entries(sources, file) {
            Ok(entries) => entries,
            Err(finding) => {
                diagnostics.push(*finding);
                continue;
            }
        };
        for (key, entry) in &entries {
            let id = key.scalar().unwrap_or_default();
            let Some(&(incident_idx, item_idx)) = places.get(id) else {
                let near = known.nearest(id);
                diagnostics.push(unknown_item(id, near).at(span(file, key)));
                continue;
            };
            let item = &mut knowledge_base.incidents[incident_idx].action_items[item_idx];
            let Value::Map(fields) = &entry.value else {
                let message = say!("sidecar.entry-not-mapping", id, kind = entry.kind());
                diagnostics.push(Diagnostic::new(&codes::WRONG_TYPE, message).at(span(file, key)));
                continue;
            };
            for (name, value) in fields {
                let written = value.scalar().unwrap_or_default();
                let finding = set(item, name.scalar().unwrap_or_default(), written, words).err();
                diagnostics.extend(finding.map(|it| it.at(span(file, value))));
            }
        }
    }
}

/// The entries of a sidecar: the id of an action item, and what is stated about it.
fn entries(sources: &SourceMap, file: FileId) -> Result<Vec<(Node, Node)>, Box<Diagnostic>> {
    let tree = yaml::parse(&sources.get(file).text).map_err(|error| {
        let finding = Diagnostic::new(&codes::INVALID_FRONT_MATTER, error.message);
        let finding = finding.at(Span::point(file, error.offset)).unread(Unread::Document);
        Box::new(match error.hint {
            Some(hint) => finding.hint(hint),
            None => finding,
        })
    })?;
    let kind = tree.kind();
    match tree.value {
        Value::Map(entries) => Ok(entries),
        Value::Null => Ok(Vec::new()),
        _ => {
            let message = say!("sidecar.not-mapping", kind);
            let finding = Diagnostic::new(&codes::WRONG_TYPE, message).at(Span::point(file, 0));
            Err(Box::new(finding.unread(Unread::Document)))
        }
    }
}

/// Writes `written` to what `key` names of `item`, or says what is wrong with it.
fn set(item: &mut ActionItem, key: &str, written: &str, words: &Lexicon) -> Result<(), Box<Diagnostic>> {
    match key {
        "status" => {
            item.status = words.action_status(written).ok_or_else(|| {
                Diagnostic::new(&codes::UNKNOWN_ACTION_STATUS, say!("sidecar.unknown-state", written))
                    .hint(say!("sidecar.unknown-state.hint"))
            })?;
            item.verified = item.status == ActionStatus::Done && is_verified(written);
            // Whoever writes another state than the tracker's here has the last word.
            item.tracked = item.tracked.take().filter(|it| it.status == Some(item.status));
        }
        "closed" => {
            let date = read_date(written).ok_or_else(|| no_date(written))?;
            item.closed = Some(date);
        }
        "note" => item.note = Some(written.to_owned()),
        other => {
            let finding = Diagnostic::new(&codes::UNKNOWN_KEY, say!("sidecar.unknown-key", key = other));
            return Err(Box::new(match did_you_mean(other, KEYS) {
                Some(near) => finding.hint(say!("hint.did-you-mean", near)),
                None => finding.hint(say!("sidecar.unknown-key.hint")),
            }));
        }
    }
    Ok(())
}

fn unknown_item(id: &str, near: Option<&str>) -> Diagnostic {
    let finding = Diagnostic::new(&codes::UNKNOWN_ACTION_ITEM, say!("sidecar.unknown-item", id));
    match near {
        Some(near) => finding.hint(say!("hint.did-you-mean", near)),
        None => finding.hint(say!("sidecar.unknown-item.hint")),
    }
}

fn span(file: FileId, node: &Node) -> Span {
    Span::new(file, node.start, node.end.max(node.start))
}
