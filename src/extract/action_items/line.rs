//! One text as an action item: the task, and what is said around it of owner, day and state.
//!
//! What is understood is taken off the ends, step by step, as long as something is understood; what is left is the
//! task. Brackets of which a part is not understood stay in the task, whatever else they say.

use super::piece::{
    BETWEEN, Known, MAX_OWNER, Parts, bare_piece, is_before_year, is_first_name, is_handle, is_handles,
    is_person, is_priority, is_ticket_key, piece_of, pieces,
};
use crate::lexicon::names;
use crate::lexicon::roles::is_group;
use crate::model::{ActionStatus, Column};
use crate::text::{fold, is_cjk};

/// Signs that separate a task from its owner, day or state.
const SEPARATORS: [char; 13] = [' ', ',', '，', '、', ';', '；', '.', '。', '-', '–', '—', '|', '·'];

/// Words before a handle that make it part of the task: `talk to @dana`.
const CARRIERS: [&str; 17] = [
    "with", "to", "from", "by", "for", "ask", "and", "or", "of", "cc", "ping", "和", "与", "给", "向", "由",
    "找",
];

/// `Add an alert (@dana, due 2026-03-01)`, `…（责任人：张三，截止 2026-03-01）`, `… — **Owner:** Dana — done`.
pub(super) fn parts(text: &str, known: Known<'_>) -> Parts {
    let mut text = text.trim();
    let mut parts = Parts::default();
    while let Some(rest) = lead(text, &mut parts, known).filter(|it| !it.is_empty()) {
        text = rest;
    }
    while let Some(rest) = segments(text, &mut parts, known)
        .or_else(|| brackets(text, &mut parts, known))
        .or_else(|| mark_behind(text, &mut parts, known))
        .or_else(|| piece_behind_dash(text, &mut parts, known))
        .or_else(|| named(text, &mut parts, known))
        .or_else(|| handle_or_day(text, &mut parts, known))
        .or_else(|| handle_and_more(text, &mut parts, known))
        .or_else(|| dated_piece(text, &mut parts, known))
        .or_else(|| until(text, &mut parts, known))
        .filter(|it| !it.trim().is_empty())
    {
        text = rest;
    }
    let inside = if parts.owner.is_none() { inside(text, &mut parts, known) } else { None };
    // A sign that led to what was taken off is left over where a line ended behind it.
    let task = text.trim();
    let task = task.strip_suffix(" —").or_else(|| task.strip_suffix(" –")).unwrap_or(task).trim_end();
    parts.task = inside.unwrap_or_else(|| task.to_owned());
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
        *parts = state_with_day(name, parts, known).or_else(|| all_pieces(name, parts, known))?;
    }
    Some(rest.trim_start())
}

/// `In progress, owner: Kim`: several pieces before the task begins, each of which is understood.
fn all_pieces(name: &str, parts: &Parts, known: Known<'_>) -> Option<Parts> {
    let mut read = parts.clone();
    let found = pieces(name);
    (1 < found.len() && found.into_iter().all(|it| piece_of(it, &mut read, known))).then_some(read)
}

/// `TODO due 2026-05-21`, `Open (until 3 May)`: a state with a day or an owner, before the task begins.
fn state_with_day(name: &str, parts: &Parts, known: Known<'_>) -> Option<Parts> {
    let (word, more) = name.split_once(' ')?;
    let status = known.words.state_word(word).filter(|_| parts.status.is_none())?;
    let mut read = Parts { status: Some(status), ..parts.clone() };
    let more = more.trim_matches(['(', ')', '（', '）', ',', ' ']);
    piece_of(more, &mut read, known).then_some(read)
}

/// `@lee Write the runbook`, `Owner: @bo — Drill it`: who is to do it, before what is to be done.
fn owner_before<'a>(text: &'a str, known: Known<'_>) -> Option<(&'a str, &'a str)> {
    if let Some((handle, rest)) = text.split_once(' ').filter(|it| is_handle(it.0)) {
        return known.words.begins_with_action(rest).then_some((handle, rest));
    }
    // `Noor to add an alert`, of somebody whom the document names.
    if let Some((name, rest)) = text.split_once(" to ")
        && is_person(name, known)
        && known.words.begins_with_action(rest)
    {
        return Some((name, rest));
    }
    // `on-call team — add a retry`. A colon would do for what a task is about, too: `Security: rotate the keys`.
    if let Some((name, rest)) = [" — ", " – ", " - "].iter().find_map(|it| text.split_once(it))
        && is_group(name.trim())
        && known.words.begins_with_action(rest.trim_start())
    {
        return Some((name.trim(), rest.trim_start()));
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
    for piece in pieces(inner) {
        if let Some(day) = known.days.whole(piece) {
            days.push(day);
        } else if is_ticket_key(piece) {
            // A ticket alone is part of the task, beside an owner it is not.
            read.ticket = read.ticket.take().or_else(|| Some(piece.to_owned()));
        } else if piece_of(piece, &mut read, known) {
            understood = true;
        } else if (names::is_full_name(piece) || is_first_name(piece, known)) && unknown_name.is_none() {
            unknown_name = Some(piece);
        } else {
            left_over = true;
        }
    }
    let is_due = days.is_empty() && read.due.is_some() && parts.due.is_none();
    // `(Kim Park, 2026-04-05)`: a name with nothing but a day beside it is who is to do it until then.
    match unknown_name {
        Some(name) if read.owner.is_none() && (days.len() == 1 || is_due) && !left_over => {
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
    // What is inside brackets is read with them, or not at all.
    let opens = |open: char, close: char| task.matches(close).count() < task.matches(open).count();
    if task.is_empty() || opens('(', ')') || opens('（', '）') {
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

/// `… @dana 2026-03-01`: the text before a handle or a day at the end.
fn handle_or_day<'a>(text: &'a str, parts: &mut Parts, known: Known<'_>) -> Option<&'a str> {
    let (before, last) = text.trim_end_matches(['.', '。']).rsplit_once(' ')?;
    let before = before.trim_end();
    if is_handle(last) && parts.owner.is_none() {
        if is_carried(before) {
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

/// Whether the words before a handle make it a part of the task.
fn is_carried(before: &str) -> bool {
    let carrier = before.rsplit(' ').next().unwrap_or(before);
    CARRIERS.iter().any(|it| fold(carrier) == *it || (!it.is_ascii() && carrier.ends_with(it)))
}

/// `… @dana 2026-03-01 in progress`: the text before a handle, where a day, a state or both are all that follows.
fn handle_and_more<'a>(text: &'a str, parts: &mut Parts, known: Known<'_>) -> Option<&'a str> {
    let (before, behind) = text.rsplit_once(" @")?;
    let handle = &text[before.len() + 1..][..=behind.find(' ')?];
    let rest = behind[handle.len() - 1..].trim_matches(SEPARATORS);
    if !is_handle(handle) || is_carried(before.trim_end()) || parts.owner.is_some() {
        return None;
    }
    let mut read = Parts { owner: Some(handle.to_owned()), ..parts.clone() };
    let (first, more) = rest.split_once(' ').unwrap_or((rest, ""));
    let state = match known.days.whole(first).filter(|_| read.due.is_none()) {
        Some(day) => {
            read.due = Some(day);
            more.trim_matches(SEPARATORS)
        }
        None => rest,
    };
    if !state.is_empty() {
        read.status = Some(known.words.state_word(state).filter(|_| read.status.is_none())?);
    }
    *parts = read;
    Some(before.trim_end_matches(SEPARATORS))
}

/// `…, closed 2026-03-08`, `…，截止 2026-04-01`: the text before the last sign, where a word and its day follow it.
fn dated_piece<'a>(text: &'a str, parts: &mut Parts, known: Known<'_>) -> Option<&'a str> {
    let text = text.trim_end_matches(['.', '。', ' ']);
    let signs = [", ", "; ", "，", "；"].iter().filter_map(|it| {
        let mut ends = text.rmatch_indices(it).map(|found| found.0).take(2);
        Some((ends.find(|at| !is_before_year(&text[..*at], &text[at + it.len()..]))?, it.len()))
    });
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
    if piece_of(piece, parts, known) {
        return Some(task);
    }
    if parts.due.is_some() && parts.owner.is_none() && names::is_full_name(piece) {
        parts.owner = Some(piece.to_owned());
        return Some(task);
    }
    // `… → @cy, 24 Mar 2026`
    let (handle, day) = piece.split_once([',', '，'])?;
    let day = known.days.whole(day.trim()).filter(|_| is_handle(handle.trim()) && parts.owner.is_none())?;
    (parts.owner, parts.due) = (Some(handle.trim().to_owned()), parts.due.or(Some(day)));
    Some(task)
}

/// `Ask legal | Dee | 2026-03-25 | open`, `增加索引——李木——2026-03-10——已完成`: a task, and behind signs who, when and how far.
///
/// Every part must be understood; what is neither a day nor a state is who, where a day is beside it.
fn segments<'a>(text: &'a str, parts: &mut Parts, known: Known<'_>) -> Option<&'a str> {
    let sign = [" | ", "——", " — ", " – ", "｜"].into_iter().find(|it| 2 <= text.matches(it).count())?;
    let (task, rest) = text.split_once(sign)?;
    let mut read = parts.clone();
    let mut who: Option<&str> = None;
    for piece in rest.split(sign).map(str::trim) {
        if let Some(day) = known.days.whole(piece).filter(|_| read.due.is_none()) {
            read.due = Some(day);
        } else if !piece_of(piece, &mut read, known) {
            // `@Iván Soto`, as note programs export a person.
            let name = piece.strip_prefix('@').unwrap_or(piece);
            let is_name = names::is_full_name(name) || is_first_name(name, known);
            if !is_name || who.replace(name).is_some() {
                return None;
            }
        }
    }
    if let Some(who) = who {
        if read.owner.is_some() || read.due.is_none() {
            return None;
        }
        read.owner = Some(who.to_owned());
    }
    let is_owned = read.owner.is_some() && read.owner != parts.owner;
    is_owned.then(|| {
        *parts = read;
        task.trim_end()
    })
}

/// `Document how to drain it by 2026-03-20`: the text before the last day on which it is on time.
fn until<'a>(text: &'a str, parts: &mut Parts, known: Known<'_>) -> Option<&'a str> {
    let text = text.trim_end_matches(['.', '。', ' ']);
    let (task, day) = text.rsplit_once(" by ")?;
    let day = known.days.whole(day).filter(|_| parts.due.is_none())?;
    parts.due = Some(day);
    Some(task.trim_end_matches(SEPARATORS))
}
