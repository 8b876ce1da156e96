//! Keys and values as lines of YAML.

use super::entries::{Entry, Value};
use super::reading::Readings;
use crate::files::Span;
use crate::i18n::Locale;
use crate::model::{ActionItem, ActionStatus};
use crate::phrase::{Phrase, Value as Part, say};
use crate::yaml;

/// What the comments behind the lines need.
#[derive(Debug, Clone, Copy)]
pub(super) struct Notes<'a> {
    /// What places point into.
    pub(super) readings: &'a Readings,
    /// Lines by which the body moves down.
    pub(super) shift: usize,
    /// Whether every line has the place where its value was read.
    pub(super) explain: bool,
    /// The language of the site, in which comments are written.
    pub(super) locale: Locale,
}

impl Notes<'_> {
    /// The line of `span` in the document with its new head.
    fn line(self, span: Span) -> usize {
        self.readings.line(span) + self.shift
    }
}

/// Longest quotation in a comment, in characters.
const MAX_QUOTED: usize = 60;

/// `text` as the end of a comment: on one line, and not too long.
fn in_comment(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let line = line.split_whitespace().collect::<Vec<&str>>().join(" ");
    match line.char_indices().nth(MAX_QUOTED) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

/// The lines of `entries`, without line ends; comments mark what was assumed or only suggested, and where it was read.
pub(super) fn lines(entries: &[Entry], indent: usize, notes: Notes<'_>) -> Vec<String> {
    let margin = " ".repeat(indent);
    let mut lines = Vec::new();
    let mut open = None;
    for entry in entries {
        let (key, below) = &entry.key;
        let comment = comment(entry, notes);
        if let Value::Items(items) = &entry.value {
            lines.push(format!("{margin}{key}:{comment}"));
            lines.extend(items.iter().flat_map(item).map(|it| format!("{margin}{it}")));
            continue;
        }
        let value = value(&entry.value);
        match below {
            Some(below) => {
                if open != Some(*key) {
                    lines.push(format!("{margin}{key}:"));
                }
                lines.push(format!("{margin}  {}: {value}{comment}", scalar(below)));
            }
            None => lines.push(format!("{margin}{key}: {value}{comment}")),
        }
        open = below.is_some().then_some(*key);
    }
    lines
}

/// A value on one line.
pub(super) fn value(value: &Value) -> String {
    match value {
        Value::Text(text) => scalar(text),
        Value::Number(number) => number.to_string(),
        Value::List(items) => {
            format!("[{}]", items.iter().map(|it| in_list(it)).collect::<Vec<_>>().join(", "))
        }
        Value::Items(items) => format!("{} action items", items.len()),
    }
}

fn comment(entry: &Entry, notes: Notes<'_>) -> String {
    if let Some(hint) = &entry.hint {
        let line = notes.line(hint.span).to_string();
        let note = say!("adopt.comment-suggested", line, quote = in_comment(&hint.text));
        return format!(" # {}", note.text(notes.locale));
    }
    let Some(from) = &entry.from else { return String::new() };
    let assumed = from.assumed_zone.then(|| say!("adopt.comment-zone"));
    let line = notes.explain.then(|| say!("adopt.comment-line", line = notes.line(from.span).to_string()));
    let parts: Vec<Phrase> = assumed.into_iter().chain(line).collect();
    if parts.is_empty() {
        return String::new();
    }
    format!(" # {}", say!("command.list", items = Part::list(parts)).text(notes.locale))
}

fn item(it: &ActionItem) -> Vec<String> {
    let day = |date: Option<jiff::civil::Date>| date.map(|it| it.to_string());
    let status = (it.status != ActionStatus::Unknown).then(|| it.status.as_str().to_owned());
    let fields = [
        ("id", Some(it.short_id().to_owned())),
        ("task", Some(it.task.clone())),
        ("owner", it.owner.clone()),
        ("team", it.team.clone()),
        ("due", day(it.due).or_else(|| it.due_written.clone())),
        ("priority", it.priority.clone()),
        ("status", status),
        ("closed", day(it.closed)),
        ("ticket", it.ticket.clone()),
        ("acceptance", it.acceptance.clone()),
        ("type", it.action_type.map(|it| it.as_str().to_owned())),
        ("horizon", it.horizon.map(|it| it.as_str().to_owned())),
    ];
    let stated = fields.into_iter().filter_map(|(key, value)| Some((key, value?)));
    stated
        .enumerate()
        .map(|(nth, (key, value))| {
            format!("  {} {key}: {}", if nth == 0 { "-" } else { " " }, scalar(&value))
        })
        .collect()
}

/// `text` as YAML: plain where that is read back as the same text, else in quotes.
fn scalar(text: &str) -> String {
    let plain =
        |it: &yaml::Node| it.get("k").is_some_and(|it| it.value == yaml::Value::Text(text.to_owned()));
    if is_plain(text) && yaml::parse(&format!("k: {text} # c\n")).is_ok_and(|it| plain(&it)) {
        return text.to_owned();
    }
    quoted(text)
}

/// The same inside `[…]`.
fn in_list(text: &str) -> String {
    if text.contains([',', '[', ']', '{', '}']) { quoted(text) } else { scalar(text) }
}

/// Whether every YAML reader takes `text` for itself, whichever version of the language it knows.
fn is_plain(text: &str) -> bool {
    let first = text.chars().next();
    let starts_well =
        first.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '/' || c == '(' || c == '（');
    let word = text.to_ascii_lowercase();
    let is_word_of_yaml =
        ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "~"].contains(&word.as_str());
    // A clock time is a number to base 60 for YAML 1.1.
    let is_number_like =
        !text.contains('-') && text.chars().all(|c| c.is_ascii_digit() || ":._+eExXoO".contains(c));
    starts_well
        && text.trim() == text
        && !is_word_of_yaml
        && !is_number_like
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !text.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}'))
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}') => {
                out.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_what_needs_quotes_gets_them() {
        for text in
            ["P0", "2026-01-23", "2026-01-23T14:32:00+08:00", "支付 服务", "INC-2026-0001", "config/value"]
        {
            assert_eq!(scalar(text), text);
        }
        for text in
            ["14:32", "yes", "on", "1.10", "", "- a", "a: b", "a #b", "@zhang", "\"a\"", "a:", "*a*", "0x1F"]
        {
            assert!(scalar(text).starts_with('"'), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_text_is_read_back_as_it_was(text in "\\PC{0,20}", other in "[a-z,:#'\" \\[\\]{}&*!|>%@`-]{0,12}") {
            let written = format!("k: {} # c\nl: [{}, {}] # c\n", scalar(&text), in_list(&text), in_list(&other));
            let tree = yaml::parse(&written).unwrap();
            prop_assert_eq!(tree.get("k").unwrap().scalar(), Some(text.as_str()));
            let yaml::Value::List(items) = &tree.get("l").unwrap().value else { panic!("a list") };
            prop_assert_eq!(items[0].scalar(), Some(text.as_str()));
            prop_assert_eq!(items[1].scalar(), Some(other.as_str()));
        }
    }
}
