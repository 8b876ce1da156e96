//! One piece of what is said around a task: who, until when, how far.

use std::collections::BTreeMap;

use super::due::Days;
use crate::lexicon::names;
use crate::lexicon::tasks::is_verified;
use crate::lexicon::words::Lexicon;
use crate::model::{ActionStatus, Column};
use crate::text::{fold, fold_name};

/// What reading a line depends on besides its text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    /// What words mean.
    pub(super) words: &'a Lexicon,
    /// Everybody whom the document names as a person, by the folded name.
    pub(super) people: &'a BTreeMap<String, String>,
    /// How days are read.
    pub(super) days: Days,
}

/// What one text states about an action item.
#[derive(Debug, Default, Clone)]
pub(super) struct Parts {
    /// What is to be done.
    pub(super) task: String,
    /// As written.
    pub(super) owner: Option<String>,
    /// Last day on which it is on time.
    pub(super) due: Option<jiff::civil::Date>,
    /// A due date that is not a day, as written.
    pub(super) due_written: Option<String>,
    /// The day it was finished.
    pub(super) closed: Option<jiff::civil::Date>,
    /// `完成时间`: the day it was finished where it is done, else the last day on which it is on time.
    pub(super) finish: Option<jiff::civil::Date>,
    /// As written.
    pub(super) priority: Option<String>,
    /// Key or address of the ticket.
    pub(super) ticket: Option<String>,
    /// Its state.
    pub(super) status: Option<ActionStatus>,
    /// It is done, and somebody looked whether it works.
    pub(super) verified: bool,
    /// What is said behind its day.
    pub(super) note: Option<String>,
}

/// Signs between the pieces of what is said.
pub(super) const BETWEEN: [char; 9] = [',', '，', ';', '；', '、', '|', '·', '／', '\u{3000}'];

/// Words before the day on which a task is due.
const BY: [&str; 14] = [
    "by ",
    "until ",
    "before ",
    "eta ",
    "target ",
    "avant le ",
    "d'ici le ",
    "d'ici au ",
    "bis zum ",
    "bis ",
    "antes del ",
    "hasta el ",
    "até ",
    "entro il ",
];

/// Longest name of an owner, in characters; longer ones are sentences.
pub(super) const MAX_OWNER: usize = 60;

/// The pieces of what is around a task; the comma in `March 3, 2026` is part of the day.
pub(super) fn pieces(text: &str) -> Vec<&str> {
    let mut cuts: Vec<&str> = Vec::new();
    let mut start = 0;
    for (at, sign) in text.match_indices(BETWEEN) {
        if start <= at && !is_before_year(&text[start..at], &text[at + sign.len()..]) {
            cuts.push(text[start..at].trim());
            start = at + sign.len();
        }
    }
    cuts.push(text[start..].trim());
    cuts.retain(|it| !it.is_empty());
    cuts
}

/// Whether a sign between `before` and `behind` is that of `March 3, 2026`.
pub(super) fn is_before_year(before: &str, behind: &str) -> bool {
    let behind = behind.trim_start();
    let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
    let has_month = before.rsplit(' ').nth(1).is_some_and(|it| it.starts_with(char::is_uppercase));
    let day = before.rsplit(' ').next().unwrap_or_default();
    digits == 4 && has_month && day.starts_with(|c: char| c.is_ascii_digit()) && day.len() <= 4
}

/// Whether `text` may be somebody's first name: one capital word that is neither a state nor what to do.
pub(super) fn is_first_name(text: &str, known: Known<'_>) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_uppercase)
        && (2..=12).contains(&text.chars().count())
        && chars.all(char::is_lowercase)
        && !known.words.begins_with_action(text)
        && known.words.action_status(text).is_none()
        && !names::is_generic(&fold(text))
}

/// Whether `name` speaks of a last day whatever follows it; `Target:` does so only before a day.
fn is_deadline(name: &str) -> bool {
    let folded = fold(name);
    let openings = [
        "due",
        "deadline",
        "estimated completion",
        "expected completion",
        "target completion",
        "截止",
        "预计完成",
        "计划完成",
        "期限",
        "完了予定",
    ];
    openings.iter().any(|it| folded.starts_with(it))
}

/// Whether `name` is of the day of completion, planned or not.
fn is_finish(name: &str) -> bool {
    ["完成时间", "完成日期", "完成日", "completion", "completion date", "完了日"]
        .contains(&fold(name).as_str())
}

/// Reads one piece of what is around a task; `false` where it says nothing of owner, day or state.
pub(super) fn piece_of(piece: &str, parts: &mut Parts, known: Known<'_>) -> bool {
    let piece = piece.trim().trim_end_matches(['.', '。']);
    let (name, value) =
        piece.split_once([':', '：']).map_or(("", piece), |(name, value)| (name.trim(), value.trim()));
    if name.is_empty() {
        return bare_piece(piece, parts, known);
    }
    let is_stated = !known.words.is_none(value) && !known.words.is_placeholder(value);
    let is_done = known.words.state_word(name) == Some(ActionStatus::Done);
    if known.words.is_column(Column::Owner, name) {
        if MAX_OWNER < value.chars().count() {
            return false;
        }
        // `Owner: M, done.`
        let (owner, status) = match value.rsplit_once([',', '，']) {
            Some((owner, state)) if known.words.state_word(state.trim()).is_some() => {
                (owner.trim(), known.words.state_word(state.trim()))
            }
            _ => (value, None),
        };
        parts.owner = is_stated.then(|| owner.to_owned());
        parts.status = parts.status.or(status);
    } else if known.words.is_column(Column::Priority, name) {
        parts.priority = is_stated.then(|| value.to_owned());
    } else if let Some(date) = known.days.first(value).filter(|_| is_done) {
        parts.status = Some(ActionStatus::Done);
        parts.closed = Some(date);
    } else if known.words.is_column(Column::Due, name) {
        parts.note = known.days.behind(value).or(parts.note.take());
        match known.days.first(value) {
            Some(date) if is_finish(name) => parts.finish = Some(date),
            Some(date) => parts.due = Some(date),
            None if is_deadline(name) => parts.due_written = is_stated.then(|| value.to_owned()),
            None => return false,
        }
    } else if known.words.is_column(Column::Status, name) {
        parts.status = known.words.action_status(value).or(parts.status);
        parts.verified |= parts.status == Some(ActionStatus::Done) && is_verified(value);
        parts.closed = known.days.first(value).filter(|_| parts.status == Some(ActionStatus::Done));
    } else if known.words.is_column(Column::Ticket, name) && is_stated {
        parts.ticket = Some(value.to_owned());
    } else {
        return false;
    }
    true
}

/// A piece without a name and a colon: `due 2026-03-01`, `@dana`, `done in #12`, `P1`.
pub(super) fn bare_piece(piece: &str, parts: &mut Parts, known: Known<'_>) -> bool {
    let lowered = fold(piece);
    let behind = |words: &[&str]| words.iter().find_map(|it| lowered.strip_prefix(it)).map(str::trim);
    if let Some(value) =
        behind(&["owner ", "owned by ", "assigned to ", "assignee ", "负责人 ", "责任人 ", "担当 "])
    {
        if value.chars().count() > MAX_OWNER || value.split(' ').count() > 4 {
            return false;
        }
        parts.owner = Some(last_chars(piece, value));
    } else if let Some(name) = piece.strip_suffix("负责").map(|it| it.trim().trim_start_matches('由')) {
        if name.is_empty() || name.chars().count() > 8 {
            return false;
        }
        parts.owner = Some(name.to_owned());
    } else if let Some(value) = behind(&["due ", "due by ", "deadline ", "截止", "期限"]) {
        match known.days.first(value) {
            Some(date) => parts.due = Some(date),
            None if known.words.is_none(value) || known.words.is_placeholder(value) => {}
            None => parts.due_written = Some(last_chars(piece, value)),
        }
    } else if let Some(date) = behind(&BY).and_then(|it| known.days.first(it)) {
        parts.due = Some(date);
    } else if let Some(date) = known.days.before(piece) {
        parts.due = Some(date);
    } else if is_person(piece, known) || is_handles(piece) {
        parts.owner = Some(piece.to_owned());
    } else if let Some((handle, rest)) = piece.split_once(' ').filter(|it| is_handle(it.0))
        && let Some(date) = known.days.before(rest).or_else(|| known.days.whole(rest))
    {
        (parts.owner, parts.due) = (Some(handle.to_owned()), Some(date));
    } else if is_priority(piece) {
        parts.priority = Some(piece.to_owned());
    } else if is_ticket_key(piece) {
        parts.ticket = parts.ticket.take().or_else(|| Some(piece.to_owned()));
    } else if let Some(status) = state_phrase(piece, known) {
        // `🔄 Move the alerts (planned)`: of two states that differ the first counts, and the other stays in the text.
        if parts.status.is_some_and(|it| it != status) {
            return false;
        }
        parts.status = Some(status);
        parts.verified |= status == ActionStatus::Done && is_verified(piece);
        parts.closed = known.days.first(piece).filter(|_| status == ActionStatus::Done);
    } else {
        return false;
    }
    true
}

/// The end of `piece` that was folded to `value`.
fn last_chars(piece: &str, value: &str) -> String {
    let skipped = piece.chars().count().saturating_sub(value.chars().count());
    piece.chars().skip(skipped).collect()
}

/// `done`, `DONE ✅`, `done 2026-03-01`, `已于 2026-03-06 完成`, `completed in #12`, `已完成`: a state with no more than its day or place.
fn state_phrase(piece: &str, known: Known<'_>) -> Option<ActionStatus> {
    if let Some(status) = known.words.state_word(piece) {
        return Some(status);
    }
    if let Some(status) = known.days.cut_out(piece).and_then(|it| known.words.state_word(&it)) {
        return Some(status);
    }
    let status = known.words.action_status(piece)?;
    let mut rest = piece.split_whitespace().skip(1).filter(|it| known.words.state_word(it).is_none());
    let is_place = |it: &str| {
        ["in", "on", "by", "via", "with", "pr", "at", "于"].contains(&fold(it).as_str())
            || it.contains(|c: char| c.is_ascii_digit())
            || it.starts_with(['#', '@'])
            || it.contains("://")
    };
    rest.all(is_place).then_some(status)
}

pub(super) fn is_priority(text: &str) -> bool {
    let lowered = fold(text);
    let word =
        lowered.strip_suffix(" priority").or_else(|| lowered.strip_prefix("priority ")).unwrap_or(&lowered);
    ["p0", "p1", "p2", "p3", "p4"].contains(&word)
        || word.len() < lowered.len() && ["high", "medium", "low", "critical", "urgent"].contains(&word)
}

/// `#12`, `PLAT-7`, `repo#12`: a name that a tracker gives.
pub(super) fn is_ticket_key(text: &str) -> bool {
    let is_number = |it: &str| !it.is_empty() && it.chars().all(|c| c.is_ascii_digit());
    let is_key = |it: &str| {
        it.starts_with(|c: char| c.is_ascii_uppercase())
            && it.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    };
    let is_repository = |it: &str| it.chars().all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c));
    text.split_once('#').is_some_and(|(name, number)| is_number(number) && is_repository(name))
        || text.split_once('-').is_some_and(|(name, number)| is_number(number) && is_key(name))
}

/// `@dana`, and nothing else.
pub(super) fn is_handle(word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    word.strip_prefix('@').is_some_and(|it| !it.is_empty() && !it.ends_with('.') && it.chars().all(is_part))
}

/// `@dana`, `@dana and @lee`.
pub(super) fn is_handles(piece: &str) -> bool {
    let mut words =
        piece.split([' ', '/', '&', '+']).filter(|it| !it.is_empty() && fold(it) != "and").peekable();
    words.peek().is_some() && words.all(is_handle)
}

/// Whether `text` is a handle or somebody whom the document names as a person.
pub(super) fn is_person(text: &str, known: Known<'_>) -> bool {
    is_handle(text) || known.people.contains_key(&fold_name(text))
}
