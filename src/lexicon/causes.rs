//! Words by which a reader guesses the cause of an incident, found in a text.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::model::Taxonomy;
use crate::text::{fold, is_cjk};
use crate::yaml;

/// How much a word says: one that names the cause, a label or alias of the taxonomy, one from its neighbourhood.
const STRONG: f64 = 1.0;
const LISTED: f64 = 0.5;
const WEAK: f64 = 0.3;

#[derive(Debug, Default, Deserialize)]
struct Entry {
    id: String,
    strong: Vec<String>,
    weak: Vec<String>,
}

static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    // A unit test reads the same text, so that a slip in it cannot reach a user.
    yaml::read(include_str!("causes.yaml")).unwrap_or_default()
});

/// A word or phrase that hints at a cause.
#[derive(Debug)]
pub(crate) struct Cue {
    /// Id of the cause.
    pub(crate) cause: String,
    /// How much it says.
    pub(crate) weight: f64,
    /// Folded, with a blank in the place of a possible hyphen.
    phrase: String,
    /// Whether any ending may follow.
    is_open: bool,
}

/// The words that hint at the causes of one taxonomy.
#[derive(Debug, Default)]
pub(crate) struct CauseWords {
    cues: Vec<Cue>,
    /// Numbers of cues by their first two characters.
    by_start: FxHashMap<(char, char), Vec<usize>>,
}

impl CauseWords {
    /// The words for the causes of `taxonomy`: its own labels and aliases, and those that come with the program for ids
    /// that it lists.
    pub(crate) fn new(taxonomy: &Taxonomy) -> Self {
        let mut found = Self::default();
        for cause in taxonomy.causes.iter().filter(|it| it.known) {
            if let Some(entry) = ENTRIES.iter().find(|it| it.id == cause.id) {
                entry.strong.iter().for_each(|it| found.add(&cause.id, it, STRONG));
                entry.weak.iter().for_each(|it| found.add(&cause.id, it, WEAK));
            }
            for name in [&cause.label_en, &cause.label_zh].into_iter().chain(&cause.aliases) {
                found.add(&cause.id, name, LISTED);
            }
        }
        found
    }

    fn add(&mut self, cause: &str, written: &str, weight: f64) {
        let (written, is_open) = written.strip_suffix('*').map_or((written, false), |it| (it, true));
        let phrase = normal(written);
        let mut start = phrase.chars();
        let (Some(first), Some(second)) = (start.next(), start.next()) else { return };
        if self.cues.iter().any(|it| it.cause == cause && it.phrase == phrase) {
            return;
        }
        let number = self.cues.len();
        self.by_start.entry((first, second)).or_default().push(number);
        self.cues.push(Cue { cause: cause.to_owned(), weight, phrase, is_open });
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.cues.len()
    }

    /// The cue with this number.
    pub(crate) fn cue(&self, number: usize) -> &Cue {
        &self.cues[number]
    }

    /// Every cue in `text`, as often as it occurs.
    pub(crate) fn find(&self, text: &str) -> Vec<usize> {
        let text = normal(text);
        let mut found = Vec::new();
        let mut before = ' ';
        for (at, first) in text.char_indices() {
            let begins = is_cjk(first) || !before.is_alphanumeric() || is_cjk(before);
            before = first;
            let rest = &text[at..];
            let Some(second) = rest[first.len_utf8()..].chars().next().filter(|_| begins) else { continue };
            let Some(numbers) = self.by_start.get(&(first, second)) else { continue };
            found.extend(numbers.iter().copied().filter(|it| self.cues[*it].begins(rest)));
        }
        found
    }
}

impl Cue {
    /// Whether `text` begins with the phrase, as whole words.
    fn begins(&self, text: &str) -> bool {
        let Some(rest) = text.strip_prefix(self.phrase.as_str()) else { return false };
        let is_word = |it: &str| it.starts_with(|c: char| c.is_alphanumeric() && !is_cjk(c));
        let is_whole = |it: &str| !is_word(it);
        self.is_open
            || self.phrase.ends_with(is_cjk)
            || is_whole(rest)
            || ["s", "es"].iter().any(|it| rest.strip_prefix(it).is_some_and(is_whole))
    }
}

/// Folded, with blanks for hyphens and typographic apostrophes gone: `out-of-memory` is `out of memory`, but `follow-ups`
/// are not `ups`.
fn normal(text: &str) -> String {
    let mut text = fold(text);
    text.retain(|c| !matches!(c, '\'' | '’'));
    if text.contains('-') { text.replace("-up", "up").replace('-', " ") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Cause;

    fn words() -> CauseWords {
        let cause = |id: &str| Cause {
            id: id.to_owned(),
            parent: None,
            label_en: id.to_owned(),
            label_zh: id.to_owned(),
            aliases: Vec::new(),
            known: true,
        };
        let causes = ENTRIES.iter().map(|it| cause(&it.id)).collect();
        CauseWords::new(&Taxonomy { causes, ..Taxonomy::default() })
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let words = words();
        let strong = words.find(text).into_iter().map(|it| words.cue(it)).filter(|it| it.weight == STRONG);
        let mut causes: Vec<&str> = strong.map(|it| it.cause.as_str()).collect();
        causes.dedup();
        assert_eq!(causes, expected, "{text}");
    }

    #[test]
    fn the_built_in_words_can_be_read_and_every_cause_has_some() {
        let entries: Vec<Entry> = yaml::read(include_str!("causes.yaml")).expect("the words are valid YAML");
        assert!(40 < entries.len());
        for it in &entries {
            assert!(!it.strong.is_empty(), "{}", it.id);
        }
    }

    #[test]
    fn words_of_three_languages_hint_at_causes() {
        check("The certificate had expired", &["time/expiry"]);
        check("the pods were OOM-killed", &["capacity/cpu-memory"]);
        check("连接池被打满", &["capacity/pool", "capacity"]);
        check("デッドロックが起きた", &["code/concurrency"]);
    }

    #[test]
    fn a_part_of_a_word_is_no_word() {
        check("debugging the typographer", &[]);
        check("a bug and two bugs", &["code"]);
    }
}
