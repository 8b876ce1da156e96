//! The lexicon: what the words that teams use mean.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use super::forms::fold;
pub(crate) use super::forms::without_brackets;
use super::masks::holds_mask;
use super::meanings::named;
use super::promises::announces_tasks;
use crate::model::{
    ActionStatus, ActionType, Aspect, Column, EventKind, Field, Horizon, Layer, Milestone, SectionKind,
};
use crate::text::Needles;
use crate::time::{DateReading, DayOrder, find_date, lead_day, lead_moment, lead_moment_in};
use crate::yaml;

pub use super::meanings::DocumentKind;
pub(crate) use super::meanings::{Choice, StatusWord};

/// The lexicon as it is written: axis, meaning, words.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct LexiconFile {
    fields: BTreeMap<String, Vec<String>>,
    day_labels: Vec<String>,
    time_labels: Vec<String>,
    moment_labels: BTreeMap<String, Vec<String>>,
    role_labels: Vec<String>,
    subjects: Vec<String>,
    subject_endings: Vec<String>,
    affected: Vec<String>,
    things: Vec<String>,
    ignored: Vec<String>,
    sections: BTreeMap<String, Vec<String>>,
    heading_openers: Vec<String>,
    heading_closers: Vec<String>,
    task_headings: Vec<String>,
    action_verbs: Vec<String>,
    columns: BTreeMap<String, Vec<String>>,
    action_status: BTreeMap<String, Vec<String>>,
    document_status: BTreeMap<String, Vec<String>>,
    event_kinds: BTreeMap<String, Vec<String>>,
    horizons: BTreeMap<String, Vec<String>>,
    lesson_layers: BTreeMap<String, Vec<String>>,
    aspects: BTreeMap<String, Vec<String>>,
    document_kinds: BTreeMap<String, Vec<String>>,
    action_types: BTreeMap<String, Vec<String>>,
    generic_titles: Vec<String>,
    placeholders: Vec<String>,
    none: Vec<String>,
    event_phrases: BTreeMap<String, Vec<String>>,
}

/// What the words of teams mean: folded words to their meaning, by axis.
///
/// A value, not a global: the built-in words, and what a team adds in `afterword.yaml`.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    pub(super) fields: Axis<Field>,
    /// Labels that mean a day in one language and another thing in the next.
    day_labels: BTreeSet<String>,
    /// Labels that mean when it happened where a time is their value.
    time_labels: BTreeSet<String>,
    /// Labels that name a milestone where a time is all of their value.
    moment_labels: Axis<Milestone>,
    /// Labels that name a person's role.
    role_labels: BTreeSet<String>,
    subjects: Vec<String>,
    subject_endings: Vec<String>,
    /// Words that say that something was hit.
    pub(super) affected: Vec<String>,
    /// What is hit that users have.
    pub(super) things: BTreeSet<String>,
    ignored: BTreeSet<String>,
    pub(super) sections: Axis<SectionKind>,
    pub(super) heading_openers: Vec<String>,
    pub(super) heading_closers: Vec<String>,
    pub(super) task_headings: Vec<String>,
    pub(super) action_verbs: BTreeSet<String>,
    pub(super) columns: BTreeMap<Column, Vec<String>>,
    pub(super) action_status: Axis<ActionStatus>,
    pub(super) document_status: Axis<StatusWord>,
    pub(super) event_kinds: Axis<EventKind>,
    horizons: Axis<Horizon>,
    lesson_layers: Axis<Layer>,
    aspects: Axis<Aspect>,
    document_kinds: Axis<DocumentKind>,
    action_types: Axis<ActionType>,
    generic_titles: BTreeSet<String>,
    placeholders: BTreeSet<String>,
    none: BTreeSet<String>,
    /// Names of folders that a team has given a meaning.
    pub(super) folders: Axis<DocumentKind>,
    pub(super) event_phrases: BTreeMap<String, Needles>,
}

pub(super) type Axis<T> = BTreeMap<String, T>;

/// Units that a key of a duration may end with; [`with_unit`] puts them behind its figure.
const UNITS: [&str; 9] = ["minutes", "mins", "min", "hours", "hrs", "seconds", "secs", "sec", "days"];

/// The value of a key such as `duration_minutes` with the unit that the key names: `45 minutes`.
pub(crate) fn with_unit(key: &str, value: &str) -> String {
    let folded = fold(key);
    let unit = folded.rsplit(['_', '-', ' ', '(']).next().map_or("", |it| it.trim_end_matches(')'));
    let is_figure = !value.is_empty() && value.chars().all(|c| c.is_ascii_digit() || c == '.');
    if is_figure && UNITS.contains(&unit) { format!("{value} {unit}") } else { value.to_owned() }
}

/// Whether `value` is a time with its day or without, and nothing else but what is in brackets.
fn is_only_a_time(value: &str) -> bool {
    // Which of day and month comes first makes no difference here.
    let lead = lead_moment(value).or_else(|| lead_moment_in(value, Some(DayOrder::DayFirst)));
    let Some(lead) = lead.filter(|it| it.moment.time.is_some() && it.moment.end.is_none()) else {
        return false;
    };
    let behind = value[lead.written.end..].trim_matches([' ', '.', '。', '*']);
    behind.is_empty() || behind.starts_with(['(', '（'])
}

/// The text of the built-in lexicon.
const BUILT_IN: &str = include_str!("lexicon.yaml");

/// Words of further languages; where one of them is a word of the built-in lexicon too, it means what that says.
const LANGUAGES: [&str; 15] = [
    include_str!("languages/zh-Hant.yaml"),
    include_str!("languages/de.yaml"),
    include_str!("languages/es.yaml"),
    include_str!("languages/fr.yaml"),
    include_str!("languages/it.yaml"),
    include_str!("languages/ko.yaml"),
    include_str!("languages/nl.yaml"),
    include_str!("languages/nordic.yaml"),
    include_str!("languages/pl.yaml"),
    include_str!("languages/pt.yaml"),
    include_str!("languages/ru.yaml"),
    include_str!("languages/cs.yaml"),
    include_str!("languages/uk.yaml"),
    include_str!("languages/tr.yaml"),
    include_str!("languages/vi.yaml"),
];

static LEXICON: LazyLock<Arc<Lexicon>> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    for text in std::iter::once(BUILT_IN).chain(LANGUAGES) {
        // A unit test reads the same text, so that a slip in it cannot reach a user.
        lexicon.join(&yaml::read(text).unwrap_or_default());
    }
    Arc::new(lexicon)
});

/// Shortest word that is known without its accents, too, in characters: shorter ones become other words.
const MIN_PLAIN: usize = 5;

/// `word` folded, and as keyboards without its letters write it: `maßnahme` is `massnahme`, `präventiv` also `praeventiv`,
/// `prevención` also `prevencion`.
fn spellings(word: &str) -> BTreeSet<String> {
    let folded = fold(word);
    let mut found = BTreeSet::new();
    let has_latin = |it: &str| {
        it.chars().count() >= MIN_PLAIN && it.contains(|c: char| matches!(c, '\u{DF}'..='\u{17F}'))
    };
    if has_latin(&folded) {
        let german = |c: char| match c {
            'ß' => "ss",
            'ä' => "ae",
            'ö' | 'ø' => "oe",
            'ü' => "ue",
            _ => "",
        };
        let written = |c: char| match german(c) {
            "" => c.to_string(),
            letters => letters.to_owned(),
        };
        found.insert(folded.chars().map(written).collect());
        let is_mark = |c: &char| matches!(c, '\u{300}'..='\u{36F}');
        let plain: String = folded.nfd().filter(|it| !is_mark(it)).collect();
        found.insert(plain.replace('ß', "ss").replace('ø', "o").replace('ł', "l").replace('ı', "i"));
    }
    found.insert(folded);
    found
}

fn all_folded(words: &[String]) -> impl Iterator<Item = String> + '_ {
    words.iter().map(|it| fold(it))
}

fn join_phrases<T: Ord>(
    known: &mut BTreeMap<T, Vec<String>>,
    meanings: &BTreeMap<String, Vec<String>>,
    meaning: impl Fn(&str) -> Option<T>,
) {
    for (name, words) in meanings {
        let Some(meaning) = meaning(name) else { continue };
        known.entry(meaning).or_default().extend(words.iter().flat_map(|it| spellings(it)));
    }
}

fn join_axis<T: Copy>(
    axis: &mut Axis<T>,
    meanings: &BTreeMap<String, Vec<String>>,
    meaning: impl Fn(&str) -> Option<T>,
) {
    for (name, words) in meanings {
        let Some(meaning) = meaning(name) else { continue };
        for word in words.iter().flat_map(|it| spellings(it)) {
            axis.entry(word).or_insert(meaning);
        }
    }
}

/// A word without list numbers, marks and emoji at its ends, folded: `## 3.1 **时间线** ⏱` gives `时间线`.
pub(crate) fn bare(text: &str) -> String {
    bare_of_folded(&fold(text)).to_owned()
}

fn bare_of_folded(folded: &str) -> &str {
    let edge = |c: char| !(c.is_alphanumeric() || matches!(c, '(' | ')' | '?' | '#'));
    let mut word = folded.trim_matches(edge);
    if let Some(rest) = without_number(word) {
        word = rest.trim_matches(edge);
    }
    word.trim_end_matches(['#', '?']).trim_matches(edge)
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
    // `（二）时间线`
    if let Some((number, rest)) = text.strip_prefix('(').and_then(|it| it.split_once(')'))
        && !number.is_empty()
        && number.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
    {
        return Some(rest.trim_start()).filter(|it| !it.is_empty());
    }
    let chinese = text.trim_start_matches(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    (chinese.len() < text.len()).then_some(chinese)?.strip_prefix(['、', ',', '.']).map(str::trim_start)
}

pub(super) fn lookup<T: Copy>(axis: &Axis<T>, text: &str) -> Option<T> {
    let folded = fold(text);
    let found = axis.get(&folded).or_else(|| axis.get(bare_of_folded(&folded))).or_else(|| {
        let outside = without_brackets(text);
        // Folding trims, so without brackets it is the same word again.
        if outside.len() == text.trim_end().len() { None } else { axis.get(&bare(outside)) }
    });
    found.copied()
}

impl Lexicon {
    /// The words that come with the program.
    pub fn built_in() -> Arc<Self> {
        Arc::clone(&LEXICON)
    }

    /// Takes over the words of `file` that mean nothing yet.
    fn join(&mut self, file: &LexiconFile) {
        join_axis(&mut self.fields, &file.fields, Field::from_name);
        self.day_labels.extend(all_folded(&file.day_labels));
        self.time_labels.extend(all_folded(&file.time_labels));
        join_axis(&mut self.moment_labels, &file.moment_labels, Milestone::from_key);
        self.role_labels.extend(all_folded(&file.role_labels));
        self.subjects.extend(all_folded(&file.subjects));
        self.subject_endings.extend(all_folded(&file.subject_endings));
        self.affected.extend(all_folded(&file.affected));
        self.things.extend(all_folded(&file.things));
        self.ignored.extend(all_folded(&file.ignored));
        join_axis(&mut self.sections, &file.sections, SectionKind::from_name);
        self.heading_openers.extend(all_folded(&file.heading_openers));
        self.heading_closers.extend(all_folded(&file.heading_closers));
        self.task_headings.extend(all_folded(&file.task_headings));
        self.action_verbs.extend(all_folded(&file.action_verbs));
        join_phrases(&mut self.columns, &file.columns, Column::from_name);
        join_axis(&mut self.action_status, &file.action_status, |it| {
            named(&ActionStatus::ALL, ActionStatus::as_str, it)
        });
        join_axis(&mut self.document_status, &file.document_status, StatusWord::from_name);
        join_axis(&mut self.event_kinds, &file.event_kinds, |it| {
            named(&EventKind::ALL, EventKind::as_str, it)
        });
        join_axis(&mut self.horizons, &file.horizons, |it| named(&Horizon::ALL, Horizon::as_str, it));
        join_axis(&mut self.lesson_layers, &file.lesson_layers, |it| named(&Layer::ALL, Layer::as_str, it));
        join_axis(&mut self.aspects, &file.aspects, |it| named(&Aspect::ALL, Aspect::as_str, it));
        join_axis(&mut self.document_kinds, &file.document_kinds, |it| {
            named(&DocumentKind::ALL, DocumentKind::as_str, it)
        });
        join_axis(&mut self.action_types, &file.action_types, |it| {
            named(&ActionType::ALL, ActionType::as_str, it)
        });
        self.generic_titles.extend(all_folded(&file.generic_titles));
        self.placeholders.extend(all_folded(&file.placeholders));
        self.none.extend(all_folded(&file.none));
        for (meaning, words) in &file.event_phrases {
            let known = self.event_phrases.entry(meaning.clone()).or_default();
            all_folded(words).for_each(|it| known.add(&it));
        }
    }

    /// The field that the label `label` with this value names: `Data: 03/05/2024` names the day in Portuguese, and
    /// `Data: three tables` nothing in English; `Time: 14:30 - 15:45` is when it happened, and `Time: soon` nothing;
    /// `Detection: 14:35` is when it was noticed.
    pub(crate) fn field_with(&self, label: &str, value: &str) -> Option<Field> {
        let of_moment = self.moment_label(label).filter(|_| is_only_a_time(value));
        if let Some(milestone) = of_moment {
            return Some(Field::Milestone(milestone));
        }
        self.field(label).or_else(|| {
            let name = bare(label);
            let is_of_time = self.time_labels.contains(&name);
            if is_of_time && lead_moment(value).is_some_and(|it| it.moment.time.is_some()) {
                return Some(Field::Period);
            }
            let is_of_day = is_of_time || self.day_labels.contains(&name);
            let is_day = || {
                matches!(lead_day(value), Some(DateReading::Date(_) | DateReading::Ambiguous { .. }))
                    // `Jul 16-17, 2026`: the first of several days.
                    || find_date(value).is_some_and(|it| value[..it.1.start].trim().is_empty())
            };
            (is_of_day && is_day()).then_some(Field::Date)
        })
    }

    /// The role that `label` names, where people are its value: `Incident commander`.
    pub(crate) fn role_label(&self, label: &str) -> Option<String> {
        let name = bare(label);
        self.role_labels.contains(&name).then_some(name)
    }

    /// The milestone that `label` names beside a time: `Detection`, `Resolução`.
    fn moment_label(&self, label: &str) -> Option<Milestone> {
        // Without the brackets that name a zone; few labels have any.
        let name = bare(without_brackets(label));
        self.moment_labels.get(&name).copied()
    }

    /// The field that a front matter key or a label names.
    pub(crate) fn field(&self, label: &str) -> Option<Field> {
        // Most labels have neither sign: they are looked up once.
        let has = |signs: &[char]| label.contains(signs);
        let under = || has(&['-']).then(|| lookup(&self.fields, &label.replace('-', "_")))?;
        let spaced = || has(&['-', '_']).then(|| lookup(&self.fields, &label.replace(['-', '_'], " ")))?;
        let found = lookup(&self.fields, label).or_else(under).or_else(spaced);
        found.or_else(|| self.measured(label)).or_else(|| {
            let folded = bare(label);
            // `Incident end`, `故障发现时间`: the incident's own.
            let before = self.subjects.iter().find_map(|it| folded.strip_prefix(it.as_str()));
            let before = before.and_then(|it| lookup(&self.fields, it.trim_start_matches([' ', '_', '\''])));
            // `Start of the outage`, `Inicio del incidente`
            let behind = || {
                let rest = self.subject_endings.iter().find_map(|it| folded.strip_suffix(it.as_str()));
                lookup(&self.fields, rest?.strip_suffix(' ')?)
            };
            // `Incident end / mitigated`: the first of two names.
            let joined = || {
                let first = folded.split_once(" / ")?.0;
                let field = self.field(first)?;
                matches!(field, Field::Milestone(_) | Field::Severity | Field::Duration).then_some(field)
            };
            // `Affected systems/services`: every part names the same field.
            let alike = || {
                let mut parts = folded.split(['/', '&', '、', '・']).map(str::trim);
                let field = lookup(&self.fields, parts.next()?)?;
                let mut n_others = 0;
                let is_same = parts.all(|it| {
                    n_others += 1;
                    lookup(&self.fields, it) == Some(field)
                });
                (is_same && 0 < n_others).then_some(field)
            };
            let hit = || self.names_what_was_hit(&folded).then_some(Field::Services);
            before.or_else(behind).or_else(joined).or_else(alike).or_else(hit)
        })
    }

    /// How long something took, by a key with its unit behind it: `duration_minutes`.
    fn measured(&self, label: &str) -> Option<Field> {
        let (name, unit) =
            fold(label).rsplit_once(['_', '-', ' ']).map(|it| (it.0.to_owned(), it.1.to_owned()))?;
        UNITS.contains(&unit.as_str()).then_some(())?;
        let field =
            lookup(&self.fields, &name).or_else(|| lookup(&self.fields, &name.replace(['-', '_'], " ")));
        field.filter(|it| matches!(it, Field::Duration | Field::TimeToDetect | Field::TimeToResolve))
    }

    /// Every word that names a field, folded.
    pub(crate) fn field_words(&self) -> impl Iterator<Item = &str> {
        self.fields.keys().map(String::as_str)
    }

    /// Whether `key` belongs to another tool and means nothing here.
    pub(crate) fn is_ignored_key(&self, key: &str) -> bool {
        self.ignored.contains(&fold(key))
    }

    /// What a section is about whose heading is a word of the lexicon: a title is of words that may be anywhere.
    pub(crate) fn named_by(&self, text: &str) -> Option<SectionKind> {
        lookup(&self.sections, text)
    }

    /// What the section under the heading `text` is about.
    pub(crate) fn section(&self, text: &str) -> Option<SectionKind> {
        let known = self.named_by(text);
        let announces = || announces_tasks(&bare(without_brackets(text)));
        known.or_else(|| announces().then_some(SectionKind::ActionItems))
    }

    /// Whether the column headed `text` can hold `column`.
    pub(crate) fn is_column(&self, column: Column, text: &str) -> bool {
        let words = self.columns.get(&column);
        let (direct, bare) = (fold(text), bare(without_brackets(text)));
        // `Time in CET`, `Date and time UTC`
        let bare = match bare.split_once(" in ") {
            Some((name, zone)) if column == Column::Time && zone.len() <= 5 => name.to_owned(),
            _ => bare,
        };
        words.is_some_and(|words| words.iter().any(|it| *it == direct || *it == bare))
    }

    /// What the state word `text` says; `None` for a word that is not known.
    pub(crate) fn document_status(&self, text: &str) -> Option<StatusWord> {
        lookup(&self.document_status, text)
    }

    /// Every word for a document's state, folded.
    pub(crate) fn document_status_words(&self) -> impl Iterator<Item = &str> {
        self.document_status.keys().map(String::as_str)
    }

    /// The kind of event that a timeline's type cell names.
    pub(crate) fn event_kind(&self, text: &str) -> Option<EventKind> {
        lookup(&self.event_kinds, text)
    }

    /// The horizon that a heading such as `短期改进（1个月内）` names.
    pub(crate) fn horizon(&self, text: &str) -> Option<Horizon> {
        lookup(&self.horizons, text)
    }

    /// What a lesson under this heading, or behind this word, is about.
    pub(crate) fn lesson_layer(&self, text: &str) -> Option<Layer> {
        lookup(&self.lesson_layers, text)
    }

    /// What part of causes, impact and risks `text` names.
    pub(crate) fn aspect(&self, text: &str) -> Option<Aspect> {
        lookup(&self.aspects, text)
    }

    /// What kind of document `text` names.
    pub(crate) fn document_kind(&self, text: &str) -> Option<DocumentKind> {
        lookup(&self.document_kinds, text)
    }

    /// What an action item is for.
    pub(crate) fn action_type(&self, text: &str) -> Option<ActionType> {
        lookup(&self.action_types, text)
    }

    /// Whether the event `text` holds a phrase of `meaning`, and none that takes it back.
    pub(crate) fn event_says(&self, meaning: &str, text: &str) -> bool {
        let folded = fold(text);
        let holds = |meaning: &str| {
            self.event_phrases
                .get(meaning)
                .is_some_and(|phrases| phrases.occur_in(&folded, |_, at| is_whole(&folded, at)))
        };
        holds(meaning) && !holds("not")
    }

    /// Every folded word for `field`, its own name among them.
    pub(crate) fn field_aliases(&self, field: Field) -> Vec<&str> {
        self.fields.iter().filter(|(_, it)| **it == field).map(|(word, _)| word.as_str()).collect()
    }

    /// Keys of other tools that mean nothing here, folded.
    pub(crate) fn ignored_keys(&self) -> Vec<&str> {
        self.ignored.iter().map(String::as_str).collect()
    }

    /// Every folded word that is a value of `choice`.
    pub(crate) fn value_words(&self, choice: Choice) -> Vec<&str> {
        fn words<T>(axis: &Axis<T>) -> Vec<&str> {
            axis.keys().map(String::as_str).collect()
        }
        match choice {
            Choice::DocumentKind => words(&self.document_kinds),
            Choice::DocumentStatus => words(&self.document_status),
            Choice::ActionStatus => words(&self.action_status),
            Choice::ActionType => words(&self.action_types),
            Choice::Horizon => words(&self.horizons),
        }
    }

    /// Whether a title says nothing about what happened.
    pub(crate) fn is_generic_title(&self, text: &str) -> bool {
        let is = |text: &str| self.generic_titles.contains(text);
        // Behind a bracket in the middle is what it is about: `Incident review (draft) – Checkout slow`.
        let ends = || text.trim_end().ends_with([')', '）', ']', '】']);
        is(&fold(text)) || is(&bare(text)) || ends() && is(&bare(without_brackets(text)))
    }

    /// Whether `text` is where a value should be: `TBD`, `XXXX`, `待填写`, `<owner>`, `INC-2026-XXXX`.
    pub(crate) fn is_placeholder(&self, text: &str) -> bool {
        let trimmed = text.trim().trim_matches(['*', '_', '`']).trim();
        // No such word is longer; folding every line of a text is dear.
        if trimmed.len() <= MAX_PLACEHOLDER && self.placeholders.contains(&fold(trimmed)) {
            return true;
        }
        let bracketed = [('<', '>'), ('[', ']'), ('{', '}'), ('【', '】'), ('‹', '›'), ('＜', '＞')]
            .into_iter()
            .any(|(open, close)| {
                // `[Incident] Hub down [SOLVED]` is a title with two marks.
                trimmed.starts_with(open)
                    && trimmed.find(close) == Some(trimmed.len() - close.len_utf8())
                    && 2 < trimmed.chars().count()
            });
        let is_link = trimmed.starts_with("<http")
            || trimmed.contains("](")
            || trimmed.starts_with("[x]")
            || trimmed.contains('@');
        if bracketed && !is_link {
            return true;
        }
        // Masks are looked for in short lines only: a text has few.
        let is_mask = |part: &str| {
            3 <= part.len()
                && (part.chars().all(|c| c == 'X' || c == 'x')
                    || ["YYYY", "yyyy", "NNN", "nnn", "NNNN"].contains(&part))
        };
        trimmed.chars().nth(MAX_MASKED).is_none()
            && (trimmed.split(|c: char| !c.is_ascii_alphanumeric()).any(is_mask) || holds_mask(trimmed))
    }

    /// Whether `text` says that there is nothing, or is empty.
    pub(crate) fn is_none(&self, text: &str) -> bool {
        let folded = fold(text);
        folded.is_empty() || self.none.contains(&folded)
    }
}

/// Longest line that is looked through for masks, in characters.
const MAX_MASKED: usize = 40;

/// Longest placeholder of the lexicon, in bytes.
const MAX_PLACEHOLDER: usize = 60;

/// Whether what is at `at` in `text` is not inside a longer Latin word.
fn is_whole(text: &str, at: Range<usize>) -> bool {
    let (before, after) = (text[..at.start].chars().next_back(), text[at.end..].chars().next());
    let phrase = &text[at];
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let goes_on_before = latin(before) && latin(phrase.chars().next());
    let goes_on_after = latin(after) && latin(phrase.chars().next_back());
    !goes_on_before && !goes_on_after
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DocumentStatus;

    #[test]
    fn the_lexicon_can_be_read() {
        for text in LANGUAGES {
            let file: LexiconFile = yaml::read(text).unwrap();
            assert!(!file.sections.is_empty() || text.contains("# Traditional"));
        }
        let file: LexiconFile = yaml::read(BUILT_IN).unwrap();
        let unknown = |names: Vec<&String>, is_known: &dyn Fn(&str) -> bool| -> Vec<String> {
            names.into_iter().filter(|it| !is_known(it)).cloned().collect()
        };
        assert!(20 < file.fields.len() && 10 < file.sections.len());
        assert_eq!(unknown(file.fields.keys().collect(), &|it| Field::from_name(it).is_some()), [""; 0]);
        assert_eq!(
            unknown(file.sections.keys().collect(), &|it| SectionKind::from_name(it).is_some()),
            [""; 0]
        );
        assert_eq!(unknown(file.columns.keys().collect(), &|it| Column::from_name(it).is_some()), [""; 0]);
        let words = Lexicon::built_in();
        let missing = |it: &SectionKind| !words.sections.values().any(|known| known == it);
        assert!(!SectionKind::ALL.iter().any(missing));
        assert_eq!(words.columns.len(), Column::ALL.len());
        // Each of the small axes lost nothing on the way.
        let n_meanings = |words: Vec<&Vec<String>>| words.iter().map(|it| it.len()).sum::<usize>();
        assert!(words.event_kinds.len() + 2 >= n_meanings(file.event_kinds.values().collect()));
        for (n_read, n_written) in [
            (words.document_kinds.len(), n_meanings(file.document_kinds.values().collect())),
            (words.horizons.len(), n_meanings(file.horizons.values().collect())),
            (words.lesson_layers.len(), n_meanings(file.lesson_layers.values().collect())),
            (words.action_types.len(), n_meanings(file.action_types.values().collect())),
        ] {
            assert!(n_written <= n_read + 2 && 0 < n_read, "{n_written} words, {n_read} read");
        }
    }

    #[test]
    fn words_are_known_as_keyboards_without_their_letters_write_them() {
        let of = |word: &str| spellings(word).into_iter().collect::<Vec<String>>();
        assert_eq!(of("Maßnahme"), ["massnahme", "maßnahme"]);
        assert_eq!(of("Präventive Maßnahmen").len(), 3);
        assert_eq!(of("prevención"), ["prevencion", "prevención"]);
        // Short words and other scripts would become other words.
        assert_eq!(of("été").len() + of("改进项").len() + of("длительность").len(), 3);
        let words = Lexicon::built_in();
        assert_eq!(words.section("Praeventive Massnahmen"), words.section("Präventive Maßnahmen"));
    }

    #[test]
    fn headings_are_known_by_their_words_alone() {
        for text in
            ["Timeline", "## 3.1 时间线", "一、时间线", "⏱ Timeline", "时间线（均为北京时间）", "Timeline:"]
        {
            assert_eq!(
                Lexicon::built_in().section(text.trim_start_matches('#').trim()),
                Some(SectionKind::Timeline),
                "{text}"
            );
        }
        assert_eq!(Lexicon::built_in().section("根本原因 (Root Cause)"), Some(SectionKind::RootCause));
        assert_eq!(Lexicon::built_in().section("Something else"), None);
    }

    #[test]
    fn states_are_read_from_words_and_marks() {
        let words = Lexicon::built_in();
        assert_eq!(words.action_status("🔄"), Some(ActionStatus::InProgress));
        assert_eq!(words.action_status("✅ 已完成"), Some(ActionStatus::Done));
        assert_eq!(words.action_status("📋 planned"), Some(ActionStatus::Open));
        assert_eq!(words.action_status("Won't fix"), Some(ActionStatus::Cancelled));
        assert_eq!(words.action_status("perhaps"), None);
        assert_eq!(words.document_status("✅ 已审核"), Some(StatusWord::Document(DocumentStatus::Reviewed)));
        assert_eq!(words.document_status("✅ 已解决"), Some(StatusWord::Incident));
    }

    #[test]
    fn placeholders_are_no_values() {
        let words = Lexicon::built_in();
        for text in [
            "TBD",
            "INC-2026-XXXX",
            "待填写",
            "<owner>",
            "[详细描述]",
            "PMyyyy-nnn",
            "AAAA-MM-DD",
            "‹título›",
            "ЧЧ:ММ",
        ] {
            assert!(words.is_placeholder(text), "{text}");
        }
        for text in ["INC-2026-0001", "[docs](a.md)", "xxl-job scheduler", "2026"] {
            assert!(!words.is_placeholder(text), "{text}");
        }
    }
}
