//! The dictionary with its postings and positions, cut into shards.

use std::ops::Range;

use serde_json::{Value, json};
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::{DocSet, TERMINATED};

use super::integers;
use super::script;
use crate::search::SearchError;
use crate::search::index::Index;

/// Raw characters of one shard, where no single term has more.
const SHARD_CHARS: usize = 4 * 1024;
/// A shard may end so early, in tenths of its size, where the next one then begins with fewer characters: all
/// beginnings are loaded before the first query.
const EARLIEST_TENTHS: usize = 6;

/// Every term, in the order of UTF-16 units, with what is written of it.
struct Dictionary {
    entries: Vec<Entry>,
    postings: String,
    positions: String,
}

/// A term, and where its postings and positions stand in the dictionary's texts.
struct Entry {
    term: String,
    postings: Range<usize>,
    positions: Range<usize>,
}

/// The shards, still without the build's id.
pub(super) struct Shards {
    /// Before which term every shard but the first begins, front-coded.
    pub(super) separators: String,
    /// Terms, the length of the postings of each, the postings.
    pub(super) terms: Vec<Value>,
    /// The length of the positions of each term, the positions.
    pub(super) positions: Vec<Value>,
}

/// Cuts the terms of `index` into at most `max_shards` shards.
pub(super) fn shards(index: &Index, max_shards: usize) -> Result<Shards, SearchError> {
    let dictionary = dictionary(index)?;
    let n_chars: usize = dictionary.entries.iter().map(Entry::n_chars).sum();
    let target = SHARD_CHARS.max(n_chars.div_ceil(max_shards.max(1)));

    let mut shards = Shards { separators: String::new(), terms: Vec::new(), positions: Vec::new() };
    let mut separators: Vec<&str> = Vec::new();
    let mut rest = dictionary.entries.as_slice();
    let mut previous: Option<&str> = None;
    while let Some(first) = rest.first() {
        let (shard, later) = rest.split_at(shard_len(rest, target));
        if let Some(previous) = previous {
            separators.push(separator(previous, &first.term));
        }
        shards.terms.push(dictionary.terms_of(shard));
        shards.positions.push(dictionary.positions_of(shard));
        previous = shard.last().map(|it| it.term.as_str());
        rest = later;
    }
    shards.separators = script::front_coded(separators);
    Ok(shards)
}

/// How many of `entries` the first shard takes: as many as fit, or fewer where the separator is shorter then.
fn shard_len(entries: &[Entry], target: usize) -> usize {
    let mut n_chars = 0;
    let mut best = (usize::MAX, entries.len());
    for (len, pair) in (1..).zip(entries.windows(2)) {
        n_chars += pair[0].n_chars();
        if target < n_chars + pair[1].n_chars() && best.0 < usize::MAX {
            return best.1;
        }
        let next = separator(&pair[0].term, &pair[1].term).len();
        if target * EARLIEST_TENTHS <= n_chars * 10 && next <= best.0 {
            best = (next, len);
        }
    }
    if n_chars + entries.last().map_or(0, Entry::n_chars) <= target { entries.len() } else { best.1 }
}

/// The shortest beginning of `term` that comes after `previous`, which is less than `term`.
fn separator<'a>(previous: &str, term: &'a str) -> &'a str {
    let mut previous = previous.chars();
    let end = term.char_indices().find(|(_, c)| previous.next() != Some(*c));
    end.map_or(term, |(at, c)| &term[..at + c.len_utf8()])
}

/// Reads the whole index.
fn dictionary(index: &Index) -> Result<Dictionary, SearchError> {
    let mut dictionary =
        Dictionary { entries: Vec::new(), postings: String::new(), positions: String::new() };
    let mut found = Vec::new();
    index.terms_with_prefix("", |term, info| found.push((term.to_owned(), info.clone())))?;
    for (term, info) in found {
        // Nothing asks for the place of a word that holds connectors.
        let has_positions = !term.contains(['-', '_', '.']);
        let postings = index.postings(&info, has_positions)?;
        dictionary.add(term, |out, positions| write_text_postings(postings, has_positions, out, positions));
    }
    let mut found = Vec::new();
    index.each_facet_term(|term, _| found.push(term.to_owned()))?;
    for term in found {
        let Some(mut postings) = index.facet_postings(&term)? else { continue };
        let mut ordinals = Vec::new();
        while postings.doc() != TERMINATED {
            ordinals.push(postings.doc());
            postings.advance();
        }
        dictionary.add(term, |out, _| out.push_str(&integers::gaps(ordinals)));
    }
    dictionary.entries.sort_by(|a, b| a.term.encode_utf16().cmp(b.term.encode_utf16()));
    Ok(dictionary)
}

/// Appends ordinals and frequencies to `out`, and the different positions to `positions`.
fn write_text_postings(
    mut postings: SegmentPostings,
    has_positions: bool,
    out: &mut String,
    positions: &mut String,
) {
    let mut last = 0;
    let mut here = Vec::new();
    let mut ordinal = postings.doc();
    while ordinal != TERMINATED {
        let frequency = postings.term_freq();
        integers::push(out, (ordinal - last) * 2 + u32::from(1 < frequency));
        last = ordinal;
        if 1 < frequency {
            integers::push(out, frequency - 2);
        }
        if has_positions {
            postings.positions(&mut here);
            // A text of weight w is written w times at the same positions.
            here.dedup();
            integers::push(positions, u32::try_from(here.len()).unwrap_or(u32::MAX).saturating_sub(1));
            positions.push_str(&integers::gaps(here.iter().copied()));
        }
        ordinal = postings.advance();
    }
}

impl Dictionary {
    /// Adds `term` with what `write` appends to the postings and the positions.
    fn add(&mut self, term: String, write: impl FnOnce(&mut String, &mut String)) {
        let (postings, positions) = (self.postings.len(), self.positions.len());
        write(&mut self.postings, &mut self.positions);
        self.entries.push(Entry {
            term,
            postings: postings..self.postings.len(),
            positions: positions..self.positions.len(),
        });
    }

    /// Terms, lengths of their postings, postings.
    fn terms_of(&self, shard: &[Entry]) -> Value {
        let terms = script::front_coded(shard.iter().map(|it| it.term.as_str()));
        json!([
            terms,
            lengths(shard.iter().map(|it| &it.postings)),
            text(shard, &self.postings, |it| &it.postings)
        ])
    }

    /// Lengths of the positions of every term, positions.
    fn positions_of(&self, shard: &[Entry]) -> Value {
        json!([
            lengths(shard.iter().map(|it| &it.positions)),
            text(shard, &self.positions, |it| &it.positions)
        ])
    }
}

impl Entry {
    /// Roughly what it adds to a shard of terms.
    fn n_chars(&self) -> usize {
        self.term.len() + self.postings.len() + 2
    }
}

fn lengths<'a>(ranges: impl Iterator<Item = &'a Range<usize>>) -> String {
    integers::all(ranges.map(|it| u32::try_from(it.len()).unwrap_or(u32::MAX)))
}

/// The parts of `all` that `range` names, one behind the other.
fn text<'a>(shard: &'a [Entry], all: &str, range: impl Fn(&'a Entry) -> &'a Range<usize>) -> String {
    shard.iter().map(|it| &all[range(it).clone()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_separator_is_the_shortest_that_separates() {
        assert_eq!(separator("connect", "connection"), "connecti");
        assert_eq!(separator("abc", "abd"), "abd");
        assert_eq!(separator("abc", "zebra"), "z");
        assert_eq!(separator("连接", "连续"), "连续");
    }
}
