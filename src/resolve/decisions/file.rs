//! The file as decisions with their places; every entry is read by itself, so that a wrong one hides no other.

use crate::diagnostics::{Checked, Diagnostic, Unread, codes};
use crate::extract::no_date;
use crate::files::{FileId, Span};
use crate::model::{DecidedField, Decision, Subject, Verdict};
use crate::phrase::{self, Phrase, say};
use crate::text::did_you_mean;
use crate::time::read_date;
use crate::yaml::{self, Node, Value};

/// The sections of the file.
const SECTIONS: [&str; 2] = ["pairs", "values"];
/// Keys of a pair.
const PAIR_KEYS: [&str; 5] = ["incidents", "decision", "day", "by", "why"];
/// Keys of a value.
const VALUE_KEYS: [&str; 7] = ["incident", "field", "value", "decision", "day", "by", "why"];

/// A decision, and where it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Placed {
    /// What was decided.
    pub(crate) decision: Decision,
    /// The whole entry.
    pub(crate) span: Span,
}

/// A fault of an entry.
type Fault = Box<Diagnostic>;

/// Reads every decision of `text`, which is that of `file`, in order of place.
pub(crate) fn read(file: FileId, text: &str) -> Checked<Vec<Placed>> {
    let mut found = Checked { value: Vec::new(), diagnostics: Vec::new() };
    let tree = match yaml::parse_long(text) {
        Ok(tree) => tree,
        Err(error) => {
            let finding = Diagnostic::new(&codes::INVALID_FRONT_MATTER, error.message);
            let finding = finding.at(Span::point(file, error.offset)).unread(Unread::Document);
            found.diagnostics.push(match error.hint {
                Some(hint) => finding.hint(hint),
                None => finding,
            });
            return found;
        }
    };
    let kind = tree.kind();
    let sections = match tree.value {
        Value::Map(sections) => sections,
        Value::Null => return found,
        _ => {
            let message = say!("decision.not-mapping", kind);
            let finding = Diagnostic::new(&codes::WRONG_TYPE, message).at(Span::point(file, 0));
            found.diagnostics.push(finding.unread(Unread::Document));
            return found;
        }
    };
    for (name, section) in &sections {
        let of_entry = match name.scalar().unwrap_or_default() {
            "pairs" => pair,
            "values" => value,
            other => {
                found.diagnostics.push(unknown_key(other, &SECTIONS).at(span(file, name)));
                continue;
            }
        };
        match &section.value {
            Value::Null => {}
            Value::List(entries) => {
                for entry in entries {
                    let place = Span::new(file, entry.start, end_of(entry));
                    match of_entry(file, entry, &mut found.diagnostics) {
                        Ok(decision) => found.value.push(Placed { decision, span: place }),
                        Err(fault) => found.diagnostics.push(*fault),
                    }
                }
            }
            _ => found.diagnostics.push(*wrong_type(file, section, &say!("decision.list"))),
        }
    }
    found
}

/// One past the last byte of `node`, whatever it holds.
pub(crate) fn end_of(node: &Node) -> usize {
    let within = match &node.value {
        Value::List(items) => items.iter().map(end_of).max(),
        Value::Map(entries) => entries.iter().map(|(key, value)| end_of(key).max(end_of(value))).max(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => None,
    };
    node.end.max(within.unwrap_or_default())
}

fn pair(file: FileId, entry: &Node, diagnostics: &mut Vec<Diagnostic>) -> Result<Decision, Fault> {
    check_keys(file, entry, &PAIR_KEYS, diagnostics)?;
    let ids = needed(file, entry, "incidents")?;
    let listed: Vec<&str> = match &ids.value {
        Value::List(listed) => listed.iter().filter_map(Node::scalar).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::Map(_) => Vec::new(),
    };
    let [one, other] = listed.as_slice() else {
        let finding = Diagnostic::new(&codes::WRONG_TYPE, say!("decision.two-ids")).at(span(file, ids));
        return Err(Box::new(finding.hint(say!("decision.two-ids.hint"))));
    };
    let subject = Subject::Pair([(*one).to_owned(), (*other).to_owned()]);
    decision(file, entry, subject, ["same", "not-the-same"], diagnostics)
}

fn value(file: FileId, entry: &Node, diagnostics: &mut Vec<Diagnostic>) -> Result<Decision, Fault> {
    check_keys(file, entry, &VALUE_KEYS, diagnostics)?;
    let named = needed(file, entry, "field")?;
    let name = text(file, named)?;
    let Some(field) = DecidedField::from_name(&name) else {
        let known = DecidedField::ALL.map(|it| it.field().name());
        return Err(one_of(file, named, &name, &known));
    };
    let incident = text(file, needed(file, entry, "incident")?)?;
    let value = text(file, needed(file, entry, "value")?)?;
    let subject = Subject::Value { incident, field, value };
    decision(file, entry, subject, ["confirmed", "rejected"], diagnostics)
}

/// What pairs and values have in common; of `words` the first one confirms.
fn decision(
    file: FileId,
    entry: &Node,
    subject: Subject,
    words: [&str; 2],
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Decision, Fault> {
    let node = needed(file, entry, "decision")?;
    let written = text(file, node)?;
    let verdict = match words.iter().position(|it| *it == written) {
        Some(0) => Verdict::Confirmed,
        Some(_) => Verdict::Rejected,
        None => return Err(one_of(file, node, &written, &words)),
    };
    let day = entry.get("day").filter(|it| it.value != Value::Null).and_then(|node| {
        let written = node.scalar().unwrap_or_default();
        let day = read_date(written);
        if day.is_none() {
            diagnostics.push(no_date(written).at(span(file, node)));
        }
        day
    });
    let mut note = |key: &str| {
        let node = entry.get(key).filter(|it| it.value != Value::Null)?;
        text(file, node).map_err(|fault| diagnostics.push(*fault)).ok()
    };
    Ok(Decision { subject, verdict, day, by: note("by"), why: note("why") })
}

/// Reports keys that nobody reads.
fn check_keys(
    file: FileId,
    entry: &Node,
    known: &[&str],
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<(), Fault> {
    let Value::Map(keys) = &entry.value else { return Err(wrong_type(file, entry, &say!("yaml.mapping"))) };
    for (key, _) in keys {
        let name = key.scalar().unwrap_or_default();
        if !known.contains(&name) {
            diagnostics.push(unknown_key(name, known).at(span(file, key)));
        }
    }
    Ok(())
}

fn needed<'a>(file: FileId, entry: &'a Node, key: &str) -> Result<&'a Node, Fault> {
    entry.get(key).filter(|it| it.value != Value::Null).ok_or_else(|| {
        let finding = Diagnostic::new(&codes::WRONG_TYPE, say!("decision.missing-key", key));
        Box::new(finding.at(span(file, entry)).hint(say!("decision.missing-key.hint", key)))
    })
}

fn text(file: FileId, node: &Node) -> Result<String, Fault> {
    node.scalar().map(str::to_owned).ok_or_else(|| wrong_type(file, node, &say!("yaml.text")))
}

fn one_of(file: FileId, node: &Node, written: &str, known: &[&str]) -> Fault {
    let message = say!("decision.unknown-value", written);
    let finding = Diagnostic::new(&codes::WRONG_TYPE, message).at(span(file, node));
    Box::new(match did_you_mean(written, known.iter().copied()) {
        Some(near) => finding.hint(say!("hint.did-you-mean", near)),
        None => finding.hint(say!("yaml.write-one-of", known = phrase::Value::either_code(known))),
    })
}

fn wrong_type(file: FileId, node: &Node, expected: &Phrase) -> Fault {
    let message = say!("decision.wrong-type", expected, found = node.kind());
    Box::new(Diagnostic::new(&codes::WRONG_TYPE, message).at(span(file, node)))
}

fn unknown_key(name: &str, known: &[&str]) -> Diagnostic {
    let finding = Diagnostic::new(&codes::UNKNOWN_KEY, say!("yaml.unknown-key", key = name));
    match did_you_mean(name, known.iter().copied()) {
        Some(near) => finding.hint(say!("hint.did-you-mean", near)),
        None => finding.hint(say!("read.known-keys", known = phrase::Value::codes(known))),
    }
}

fn span(file: FileId, node: &Node) -> Span {
    Span::new(file, node.start, node.end.max(node.start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> (Vec<Decision>, Vec<(&'static str, usize)>) {
        let found = read(FileId(0), text);
        let line = |at: usize| text[..at].matches('\n').count() + 1;
        let findings = found.diagnostics.iter();
        let findings = findings.map(|it| (it.kind.code, it.span.map_or(0, |it| line(it.start)))).collect();
        (found.value.into_iter().map(|it| it.decision).collect(), findings)
    }

    #[test]
    fn both_sections_are_read_in_either_style() {
        let (decisions, findings) = read_text(
            "# ours\npairs:\n  - { incidents: [A-1, A-2], decision: same, day: 2026-03-01, by: lin }\n  - incidents: [A-1, A-3]\n    decision: not-the-same\n    why: \"another host: db-2\"\nvalues:\n  - { incident: A-2, field: causes, value: config/value, decision: confirmed }\n",
        );
        assert_eq!(findings, []);
        assert_eq!(decisions.len(), 3);
        assert_eq!(decisions[0].subject, Subject::Pair(["A-1".to_owned(), "A-2".to_owned()]));
        assert_eq!(decisions[0].day, Some(jiff::civil::date(2026, 3, 1)));
        assert_eq!(decisions[0].by.as_deref(), Some("lin"));
        assert_eq!(decisions[1].verdict, Verdict::Rejected);
        assert_eq!(decisions[1].why.as_deref(), Some("another host: db-2"));
        let field = DecidedField::Causes;
        let (incident, value) = ("A-2".to_owned(), "config/value".to_owned());
        assert_eq!(decisions[2].subject, Subject::Value { incident, field, value });
    }

    #[test]
    fn an_entry_that_is_wrong_hides_no_other() {
        let (decisions, findings) = read_text(
            "pairs:\n  - { incidents: [A-1], decision: same }\n  - { incidents: [A-1, A-2] }\n  - { incidents: [A-1, A-2], decision: sam }\n  - same\n  - { incidents: [A-1, A-2], decision: same, dya: 2026-03-01 }\n  - { incidents: [A-1, A-3], decision: same, day: 2026-02-30 }\nvalues:\n  - { incident: A-1, field: title, value: x, decision: confirmed }\npears: []\n",
        );
        assert_eq!(decisions.len(), 2);
        let expected = [
            ("AW104", 2),
            ("AW104", 3),
            ("AW104", 4),
            ("AW104", 5),
            ("AW102", 6),
            (codes::INVALID_DATE.code, 7),
            ("AW104", 9),
            ("AW102", 10),
        ];
        assert_eq!(findings, expected);
    }

    #[test]
    fn a_file_that_is_no_mapping_is_missing_input() {
        for text in ["- a\n", "pairs: [\n"] {
            let found = read(FileId(0), text);
            assert!(found.value.is_empty() && found.diagnostics[0].unread.is_some(), "{text}");
        }
        assert_eq!(read_text("# nothing yet\n"), (Vec::new(), Vec::new()));
    }
}
