//! What a document could have been written with instead: it is found by these words too.
//!
//! Words that mean the same come in groups: those of operations in both languages come with the program, others with the
//! configuration. Where a text holds one of a group, the others are indexed beside it (`Document::also_text`). So neither
//! the terminal nor the browser has anything to do when somebody searches, and both find the same.
//!
//! All words are looked for in one reading of the text, by one automaton: reading every text as tokens a second time would
//! cost half as much as the index itself.

use rayon::prelude::*;
use regex::bytes::{RegexSet, RegexSetBuilder};

use super::document::Document;
use super::tokenizer::simplified;
use crate::yaml;

/// Groups that come with the program.
const BUILT_IN: &str = include_str!("synonyms.yaml");
/// Bytes that the automaton of all words may take.
const MEMORY: usize = 16 << 20;

/// Groups of words that mean the same.
#[derive(Debug)]
pub struct Synonyms {
    groups: Vec<Vec<String>>,
    /// For every pattern of the automaton: its group, and its place in it.
    places: Vec<(usize, usize)>,
    automaton: RegexSet,
}

impl Synonyms {
    /// The groups that come with the program, and `own`.
    pub fn new(own: &[Vec<String>]) -> Self {
        let mut groups = built_in();
        groups.extend(own.iter().cloned());
        let mut places = Vec::new();
        let mut patterns = Vec::new();
        for (group, words) in groups.iter().enumerate() {
            for (place, word) in words.iter().enumerate() {
                places.push((group, place));
                patterns.push(pattern(word));
            }
        }
        let build = |patterns: &[String]| RegexSetBuilder::new(patterns).dfa_size_limit(MEMORY).build();
        // Every word is escaped, so only its size could be refused; then nothing has a synonym.
        let automaton = build(&patterns).unwrap_or_else(|_| RegexSet::empty());
        Self { groups, places, automaton }
    }

    /// Gives every document the words that it could have been written with instead.
    pub fn complete(&self, documents: &mut [Document]) {
        documents.par_iter_mut().for_each(|it| {
            let others = self.of(it.texts());
            it.also_text.extend(others);
        });
    }

    /// The other words of every group of which `texts` hold one: in the order of groups, none twice, none that a text
    /// holds.
    fn of<'a>(&self, texts: impl IntoIterator<Item = &'a String>) -> Vec<String> {
        let mut is_held: Vec<Vec<bool>> = self.groups.iter().map(|it| vec![false; it.len()]).collect();
        for text in texts {
            for idx in self.automaton.matches(simplified(text).as_bytes()) {
                let (group, place) = self.places[idx];
                is_held[group][place] = true;
            }
        }
        let held = |word: &String| {
            let groups = self.groups.iter().zip(&is_held);
            groups.flat_map(|(words, held)| words.iter().zip(held)).any(|(it, held)| *held && it == word)
        };
        let mut others: Vec<String> = Vec::new();
        for (words, is_held) in self.groups.iter().zip(&is_held) {
            if !is_held.contains(&true) {
                continue;
            }
            for word in words {
                if !others.contains(word) && !held(word) {
                    others.push(word.clone());
                }
            }
        }
        others
    }
}

/// The groups that come with the program.
fn built_in() -> Vec<Vec<String>> {
    // A unit test reads the same text, so that a slip in it cannot reach a user.
    yaml::read(BUILT_IN).unwrap_or_default()
}

/// What finds `word` in any case: English at the ends of words only, with the endings of its last word.
fn pattern(word: &str) -> String {
    let word = simplified(word.trim()).into_owned();
    let parts: Vec<String> =
        word.split([' ', '-', '_']).filter(|it| !it.is_empty()).map(regex::escape).collect();
    let is_letter = |it: Option<char>| it.is_some_and(|it| it.is_ascii_alphanumeric());
    let start = if is_letter(word.chars().next()) { r"\b" } else { "" };
    let end = if is_letter(word.chars().next_back()) { r"(?:s|es|ed|ing)?\b" } else { "" };
    format!(r"(?i-u){start}{}{end}", parts.join(r"[\s_-]*"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(own: &[&[&str]], text: &str) -> Vec<String> {
        let own: Vec<Vec<String>> =
            own.iter().map(|it| it.iter().map(|it| (*it).to_owned()).collect()).collect();
        Synonyms::new(&own).of([&text.to_owned()])
    }

    #[test]
    fn the_groups_of_the_program_are_read_and_say_nothing_twice() {
        let groups = built_in();
        assert!(100 < groups.len());
        for group in &groups {
            assert!(1 < group.len(), "{group:?}");
            for word in group {
                let n = group.iter().filter(|it| *it == word).count();
                assert!(n == 1 && word.trim() == word && 1 < word.chars().count(), "{word}");
            }
        }
    }

    #[test]
    fn a_text_has_the_other_words_of_its_groups() {
        assert_eq!(
            of(&[], "We were charged twice"),
            ["double charge", "duplicate charge", "重复扣款", "重复扣费", "扣了两次"]
        );
        assert_eq!(of(&[], "发生了丢包"), ["packet loss", "dropped packets"]);
        assert_eq!(of(&[], "發生了丟包"), ["packet loss", "dropped packets"]);
        assert_eq!(
            of(&[&["SFP", "starfish pay", "海星支付"]], "the SFP was slow"),
            ["starfish pay", "海星支付"]
        );
    }

    #[test]
    fn english_words_are_whole_words_with_their_endings() {
        assert!(of(&[], "two memory-leaks").contains(&"内存泄漏".to_owned()));
        assert!(of(&[], "It TIMED\nOUT").contains(&"超时".to_owned()));
        assert_eq!(of(&[], "an indexer, a transactional reorder"), Vec::<String>::new());
    }
}
