//! Words that no document has: what was probably meant.

use super::hits::Suggestion;
use crate::search::document::Facet;
use crate::search::error::SearchError;
use crate::search::index::Index;
use crate::search::tokenizer::Tokenizer;

/// Shorter words are not corrected, and not corrected to.
const MIN_LETTERS: usize = 4;
/// Longer ones are identifiers; a browser loads every word that may be meant.
const MAX_LETTERS: usize = 16;
/// How many words may have been meant.
const MAX_CORRECTIONS: usize = 3;
/// From so many documents on, a word that only one of them has is a typo itself.
const MANY_DOCUMENTS: usize = 100;

impl Index {
    /// The terms that `raw` (its stem is `term`) was probably meant to be: at most 3, the best first.
    ///
    /// A term has 4 to 16 letters a–z and begins with the same letter, or with the first two swapped. It
    /// is one edit away from `term` (two where that has more than 7 letters; neighbours that changed places
    /// are one edit), or is the stem of one of the [`near_misses`] of `raw`. Only the nearest count; of
    /// these the most frequent comes first, then by the alphabet.
    pub(super) fn corrections(
        &self,
        raw: &str,
        term: &str,
        tokenizer: &mut Tokenizer,
    ) -> Result<Vec<String>, SearchError> {
        if raw.len() < MIN_LETTERS || term.len() < 2 || !is_letters(raw) {
            return Ok(Vec::new());
        }
        let max_edits = if term.len() <= 7 { 1 } else { 2 };
        let mut found: Vec<(usize, u32, String)> = Vec::new();
        let near_suffix: Vec<String> =
            near_misses(raw).iter().map(|it| tokenizer.stem(it).to_owned()).collect();
        let (first, second) = (&term[..1], &term[1..2]);
        // A word that begins with a double letter has no first two to swap.
        let beginnings = if first == second { vec![first] } else { vec![first, second] };
        for beginning in beginnings {
            self.terms_with_prefix(beginning, |it, info| {
                if !self.may_be_meant(it, info.doc_freq) {
                    return;
                }
                if beginning != first && it[1..2] != *first {
                    return;
                }
                let edits = if near_suffix.iter().any(|near| near == it) {
                    1
                } else if it.len().abs_diff(term.len()) <= max_edits {
                    strsim::osa_distance(it, term)
                } else {
                    return;
                };
                if edits <= max_edits {
                    found.push((edits, info.doc_freq, it.to_owned()));
                }
            })?;
        }
        found.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)).then_with(|| a.2.cmp(&b.2)));
        let least = found.first().map_or(0, |it| it.0);
        let nearest = found.into_iter().take_while(|it| it.0 == least);
        Ok(nearest.take(MAX_CORRECTIONS).map(|it| it.2).collect())
    }

    /// Whether `term`, which `n_documents` have, is a word that another may be corrected to.
    pub(in crate::search) fn may_be_meant(&self, term: &str, n_documents: u32) -> bool {
        let min_documents = if self.documents().len() < MANY_DOCUMENTS { 1 } else { 2 };
        (MIN_LETTERS..=MAX_LETTERS).contains(&term.len()) && min_documents <= n_documents && is_letters(term)
    }

    /// A word that stands for `term` in the newest document that has it; a stem is not a word to show.
    pub(super) fn as_written(&self, term: &str, tokenizer: &mut Tokenizer) -> Result<String, SearchError> {
        let Some(info) = self.term(term)? else { return Ok(term.to_owned()) };
        let newest = super::scores::newest(&mut self.postings(&info, false)?);
        let Some(newest) = newest else { return Ok(term.to_owned()) };
        let document = self.document(newest as usize)?;
        for text in document.texts() {
            let token = tokenizer.tokens(text).into_iter().find(|it| it.text == term);
            if let Some(token) = token {
                return Ok(text[token.range].to_lowercase());
            }
        }
        Ok(term.to_owned())
    }

    /// The value of `facet` that is nearest to `value`, where one is near.
    pub(super) fn nearest_value(&self, facet: Facet, value: &str) -> Result<Option<Suggestion>, SearchError> {
        let n_chars = value.chars().count();
        let mut best: Option<(usize, u32, String)> = None;
        for (it, n_documents) in self.facet_values(facet)? {
            let edits = strsim::osa_distance(&it, value);
            let distance = if edits <= n_chars.div_ceil(4) {
                edits
            } else if 2 <= n_chars && it.contains(value) {
                // A part of a value is nearer than no value at all, the shorter the rest the nearer.
                n_chars + it.chars().count()
            } else {
                continue;
            };
            let better = best.as_ref().is_none_or(|(least, most, _)| {
                distance < *least || (distance == *least && *most < n_documents)
            });
            if better {
                best = Some((distance, n_documents, it));
            }
        }
        let show = |value: &str| {
            let quote = if value.contains(' ') { "\"" } else { "" };
            facet.term(&format!("{quote}{value}{quote}"))
        };
        Ok(best.map(|(_, _, it)| Suggestion { written: show(value), meant: show(&it), applied: false }))
    }
}

/// `word` with two neighbours swapped, one letter left out (not the first), or one of the last three another one.
///
/// These are the slips that hide in a suffix, where stemming would keep them: `connectoin`, `lockwd`.
fn near_misses(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut words = Vec::with_capacity(2 * letters.len() + 3 * 26);
    for idx in letters.len().saturating_sub(3).max(1)..letters.len() {
        for other in 'a'..='z' {
            let mut replaced = letters.clone();
            replaced[idx] = other;
            words.push(replaced.into_iter().collect());
        }
    }
    for idx in 1..letters.len() {
        let mut swapped = letters.clone();
        swapped.swap(idx - 1, idx);
        words.push(swapped.into_iter().collect());
        let mut shorter = letters.clone();
        shorter.remove(idx);
        words.push(shorter.into_iter().collect());
    }
    words
}

fn is_letters(word: &str) -> bool {
    word.bytes().all(|it| it.is_ascii_lowercase())
}
