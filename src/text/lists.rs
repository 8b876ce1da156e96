//! Lists of words, ready to be looked for: in every line of every document there may be hundreds of them.

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

/// Words of a list in the source, with blanks between them: whether a word is among them is one look-up.
#[derive(Debug)]
pub struct WordList {
    written: &'static str,
    words: OnceLock<FxHashSet<&'static str>>,
}

impl WordList {
    /// The words of `written`.
    pub const fn new(written: &'static str) -> Self {
        Self { written, words: OnceLock::new() }
    }

    /// Whether `word` is one of them.
    pub fn contains(&self, word: &str) -> bool {
        self.words.get_or_init(|| self.written.split_ascii_whitespace().collect()).contains(word)
    }
}

/// Texts of a list in the source, with blanks between them, that are looked for inside others.
#[derive(Debug)]
pub struct TextList {
    written: &'static str,
    texts: OnceLock<Needles>,
}

impl TextList {
    /// The texts of `written`.
    pub const fn new(written: &'static str) -> Self {
        Self { written, texts: OnceLock::new() }
    }

    /// Whether `text` holds one of them.
    pub fn is_in(&self, text: &str) -> bool {
        self.texts.get_or_init(|| Needles::new(self.iter())).occur_in(text, |_, _| true)
    }

    /// Whether `text` is one of them.
    pub fn is(&self, text: &str) -> bool {
        self.iter().any(|it| it == text)
    }

    /// Each of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.written.split_ascii_whitespace()
    }
}

/// Texts that are looked for all at once: a text is read through once, whatever their number.
#[derive(Debug, Default, Clone)]
pub struct Needles {
    /// Those that begin with a character, with their numbers.
    by_first: FxHashMap<char, Vec<(usize, String)>>,
    n: usize,
    /// A bit for the low byte of each of these characters: most of a text begins nothing.
    first_bytes: [u64; 4],
}

impl Needles {
    /// Looks for each of `texts`, which are known by their place in the list; an empty one is never found.
    pub fn new<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut needles = Self::default();
        texts.into_iter().for_each(|it| needles.add(it));
        needles
    }

    /// Looks for `text` too.
    pub fn add(&mut self, text: &str) {
        let number = self.n;
        self.n += 1;
        let Some(first) = text.chars().next() else { return };
        let (word, bit) = place_of(first);
        self.first_bytes[word] |= bit;
        self.by_first.entry(first).or_default().push((number, text.to_owned()));
    }

    /// Whether one of them occurs in `text` so that `accept` takes its number and its place in bytes; every
    /// occurrence is offered, from the first on, until one is taken.
    pub fn occur_in(&self, text: &str, mut accept: impl FnMut(usize, Range<usize>) -> bool) -> bool {
        text.char_indices().any(|(at, first)| {
            let (word, bit) = place_of(first);
            if self.first_bytes[word] & bit == 0 {
                return false;
            }
            let Some(known) = self.by_first.get(&first) else { return false };
            let rest = &text[at..];
            known
                .iter()
                .any(|(number, it)| rest.starts_with(it.as_str()) && accept(*number, at..at + it.len()))
        })
    }
}

/// Where the bit of a character is.
fn place_of(c: char) -> (usize, u64) {
    let low = u32::from(c) & 0xFF;
    ((low / 64) as usize, 1 << (low % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whole() {
        static LIST: WordList = WordList::new("red green  dark-blue");
        assert!(LIST.contains("red") && LIST.contains("dark-blue"));
        assert!(!LIST.contains("dark") && !LIST.contains("") && !LIST.contains("red green"));
    }

    #[test]
    fn texts_are_found_wherever_they_are() {
        static LIST: TextList = TextList::new("恢复 恢复正常 down");
        assert!(LIST.is_in("服务恢复") && LIST.is_in("countdown") && LIST.is("恢复"));
        assert!(!LIST.is_in("恢 复") && !LIST.is_in("") && !LIST.is("服务恢复"));
    }

    #[test]
    fn every_occurrence_is_offered_in_order() {
        let needles = Needles::new(["aa", "", "b", "ab"]);
        let mut seen = Vec::new();
        assert!(!needles.occur_in("aaab", |number, at| {
            seen.push((number, at.start));
            false
        }));
        assert_eq!(seen, [(0, 0), (0, 1), (3, 2), (2, 3)]);
    }
}
