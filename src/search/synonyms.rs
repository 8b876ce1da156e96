//! What a document could have been written with instead: it is found by these words too.
//!
//! Words that mean the same come in groups: those of operations in both languages come with the program, others with the
//! configuration. Where a text holds one of a group, the others are indexed beside it (`Document::also_text`). So neither
//! the terminal nor the browser has anything to do when somebody searches, and both find the same.
//!
//! All words are looked for in one reading of the text by their first parts, and only there compared in whole: reading every
//! text as tokens a second time would cost half as much as the index itself.

use rayon::prelude::*;

use super::document::Document;
use super::tokenizer::simplified;
use crate::text::Needles;
use crate::yaml;

/// Groups that come with the program.
const BUILT_IN: &str = include_str!("synonyms.yaml");

/// Groups of words that mean the same.
#[derive(Debug)]
pub struct Synonyms {
    groups: Vec<Vec<String>>,
    /// For every needle: its group, its place in it, and how it is written.
    words: Vec<(usize, usize, Form)>,
    /// The first part of every word.
    firsts: Needles,
}

/// How a word is found: in any case, English at the ends of words only, with the endings of its last word.
#[derive(Debug)]
struct Form {
    /// What is between blanks and hyphens, in small letters; any of these may be between them in a text.
    parts: Vec<String>,
    begins_word: bool,
    ends_word: bool,
}

impl Synonyms {
    /// The groups that come with the program, and `own`.
    pub fn new(own: &[Vec<String>]) -> Self {
        let mut groups = built_in();
        groups.extend(own.iter().cloned());
        let mut words = Vec::new();
        for (group, of_group) in groups.iter().enumerate() {
            for (place, word) in of_group.iter().enumerate() {
                words.push((group, place, Form::of(word)));
            }
        }
        let firsts = Needles::new(words.iter().map(|it| it.2.parts.first().map_or("", String::as_str)));
        Self { groups, words, firsts }
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
            let text = simplified(text).to_ascii_lowercase();
            self.firsts.occur_in(&text, |number, at| {
                let (group, place, form) = &self.words[number];
                let is_known = &mut is_held[*group][*place];
                *is_known = *is_known || form.is_at(text.as_bytes(), at.start);
                false
            });
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

impl Form {
    fn of(word: &str) -> Self {
        let word = simplified(word.trim()).to_ascii_lowercase();
        let is_letter = |it: Option<char>| it.is_some_and(|it| it.is_ascii_alphanumeric());
        let parts = word.split([' ', '-', '_']).filter(|it| !it.is_empty()).map(str::to_owned);
        Self {
            begins_word: is_letter(word.chars().next()),
            ends_word: is_letter(word.chars().next_back()),
            parts: parts.collect(),
        }
    }

    /// Whether it is at `start` of `text`, which is in small letters.
    fn is_at(&self, text: &[u8], start: usize) -> bool {
        let is_of_word = |it: Option<&u8>| it.is_some_and(|it| it.is_ascii_alphanumeric() || *it == b'_');
        if self.begins_word && is_of_word(start.checked_sub(1).and_then(|it| text.get(it))) {
            return false;
        }
        let mut rest = &text[start..];
        for (nth, part) in self.parts.iter().enumerate() {
            let is_between = |it: &u8| matches!(it, b'\t'..=b'\r' | b' ' | b'-' | b'_');
            let n_between = if nth == 0 { 0 } else { rest.iter().take_while(|it| is_between(it)).count() };
            let Some(behind) = rest[n_between..].strip_prefix(part.as_bytes()) else { return false };
            rest = behind;
        }
        let ends = |ending: &str| {
            rest.strip_prefix(ending.as_bytes()).is_some_and(|behind| !is_of_word(behind.first()))
        };
        !self.ends_word || ["", "s", "es", "ed", "ing"].into_iter().any(ends)
    }
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
