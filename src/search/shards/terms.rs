//! The dictionary with its postings and positions, cut into shards.

use std::ops::Range;

use rayon::prelude::*;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::{DocSet, TERMINATED};

use super::places::{Places, utf16_order};
use super::{integers, script};
use crate::search::error::SearchError;
use crate::search::index::Index;
use crate::search::rank::{N_STEPS, frequency_step};
use crate::search::tokenizer::is_compound;

/// Every term, in the order of UTF-16 units, with what is written of it.
struct Dictionary {
    entries: Vec<Entry>,
    postings: String,
    positions: String,
}

/// A term, and where its postings and positions are in the dictionary's texts.
struct Entry {
    term: String,
    postings: Range<usize>,
    positions: Range<usize>,
}

/// The shards, still without the build's id.
pub(super) struct Shards {
    /// Which of them a term is in.
    pub(super) places: Places,
    /// Terms, the length of the postings of each, the postings.
    pub(super) terms: Vec<String>,
    /// The length of the positions of each term, the positions.
    pub(super) positions: Vec<String>,
}

/// Cuts the terms of `index` into at most `max_shards` shards.
pub(super) fn shards(index: &Index, max_shards: usize) -> Result<Shards, SearchError> {
    let dictionary = dictionary(index)?;
    let entries = &dictionary.entries;
    let places = Places::new(entries.iter().map(|it| (it.term.as_str(), it.n_chars())), max_shards);
    let mut shards: Vec<Vec<&Entry>> = vec![Vec::new(); places.n_shards()];
    for entry in entries {
        shards[places.of(&entry.term)].push(entry);
    }
    let with_positions = &shards[..places.n_with_positions()];
    Ok(Shards {
        terms: shards.par_iter().map(|it| dictionary.terms_of(it)).collect::<Result<_, _>>()?,
        positions: with_positions
            .par_iter()
            .map(|it| dictionary.positions_of(it))
            .collect::<Result<_, _>>()?,
        places,
    })
}

/// Reads the whole index.
fn dictionary(index: &Index) -> Result<Dictionary, SearchError> {
    let mut dictionary =
        Dictionary { entries: Vec::new(), postings: String::new(), positions: String::new() };
    let mut found = Vec::new();
    index.terms_with_prefix("", |term, info| found.push((term.to_owned(), info.clone())))?;
    for (term, info) in found {
        let has_positions = !is_compound(&term);
        let postings = index.postings(&info, has_positions)?;
        dictionary.add(term, |out, positions| write_text_postings(postings, has_positions, out, positions));
    }
    let mut found = Vec::new();
    index.each_facet_term(|term, _| found.push(term.to_owned()))?;
    for term in found {
        let Some(mut postings) = index.facet_postings(&term)? else { continue };
        dictionary.add(term, |out, _| {
            write_documents(&mut postings, out);
        });
    }
    dictionary.entries.sort_by(|a, b| utf16_order(&a.term, &b.term));
    Ok(dictionary)
}

/// Appends ordinals to `out`: of each, how many are left out before it. Returns how many there are.
pub(super) fn write_documents(postings: &mut SegmentPostings, out: &mut String) -> u32 {
    let mut next = 0;
    let mut n_documents = 0;
    while postings.doc() != TERMINATED {
        integers::push(out, postings.doc() - std::mem::replace(&mut next, postings.doc() + 1));
        postings.advance();
        n_documents += 1;
    }
    n_documents
}

/// Appends ordinals with the steps of the frequencies to `out`, and the different positions to `positions`.
fn write_text_postings(
    mut postings: SegmentPostings,
    has_positions: bool,
    out: &mut String,
    positions: &mut String,
) {
    let mut next = 0;
    let mut here = Vec::new();
    let mut ordinal = postings.doc();
    while ordinal != TERMINATED {
        integers::push(out, (ordinal - next) * N_STEPS + frequency_step(postings.term_freq()));
        next = ordinal + 1;
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
    fn terms_of(&self, shard: &[&Entry]) -> Result<String, serde_json::Error> {
        let terms = script::front_coded(shard.iter().map(|it| it.term.as_str()));
        script::value(&[
            terms,
            lengths(shard.iter().map(|it| &it.postings)),
            text(shard, &self.postings, |it| &it.postings),
        ])
    }

    /// Lengths of the positions of every term, positions.
    fn positions_of(&self, shard: &[&Entry]) -> Result<String, serde_json::Error> {
        script::value(&[
            lengths(shard.iter().map(|it| &it.positions)),
            text(shard, &self.positions, |it| &it.positions),
        ])
    }
}

impl Entry {
    /// Roughly what it adds to a shard of terms.
    fn n_chars(&self) -> usize {
        // Most terms share most of their letters with the one before.
        self.postings.len() + self.term.len().min(6) + 2
    }
}

fn lengths<'a>(ranges: impl Iterator<Item = &'a Range<usize>>) -> String {
    integers::all(ranges.map(|it| u32::try_from(it.len()).unwrap_or(u32::MAX)))
}

/// The parts of `all` that `range` names, one behind the other.
fn text<'a>(shard: &[&'a Entry], all: &str, range: impl Fn(&'a Entry) -> &'a Range<usize>) -> String {
    shard.iter().map(|it| &all[range(it).clone()]).collect()
}
