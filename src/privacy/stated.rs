//! People whom a text states as such, in any document: behind a label, below a heading, in a column.
//!
//! What the fields of a record do not hold is on the page all the same: the commander in `**IC**: Mara`, everybody
//! below `## Attendees`. A name that is found too often is only a word that reads badly, so this looks at every line
//! by itself and knows nothing of what kind of document it is in.

use std::collections::BTreeSet;

use super::plain::Plain;
use crate::lexicon::phrases::Vocabulary;
use crate::lexicon::roles::is_role;
use crate::text::{fold, is_cjk};

/// Words that a label about people ends in, in lower case and without the `s` of more than one.
const LABELS: [&str; 37] = [
    "approved by",
    "approver",
    "assigned to",
    "assignee",
    "attendee",
    "author",
    "captain",
    "comm",
    "commander",
    "communication",
    "coordinator",
    "dri",
    "engineer",
    "facilitator",
    "ic",
    "incident lead",
    "investigator",
    "invitee",
    "lead",
    "manager",
    "moderator",
    "note taker",
    "notetaker",
    "on call",
    "on-call",
    "oncall",
    "operator",
    "owner",
    "participant",
    "people involved",
    "prepared by",
    "reported by",
    "reporter",
    "responder",
    "reviewer",
    "scribe",
    "written by",
];
/// The same in Chinese and Japanese.
const CHINESE: [&str; 30] = [
    "作者",
    "撰写人",
    "负责人",
    "責任者",
    "责任人",
    "参会人",
    "参会人员",
    "与会人",
    "与会人员",
    "出席者",
    "参加者",
    "参与人",
    "参与人员",
    "主持人",
    "记录人",
    "指挥",
    "指挥官",
    "总指挥",
    "值班",
    "值班人",
    "值班人员",
    "处理人",
    "处置人",
    "跟进人",
    "执行人",
    "审核人",
    "审批人",
    "联系人",
    "担当",
    "担当者",
];
/// Words that take the place of a name.
const NOBODY: [&str; 30] = [
    "all",
    "and",
    "any",
    "backend",
    "date",
    "done",
    "due",
    "engineering",
    "everybody",
    "everyone",
    "external",
    "frontend",
    "internal",
    "me",
    "multiple",
    "n/a",
    "na",
    "nobody",
    "none",
    "open",
    "owner",
    "pending",
    "role",
    "status",
    "tba",
    "tbc",
    "tbd",
    "team",
    "unassigned",
    "unknown",
];
/// Small words inside of a name: `Ana de la Cruz`.
const PARTICLES: [&str; 10] = ["al", "bin", "da", "de", "del", "den", "der", "la", "van", "von"];
/// What ends a value within a line; a bracket does so where it was opened before the label.
const ENDS: [char; 6] = ['|', ';', '；', '。', '\t', '—'];
/// Heads of columns that are not names, beside one that holds people.
const HEADS: [&str; 20] = [
    "action",
    "action item",
    "date",
    "due",
    "due date",
    "event",
    "item",
    "name",
    "notes",
    "priority",
    "role",
    "status",
    "task",
    "team",
    "ticket",
    "time",
    "任务",
    "截止日期",
    "改进项",
    "状态",
];

/// Every name that `text` states, as it reads.
pub(super) fn names(text: &str, words: &Vocabulary) -> BTreeSet<String> {
    let plain = Plain::of(text);
    let mut found = BTreeSet::new();
    // Below a heading about people, and the columns of a table that hold them.
    let mut is_below = false;
    let mut columns: Option<Vec<bool>> = None;
    for line in plain.text.lines() {
        let line = line.trim_start_matches(['>', ' ', '\t']).trim_end();
        if line.contains('|') {
            table_line(line, &mut columns, words, &mut found);
            continue;
        }
        columns = None;
        if let Some(heading) = line.strip_prefix('#') {
            is_below = is_label(heading.trim_start_matches('#'));
            continue;
        }
        let item = item(line);
        if item.is_empty() {
            continue;
        }
        let is_short = item.split_whitespace().count() <= 4;
        if !is_below && is_short && is_label(item) {
            is_below = true;
        } else if !labelled(item, words, &mut found) {
            // A sentence is not a list of people, and ends one.
            is_below &= !item.ends_with(['.', '。']);
            if is_below {
                // `Mara Quillon – commander`.
                let end = [" - ", " – ", " — "].iter().filter_map(|it| item.find(it)).min();
                add(&item[..end.unwrap_or(item.len())], words, &mut found);
            }
        }
    }
    found
}

/// A line without what makes it an item of a list.
fn item(line: &str) -> &str {
    let is_mark = |it: char| matches!(it, '-' | '+' | '•' | ' ' | '.' | ')' | ']') || it.is_ascii_digit();
    let item = line.trim_start_matches(is_mark);
    // A ticked box, whose bracket is a mark.
    item.strip_prefix("x]").unwrap_or(item).trim()
}

/// The names behind every label of a line; whether there was one.
fn labelled(line: &str, words: &Vocabulary, found: &mut BTreeSet<String>) -> bool {
    let mut is_found = false;
    for (at, colon) in line.char_indices().filter(|it| matches!(it.1, ':' | '：')) {
        let before = &line[..at];
        let start = before.rfind(['(', '（', ',', '，', ';', '；', '.', '。', '|', '—', ':', '：']);
        let label =
            start.map_or(before, |it| before[it..].trim_start_matches(|c: char| !c.is_alphanumeric()));
        if label.chars().count() <= 40 && is_label(label) {
            is_found = true;
            let value = &line[at + colon.len_utf8()..];
            add(&value[..value_end(value)], words, found);
        }
    }
    is_found
}

/// Where the value ends that `text` begins with.
fn value_end(text: &str) -> usize {
    let mut n_open = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' => n_open += 1,
            ')' | '）' if n_open == 0 => return at,
            ')' | '）' => n_open -= 1,
            _ if ENDS.contains(&c) => return at,
            _ => {}
        }
    }
    text.len()
}

/// A line of a table: its head says which columns hold people; a row of two cells may be a label and its value.
fn table_line(line: &str, columns: &mut Option<Vec<bool>>, words: &Vocabulary, found: &mut BTreeSet<String>) {
    let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
    if cells.iter().all(|it| it.chars().all(|c| matches!(c, '-' | ':' | ' '))) {
        return;
    }
    let is_head = |it: &&str| HEADS.contains(&fold(it).as_str());
    if let [label, value] = cells.as_slice()
        && is_label(label)
        && !is_label(value)
        && !is_head(value)
    {
        // A label and its value: no column of this table holds people.
        add(value, words, found);
        columns.get_or_insert_with(|| vec![false; 2]);
        return;
    }
    match columns {
        None => *columns = Some(cells.iter().map(|it| is_label(it)).collect()),
        Some(columns) => {
            let people = cells.iter().zip(columns.iter()).filter(|it| *it.1);
            people.for_each(|it| add(it.0, words, found));
        }
    }
}

/// Whether a label is about people.
fn is_label(label: &str) -> bool {
    if 48 < label.chars().count() {
        return false;
    }
    let folded = fold(label.trim()).replace("(s)", "");
    let folded = folded.trim_end_matches([':', '：', ' ', ')']).trim_end_matches('s');
    let is_whole = |it: &&str| {
        folded.strip_suffix(it).is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric()))
    };
    LABELS.iter().any(is_whole) || CHINESE.iter().any(|it| folded.ends_with(it))
}

/// The names in `value`.
fn add(value: &str, words: &Vocabulary, found: &mut BTreeSet<String>) {
    // What a due date or a state says behind the name is not part of it.
    let value = value.split(" due ").next().unwrap_or(value);
    for piece in value.split([',', '，', '、', ';', '；', '/', '&', '+', '\n']) {
        for part in piece.split(" and ").flat_map(|it| it.split(['和', '与'])) {
            let name = part.split(['(', '（', '<', '[', '【']).next().unwrap_or(part).trim();
            let name = name.trim_matches(|it: char| matches!(it, '.' | '"' | '\'' | '“' | '”' | '-' | ' '));
            if is_name(name, words) {
                found.insert(name.to_owned());
            }
        }
    }
}

/// Whether `text` can be the name of a person: a handle, a few capitalised words, or two to four Chinese characters.
fn is_name(text: &str, words: &Vocabulary) -> bool {
    if text.is_empty() || is_role(text, words) || NOBODY.contains(&fold(text).as_str()) {
        return false;
    }
    if let Some(handle) = text.strip_prefix('@') {
        return !handle.is_empty() && !handle.contains(char::is_whitespace);
    }
    let n_characters = text.chars().count();
    if text.chars().all(|it| is_cjk(it) || it == '·') {
        return (2..=4).contains(&n_characters) || text.contains('·');
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_plain = text.chars().all(|it| {
        it.is_alphabetic() || matches!(it, ' ' | '.' | '\'' | '’' | '-' | '_') || it.is_ascii_digit()
    });
    let is_capitalised = |it: &&str| it.starts_with(char::is_uppercase) || PARTICLES.contains(it);
    let has_letters = 3 <= text.chars().filter(|it| it.is_alphabetic()).count();
    is_plain && has_letters && words.len() <= 4 && (words.len() == 1 || words.iter().all(is_capitalised))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = names(text, &Vocabulary::built_in());
        assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn people_are_found_behind_labels() {
        check("**Incident Commander**: Mara Quillon", &["Mara Quillon"]);
        check("- Scribe: Jose\u{301} Ruiz (remote), Ana de la Cruz", &["Ana de la Cruz", "José Ruiz"]);
        check("> 值班人员：王**小明**、李四（运维）", &["李四", "王小明"]);
        check("- [ ] Add an alert (owner: Dana Weber, due: 2026-03-01)", &["Dana Weber"]);
        check("Reported by: @mei_1 and Tom Ode; approved by: Ines", &["@mei_1", "Ines", "Tom Ode"]);
        check("Root cause: Redis ran out of memory", &[]);
        check("Owner: TBD", &[]);
    }

    #[test]
    fn people_are_found_below_headings_and_in_columns() {
        check(
            "## Attendees\n\n- Mara Quillon – commander\n- 张三（运维）\n- @li\n\n## Impact\n\n- Checkout\n",
            &["@li", "Mara Quillon", "张三"],
        );
        check(
            "| Task | Owner |\n|---|---|\n| Fix it | Dana Weber |\n| 演示 | 周敏 |\n",
            &["Dana Weber", "周敏"],
        );
        check("| Incident lead | Mara Quillon |\n|---|---|\n| Severity | P1 |\n", &["Mara Quillon"]);
        check("Participants\n\nTom Ode, Ines Bo\n", &["Ines Bo", "Tom Ode"]);
    }
}
