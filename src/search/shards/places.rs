//! Which shard a term is in: known before anything but the manifest is loaded.
//!
//! There are three kinds of terms, and their shards follow each other in this order:
//!
//! * *Words* are also looked up by how they begin. They are in ascending order, and the manifest says where every
//!   shard begins.
//! * *CJK terms* are also looked up by their first character. A character with many terms has shards of its own,
//!   which the manifest lists; the second character says which of them. The others share theirs, by a hash.
//! * *Exact terms*, words with connectors and filters, are looked up whole: a hash says where.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{integers, script};
use crate::search::tokenizer::{is_cjk, is_compound};

/// Raw characters of one shard, where no single term has more.
const SHARD_CHARS: usize = 2_000;
/// A shard of words may end so early, in tenths of its size, where the next one then begins with fewer characters:
/// all beginnings are loaded before the first query.
const EARLIEST_TENTHS: usize = 6;

/// A term and roughly what it adds to a shard, in characters.
type Weighed<'a> = (&'a str, usize);

/// Where terms are.
#[derive(Debug)]
pub(super) struct Places {
    /// Before which word every shard of words but the first begins, no longer than needed.
    beginnings: Vec<String>,
    /// First shard, counted behind those that are shared, and number of shards of characters.
    own: BTreeMap<char, (usize, usize)>,
    /// Shards of all other characters.
    n_shared: usize,
    /// Shards of exact terms.
    n_exact: usize,
}

/// How a term is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Cjk,
    Exact,
}

impl Places {
    /// Places for `terms`, which are in the order of UTF-16 units, in at most `max_shards` (3 or more) shards.
    pub(super) fn new<'a>(terms: impl Iterator<Item = Weighed<'a>>, max_shards: usize) -> Self {
        let terms: Vec<Weighed<'a>> = terms.collect();
        let n_chars: usize = terms.iter().map(|it| it.1).sum();
        let mut target = SHARD_CHARS.max(n_chars.div_ceil(max_shards.max(1)));
        loop {
            let places = Self::of_size(&terms, target);
            if places.n_shards() <= max_shards.max(3) {
                return places;
            }
            target += target.div_ceil(4);
        }
    }

    /// Places with about `target` characters in a shard.
    fn of_size(terms: &[Weighed<'_>], target: usize) -> Self {
        let mut words: Vec<Weighed<'_>> = Vec::new();
        let mut characters: BTreeMap<char, usize> = BTreeMap::new();
        let mut n_exact = 0;
        for (term, n_chars) in terms {
            match class(term) {
                Class::Word => words.push((term, *n_chars)),
                Class::Cjk => *characters.entry(first(term)).or_default() += n_chars,
                Class::Exact => n_exact += n_chars,
            }
        }
        let mut own = BTreeMap::new();
        let mut n_own = 0;
        let mut n_shared = 0;
        for (c, n_chars) in characters {
            if target <= n_chars {
                let count = (n_chars + target / 2) / target;
                own.insert(c, (n_own, count));
                n_own += count;
            } else {
                n_shared += n_chars;
            }
        }
        Self {
            beginnings: beginnings(&words, target),
            own,
            n_shared: n_shared.div_ceil(target).max(1),
            n_exact: n_exact.div_ceil(target).max(1),
        }
    }

    /// The shard that `term` is in, if there is such a term.
    pub(super) fn of(&self, term: &str) -> usize {
        match class(term) {
            Class::Word => self.beginnings.partition_point(|it| utf16_order(it, term) != Ordering::Greater),
            Class::Cjk => match self.own.get(&first(term)) {
                Some((first_shard, count)) => {
                    let second = term.char_indices().nth(1).map_or("", |(at, _)| &term[at..]);
                    self.n_words() + self.n_shared + first_shard + hash(second) % count
                }
                None => self.n_words() + hash(first(term).encode_utf8(&mut [0; 4])) % self.n_shared,
            },
            Class::Exact => self.n_with_positions() + hash(term) % self.n_exact,
        }
    }

    /// How many shards there are.
    pub(super) fn n_shards(&self) -> usize {
        self.n_with_positions() + self.n_exact
    }

    /// How many of them, the first ones, have positions: no phrase asks for the place of an exact term.
    pub(super) fn n_with_positions(&self) -> usize {
        self.n_words() + self.n_shared + self.own.values().map(|it| it.1).sum::<usize>()
    }

    fn n_words(&self) -> usize {
        self.beginnings.len() + 1
    }

    /// Adds everything to the manifest.
    pub(super) fn describe(&self, manifest: &mut Map<String, Value>) {
        let mut last = 0;
        let own = self.own.iter().flat_map(|(c, (_, count))| {
            let gap = u32::from(*c) - std::mem::replace(&mut last, u32::from(*c));
            [gap, u32::try_from(*count).unwrap_or(u32::MAX)]
        });
        manifest.insert("characters".to_owned(), json!(integers::all(own)));
        manifest.insert(
            "beginnings".to_owned(),
            json!(script::front_coded(self.beginnings.iter().map(String::as_str))),
        );
        manifest.insert("shared".to_owned(), json!(self.n_shared));
        manifest.insert("exact".to_owned(), json!(self.n_exact));
    }
}

/// The order in which a script compares texts.
pub(super) fn utf16_order(a: &str, b: &str) -> Ordering {
    a.encode_utf16().cmp(b.encode_utf16())
}

fn class(term: &str) -> Class {
    if term.contains(':') || is_compound(term) {
        Class::Exact
    } else if is_cjk(first(term)) {
        Class::Cjk
    } else {
        Class::Word
    }
}

fn first(term: &str) -> char {
    term.chars().next().unwrap_or_default()
}

/// The sum of the UTF-16 units, each 31 times the one behind it, modulo 2^32.
fn hash(text: &str) -> usize {
    text.encode_utf16().fold(0_u32, |sum, unit| sum.wrapping_mul(31).wrapping_add(u32::from(unit))) as usize
}

/// Before which word every shard but the first begins.
fn beginnings(words: &[Weighed<'_>], target: usize) -> Vec<String> {
    let mut beginnings = Vec::new();
    let mut rest = words;
    loop {
        let (shard, later) = rest.split_at(shard_len(rest, target));
        let (Some(last), Some(next)) = (shard.last(), later.first()) else { return beginnings };
        beginnings.push(separator(last.0, next.0).to_owned());
        rest = later;
    }
}

/// How many of `words` the first shard takes: as many as fit, or fewer where the separator is shorter then.
fn shard_len(words: &[Weighed<'_>], target: usize) -> usize {
    let mut n_chars = 0;
    let mut best = (usize::MAX, words.len());
    for (len, pair) in (1..).zip(words.windows(2)) {
        n_chars += pair[0].1;
        if target < n_chars + pair[1].1 && best.0 < usize::MAX {
            return best.1;
        }
        let next = separator(pair[0].0, pair[1].0).len();
        if target * EARLIEST_TENTHS <= n_chars * 10 && next <= best.0 {
            best = (next, len);
        }
    }
    if n_chars + words.last().map_or(0, |it| it.1) <= target { words.len() } else { best.1 }
}

/// The shortest beginning of `word` that comes after `previous`, which is less than `word`.
fn separator<'a>(previous: &str, word: &'a str) -> &'a str {
    let mut previous = previous.chars();
    let end = word.char_indices().find(|(_, c)| previous.next() != Some(*c));
    end.map_or(word, |(at, c)| &word[..at + c.len_utf8()])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_separator_is_the_shortest_that_separates() {
        assert_eq!(separator("connect", "connection"), "connecti");
        assert_eq!(separator("abc", "abd"), "abd");
        assert_eq!(separator("abc", "zebra"), "z");
    }

    #[test]
    fn terms_are_told_apart_by_how_they_are_looked_up() {
        let classes = ["pool", "é", "连接", "fail-over", "service:checkout", "id:连接"].map(class);
        assert_eq!(classes, [Class::Word, Class::Word, Class::Cjk, Class::Exact, Class::Exact, Class::Exact]);
    }

    #[test]
    fn a_hash_is_that_of_the_script() {
        assert_eq!(
            (hash(""), hash("a"), hash("ab"), hash("\u{20000}")),
            (0, 97, 31 * 97 + 98, 0xD840 * 31 + 0xDC00)
        );
    }

    proptest! {
        #[test]
        fn words_that_begin_alike_are_in_neighbouring_shards_and_none_is_too_many(
            terms in prop::collection::btree_set("[a-c]{1,6}|[连接池超时]{1,2}|[a-b]-[a-c]{1,3}", 1..300),
            max_shards in 3..60_usize,
        ) {
            let mut terms: Vec<&String> = terms.iter().collect();
            terms.sort_by(|a, b| utf16_order(a, b));
            let places = Places::new(terms.iter().map(|it| (it.as_str(), 300)), max_shards);
            prop_assert!(places.n_shards() <= max_shards);
            let of_words: Vec<usize> =
                terms.iter().filter(|it| class(it) == Class::Word).map(|it| places.of(it)).collect();
            prop_assert!(of_words.is_sorted());
            for it in &terms {
                let limit = if class(it) == Class::Exact { places.n_shards() } else { places.n_with_positions() };
                prop_assert!(places.of(it) < limit);
            }
        }
    }
}
