//! One text as an action item: the task, and what is said around it of owner, day and state.
//!
//! What is understood is taken off the ends, step by step, as long as something is understood; what is left is the
//! task. Brackets of which a part is not understood stay in the task, whatever else they say.

use std::collections::BTreeMap;

use super::due::Days;
use crate::lexicon::names;
use crate::lexicon::tasks::is_verified;
use crate::lexicon::words::Lexicon;
use crate::model::{ActionStatus, Column};
use crate::text::{fold, fold_name, is_cjk};

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
}

/// Signs that separate a task from its owner, day or state.
const SEPARATORS: [char; 12] = [' ', ',', '，', ';', '；', '.', '。', '-', '–', '—', '|', '·'];

/// Signs between the pieces of what is said.
const BETWEEN: [char; 8] = [',', '，', ';', '；', '、', '|', '·', '\u{3000}'];

/// Words before a handle that make it part of the task: `talk to @dana`.
const CARRIERS: [&str; 17] = [
    "with", "to", "from", "by", "for", "ask", "and", "or", "of", "cc", "ping", "和", "与", "给", "向", "由",
    "找",
];

/// Longest name of an owner, in characters; longer ones are sentences.
const MAX_OWNER: usize = 60;

/// `Add an alert (@dana, due 2026-03-01)`, `…（责任人：张三，截止 2026-03-01）`, `… — **Owner:** Dana — done`.
pub(super) fn parts(text: &str, known: Known<'_>) -> Parts {
    let mut text = text.trim();
    let mut parts = Parts::default();
    while let Some(rest) = lead(text, &mut parts, known).filter(|it| !it.is_empty()) {
        text = rest;
    }
    while let Some(rest) = brackets(text, &mut parts, known)
        .or_else(|| mark_behind(text, &mut parts, known))
        .or_else(|| piece_behind_dash(text, &mut parts, known))
        .or_else(|| named(text, &mut parts, known))
        .or_else(|| handle_or_day(text, &mut parts, known))
        .or_else(|| dated_piece(text, &mut parts, known))
        .filter(|it| !it.trim().is_empty())
    {
        text = rest;
    }
    let inside = if parts.owner.is_none() { inside(text, &mut parts, known) } else { None };
    parts.task = inside.unwrap_or_else(|| text.trim().to_owned());
    parts
}

/// `Cap the retries. — 担当: 佐藤、期限: 2026-04-30。別 PR で追跡`: who and until when, before a last sentence of the task.
fn inside(text: &str, parts: &mut Parts, known: Known<'_>) -> Option<String> {
    let (at, sign) = [" — ", " – ", " - ", "——"].iter().find_map(|it| Some((text.find(it)?, it.len())))?;
    let behind = &text[at + sign..];
    let end = behind.find(['。', '；']).or_else(|| behind.find(". "))?;
    let rest = behind[end..].trim_start_matches(['。', '；', '.', ' ']);
    let pieces = behind[..end].split(BETWEEN).map(str::trim).filter(|it| !it.is_empty());
    let mut read = parts.clone();
    let is_said = pieces.clone().all(|it| it.contains([':', '：']) && piece_of(it, &mut read, known));
    if !is_said || read.owner.is_none() || rest.is_empty() {
        return None;
    }
    *parts = read;
    Some(format!("{} {rest}", text[..at].trim_end()))
}

/// A line below an item, as in `- Owner: Dana; due: 2026-03-01`; `false` where it says anything else.
pub(super) fn below(text: &str, parts: &mut Parts, known: Known<'_>) -> bool {
    let text = text.trim().trim_end_matches(['.', '。']);
    let pieces: Vec<&str> = text.split(BETWEEN).map(str::trim).filter(|it| !it.is_empty()).collect();
    let Some(first) = pieces.first().filter(|it| it.contains([':', '：'])) else { return false };
    let mut all = parts.clone();
    if pieces.iter().all(|it| piece_of(it, &mut all, known)) {
        *parts = all;
        return true;
    }
    // `Owner: Dana, Lee` names two.
    1 < pieces.len() && !first.is_empty() && piece_of(text, parts, known)
}

/// What comes before a task: a mark, a state or a person with a colon, a priority.
fn lead<'a>(text: &'a str, parts: &mut Parts, known: Known<'_>) -> Option<&'a str> {
    if let Some((status, length)) = known.words.state_mark(text).filter(|_| parts.status.is_none()) {
        parts.status = Some(status);
        return Some(text[length..].trim_start_matches([' ', ':', '：', '-']));
    }
    if let Some((status, rest)) = state_before(text, known).filter(|_| parts.status.is_none()) {
        parts.status = Some(status);
        return Some(rest);
    }
    if let Some((owner, rest)) = owner_before(text, known).filter(|_| parts.owner.is_none()) {
        parts.owner = Some(owner.to_owned());
        return Some(rest);
    }
    let (name, rest) = leading_name(text)?;
    if let Some(status) = known.words.state_word(name).filter(|_| parts.status.is_none()) {
        parts.status = Some(status);
    } else if is_person(name, known) && parts.owner.is_none() {
        parts.owner = Some(name.to_owned());
    } else if is_priority(name) && parts.priority.is_none() {
        parts.priority = Some(name.to_owned());
    } else {
        return None;
    }
    Some(rest.trim_start())
}

/// `@lee Write the runbook`, `Owner: @bo — Drill it`: who is to do it, before what is to be done.
fn owner_before<'a>(text: &'a str, known: Known<'_>) -> Option<(&'a str, &'a str)> {
    if let Some((handle, rest)) = text.split_once(' ').filter(|it| is_handle(it.0)) {
        return known.words.begins_with_action(rest).then_some((handle, rest));
    }
    let (name, behind) = text.split_once([':', '：'])?;
    let (owner, rest) = [" — ", " – ", " - "].iter().find_map(|it| behind.split_once(it))?;
    let owner = owner.trim();
    let is_owner = known.words.is_column(Column::Owner, name.trim())
        && (is_person(owner, known) || is_handles(owner) || names::is_full_name(owner));
    is_owner.then(|| (owner, rest.trim_start()))
}

/// `已完成 重启进程`: a Chinese or Japanese state with nothing but a blank behind it.
fn state_before<'a>(text: &'a str, known: Known<'_>) -> Option<(ActionStatus, &'a str)> {
    let (word, rest) = text.split_once([' ', '\u{3000}'])?;
    let status = known.words.state_word(word).filter(|_| word.chars().all(is_cjk))?;
    Some((status, rest.trim_start()))
}

/// `TODO: …`, `[P1] …`, `@dana - …`: the name and what follows it.
fn leading_name(text: &str) -> Option<(&str, &str)> {
    for (open, close) in [('[', ']'), ('(', ')'), ('（', '）'), ('【', '】')] {
        if let Some(inner) = text.strip_prefix(open) {
            let (name, rest) = inner.split_once(close)?;
            return Some((name.trim(), rest.trim_start_matches([' ', ':', '：'])));
        }
    }
    let ends =
        [": ", "：", ":", " - ", " – ", " — "].iter().filter_map(|it| Some((text.find(it)?, it.len())));
    let (at, length) = ends.min()?;
    (at <= MAX_OWNER).then(|| (text[..at].trim(), &text[at + length..]))
}

/// `… (@dana, due 2026-03-01)`: the text before the brackets, where everything in them was understood.
fn brackets<'a>(text: &'a str, parts: &mut Parts, known: Known<'_>) -> Option<&'a str> {
    let trimmed = text.trim_end_matches(['.', '。', ';', '；', ' ']);
    let at = opening(trimmed)?;
    let mut inner = trimmed[at..].chars();
    inner.next();
    inner.next_back();
    let mut read = parts.clone();
    let mut days = Vec::new();
    let mut understood = false;
    let mut left_over = false;
    let mut unknown_name: Option<&str> = None;
    let inner = inner.as_str();
    for piece in inner.split(BETWEEN).map(str::trim).filter(|it| !it.is_empty()) {
        if let Some(day) = known.days.whole(piece) {
            days.push(day);
        } else if is_ticket_key(piece) {
            // A ticket alone is part of the task, beside an owner it is not.
            read.ticket = read.ticket.take().or_else(|| Some(piece.to_owned()));
        } else if piece_of(piece, &mut read, known) {
            understood = true;
        } else if names::is_full_name(piece) && unknown_name.is_none() {
            unknown_name = Some(piece);
        } else {
            left_over = true;
        }
    }
    // `(Kim Park, 2026-04-05)`: a name with nothing but a day beside it is who is to do it until then.
    match unknown_name {
        Some(name) if read.owner.is_none() && days.len() == 1 && !left_over => {
            read.owner = Some(name.to_owned());
            understood = true;
        }
        Some(_) => left_over = true,
        None => {}
    }
    // A day beside an owner is the day it is due, beside `done` the day it was done; alone it says neither.
    match days.as_slice() {
        [] => {}
        [day] if read.owner.is_some() && read.due.is_none() => read.due = Some(*day),
        [day] if read.status == Some(ActionStatus::Done) => read.closed = read.closed.or(Some(*day)),
        _ => left_over = true,
    }
    if left_over && inner.matches([':', '：']).count() == 1 {
        // `(due: March 3, 2026)` is one piece.
        let mut whole = parts.clone();
        if piece_of(inner, &mut whole, known) {
            (read, understood, left_over) = (whole, true, false);
        }
    }
    if understood || read.ticket.is_some() {
        *parts = read;
    }
    (understood && !left_over).then(|| text[..at].trim_end())
}

/// Where the brackets open that `text` ends with.
fn opening(text: &str) -> Option<usize> {
    let (open, close) = match text.chars().next_back()? {
        ')' => ('(', ')'),
        '）' => ('（', '）'),
        ']' => ('[', ']'),
        '】' => ('【', '】'),
        _ => return None,
    };
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().rev() {
        if c == close {
            depth += 1;
        } else if c == open {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// `… ✅`, `… DONE`: the text before a mark or a state in capitals.
fn mark_behind<'a>(text: &'a str, parts: &mut Parts, known: Known<'_>) -> Option<&'a str> {
    if parts.status.is_some() {
        return None;
    }
    let trimmed = text.trim_end_matches(['.', '。', '!', '！', ' ', '\u{FE0F}']);
    let mut ends = trimmed.char_indices().rev().map(|it| it.0).take(2);
    if let Some((at, (state, _))) = ends.find_map(|at| {
        let mark = known.words.state_mark(&trimmed[at..]).filter(|it| it.1 == trimmed.len() - at);
        Some((at, mark?))
    }) {
        parts.status = Some(state);
        return Some(trimmed[..at].trim_end_matches(SEPARATORS));
    }
    let (before, last) = trimmed.rsplit_once(' ')?;
    let before = before.trim_end();
    let is_shouted = 3 < last.len() && last.chars().all(|c| c.is_ascii_uppercase());
    let ends_sentence = before.ends_with(['.', '。', '!', ';', '；']);
    let is_code = last.starts_with(':') && last.ends_with(':');
    let state = known.words.state_word(last).filter(|_| is_code || is_shouted || ends_sentence)?;
    parts.status = Some(state);
    Some(before.trim_end_matches(SEPARATORS))
}

/// `… Owner: Dana. Due: 2026-03-01`: the text before the last name of a column with a colon.
fn named<'a>(text: &'a str, parts: &mut Parts, known: Known<'_>) -> Option<&'a str> {
    let colon =
        text.rmatch_indices([':', '：']).map(|(at, _)| at).find(|at| !text[*at..].starts_with("://"))?;
    let before = &text[..colon];
    // `Check zone files Due date: …`, in bold or behind two spaces, has no separator: up to three words are the name.
    let words = before.trim_end().rmatch_indices(' ').map(|(at, _)| at + 1);
    let behind = before.rmatch_indices(|c: char| SEPARATORS[1..].contains(&c));
    let behind = behind.map(|(at, sign)| at + sign.len()).next();
    let starts = words.take(3).filter(|it| behind.is_none_or(|sign| sign <= *it)).chain(behind);
    let start = starts.filter(|it| is_column(&before[*it..], known)).min()?;
    let task = text[..start].trim_end_matches(SEPARATORS);
    if task.is_empty() {
        return None;
    }
    piece_of(text[start..].trim_end_matches(SEPARATORS), parts, known).then_some(task)
}

/// Whether `name` is that of a column; `… the docs link: https://…` is a task to its end.
fn is_column(name: &str, known: Known<'_>) -> bool {
    let columns = [Column::Owner, Column::Due, Column::Priority, Column::Status, Column::Ticket];
    let is_plain = ["link", "链接", "issue", "bug", "pr", "issue/pr"].contains(&fold(name).as_str());
    !is_plain && columns.iter().any(|it| known.words.is_column(*it, name.trim()))
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

/// `… @dana 2026-03-01`: the text before a handle or a day at the end.
fn handle_or_day<'a>(text: &'a str, parts: &mut Parts, known: Known<'_>) -> Option<&'a str> {
    let (before, last) = text.trim_end_matches(['.', '。']).rsplit_once(' ')?;
    let before = before.trim_end();
    if is_handle(last) && parts.owner.is_none() {
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
    let day = known.days.whole(last).filter(|_| parts.due.is_none() && owner_before)?;
    parts.due = Some(day);
    Some(before)
}

/// `…, closed 2026-03-08`, `…，截止 2026-04-01`: the text before the last sign, where a word and its day follow it.
fn dated_piece<'a>(text: &'a str, parts: &mut Parts, known: Known<'_>) -> Option<&'a str> {
    let text = text.trim_end_matches(['.', '。', ' ']);
    let signs = [", ", "; ", "，", "；"].iter().filter_map(|it| Some((text.rfind(it)?, it.len())));
    let (at, sign) = signs.max()?;
    let (task, piece) = (text[..at].trim_end(), text[at + sign..].trim());
    let is_said = piece.ends_with("负责") || known.days.first(piece).is_some();
    let is_dated = is_said && !task.is_empty() && piece.chars().count() <= MAX_DATED;
    let mut read = parts.clone();
    if !is_dated
        || !bare_piece(piece, &mut read, known)
        || (read.due, read.closed, &read.owner) == (parts.due, parts.closed, &parts.owner)
    {
        return None;
    }
    *parts = read;
    Some(task)
}

/// Longest word with its day behind a task, in characters.
const MAX_DATED: usize = 30;

/// `… - done`, `… — @dana`: the text before the last dash, where what follows was understood.
fn piece_behind_dash<'a>(text: &'a str, parts: &mut Parts, known: Known<'_>) -> Option<&'a str> {
    let (at, sign) = [" - ", " – ", " — ", " | ", " · ", "——", " → "]
        .iter()
        .filter_map(|it| Some((text.rfind(it)?, it.len())))
        .max()?;
    let (task, piece) = (text[..at].trim_end(), text[at + sign..].trim());
    if task.is_empty() || 40 < piece.chars().count() {
        return None;
    }
    // Between dashes a day beside an owner, and a name beside a day, are what they are in brackets.
    if let Some(day) = known.days.whole(piece).filter(|_| parts.due.is_none()) {
        let before = task.rsplit([' ', '|', '·']).next().unwrap_or(task);
        let is_owned = parts.owner.is_some() || is_handle(before);
        return is_owned.then(|| {
            parts.due = Some(day);
            task
        });
    }
    if parts.due.is_some() && parts.owner.is_none() && names::is_full_name(piece) {
        parts.owner = Some(piece.to_owned());
        return Some(task);
    }
    piece_of(piece, parts, known).then_some(task)
}

/// Reads one piece of what is around a task; `false` where it says nothing of owner, day or state.
fn piece_of(piece: &str, parts: &mut Parts, known: Known<'_>) -> bool {
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
        parts.owner = is_stated.then(|| value.to_owned());
    } else if known.words.is_column(Column::Priority, name) {
        parts.priority = is_stated.then(|| value.to_owned());
    } else if let Some(date) = known.days.first(value).filter(|_| is_done) {
        parts.status = Some(ActionStatus::Done);
        parts.closed = Some(date);
    } else if known.words.is_column(Column::Due, name) {
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
fn bare_piece(piece: &str, parts: &mut Parts, known: Known<'_>) -> bool {
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
    } else if let Some(date) =
        behind(&["by ", "until ", "before ", "eta ", "target "]).and_then(|it| known.days.first(it))
    {
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

fn is_priority(text: &str) -> bool {
    let lowered = fold(text);
    let word =
        lowered.strip_suffix(" priority").or_else(|| lowered.strip_prefix("priority ")).unwrap_or(&lowered);
    ["p0", "p1", "p2", "p3", "p4"].contains(&word)
        || word.len() < lowered.len() && ["high", "medium", "low", "critical", "urgent"].contains(&word)
}

/// `#12`, `PLAT-7`, `repo#12`: a name that a tracker gives.
fn is_ticket_key(text: &str) -> bool {
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
fn is_handle(word: &str) -> bool {
    word.strip_prefix('@').is_some_and(|it| !it.is_empty() && !it.contains(['@', '/', ':', '.', ' ']))
}

/// `@dana`, `@dana and @lee`.
fn is_handles(piece: &str) -> bool {
    let mut words =
        piece.split([' ', '/', '&', '+']).filter(|it| !it.is_empty() && fold(it) != "and").peekable();
    words.peek().is_some() && words.all(is_handle)
}

/// Whether `text` is a handle or somebody whom the document names as a person.
fn is_person(text: &str, known: Known<'_>) -> bool {
    is_handle(text) || known.people.contains_key(&fold_name(text))
}
