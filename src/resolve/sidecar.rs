//! `actions.yml`: closing an action item without rewriting history.

use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostic, Unread, codes};
use crate::files::{FileId, SourceMap, Span};
use crate::lexicon::words::Lexicon;
use crate::model::KnowledgeBase;
use crate::text::did_you_mean;
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
    for &file in sidecars {
        let span = |node: &Node| Span::new(file, node.start, node.end.max(node.start));
        let tree = match yaml::parse(&sources.get(file).text) {
            Ok(tree) => tree,
            Err(error) => {
                let finding = Diagnostic::new(&codes::INVALID_FRONT_MATTER, error.message.clone());
                let finding = finding.at(Span::point(file, error.offset)).unread(Unread::Document);
                diagnostics.push(match error.hint {
                    Some(hint) => finding.hint(hint),
                    None => finding,
                });
                continue;
            }
        };
        let entries = match tree.value {
            Value::Map(entries) => entries,
            Value::Null => continue,
            _ => {
                let message = format!("the file must map action items to their state, it is {}", tree.kind());
                let finding = Diagnostic::new(&codes::WRONG_TYPE, message).at(Span::point(file, 0));
                diagnostics.push(finding.unread(Unread::Document));
                continue;
            }
        };
        for (key, entry) in &entries {
            let id = key.scalar().unwrap_or_default();
            let Some(&(incident_idx, item_idx)) = places.get(id) else {
                let finding =
                    Diagnostic::new(&codes::UNKNOWN_ACTION_ITEM, format!("there is no action item `{id}`"));
                let near = did_you_mean(id, places.keys().map(String::as_str));
                diagnostics.push(match near {
                    Some(near) => finding.at(span(key)).hint(format!("did you mean `{near}`?")),
                    None => finding.at(span(key)).hint("write it as `INC-2026-0001/A1`"),
                });
                continue;
            };
            let item = &mut knowledge_base.incidents[incident_idx].action_items[item_idx];
            let Value::Map(fields) = &entry.value else {
                let message = format!("`{id}` must hold `status`, `closed` or `note`, not {}", entry.kind());
                diagnostics.push(Diagnostic::new(&codes::WRONG_TYPE, message).at(span(key)));
                continue;
            };
            for (name, value) in fields {
                let written = value.scalar().unwrap_or_default();
                let finding = match name.scalar().unwrap_or_default() {
                    "status" => match words.action_status(written) {
                        Some(status) => {
                            item.status = status;
                            continue;
                        }
                        None => {
                            Diagnostic::new(&codes::UNKNOWN_ACTION_STATUS, format!("`{written}` is no state"))
                                .hint("write open, in-progress, done or cancelled")
                        }
                    },
                    "closed" => match read_date(written) {
                        Some(date) => {
                            item.closed = Some(date);
                            continue;
                        }
                        None => Diagnostic::new(&codes::INVALID_DATE, format!("`{written}` is no date"))
                            .hint("write it as `2026-01-30`"),
                    },
                    "note" => {
                        item.note = Some(written.to_owned());
                        continue;
                    }
                    other => {
                        let finding = Diagnostic::new(&codes::UNKNOWN_KEY, format!("unknown key `{other}`"));
                        match did_you_mean(other, KEYS) {
                            Some(near) => finding.hint(format!("did you mean `{near}`?")),
                            None => finding.hint("the keys are `status`, `closed` and `note`"),
                        }
                    }
                };
                diagnostics.push(finding.at(span(value)));
            }
        }
    }
}
