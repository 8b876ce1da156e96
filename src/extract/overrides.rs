//! `overrides.yml`: front matter keys for documents that must not be touched, by id or by path.
//!
//! An override may be all that keeps a document inside, so that nothing here is left out in silence: a file that
//! cannot be read, an entry that is no mapping, a name that no document has.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::diagnostics::{Checked, Diagnostic, Unread, codes};
use crate::files::{FileId, SourceMap, Span};
use crate::text::{did_you_mean, fold};
use crate::yaml::{self, Node, Value};

/// Every entry, by the form of its name.
#[derive(Debug, Default)]
pub struct Overrides {
    entries: BTreeMap<String, Vec<Entry>>,
}

#[derive(Debug)]
struct Entry {
    file: FileId,
    name: Node,
    keys: Node,
    /// Documents are read in parallel; each only ever sets it.
    is_used: AtomicBool,
}

impl Overrides {
    /// Reads every sidecar; of two entries for one document the first one counts.
    pub fn read(sources: &SourceMap, files: &[FileId]) -> Checked<Self> {
        let mut diagnostics = Vec::new();
        let mut entries: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        for &file in files {
            let no_effect = |message: String, at: Span| Diagnostic::new(&codes::NO_EFFECT, message).at(at);
            let found = match yaml::parse(&sources.get(file).text) {
                Ok(Node { value: Value::Map(found), .. }) => found,
                Ok(Node { value: Value::Null, .. }) => continue,
                Ok(tree) => {
                    let message = format!(
                        "the overrides must map ids or paths to front matter keys, not {}",
                        tree.kind()
                    );
                    let finding = no_effect(message, Span::point(file, 0)).hint(HINT);
                    diagnostics.push(finding.unread(Unread::Document));
                    continue;
                }
                Err(error) => {
                    let message = format!("the overrides cannot be read: {}", error.message);
                    let finding = no_effect(message, Span::point(file, error.offset));
                    let finding = finding.hint(error.hint.unwrap_or_else(|| HINT.to_owned()));
                    diagnostics.push(finding.unread(Unread::Document));
                    continue;
                }
            };
            for (name, keys) in found {
                let at = Span::new(file, name.start, name.end.max(name.start));
                let Some(written) = name.scalar() else {
                    diagnostics
                        .push(no_effect("the name of an override must be text".to_owned(), at).hint(HINT));
                    continue;
                };
                if !matches!(keys.value, Value::Map(_)) {
                    let message =
                        format!("the override of `{written}` must map keys to values, not {}", keys.kind());
                    diagnostics.push(no_effect(message, at).hint(HINT));
                    continue;
                }
                let entry = Entry { file, keys, is_used: AtomicBool::new(false), name: name.clone() };
                entries.entry(form(written)).or_default().push(entry);
            }
        }
        Checked { value: Self { entries }, diagnostics }
    }

    /// Whether an entry is there for the document at `path`.
    pub(crate) fn speak_of(&self, path: &str) -> bool {
        self.entries.contains_key(&form(path))
    }

    /// The keys for `name`, an id or a path, in the order in which they are to be applied.
    pub(super) fn of(&self, name: &str) -> impl Iterator<Item = (FileId, &Node)> {
        // The last one applied counts, so that the first one written is applied last.
        self.entries.get(&form(name)).into_iter().flatten().rev().map(|it| {
            it.is_used.store(true, Ordering::Relaxed);
            (it.file, &it.keys)
        })
    }

    /// Entries that no document has used, once all have been read; `names` are ids and paths that would do.
    pub fn unused<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> Vec<Diagnostic> {
        let names: Vec<(String, &str)> = names.into_iter().map(|it| (form(it), it)).collect();
        let unused = self.entries.values().flatten().filter(|it| !it.is_used.load(Ordering::Relaxed));
        unused
            .map(|it| {
                let written = it.name.scalar().unwrap_or_default();
                let at = Span::new(it.file, it.name.start, it.name.end.max(it.name.start));
                let message =
                    format!("no document has the id or path `{written}`, so this override has no effect");
                let near = did_you_mean(&form(written), names.iter().map(|it| it.0.as_str()));
                let near = near.and_then(|near| names.iter().find(|it| it.0 == near));
                let finding = Diagnostic::new(&codes::NO_EFFECT, message).at(at);
                finding.hint(match near {
                    Some((_, name)) => format!("did you mean `{name}`?"),
                    None => "write the id of the document, or its path from the content folder".to_owned(),
                })
            })
            .collect()
    }
}

/// What to write.
const HINT: &str = "write `INC-2026-0001: { visibility: internal }`";

/// A name without what makes no difference: case, width, `_` for `-`, `./` in front.
fn form(name: &str) -> String {
    let folded = fold(name).replace([' ', '_'], "-");
    folded.strip_prefix("./").unwrap_or(&folded).to_owned()
}
