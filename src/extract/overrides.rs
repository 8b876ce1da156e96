//! `overrides.yml`: front matter keys for documents that must not be touched, by id or by path.
//!
//! An override may be all that keeps a document inside, so that nothing here is left out in silence: a file that
//! cannot be read, an entry that is not a mapping, a name that no document has.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::diagnostics::{Checked, Diagnostic, Unread, codes};
use crate::files::{FileId, SourceMap, Span};
use crate::phrase::{Phrase, say};
use crate::text::{Known, fold};
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
            let no_effect = |message: Phrase, at: Span| Diagnostic::new(&codes::NO_EFFECT, message).at(at);
            let found = match yaml::parse(&sources.get(file).text) {
                Ok(Node { value: Value::Map(found), .. }) => found,
                Ok(Node { value: Value::Null, .. }) => continue,
                Ok(tree) => {
                    let message = say!("read.overrides-type", found = tree.kind());
                    let finding = no_effect(message, Span::point(file, 0)).hint(entry_form());
                    diagnostics.push(finding.unread(Unread::Document));
                    continue;
                }
                Err(error) => {
                    let message = say!("read.unreadable-overrides", reason = error.message);
                    let finding = no_effect(message, Span::point(file, error.offset));
                    let finding = finding.hint(error.hint.unwrap_or_else(entry_form));
                    diagnostics.push(finding.unread(Unread::Document));
                    continue;
                }
            };
            for (name, keys) in found {
                let at = Span::new(file, name.start, name.end.max(name.start));
                let Some(written) = name.scalar() else {
                    let message = say!("read.override-name", found = name.kind());
                    diagnostics.push(no_effect(message, at).hint(entry_form()));
                    continue;
                };
                if !matches!(keys.value, Value::Map(_)) {
                    let message = say!("read.override-type", name = written, found = keys.kind());
                    diagnostics.push(no_effect(message, at).hint(entry_form()));
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
        let mut shown: BTreeMap<String, &str> = BTreeMap::new();
        for name in names {
            shown.entry(form(name)).or_insert(name);
        }
        let known: Known = shown.keys().map(String::as_str).collect();
        let unused = self.entries.values().flatten().filter(|it| !it.is_used.load(Ordering::Relaxed));
        unused
            .map(|it| {
                let written = it.name.scalar().unwrap_or_default();
                let at = Span::new(it.file, it.name.start, it.name.end.max(it.name.start));
                let message = say!("read.override-without-document", name = written);
                let near = known.nearest(&form(written)).and_then(|it| shown.get(it));
                let finding = Diagnostic::new(&codes::NO_EFFECT, message).at(at);
                finding.hint(match near {
                    Some(near) => say!("hint.did-you-mean", near = *near),
                    None => say!("read.write-id-or-path"),
                })
            })
            .collect()
    }
}

/// What to write.
fn entry_form() -> Phrase {
    say!("read.override-form", form = "<id or path>: { <key>: <value> }")
}

/// A name without what makes no difference: case, width, `_` for `-`, `./` in front.
fn form(name: &str) -> String {
    let folded = fold(name).replace([' ', '_'], "-");
    folded.strip_prefix("./").unwrap_or(&folded).to_owned()
}
