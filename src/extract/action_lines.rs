//! One line of a list as an action item: the task, and what is said around it of owner, day and state.

use crate::lexicon::words::Lexicon;
use crate::model::{ActionStatus, Column};
use crate::text::fold;
use crate::time::{find_date, read_date};

/// What one line says of an action item.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// What is to be done.
    pub(super) task: String,
    /// As written.
    pub(super) owner: Option<String>,
    /// Last day on which it is on time.
    pub(super) due: Option<jiff::civil::Date>,
    /// A due date that is no day, as written.
    pub(super) due_written: Option<String>,
    /// The day it was finished.
    pub(super) closed: Option<jiff::civil::Date>,
    /// As written.
    pub(super) priority: Option<String>,
    /// Key or address of the ticket.
    pub(super) ticket: Option<String>,
    /// Where it stands.
    pub(super) status: Option<ActionStatus>,
}

/// Signs that part a task from what is said of it.
const SEPARATORS: [char; 12] = [' ', ',', '，', ';', '；', '.', '。', '-', '–', '—', '|', '·'];

/// Words before a handle that make it part of the task: `talk to @dana`.
const CARRIERS: [&str; 17] = [
    "with", "to", "from", "by", "for", "ask", "and", "or", "of", "cc", "ping", "和", "与", "给", "向", "由",
    "找",
];

/// `Add an alert (@dana, due 2026-03-01)`, `…（责任人：张三，截止 2026-03-01）`, `… — **Owner:** Dana — done`.
pub(super) fn parts(text: &str, words: &Lexicon) -> Parts {
    let mut text = text.trim();
    let mut parts = Parts::default();
    for mark in ["✅", "🔄", "📋", "☑️", "✔️", "❌", "🚧"] {
        if let Some(rest) = text.strip_prefix(mark) {
            parts.status = words.action_status(mark);
            text = rest.trim();
            break;
        }
    }
    // From the end to the front, as long as something is understood.
    while let Some(rest) = brackets(text, &mut parts, words)
        .or_else(|| piece_behind_dash(text, &mut parts, words))
        .or_else(|| named(text, &mut parts, words))
        .or_else(|| handle_or_day(text, &mut parts))
    {
        text = rest;
    }
    text.clone_into(&mut parts.task);
    parts
}

/// `… (@dana, due 2026-03-01)`: the text before the brackets, where all that matters in them was understood.
fn brackets<'a>(text: &'a str, parts: &mut Parts, words: &Lexicon) -> Option<&'a str> {
    let at =
        text.rfind(['(', '（', '[', '【']).filter(|_| text.ends_with([')', '）', ']', '】', '.', '。']))?;
    let inner = text[at..]
        .trim_start_matches(['(', '（', '[', '【'])
        .trim_end_matches([')', '）', ']', '】', '.', '。']);
    let mut understood = false;
    for piece in inner.split([',', '，', ';', '；', '、']) {
        understood |= piece_of(piece.trim(), parts, words);
    }
    understood.then(|| text[..at].trim_end())
}

/// `… Owner: Dana. Due: 2026-03-01`: the text before the last name of a column with a colon.
fn named<'a>(text: &'a str, parts: &mut Parts, words: &Lexicon) -> Option<&'a str> {
    let colon =
        text.rmatch_indices([':', '：']).map(|(at, _)| at).find(|at| !text[*at..].starts_with("://"))?;
    let before = &text[..colon];
    let start = before
        .rfind(|c: char| SEPARATORS[1..].contains(&c))
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let is_column = |name: &str| {
        [Column::Owner, Column::Due, Column::Priority, Column::Status, Column::Ticket]
            .iter()
            .any(|it| words.is_column(*it, name.trim()))
    };
    // `Check zone files Owner: Ben`, in bold or behind two spaces, has no separator.
    let last_word = before.trim_end().rfind(' ').map_or(0, |at| at + 1);
    let start = [start, last_word].into_iter().find(|it| is_column(&before[*it..]))?;
    let task = text[..start].trim_end_matches(SEPARATORS);
    if task.is_empty() {
        return None;
    }
    piece_of(text[start..].trim_end_matches(SEPARATORS), parts, words).then_some(task)
}

/// `… @dana 2026-03-01`: the text before a handle or a day at the end.
fn handle_or_day<'a>(text: &'a str, parts: &mut Parts) -> Option<&'a str> {
    let (before, last) = text.rsplit_once(' ')?;
    let before = before.trim_end();
    let is_handle = last.starts_with('@') && 1 < last.len() && !last[1..].contains(['@', '/', ':', '.']);
    if is_handle && parts.owner.is_none() {
        let carrier = before.rsplit(' ').next().unwrap_or(before);
        let is_carried =
            CARRIERS.iter().any(|it| fold(carrier) == *it || (!it.is_ascii() && carrier.ends_with(it)));
        if is_carried {
            return None;
        }
        parts.owner = Some(last.to_owned());
        return Some(before.trim_end_matches(SEPARATORS));
    }
    // A day directly behind an owner is the day it is due; alone it may be part of the task.
    let owner_before = before.rsplit(' ').next().is_some_and(|it| it.starts_with('@'));
    let day = read_date(last).filter(|_| parts.due.is_none() && owner_before)?;
    parts.due = Some(day);
    Some(before)
}

/// `… - done`, `… — @dana`: the text before the last dash, where what follows was understood.
fn piece_behind_dash<'a>(text: &'a str, parts: &mut Parts, words: &Lexicon) -> Option<&'a str> {
    let (at, sign) = [" - ", " – ", " — ", " | ", " · "]
        .iter()
        .filter_map(|it| Some((text.rfind(it)?, it.len())))
        .max()?;
    let (task, piece) = (text[..at].trim_end(), text[at + sign..].trim());
    (!task.is_empty() && piece.chars().count() <= 40 && piece_of(piece, parts, words)).then_some(task)
}

/// A line below an item, as in `- Owner: Dana`; `false` where it says nothing of owner, day or state.
pub(super) fn below(text: &str, parts: &mut Parts, words: &Lexicon) -> bool {
    text.contains([':', '：']) && piece_of(text.trim(), parts, words)
}

/// Reads one piece of what stands around a task; `false` where it says nothing of owner, day or state.
fn piece_of(piece: &str, parts: &mut Parts, words: &Lexicon) -> bool {
    let (name, value) =
        piece.split_once([':', '：']).map_or(("", piece), |(name, value)| (name.trim(), value.trim()));
    let lowered = fold(piece);
    let is_stated = !words.is_none(value) && !words.is_placeholder(value);
    if words.is_column(Column::Owner, name) {
        parts.owner = is_stated.then(|| value.to_owned());
    } else if words.is_column(Column::Priority, name) {
        parts.priority = is_stated.then(|| value.to_owned());
    } else if words.is_column(Column::Due, name)
        || lowered.starts_with("due ")
        || lowered.starts_with("by ")
        || lowered.starts_with("截止")
    {
        match find_date(value) {
            Some((date, _)) => parts.due = Some(date),
            None => parts.due_written = is_stated.then(|| value.to_owned()),
        }
    } else if ["done ", "closed ", "completed ", "完成于", "已完成 "].iter().any(|it| lowered.starts_with(it))
    {
        parts.status = Some(ActionStatus::Done);
        parts.closed = find_date(value).map(|it| it.0);
    } else if value.starts_with('@') && !value.contains(['/', ' ']) && 1 < value.len() {
        parts.owner = Some(value.to_owned());
    } else if let Some(date) = read_date(value).filter(|_| name.is_empty()) {
        parts.due = Some(date);
    } else if ["p0", "p1", "p2", "p3", "p4"].contains(&lowered.as_str()) {
        parts.priority = Some(value.to_owned());
    } else if let Some(status) =
        words.action_status(value).filter(|_| name.is_empty() || words.is_column(Column::Status, name))
    {
        parts.status = Some(status);
    } else if words.is_column(Column::Ticket, name) && is_stated {
        parts.ticket = Some(value.to_owned());
    } else {
        return false;
    }
    true
}
