//! Headings that announce what is to be done, by the words they consist of.
//!
//! No list can hold them all: `Corrective & preventive actions`, `Acciones de seguimiento` and `Verbesserungsmaßnahmen`
//! say with two or three words what is to be done and what for. A heading of nothing but such words is one; a single
//! word that is not among them (`Actions taken`) makes it something else.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::forms::{fold, without_brackets};
use crate::text::is_cjk;
use crate::yaml;

/// The words as they are written.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    tasks: Vec<String>,
    aims: Vec<String>,
    whole: Vec<String>,
    topics: Vec<String>,
    alone: Vec<String>,
    left: Vec<String>,
    fillers: Vec<String>,
    purposes: Vec<String>,
    reviews: Vec<String>,
    announcements: Vec<String>,
    sure_announcements: Vec<String>,
    reports: Vec<String>,
    checklists: Vec<String>,
    asides: Vec<String>,
    files: Vec<String>,
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
    /// Enough without any other: `follow-up issues`.
    Alone,
    /// What only joins: `and`.
    Filler,
}

/// Longest heading that is looked at, in characters; longer ones are sentences.
const MAX_HEADING: usize = 60;

/// The words, every one in the form of [`words_only`].
static FILE: LazyLock<File> = LazyLock::new(|| {
    // A unit test reads the same text, so that a slip in it cannot reach a user.
    let file: File = yaml::read(include_str!("promises.yaml")).unwrap_or_default();
    let formed = |words: Vec<String>| words.iter().map(|it| words_only(it)).collect();
    File {
        tasks: formed(file.tasks),
        aims: formed(file.aims),
        whole: formed(file.whole),
        topics: formed(file.topics),
        alone: formed(file.alone),
        left: formed(file.left),
        fillers: formed(file.fillers),
        purposes: formed(file.purposes),
        reviews: formed(file.reviews),
        announcements: formed(file.announcements),
        sure_announcements: formed(file.sure_announcements),
        reports: formed(file.reports),
        checklists: formed(file.checklists),
        asides: formed(file.asides),
        files: formed(file.files),
    }
});

/// The words of headings with the part that each plays; one may play several.
static PARTS: LazyLock<BTreeMap<String, Vec<Part>>> = LazyLock::new(|| {
    let file = &*FILE;
    let lists = [
        (Part::Task, &file.tasks),
        (Part::Aim, &file.aims),
        (Part::Whole, &file.whole),
        (Part::Topic, &file.topics),
        (Part::Alone, &file.alone),
        (Part::Alone, &file.left),
        (Part::Filler, &file.fillers),
    ];
    let mut parts: BTreeMap<String, Vec<Part>> = BTreeMap::new();
    for (part, words) in lists {
        for word in words {
            let known = parts.entry(word.clone()).or_default();
            if !known.contains(&part) {
                known.push(part);
            }
        }
    }
    parts
});

/// Longest word, in bytes.
static MAX_WORD: LazyLock<usize> = LazyLock::new(|| PARTS.keys().map(String::len).max().unwrap_or_default());

/// Whether `heading` consists of words that announce what is to be done, or names the purpose: that it does not happen
/// again.
pub(super) fn announces_tasks(heading: &str) -> bool {
    if MAX_HEADING < heading.chars().count() {
        return false;
    }
    // `Ações corretivas V66`, `改进措施 v2`: a version says nothing of what they are.
    let mut words = words_only(heading);
    if words.contains(|c: char| c.is_ascii_digit()) {
        let is_version = |it: &&str| it.is_ascii() && it.contains(|c: char| c.is_ascii_digit());
        words = words.split(' ').filter(|it| !is_version(it)).collect::<Vec<&str>>().join(" ");
    }
    let Some(parts) = parts_of(&words) else {
        // `Why did the tests not prevent this?` looks back.
        return holds(&words, &FILE.purposes) && !holds(&words, &FILE.reviews);
    };
    let named: Vec<_> = parts.iter().filter(|it| !it.contains(&Part::Filler)).collect();
    // A word that plays two parts plays one of them here.
    let has_other = |idx: usize, part: Part| {
        named.iter().enumerate().any(|(other, it)| other != idx && it.contains(&part))
    };
    named.iter().enumerate().any(|(idx, it)| {
        it.contains(&Part::Alone)
            || it.contains(&Part::Task) && has_other(idx, Part::Aim)
            || it.contains(&Part::Whole) && 1 < named.len()
    })
}

/// Whether `word` is one for what is to be done: `actions`, `Maßnahmen`.
pub(crate) fn is_task_word(word: &str) -> bool {
    PARTS.get(&words_only(word)).is_some_and(|it| it.contains(&Part::Task))
}

/// How surely a sentence announces that what is listed below it will be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Announcement {
    /// Where the items say what to do: `we will:`.
    IfTasks,
    /// Whatever the items look like: `実施します：`.
    Sure,
}

/// Whether `sentence`, which ends with a colon, announces what will be done: `To prevent this, we will:`.
pub(crate) fn announcement(sentence: &str) -> Option<Announcement> {
    let words = words_only(sentence);
    if holds(&words, &FILE.reports) {
        return None;
    }
    if holds(&words, &FILE.sure_announcements) {
        return Some(Announcement::Sure);
    }
    holds(&words, &FILE.announcements).then_some(Announcement::IfTasks)
}

/// Whether `words`, in the form of [`words_only`], hold one of `phrases`.
fn holds(words: &str, phrases: &[String]) -> bool {
    let is_bounded = |at: usize, phrase: &str| {
        let (before, after) = (&words[..at], &words[at + phrase.len()..]);
        (before.is_empty() || before.ends_with(' ')) && (after.is_empty() || after.starts_with(' '))
    };
    phrases.iter().any(|phrase| {
        // Words of scripts without blanks are found inside a line.
        let is_joined = phrase.chars().all(|it| is_cjk(it) || it == ' ');
        words.match_indices(phrase.as_str()).any(|(at, _)| is_joined || is_bounded(at, phrase))
    })
}

/// Whether `heading` is that of a list to go through rather than of work that is left.
pub(crate) fn is_checklist(heading: &str) -> bool {
    let words = words_only(heading);
    FILE.checklists.iter().any(|it| words.contains(it.as_str())) && !names_left(heading)
}

/// Whether `heading` names work that is left beside something else: `Recovery check and remaining work`.
pub(crate) fn names_left(heading: &str) -> bool {
    let words = words_only(heading);
    let is_long = |it: &&String| it.contains(' ') || it.chars().any(is_cjk);
    FILE.left.iter().filter(is_long).any(|it| words.contains(it.as_str()))
}

/// Whether `name`, over a group among action items, names something else than tasks: `Example`, `功能`, `変更ファイル`.
pub(crate) fn is_aside(name: &str) -> bool {
    let words = words_only(without_brackets(name));
    FILE.asides.contains(&words)
}

/// Whether a column headed `head` holds the names of files.
pub(crate) fn is_of_files(head: &str) -> bool {
    let words = words_only(without_brackets(head));
    FILE.files.iter().any(|it| {
        // `カテゴリ/ファイル` names both.
        *it == words
            || words.rsplit_once(' ').is_some_and(|(before, last)| last == it && !before.contains(' '))
    })
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
        for list in [&file.tasks, &file.aims, &file.whole, &file.topics, &file.fillers, &file.announcements] {
            assert!(15 < list.len());
        }
        assert!(
            !file.sure_announcements.is_empty() && !file.reports.is_empty() && !file.checklists.is_empty()
        );
        assert!(20 < file.asides.len() && 20 < file.files.len());
    }

    #[test]
    fn a_sentence_announces_what_will_be_done_not_what_was() {
        assert_eq!(
            announcement("To prevent this from happening again, we will:"),
            Some(Announcement::IfTasks)
        );
        assert_eq!(announcement("我们将采取以下措施："), Some(Announcement::IfTasks));
        assert_eq!(announcement("再発を防ぐため、以下を実施します："), Some(Announcement::Sure));
        assert_eq!(announcement("Um das zu verhindern, werden wir:"), Some(Announcement::Sure));
        for text in
            ["We took the following actions:", "What happened:", "我们已采取以下措施：", "The well went dry:"]
        {
            assert_eq!(announcement(text), None, "{text}");
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
            "Prevenção",
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
            "Remediation plan",
            "Future prevention",
            "How can we prevent similar outages?",
            "Making sure it does not happen again",
            "如何避免再次发生",
            "Planned fixes",
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
            "Plan",
            "Technical plan",
            "Rollback plan",
            "Why did our tests not prevent this?",
            "10:20 The errors are happening again",
            "Remediation steps",
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
