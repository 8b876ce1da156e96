//! The lexicon: what the words that teams use mean.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::{ActionStatus, ActionType, DocumentStatus, EventKind, Horizon, IncidentKind, Layer};
use crate::text::fold;
use crate::yaml;

/// The lexicon as it is written: axis, meaning, words.
#[derive(Debug, Default, Deserialize)]
struct LexiconFile {
    fields: BTreeMap<String, Vec<String>>,
    subjects: Vec<String>,
    ignored: Vec<String>,
    sections: BTreeMap<String, Vec<String>>,
    columns: BTreeMap<String, Vec<String>>,
    action_status: BTreeMap<String, Vec<String>>,
    document_status: BTreeMap<String, Vec<String>>,
    event_kinds: BTreeMap<String, Vec<String>>,
    horizons: BTreeMap<String, Vec<String>>,
    lesson_layers: BTreeMap<String, Vec<String>>,
    document_kinds: BTreeMap<String, Vec<String>>,
    action_types: BTreeMap<String, Vec<String>>,
    generic_titles: Vec<String>,
    placeholders: Vec<String>,
    none: Vec<String>,
    event_phrases: BTreeMap<String, Vec<String>>,
}

/// Folded words to their meaning, by axis.
#[derive(Debug)]
struct Lexicon {
    fields: Axis,
    subjects: Vec<String>,
    ignored: Axis,
    sections: Axis,
    columns: BTreeMap<String, Vec<String>>,
    action_status: Axis,
    document_status: Axis,
    event_kinds: Axis,
    horizons: Axis,
    lesson_layers: Axis,
    document_kinds: Axis,
    action_types: Axis,
    generic_titles: Axis,
    placeholders: Axis,
    none: Axis,
    event_phrases: BTreeMap<String, Vec<String>>,
}

type Axis = BTreeMap<String, String>;

/// The text of the built-in lexicon.
const BUILT_IN: &str = include_str!("lexicon.yaml");

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    // A unit test reads the same text, so that a slip in it cannot reach a user.
    let file: LexiconFile = yaml::read(BUILT_IN).unwrap_or_default();
    let words = |words: Vec<String>| axis([(String::new(), words)].into());
    Lexicon {
        fields: axis(file.fields),
        subjects: file.subjects.iter().map(|it| fold(it)).collect(),
        ignored: words(file.ignored),
        sections: axis(file.sections),
        columns: folded(file.columns),
        action_status: axis(file.action_status),
        document_status: axis(file.document_status),
        event_kinds: axis(file.event_kinds),
        horizons: axis(file.horizons),
        lesson_layers: axis(file.lesson_layers),
        document_kinds: axis(file.document_kinds),
        action_types: axis(file.action_types),
        generic_titles: words(file.generic_titles),
        placeholders: words(file.placeholders),
        none: words(file.none),
        event_phrases: folded(file.event_phrases),
    }
});

fn folded(meanings: BTreeMap<String, Vec<String>>) -> BTreeMap<String, Vec<String>> {
    meanings
        .into_iter()
        .map(|(meaning, words)| (meaning, words.iter().map(|it| fold(it)).collect()))
        .collect()
}

fn axis(meanings: BTreeMap<String, Vec<String>>) -> Axis {
    let mut axis = Axis::new();
    for (meaning, words) in meanings {
        for word in words {
            axis.entry(fold(&word)).or_insert_with(|| meaning.clone());
        }
    }
    axis
}

/// A word without list numbers, marks and emoji at its ends, folded: `## 3.1 **时间线** ⏱` gives `时间线`.
pub(crate) fn bare(text: &str) -> String {
    let folded = fold(text);
    let edge = |c: char| !(c.is_alphanumeric() || matches!(c, '(' | ')' | '?' | '#'));
    let mut word = folded.trim_matches(edge);
    if let Some(rest) = without_number(word) {
        word = rest.trim_matches(edge);
    }
    word.trim_end_matches(['#', '?']).trim_matches(edge).to_owned()
}

/// `3.1 时间线`, `一、背景` and `Step 2: …` without what counts them.
fn without_number(text: &str) -> Option<&str> {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    if digits.len() < text.len() {
        let rest = digits.trim_start_matches([')', '、', ' ', ':', '-', ',']);
        return (rest.len() < digits.len() || !digits.starts_with(|c: char| c.is_ascii_alphanumeric()))
            .then_some(rest)
            .filter(|it| !it.is_empty());
    }
    let chinese = text.trim_start_matches(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    (chinese.len() < text.len()).then_some(chinese)?.strip_prefix(['、', ',', '.']).map(str::trim_start)
}

/// A word without what stands in brackets behind it: `时间线（UTC+8）` gives `时间线`.
pub(crate) fn without_brackets(text: &str) -> &str {
    text.find(['(', '（', '[', '【']).filter(|at| 0 < *at).map_or(text, |at| &text[..at]).trim_end()
}

fn lookup<'a>(axis: &'a Axis, text: &str) -> Option<&'a str> {
    let direct = axis.get(&fold(text));
    let found = direct.or_else(|| axis.get(&bare(text))).or_else(|| axis.get(&bare(without_brackets(text))));
    found.map(String::as_str)
}

/// The field that a front matter key or a label names, for example `severity`.
pub(crate) fn field(label: &str) -> Option<&'static str> {
    let spaced = label.replace('-', "_");
    let found = lookup(&LEXICON.fields, label).or_else(|| lookup(&LEXICON.fields, &spaced));
    found.or_else(|| {
        // `Incident end`, `故障发现时间`: the incident's own.
        let folded = bare(label);
        let rest = LEXICON.subjects.iter().find_map(|it| folded.strip_prefix(it.as_str()))?;
        lookup(&LEXICON.fields, rest.trim_start_matches([' ', '_', '\'']))
    })
}

/// Every word that names a field, folded.
pub(crate) fn field_words() -> impl Iterator<Item = &'static str> {
    LEXICON.fields.keys().map(String::as_str)
}

/// Whether `key` belongs to another tool and means nothing here.
pub(crate) fn is_ignored_key(key: &str) -> bool {
    LEXICON.ignored.contains_key(&fold(key))
}

/// What the section under the heading `text` is about, for example `timeline`.
pub(crate) fn section(text: &str) -> Option<&'static str> {
    lookup(&LEXICON.sections, text)
}

/// Whether the column headed `text` can hold `meaning`, for example `owner`.
pub(crate) fn is_column(meaning: &str, text: &str) -> bool {
    let words = LEXICON.columns.get(meaning);
    let (direct, bare) = (fold(text), bare(without_brackets(text)));
    // `Time in CET`, `Date and time UTC`
    let bare = match bare.split_once(" in ") {
        Some((name, zone)) if meaning == "time" && zone.len() <= 5 => name.to_owned(),
        _ => bare,
    };
    words.is_some_and(|words| words.iter().any(|it| *it == direct || *it == bare))
}

/// The state that `text` stands for, by its words or its mark.
pub(crate) fn action_status(text: &str) -> Option<ActionStatus> {
    let found = lookup(&LEXICON.action_status, text).or_else(|| {
        let folded = fold(text);
        let first = folded.split([' ', '(', ',', '-', ':', ';', '[']).next()?;
        LEXICON.action_status.get(first).or_else(|| leading_mark(&folded)).map(String::as_str)
    })?;
    ActionStatus::ALL.into_iter().find(|it| it.as_str() == found)
}

/// The state whose mark (emoji) begins `text`.
fn leading_mark(text: &str) -> Option<&'static String> {
    let is_mark = |word: &str| word.chars().next().is_some_and(|c| !c.is_alphanumeric());
    LEXICON
        .action_status
        .iter()
        .find(|(word, _)| is_mark(word) && text.starts_with(word.as_str()))
        .map(|(_, it)| it)
}

/// What a state word speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StatusWord {
    /// The state of the document.
    Document(DocumentStatus),
    /// The state of the incident, which is no state of the document: `resolved`, `已恢复`.
    Incident,
}

/// What the state word `text` says; `None` for a word that is not known.
pub(crate) fn document_status(text: &str) -> Option<StatusWord> {
    Some(match lookup(&LEXICON.document_status, text)? {
        "draft" => StatusWord::Document(DocumentStatus::Draft),
        "in-review" => StatusWord::Document(DocumentStatus::InReview),
        "reviewed" => StatusWord::Document(DocumentStatus::Reviewed),
        "superseded" => StatusWord::Document(DocumentStatus::Superseded),
        _ => StatusWord::Incident,
    })
}

/// Every word for a document's state, folded.
pub(crate) fn document_status_words() -> impl Iterator<Item = &'static str> {
    LEXICON.document_status.keys().map(String::as_str)
}

/// The kind of event that a timeline's type cell names.
pub(crate) fn event_kind(text: &str) -> Option<EventKind> {
    use EventKind::{
        Alert, AttemptedFix, CauseFound, Close, Communication, Decision, Deploy, Detect, Diagnose, Fix,
        Impact, Recovery, Respond,
    };
    let all = [
        Deploy,
        Detect,
        Alert,
        Respond,
        Diagnose,
        AttemptedFix,
        CauseFound,
        Decision,
        Fix,
        Recovery,
        Close,
        Communication,
        Impact,
    ];
    let found = lookup(&LEXICON.event_kinds, text)?;
    all.into_iter().find(|it| it.as_str() == found)
}

/// The horizon that a heading such as `短期改进（1个月内）` names.
pub(crate) fn horizon(text: &str) -> Option<Horizon> {
    match lookup(&LEXICON.horizons, text)? {
        "immediate" => Some(Horizon::Immediate),
        "short" => Some(Horizon::Short),
        _ => Some(Horizon::Long),
    }
}

/// What a lesson under this heading, or behind this word, is about.
pub(crate) fn lesson_layer(text: &str) -> Option<Layer> {
    match lookup(&LEXICON.lesson_layers, text)? {
        "technology" => Some(Layer::Technology),
        "process" => Some(Layer::Process),
        "culture" => Some(Layer::Culture),
        _ => None,
    }
}

/// What kind of document `text` names.
pub(crate) fn document_kind(text: &str) -> Option<DocumentKind> {
    Some(match lookup(&LEXICON.document_kinds, text)? {
        "incident" => DocumentKind::Incident(IncidentKind::Incident),
        "near-miss" => DocumentKind::Incident(IncidentKind::NearMiss),
        "drill" => DocumentKind::Incident(IncidentKind::Drill),
        "maintenance" => DocumentKind::Incident(IncidentKind::Maintenance),
        "runbook" => DocumentKind::Runbook,
        _ => DocumentKind::Page,
    })
}

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind {
    /// A postmortem, of this kind of event.
    Incident(IncidentKind),
    /// How to handle a kind of failure.
    Runbook,
    /// Anything else.
    Page,
}

/// What an action item is for.
pub(crate) fn action_type(text: &str) -> Option<ActionType> {
    Some(match lookup(&LEXICON.action_types, text)? {
        "prevent" => ActionType::Prevent,
        "detect" => ActionType::Detect,
        "mitigate" => ActionType::Mitigate,
        _ => ActionType::Process,
    })
}

/// Whether the event `text` holds a phrase of `meaning`, and none that takes it back.
pub(crate) fn event_says(meaning: &str, text: &str) -> bool {
    let folded = fold(text);
    let holds = |meaning: &str| {
        LEXICON
            .event_phrases
            .get(meaning)
            .is_some_and(|phrases| phrases.iter().any(|it| holds_phrase(&folded, it)))
    };
    holds(meaning) && !holds("not")
}

/// Whether `phrase` stands in `text`, not inside a longer Latin word.
fn holds_phrase(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + phrase.len()..].chars().next();
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let goes_on_before = latin(before) && latin(phrase.chars().next());
        let goes_on_after = latin(after) && latin(phrase.chars().next_back());
        !goes_on_before && !goes_on_after
    })
}

/// Every folded word for the field `field`, its own name among them.
pub(crate) fn field_aliases(field: &str) -> Vec<&'static str> {
    words_for(&LEXICON.fields, field)
}

/// Every field, by its own name.
#[cfg(test)]
pub(crate) fn every_field() -> std::collections::BTreeSet<&'static str> {
    LEXICON.fields.values().map(String::as_str).collect()
}

/// Keys of other tools that mean nothing here, folded.
pub(crate) fn ignored_keys() -> Vec<&'static str> {
    LEXICON.ignored.keys().map(String::as_str).collect()
}

/// Every folded word that is a value of `key`, for the keys that take one of a few words; else empty.
pub(crate) fn value_words(key: &str) -> Vec<&'static str> {
    let axis = match key {
        "kind" => &LEXICON.document_kinds,
        "status" => &LEXICON.document_status,
        "action_status" => &LEXICON.action_status,
        "action_type" => &LEXICON.action_types,
        "horizon" => &LEXICON.horizons,
        _ => return Vec::new(),
    };
    axis.keys().map(String::as_str).collect()
}

fn words_for(axis: &'static Axis, meaning: &str) -> Vec<&'static str> {
    axis.iter().filter(|(_, it)| *it == meaning).map(|(word, _)| word.as_str()).collect()
}

/// Whether a title says nothing about what happened.
pub(crate) fn is_generic_title(text: &str) -> bool {
    lookup(&LEXICON.generic_titles, text).is_some()
}

/// Longest placeholder of the lexicon, in bytes.
const MAX_PLACEHOLDER: usize = 60;

/// Whether `text` stands where a value should: `TBD`, `XXXX`, `待填写`, `<owner>`, `INC-2026-XXXX`.
pub(crate) fn is_placeholder(text: &str) -> bool {
    let trimmed = text.trim().trim_matches(['*', '_', '`']).trim();
    // No such word is longer; folding every line of a text is dear.
    if trimmed.len() <= MAX_PLACEHOLDER && LEXICON.placeholders.contains_key(&fold(trimmed)) {
        return true;
    }
    let bracketed = [('<', '>'), ('[', ']'), ('{', '}'), ('【', '】')].into_iter().any(|(open, close)| {
        trimmed.starts_with(open) && trimmed.ends_with(close) && 2 < trimmed.chars().count()
    });
    let is_link = trimmed.starts_with("<http")
        || trimmed.contains("](")
        || trimmed.starts_with("[x]")
        || trimmed.contains('@');
    let mask = trimmed.split(|c: char| !c.is_ascii_alphanumeric()).any(|part| {
        3 <= part.len()
            && (part.chars().all(|c| c == 'X' || c == 'x')
                || ["YYYY", "yyyy", "NNN", "nnn", "NNNN"].contains(&part))
    });
    (bracketed && !is_link) || (mask && trimmed.chars().count() <= 40)
}

/// Whether `text` says that there is nothing, or is empty.
pub(crate) fn is_none(text: &str) -> bool {
    let folded = fold(text);
    folded.is_empty() || LEXICON.none.contains_key(&folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_can_be_read() {
        let file: LexiconFile = yaml::read(BUILT_IN).unwrap();
        assert!(20 < file.fields.len() && 10 < file.sections.len());
    }

    #[test]
    fn headings_are_known_by_their_words_alone() {
        for text in
            ["Timeline", "## 3.1 时间线", "一、时间线", "⏱ Timeline", "时间线（均为北京时间）", "Timeline:"]
        {
            assert_eq!(section(text.trim_start_matches('#').trim()), Some("timeline"), "{text}");
        }
        assert_eq!(section("根本原因 (Root Cause)"), Some("root_cause"));
        assert_eq!(section("Something else"), None);
    }

    #[test]
    fn states_are_read_from_words_and_marks() {
        assert_eq!(action_status("🔄"), Some(ActionStatus::InProgress));
        assert_eq!(action_status("✅ 已完成"), Some(ActionStatus::Done));
        assert_eq!(action_status("📋 planned"), Some(ActionStatus::Open));
        assert_eq!(action_status("Won't fix"), Some(ActionStatus::Cancelled));
        assert_eq!(action_status("perhaps"), None);
        assert_eq!(document_status("✅ 已审核"), Some(StatusWord::Document(DocumentStatus::Reviewed)));
        assert_eq!(document_status("✅ 已解决"), Some(StatusWord::Incident));
    }

    #[test]
    fn placeholders_are_no_values() {
        for text in ["TBD", "INC-2026-XXXX", "待填写", "<owner>", "[详细描述]", "PMyyyy-nnn"] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["INC-2026-0001", "[docs](a.md)", "xxl-job scheduler", "2026"] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
