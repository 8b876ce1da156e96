//! Findings that a team has accepted for now, so that only new ones block.
//!
//! A finding is known again by its file, its kind and the text it flags, not by its line: what is written above it
//! may change. Of the flagged text only a fingerprint is kept, since it may be a secret.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::error::Category;

use crate::diagnostics::{Diagnostic, codes};
use crate::files::SourceMap;
use crate::phrase::{Phrase, Value, say};

/// The version of the format.
const VERSION: u32 = 1;

/// Findings that are accepted for now, with how often each occurs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    counts: BTreeMap<Key, usize>,
}

/// By what a finding is known again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The document, relative to the content folder.
    pub path: String,
    /// The kind of finding.
    pub code: String,
    /// Of the flagged text.
    pub fingerprint: String,
}

/// Findings set against a baseline.
#[derive(Debug)]
pub struct Comparison {
    /// Findings that the baseline does not hold.
    pub new: Vec<Diagnostic>,
    /// How many it holds.
    pub n_known: usize,
    /// Entries that no longer occur, or not as often.
    pub gone: Vec<Key>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileV1 {
    version: u32,
    findings: Vec<EntryV1>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryV1 {
    path: String,
    code: String,
    /// For people only.
    #[serde(default)]
    name: String,
    fingerprint: String,
    count: usize,
}

impl Baseline {
    /// The baseline that holds exactly `findings`; those that keep a public site from being written are left out.
    pub fn of(findings: &[Diagnostic], sources: &SourceMap) -> Self {
        let mut counts = BTreeMap::new();
        for it in findings.iter().filter(|it| !it.is_binding()) {
            *counts.entry(key(it, sources)).or_insert(0) += 1;
        }
        Self { counts }
    }

    /// Reads the text of a baseline file.
    pub fn read(text: &str) -> Result<Self, Phrase> {
        let file: FileV1 = serde_json::from_str(text).map_err(|error| unreadable(&error))?;
        if file.version != VERSION {
            return Err(say!("lint.baseline.version", version = file.version, known = VERSION));
        }
        let entry =
            |it: EntryV1| (Key { path: it.path, code: it.code, fingerprint: it.fingerprint }, it.count);
        Ok(Self { counts: file.findings.into_iter().map(entry).collect() })
    }

    /// The text of a baseline file, sorted, one entry on a line.
    pub fn write(&self) -> String {
        let lines: Vec<String> = self
            .counts
            .iter()
            .map(|(key, count)| {
                let name = codes::named(&key.code).map_or("", |it| it.name);
                let entry = EntryV1 {
                    path: key.path.clone(),
                    code: key.code.clone(),
                    name: name.to_owned(),
                    fingerprint: key.fingerprint.clone(),
                    count: *count,
                };
                format!("    {}", serde_json::to_string(&entry).unwrap_or_default())
            })
            .collect();
        let list = if lines.is_empty() { "[]".to_owned() } else { format!("[\n{}\n  ]", lines.join(",\n")) };
        format!("{{\n  \"version\": {VERSION},\n  \"findings\": {list}\n}}\n")
    }

    /// How many findings it holds.
    pub fn len(&self) -> usize {
        self.counts.values().sum()
    }

    /// Sets `findings` against the baseline; entries outside `is_in_scope` are taken to be there still.
    pub fn compare(
        &self,
        findings: Vec<Diagnostic>,
        sources: &SourceMap,
        is_in_scope: impl Fn(&Key) -> bool,
    ) -> Comparison {
        let mut left = self.counts.clone();
        let mut new = Vec::new();
        let mut n_known = 0;
        for finding in findings {
            match left.get_mut(&key(&finding, sources)).filter(|it| 0 < **it) {
                Some(count) if !finding.is_binding() => {
                    *count -= 1;
                    n_known += 1;
                }
                _ => new.push(finding),
            }
        }
        let gone = left.into_iter().filter(|(key, count)| 0 < *count && is_in_scope(key)).map(|(key, _)| key);
        Comparison { new, n_known, gone: gone.collect() }
    }

    /// The baseline without what no longer occurs among `findings`; nothing is added.
    #[must_use]
    pub fn shrunk(&self, findings: &[Diagnostic], sources: &SourceMap) -> Self {
        let present = Self::of(findings, sources);
        let counts = self.counts.iter().filter_map(|(key, count)| {
            let still = present.counts.get(key).copied().unwrap_or(0).min(*count);
            (0 < still).then(|| (key.clone(), still))
        });
        Self { counts: counts.collect() }
    }
}

/// The parser's own words are English: the place and the kind of fault are enough for a file that a program writes.
fn unreadable(error: &serde_json::Error) -> Phrase {
    let (line, column) = (Value::ordinal(error.line()), Value::ordinal(error.column()));
    match error.classify() {
        Category::Data => say!("lint.baseline.not-a-baseline", line, column),
        Category::Io | Category::Syntax | Category::Eof => say!("lint.baseline.invalid-json", line, column),
    }
}

fn key(finding: &Diagnostic, sources: &SourceMap) -> Key {
    let path = finding.place(sources).map_or_else(String::new, |it| it.path);
    Key { path, code: finding.kind.code.to_owned(), fingerprint: fingerprint(finding, sources) }
}

/// Eight hexadecimal digits that stay the same where lines move: of the flagged text, else of the message's values without their numbers.
pub fn fingerprint(finding: &Diagnostic, sources: &SourceMap) -> String {
    let flagged = finding.span.map_or("", |it| sources.slice(it));
    let words: Vec<&str> = flagged.split_whitespace().collect();
    let text = if words.is_empty() {
        // Words and their language may change; which message it is and what it names do not.
        let values = serde_json::to_string(&finding.message).unwrap_or_default();
        values.chars().filter(|c| !c.is_ascii_digit()).collect()
    } else {
        words.join(" ")
    };
    crate::text::fingerprint(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_named_with_its_place() {
        let reason = |text: &str| Baseline::read(text).unwrap_err().english();
        assert_eq!(reason("{\n  \"version\""), "invalid JSON in line 2, column 11");
        assert_eq!(
            reason("{\"version\": 1, \"found\": []}"),
            "a field is unknown, missing or of the wrong type in line 1, column 22"
        );
        assert_eq!(
            reason("{\"version\": 7, \"findings\": []}"),
            "version 7 is not supported, only version 1"
        );
    }
}
