//! Keys and values as lines of YAML.

use super::entries::{Entry, Value};
use super::reading::Readings;
use crate::files::Span;
use crate::i18n::Locale;
use crate::model::{ActionItem, ActionStatus};
use crate::phrase::{Phrase, Value as Part, say};
use crate::yaml::{in_list, scalar};

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
        let line = Part::ordinal(notes.line(hint.span));
        let note = say!("adopt.comment-suggested", line, quote = in_comment(&hint.text));
        return format!(" # {}", note.text(notes.locale));
    }
    let Some(from) = &entry.from else { return String::new() };
    let assumed = from.assumed_zone.then(|| say!("adopt.comment-zone"));
    let line = notes.explain.then(|| say!("adopt.comment-line", line = Part::ordinal(notes.line(from.span))));
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
