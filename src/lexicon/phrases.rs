//! The words and commands that rules look for: `phrases.yaml`, read once.

use std::sync::{Arc, LazyLock};

use regex::Regex;
use serde::Deserialize;

use super::effects::Effect;
use crate::text::fold;
use crate::yaml;

const BUILT_IN: &str = include_str!("phrases.yaml");

/// The built-in vocabulary, read.
static VOCABULARY: LazyLock<Arc<Vocabulary>> =
    LazyLock::new(|| Arc::new(read().map(Vocabulary::new).unwrap_or_default()));

/// The commands that runbooks should not hand out without a word of warning; every team has the same.
pub(crate) fn commands() -> &'static [Command] {
    &VOCABULARY.commands
}

/// What warns of such a command.
pub(crate) fn warnings() -> &'static [String] {
    &VOCABULARY.warnings
}

/// The lists to which a team may add words of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PhraseList {
    /// Owners that are a role or a team.
    Roles,
    /// What begins an action item that asks people to be better.
    Exhortations,
    /// What begins an action item that wants more of something without saying how much.
    Wishes,
    /// Texts of links that do not say where they lead.
    LinkTexts,
    /// What a line of a timeline says that tells users or colleagues.
    Updates,
}

impl PhraseList {
    /// Every list.
    pub(crate) const ALL: [Self; 5] =
        [Self::Roles, Self::Exhortations, Self::Wishes, Self::LinkTexts, Self::Updates];

    /// Its key below `lexicon:`.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Roles => "roles",
            Self::Exhortations => "exhortations",
            Self::Wishes => "wishes",
            Self::LinkTexts => "link_texts",
            Self::Updates => "updates",
        }
    }
}

/// What `phrases.yaml` says under a phrase list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Phrases {
    pub(crate) beginnings: Vec<String>,
    pub(crate) endings: Vec<String>,
    pub(crate) continued: Vec<String>,
}

/// What a document can demand of its own action items.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Demands {
    pub(crate) subjects: Vec<String>,
    pub(crate) musts: Vec<String>,
    pub(crate) acceptance: Vec<String>,
    pub(crate) owner: Vec<String>,
    pub(crate) due: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct BlameWords {
    cause_patterns: Vec<String>,
    patterns: Vec<String>,
    defended: Vec<String>,
    people_patterns: Vec<String>,
    fault_patterns: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ContradictionWords {
    everybody: Vec<String>,
    unaffected: Vec<String>,
    rates: Vec<String>,
    totals: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CommandWords {
    pattern: String,
    effect: Effect,
    destructive: bool,
    #[serde(default)]
    marked: bool,
    unless: Option<String>,
    label: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    roles: Vec<String>,
    role_endings: Vec<String>,
    exhortations: Phrases,
    wishes: Phrases,
    blame: BlameWords,
    reported_patterns: Vec<String>,
    demands: Demands,
    cadence_patterns: Vec<String>,
    updates: Vec<String>,
    contradictions: ContradictionWords,
    placeholder_patterns: Vec<String>,
    link_placeholder_patterns: Vec<String>,
    title_patterns: Vec<String>,
    link_texts: Vec<String>,
    warnings: Vec<String>,
    commands: Vec<CommandWords>,
}

/// The vocabulary with its patterns compiled and its words folded.
#[derive(Debug, Clone, Default)]
pub(crate) struct Vocabulary {
    pub(crate) roles: Vec<String>,
    pub(crate) role_endings: Vec<String>,
    pub(crate) exhortations: Phrases,
    pub(crate) wishes: Phrases,
    pub(crate) blame: Blame,
    /// An action item that reports, or says in its sentence who does it.
    pub(crate) reported: Vec<Regex>,
    pub(crate) demands: Demands,
    pub(crate) cadence: Vec<Regex>,
    pub(crate) updates: Vec<String>,
    pub(crate) contradictions: Contradictions,
    pub(crate) placeholders: Vec<Regex>,
    pub(crate) link_placeholders: Vec<Regex>,
    pub(crate) titles: Vec<Regex>,
    pub(crate) link_texts: Vec<String>,
    pub(crate) warnings: Vec<String>,
    pub(crate) commands: Vec<Command>,
}

/// How blame is worded.
#[derive(Debug, Clone, Default)]
pub(crate) struct Blame {
    /// In sections about causes.
    pub(crate) in_causes: Vec<Regex>,
    /// Anywhere.
    pub(crate) anywhere: Vec<Regex>,
    /// Words of a line that speaks of the defence and not of the person.
    pub(crate) defended: Vec<String>,
    /// Name people in group 1.
    pub(crate) people: Vec<Regex>,
    /// Patterns with `{name}` where the name belongs.
    pub(crate) faults: Vec<String>,
}

/// Statements that exclude each other.
#[derive(Debug, Clone, Default)]
pub(crate) struct Contradictions {
    pub(crate) everybody: Vec<Regex>,
    pub(crate) unaffected: Vec<Regex>,
    /// Group 1 is what failed, group 2 the percentage.
    pub(crate) rates: Vec<Regex>,
    /// Patterns with `{what}` where the name of the rate belongs.
    pub(crate) totals: Vec<String>,
}

/// A command that a runbook should not hand out without a word of warning.
#[derive(Debug, Clone)]
pub(crate) struct Command {
    pub(crate) pattern: Regex,
    /// What it does.
    pub(crate) effect: Effect,
    /// Data or a service is gone afterwards.
    pub(crate) destructive: bool,
    /// Marked on the page, but no finding.
    pub(crate) only_marked: bool,
    /// Makes a match harmless.
    pub(crate) unless: Option<Regex>,
    /// Only under a comment that says this.
    pub(crate) label: Option<Regex>,
}

fn read() -> Option<File> {
    yaml::read(BUILT_IN).ok()
}

/// The patterns; a unit test makes sure that each can be read.
fn patterns(written: &[String]) -> Vec<Regex> {
    written.iter().filter_map(|it| Regex::new(it).ok()).collect()
}

fn folded(words: &[String]) -> Vec<String> {
    // Folding trims, and a blank at an end is part of the word here.
    words
        .iter()
        .map(|it| {
            let (before, after) = (it.starts_with(' '), it.ends_with(' '));
            format!("{}{}{}", if before { " " } else { "" }, fold(it), if after { " " } else { "" })
        })
        .collect()
}

impl Vocabulary {
    /// The words that come with the program.
    pub(crate) fn built_in() -> Arc<Self> {
        Arc::clone(&VOCABULARY)
    }

    /// Adds a team's own word to `list`.
    pub(crate) fn add(&mut self, list: PhraseList, word: &str) {
        let words = match list {
            PhraseList::Roles => &mut self.roles,
            PhraseList::Exhortations => &mut self.exhortations.beginnings,
            PhraseList::Wishes => &mut self.wishes.beginnings,
            PhraseList::LinkTexts => &mut self.link_texts,
            PhraseList::Updates => &mut self.updates,
        };
        words.push(fold(word));
    }

    fn new(file: File) -> Self {
        Self {
            roles: folded(&file.roles),
            role_endings: folded(&file.role_endings),
            exhortations: file.exhortations.folded(),
            wishes: file.wishes.folded(),
            blame: Blame {
                in_causes: patterns(&file.blame.cause_patterns),
                anywhere: patterns(&file.blame.patterns),
                defended: folded(&file.blame.defended),
                people: patterns(&file.blame.people_patterns),
                faults: file.blame.fault_patterns,
            },
            demands: Demands {
                subjects: folded(&file.demands.subjects),
                musts: folded(&file.demands.musts),
                acceptance: folded(&file.demands.acceptance),
                owner: folded(&file.demands.owner),
                due: folded(&file.demands.due),
            },
            reported: patterns(&file.reported_patterns),
            cadence: patterns(&file.cadence_patterns),
            updates: folded(&file.updates),
            contradictions: Contradictions {
                everybody: patterns(&file.contradictions.everybody),
                unaffected: patterns(&file.contradictions.unaffected),
                rates: patterns(&file.contradictions.rates),
                totals: file.contradictions.totals,
            },
            placeholders: patterns(&file.placeholder_patterns),
            link_placeholders: patterns(&file.link_placeholder_patterns),
            titles: patterns(&file.title_patterns),
            link_texts: folded(&file.link_texts),
            warnings: folded(&file.warnings),
            commands: file.commands.into_iter().filter_map(Command::new).collect(),
        }
    }
}

impl Phrases {
    fn folded(self) -> Self {
        Self {
            beginnings: folded(&self.beginnings),
            endings: folded(&self.endings),
            continued: folded(&self.continued),
        }
    }

    /// What is left of the folded `text` behind the longest beginning that it has.
    pub(crate) fn after_beginning<'t>(&self, text: &'t str) -> Option<&'t str> {
        let rests = self.beginnings.iter().filter_map(|it| {
            let rest = text.strip_prefix(it.as_str())?;
            let goes_on = it.is_ascii() && rest.starts_with(|c: char| c.is_ascii_alphanumeric());
            (!goes_on).then_some(rest)
        });
        rests.min_by_key(|it| it.len())
    }
}

impl Command {
    fn new(words: CommandWords) -> Option<Self> {
        let compiled = |it: Option<String>| it.and_then(|it| Regex::new(&it).ok());
        Some(Self {
            pattern: Regex::new(&words.pattern).ok()?,
            effect: words.effect,
            only_marked: words.marked,
            destructive: words.destructive,
            unless: compiled(words.unless),
            label: compiled(words.label),
        })
    }
}

/// Whether any of the folded `words` is in the folded `text`.
pub(crate) fn holds_any(text: &str, words: &[String]) -> bool {
    words.iter().any(|it| text.contains(it.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_of_the_vocabulary_can_be_read() {
        let file: File = yaml::read(BUILT_IN).unwrap();
        let n_commands = file.commands.len();
        let n_causes = file.blame.cause_patterns.len();
        let vocabulary = Vocabulary::new(file);
        assert_eq!((vocabulary.commands.len(), vocabulary.blame.in_causes.len()), (n_commands, n_causes));
        assert!(vocabulary.commands.iter().any(|it| it.unless.is_some() && it.destructive));
        let all = [
            &vocabulary.cadence,
            &vocabulary.reported,
            &vocabulary.contradictions.everybody,
            &vocabulary.contradictions.unaffected,
            &vocabulary.contradictions.rates,
            &vocabulary.blame.anywhere,
            &vocabulary.titles,
        ];
        assert!(all.iter().all(|it| it.len() == 2));
        assert_eq!((vocabulary.placeholders.len(), vocabulary.link_placeholders.len()), (4, 1));
    }
}
