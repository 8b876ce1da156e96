//! Headings that announce what is to be done, by the words they consist of.
//!
//! No list can hold them all: `Corrective & preventive actions`, `Acciones de seguimiento` and `Verbesserungsmaßnahmen`
//! say with two or three words what is to be done and what for. A heading of nothing but such words is one; a single
//! word that is not among them (`Actions taken`) makes it something else.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::forms::fold;
use crate::yaml;

/// The words as they are written.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    tasks: Vec<String>,
    aims: Vec<String>,
    whole: Vec<String>,
    topics: Vec<String>,
    fillers: Vec<String>,
}

/// What a word says in such a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// What is to be done: `actions`.
    Task,
    /// What it is for, or when: `preventive`.
    Aim,
    /// Both: `improvements`.
    Whole,
    /// What it is about: `technical`.
    Topic,
    /// What only joins: `and`.
    Filler,
}

/// Longest heading that is looked at, in characters; longer ones are sentences.
const MAX_HEADING: usize = 60;

/// Words in the form of [`words_only`]; the parts of one that plays several.
static PARTS: LazyLock<BTreeMap<String, Vec<Part>>> = LazyLock::new(|| {
    // A unit test reads the same text, so that a slip in it cannot reach a user.
    let file: File = yaml::read(include_str!("promises.yaml")).unwrap_or_default();
    let lists = [
        (Part::Task, file.tasks),
        (Part::Aim, file.aims),
        (Part::Whole, file.whole),
        (Part::Topic, file.topics),
        (Part::Filler, file.fillers),
    ];
    let mut parts: BTreeMap<String, Vec<Part>> = BTreeMap::new();
    for (part, words) in lists {
        for word in words {
            let known = parts.entry(words_only(&word)).or_default();
            if !known.contains(&part) {
                known.push(part);
            }
        }
    }
    parts
});

/// Longest word, in bytes.
static MAX_WORD: LazyLock<usize> = LazyLock::new(|| PARTS.keys().map(String::len).max().unwrap_or_default());

/// Whether `heading` consists of words that announce what is to be done.
pub(super) fn announces_tasks(heading: &str) -> bool {
    if MAX_HEADING < heading.chars().count() {
        return false;
    }
    let Some(parts) = parts_of(&words_only(heading)) else { return false };
    let n = |part: Part| parts.iter().filter(|it| it.contains(&part)).count();
    let named = parts.iter().filter(|it| !it.contains(&Part::Filler)).count();
    // A word that plays two parts plays one of them here.
    2 <= named && (0 < n(Part::Task) && 0 < n(Part::Aim) || 0 < n(Part::Whole))
}

/// The parts of the words that `text` consists of; `None` where a word is not known.
///
/// The longest word counts, and words may be written as one: `Folgemaßnahmen`, `再発防止策`.
fn parts_of(text: &str) -> Option<Vec<&'static [Part]>> {
    let mut found = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|it| *it <= *MAX_WORD);
        let known = ends.filter_map(|end| Some((end, PARTS.get(&rest[..end])?))).last();
        let (end, parts) = known?;
        found.push(parts.as_slice());
        rest = rest[end..].trim_start();
    }
    Some(found)
}

/// `text` folded, with one blank for whatever is between its words.
fn words_only(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty());
    words.collect::<Vec<&str>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_can_be_read() {
        let file: File = yaml::read(include_str!("promises.yaml")).unwrap();
        for list in [&file.tasks, &file.aims, &file.whole, &file.topics, &file.fillers] {
            assert!(15 < list.len());
        }
    }

    #[test]
    fn headings_that_announce_tasks_are_found_in_every_language() {
        for text in [
            "Corrective & Preventative Actions",
            "Steps to prevent recurrence",
            "Follow-up issues",
            "Process improvements",
            "Long-term actions",
            "ACCIONES REQUERIDAS",
            "Recomendaciones de prevención",
            "Ações Pós-Incidente",
            "Plano de ação imediato",
            "Actions décidées",
            "Mesures correctives et préventives",
            "Vorbeugende Maßnahme",
            "Verbesserungsmaßnahmen",
            "Azioni di prevenzione",
            "Vervolgacties",
            "Uppföljningsåtgärder",
            "Forebyggende tiltak",
            "Działania naprawcze i zapobiegawcze",
            "Меры по предотвращению повторения",
            "План действий",
            "Düzeltici ve önleyici önlemler",
            "후속 조치",
            "재발 방지 대책",
            "恒久対策",
            "再発防止策",
            "防止再发",
            "推荐改进",
            "长期改进措施",
        ] {
            assert!(announces_tasks(text), "{text}");
        }
    }

    #[test]
    fn what_was_done_and_what_is_only_near_announces_nothing() {
        for text in [
            "Actions taken",
            "Immediate actions",
            "Actions",
            "Follow-up",
            "Open questions",
            "Process",
            "Next of kin",
            "Acciones tomadas",
            "Ações imediatas",
            "Ergriffene Maßnahmen",
            "Sofortmaßnahmen",
            "Podjęte działania",
            "Принятые меры",
            "즉시 조치",
            "暫定対応",
            "应急措施",
            "技术流程",
            "",
        ] {
            assert!(!announces_tasks(text), "{text}");
        }
    }
}
