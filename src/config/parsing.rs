//! A configuration file as typed values, with every fault of its form.
//!
//! A deserializer stops at the first fault. So the entry with the fault is blanked out and the rest is read again, until
//! nothing is left to find:
//!
//! 1. The text must be YAML at all; else its one fault is reported.
//! 2. Each fault lies in an entry of a mapping or of a list. Blanks take the place of that entry, so that places stay.
//! 3. A collection that is empty by then is blanked out too, since its emptiness is our doing.
//! 4. Where the text is no longer YAML, as inside `{ a: 1, b: 2 }`, the faults so far are all.

use std::ops::Range;

use serde::de::DeserializeOwned;

use super::path::{ValuePath, Written};
use super::place::ConfigError;
use crate::files::{FileId, SourceMap, Span};
use crate::phrase::Phrase;
use crate::yaml::{self, Node, Value, YamlError};

/// Most faults of one file that are looked for.
const MAX_FAULTS: usize = 50;

/// A configuration file as it was read.
#[derive(Debug, Default)]
pub struct Parsed<T> {
    /// Its values, as far as they can be read.
    pub value: T,
    pub(super) written: Written,
    pub(super) faults: Vec<ConfigError>,
}

impl<T> Parsed<T> {
    /// Settings that are in no file.
    #[cfg(test)]
    pub fn unwritten(value: T) -> Self {
        Self { value, written: Written::default(), faults: Vec::new() }
    }

    /// Adds a fault at the value that `path` leads to.
    pub fn add_fault(&mut self, path: &ValuePath, message: Phrase, hint: Option<Phrase>) {
        self.faults.push(ConfigError { message, span: self.written.span(path), hint });
    }
}

/// The values of the file, as far as they can be read, with their places, and its faults.
pub(super) fn read<T: DeserializeOwned + Default>(sources: &SourceMap, id: FileId) -> Parsed<T> {
    let mut text = sources.get(id).text.clone();
    let mut faults = Vec::new();
    let parsed = |value: T, text: &str, faults| Parsed { value, written: Written::new(id, text), faults };
    if text.trim().is_empty() {
        return parsed(T::default(), "", faults);
    }
    while faults.len() < MAX_FAULTS {
        let error = match yaml::read(&text) {
            Ok(value) => return parsed(value, &text, faults),
            Err(error) => error,
        };
        let Some(entry) = yaml::parse_lenient(&text).ok().and_then(|it| around(&it, error.offset, &text))
        else {
            // Of what we have blanked out ourselves nobody needs to know.
            if faults.is_empty() {
                faults.push(fault(error, id));
            }
            break;
        };
        faults.push(fault(error, id));
        blank(&mut text, entry);
        if text.trim().is_empty() {
            break;
        }
    }
    parsed(T::default(), &text, faults)
}

fn fault(error: YamlError, id: FileId) -> ConfigError {
    ConfigError { message: error.message, span: Some(Span::point(id, error.offset)), hint: error.hint }
}

/// The bytes of the innermost entry that `offset` lies in; of an outer one where that entry is alone in its collection.
fn around(node: &Node, offset: usize, text: &str) -> Option<Range<usize>> {
    let entries: Vec<(Range<usize>, &Node)> = match &node.value {
        Value::Map(entries) => {
            entries.iter().map(|(key, value)| (key.start..end(value).max(key.end), value)).collect()
        }
        Value::List(items) => items.iter().map(|it| (dash_before(text, it.start)..end(it), it)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => return None,
    };
    let (range, value) =
        entries.into_iter().find(|(range, _)| range.contains(&offset) || range.end == offset)?;
    // An inner entry that is alone leaves an empty value behind: this entry goes with it.
    let inner = around(value, offset, text).filter(|_| !is_alone_in(value));
    Some(inner.unwrap_or(range))
}

fn is_alone_in(node: &Node) -> bool {
    match &node.value {
        Value::Map(entries) => entries.len() == 1,
        Value::List(items) => items.len() == 1,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => false,
    }
}

/// The last byte of `node` with everything in it.
fn end(node: &Node) -> usize {
    let inner = match &node.value {
        Value::Map(entries) => entries.iter().map(|(key, value)| end(value).max(key.end)).max(),
        Value::List(items) => items.iter().map(end).max(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => None,
    };
    inner.unwrap_or(node.end).max(node.end)
}

/// Where the `-` of a list's item is, if it has one.
fn dash_before(text: &str, start: usize) -> usize {
    let before = text[..start].trim_end_matches(' ');
    if before.ends_with('-') { before.len() - 1 } else { start }
}

fn blank(text: &mut String, range: Range<usize>) {
    let blanks: String = text[range.clone()]
        .chars()
        .flat_map(|c| std::iter::repeat_n(if c == '\n' { '\n' } else { ' ' }, c.len_utf8()))
        .collect();
    text.replace_range(range, &blanks);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::file::ConfigFile;

    fn faults(text: &str) -> Vec<String> {
        let mut sources = SourceMap::default();
        let id = sources.add("afterword.yaml".to_owned(), text.to_owned());
        let Parsed { faults, .. } = read::<ConfigFile>(&sources, id);
        let line = |it: &ConfigError| sources.line(it.span.unwrap());
        faults.iter().map(|it| format!("{}: {}", line(it), it.message.english())).collect()
    }

    #[test]
    fn every_fault_of_a_file_is_found_at_its_line() {
        let text = "site:\n  titel: x\n  language: en\ncontent:\n  root: [a]\nseverity:\n  - id: P0\n    respnd: 5m\n  - id: P1\n    resolv: 5m\ntrends: { recurrence_windw: 3d }\nextra: 1\n";
        let found = faults(text);
        let lines: Vec<&str> = found.iter().filter_map(|it| it.split(':').next()).collect();
        assert_eq!(lines, ["2", "5", "8", "10", "11", "12"], "{found:#?}");
    }

    #[test]
    fn what_is_blanked_out_is_no_fault_of_its_own() {
        assert_eq!(faults("site:\n  titel: x\n").len(), 1);
        assert_eq!(faults("a: 1\n").len(), 1);
        assert_eq!(faults("site: { titel: x, languag: en }\n").len(), 1);
        assert!(faults("site:\n  title: x\n").is_empty() && faults("").is_empty());
        assert_eq!(faults("a: [\n").len(), 1);
    }
}
