//! A decision into the text of `decisions.yml`, one line each; every other byte stays.
//!
//! The new text is read again before anybody sees it: it must hold the old decisions and the new one, nothing else.

use std::fmt;

use crate::files::FileId;
use crate::model::{DecidedField, Decision, Subject, Verdict};
use crate::phrase::{Phrase, say};
use crate::resolve::{end_of, read_decisions};
use crate::yaml::{Node, Value, in_list, parse_long, scalar};

/// Why a decision cannot be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditError {
    /// The file is not YAML, or not a mapping.
    Unreadable,
    /// It is written in a way that this program does not add to.
    Form,
}

impl EditError {
    /// What is wrong.
    pub fn phrase(self) -> Phrase {
        match self {
            Self::Unreadable => say!("triage.unreadable"),
            Self::Form => say!("triage.form"),
        }
    }

    /// What to do about it.
    pub fn hint(self) -> Phrase {
        match self {
            Self::Unreadable => say!("triage.unreadable.hint"),
            Self::Form => say!("triage.form.hint"),
        }
    }
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.phrase().english())
    }
}

impl std::error::Error for EditError {}

/// `text` with `decision` added to its section, before the first entry that comes after it.
pub(super) fn add(text: &str, decision: &Decision) -> Result<String, EditError> {
    let mut expected = decisions(text)?;
    let new = with_line(text, decision)?;
    expected.push(decision.clone());
    expected.sort();
    if decisions(&new) == Ok(expected) { Ok(new) } else { Err(EditError::Form) }
}

/// Every decision of `text`, sorted.
fn decisions(text: &str) -> Result<Vec<Decision>, EditError> {
    let found = read_decisions(FileId(0), without_mark(text));
    if found.diagnostics.iter().any(|it| it.unread.is_some()) {
        return Err(EditError::Unreadable);
    }
    let mut all: Vec<Decision> = found.value.into_iter().map(|it| it.decision).collect();
    all.sort();
    Ok(all)
}

/// The text behind a byte order mark.
fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{FEFF}').unwrap_or(text)
}

fn with_line(text: &str, decision: &Decision) -> Result<String, EditError> {
    let skipped = text.len() - without_mark(text).len();
    let body = &text[skipped..];
    let line_end = if body.contains("\r\n") { "\r\n" } else { "\n" };
    let tree = parse_long(body).map_err(|_| EditError::Unreadable)?;
    let (name, entry) = (section(&decision.subject), line(decision));
    let (at, added) = match tree.get(name).map(|it| &it.value) {
        None => {
            let gap = if body.trim().is_empty() || body.ends_with("\n\n") { "" } else { line_end };
            (body.len(), format!("{gap}{name}:{line_end}  {entry}{line_end}"))
        }
        Some(Value::List(items)) if !items.is_empty() => {
            let place = place(body, items, decision);
            (place.at, format!("{}{entry}{line_end}", place.margin))
        }
        Some(Value::Null) => (end_of_key(body, &tree, name)?, format!("  {entry}{line_end}")),
        Some(Value::List(_) | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::Map(_)) => {
            return Err(EditError::Form);
        }
    };
    let (before, after) = body.split_at(at);
    let missing = if before.is_empty() || before.ends_with('\n') { "" } else { line_end };
    Ok(format!("{}{before}{missing}{added}{after}", &text[..skipped]))
}

/// The start of the line behind the key `name`.
fn end_of_key(body: &str, tree: &Node, name: &str) -> Result<usize, EditError> {
    let Value::Map(sections) = &tree.value else { return Err(EditError::Form) };
    let key = sections.iter().find(|it| it.0.scalar() == Some(name)).ok_or(EditError::Form)?;
    Ok(next_line(body, key.0.end))
}

/// Where a line goes.
struct Place {
    /// A byte at the start of a line.
    at: usize,
    /// What comes before the dash.
    margin: String,
}

/// The place of `decision` among `items`, the entries of its section.
fn place(body: &str, items: &[Node], decision: &Decision) -> Place {
    let first = line_start(body, items[0].start);
    let margin: String = body[first..].chars().take_while(|it| *it == ' ').collect();
    let follower = items.iter().find(|it| order_of(it).is_some_and(|it| order(&decision.subject) < it));
    let at = match (follower, items.last()) {
        (Some(item), _) => above_comments(body, line_start(body, item.start)),
        (None, Some(last)) => next_line(body, end_of(last).saturating_sub(1).max(last.start)),
        (None, None) => body.len(),
    };
    Place { at, margin }
}

/// The start of the comment lines right above the line at `at`: they belong to it.
fn above_comments(body: &str, at: usize) -> usize {
    let mut at = at;
    while 0 < at {
        let above = line_start(body, at - 1);
        if !body[above..at].trim_start().starts_with('#') {
            break;
        }
        at = above;
    }
    at
}

fn line_start(body: &str, at: usize) -> usize {
    body[..at].rfind('\n').map_or(0, |it| it + 1)
}

fn next_line(body: &str, at: usize) -> usize {
    body[at..].find('\n').map_or(body.len(), |it| at + it + 1)
}

/// What entries are ordered by: the later incident and the earlier one, or the incident and the field. Values of one field
/// keep the order in which they were decided, because the first cause is the primary one.
fn order(subject: &Subject) -> [String; 2] {
    match subject {
        Subject::Pair([earlier, later]) => [later.clone(), earlier.clone()],
        Subject::Value { incident, field, .. } => [incident.clone(), field.field().name().to_owned()],
    }
}

/// The order of an entry that is written; `None` where it cannot be read.
fn order_of(item: &Node) -> Option<[String; 2]> {
    if let Some(Value::List(ids)) = item.get("incidents").map(|it| &it.value) {
        let ids: Vec<&str> = ids.iter().filter_map(Node::scalar).collect();
        let [earlier, later] = ids.as_slice() else { return None };
        return Some([(*later).to_owned(), (*earlier).to_owned()]);
    }
    let field = DecidedField::from_name(item.get("field")?.scalar()?)?;
    Some([item.get("incident")?.scalar()?.to_owned(), field.field().name().to_owned()])
}

fn section(subject: &Subject) -> &'static str {
    match subject {
        Subject::Pair(_) => "pairs",
        Subject::Value { .. } => "values",
    }
}

/// `decision` as a list item on one line.
fn line(decision: &Decision) -> String {
    let mut parts: Vec<(&str, String)> = Vec::new();
    let word = match &decision.subject {
        Subject::Pair([earlier, later]) => {
            parts.push(("incidents", format!("[{}, {}]", in_list(earlier), in_list(later))));
            match decision.verdict {
                Verdict::Confirmed => "same",
                Verdict::Rejected => "not-the-same",
            }
        }
        Subject::Value { incident, field, value } => {
            parts.push(("incident", in_list(incident)));
            parts.push(("field", scalar(field.field().name())));
            parts.push(("value", in_list(value)));
            match decision.verdict {
                Verdict::Confirmed => "confirmed",
                Verdict::Rejected => "rejected",
            }
        }
    };
    parts.push(("decision", word.to_owned()));
    parts.extend(decision.day.map(|it| ("day", it.to_string())));
    parts.extend(decision.by.as_deref().map(|it| ("by", in_list(it))));
    parts.extend(decision.why.as_deref().map(|it| ("why", in_list(it))));
    let parts: Vec<String> = parts.into_iter().map(|(key, value)| format!("{key}: {value}")).collect();
    format!("- {{ {} }}", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HEADER: &str = "# Decisions.\n";

    fn pair(earlier: &str, later: &str) -> Decision {
        let subject = Subject::Pair([earlier.to_owned(), later.to_owned()]);
        Decision { subject, verdict: Verdict::Confirmed, day: None, by: None, why: None }
    }

    fn value(incident: &str, value: &str) -> Decision {
        let (incident, value) = (incident.to_owned(), value.to_owned());
        let subject = Subject::Value { incident, field: DecidedField::Causes, value };
        Decision { subject, verdict: Verdict::Rejected, day: None, by: None, why: None }
    }

    #[test]
    fn a_new_file_gets_its_sections_in_turn() {
        let text = add(HEADER, &pair("A-1", "A-2")).unwrap();
        let text = add(&text, &value("A-2", "config/value")).unwrap();
        let expected = format!(
            "{HEADER}\npairs:\n  - {{ incidents: [A-1, A-2], decision: same }}\n\nvalues:\n  - {{ incident: A-2, field: causes, value: config/value, decision: rejected }}\n"
        );
        assert_eq!(text, expected);
    }

    #[test]
    fn entries_are_put_in_order_and_everything_else_stays() {
        let old = "# ours\npairs: # of this year\n# first\n- { incidents: [A-1, A-2], decision: same } # sure\n# about the disk\n- incidents: [A-1, A-9]\n  decision: not-the-same\n  why: other host\n\nvalues:\n";
        let new = add(old, &pair("A-1", "A-5")).unwrap();
        let line = "- { incidents: [A-1, A-5], decision: same }\n";
        assert_eq!(new, old.replace("# about the disk", &format!("{line}# about the disk")));
        let last = add(old, &pair("B-1", "B-2")).unwrap();
        let line = "- { incidents: [B-1, B-2], decision: same }\n";
        assert_eq!(last, old.replace("other host\n", &format!("other host\n{line}")));
        let added = add(old, &value("A-1", "capacity")).unwrap();
        assert_eq!(
            added,
            format!("{old}  - {{ incident: A-1, field: causes, value: capacity, decision: rejected }}\n")
        );
    }

    #[test]
    fn line_ends_and_a_missing_last_one_are_kept() {
        let old = "pairs:\r\n  - { incidents: [A-1, A-2], decision: same }";
        let new = add(old, &pair("A-1", "A-3")).unwrap();
        assert_eq!(new, format!("{old}\r\n  - {{ incidents: [A-1, A-3], decision: same }}\r\n"));
    }

    #[test]
    fn what_cannot_be_added_to_stays_as_it_is() {
        assert_eq!(add("pairs: [\n", &pair("A-1", "A-2")), Err(EditError::Unreadable));
        assert_eq!(add("- a\n", &pair("A-1", "A-2")), Err(EditError::Unreadable));
        for text in ["pairs: []\n", "pairs: [{ incidents: [A-1, A-3], decision: same }]\n", "pairs: none\n"] {
            assert_eq!(add(text, &pair("A-1", "A-2")), Err(EditError::Form), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back(id in "\\PC{1,12}", why in "\\PC{1,20}") {
            prop_assume!(id.trim() == id && why.trim() == why);
            let mut decision = pair("A-1", &id);
            decision.why = Some(why);
            prop_assert!(add(HEADER, &decision).is_ok());
        }
    }
}
