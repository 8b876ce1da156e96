//! What one term, and one group of terms, is worth in every document: BM25 and how it adds up.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::{DocSet, TERMINATED};

use super::groups::{Family, Group};
use crate::search::error::SearchError;
use crate::search::index::Index;

/// A score for every document by ordinal; 0 where it does not match. Scores of matches are above 0.
pub(super) type Column = Vec<f64>;

/// How soon more of the same word stops to count. Above the usual 1.2, because a word of a title counts as
/// eight of the body, and that should show.
const K1: f64 = 2.0;
/// How much the length of a document counts. Below the usual 0.75: a thorough postmortem is not a worse one.
const B: f64 = 0.4;
/// Into how many steps a frequency is rounded.
pub(in crate::search) const N_STEPS: u32 = 6;
/// What these count as.
const WORTH: [f64; N_STEPS as usize] = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0];
/// What the five steps of a length count as, the mean being 1.
const RELATIVE_LENGTH: [f64; 5] = [0.25, 0.5, 1.0, 2.0, 4.0];

impl Index {
    /// What a term in `n_matching` documents is worth: `ln(1 + (N - n + 0.5) / (n + 0.5))`, as in tantivy.
    #[expect(clippy::cast_possible_truncation, reason = "the last bits differ between machines")]
    pub(in crate::search) fn idf(&self, n_matching: u32) -> f64 {
        let n = f64::from(n_matching);
        let all = f64::from(u32::try_from(self.documents().len()).unwrap_or(u32::MAX));
        f64::from((1.0 + ((all - n).max(0.0) + 0.5) / (n + 0.5)).ln() as f32)
    }

    /// Calls `out` with ordinal and score of every document with `term`, where the term is worth `idf`.
    pub(super) fn each_score(
        &self,
        term: &str,
        idf: impl FnOnce(u32) -> f64,
        mut out: impl FnMut(usize, f64),
    ) -> Result<(), SearchError> {
        let Some(info) = self.term(term)? else { return Ok(()) };
        let idf = idf(info.doc_freq);
        let worth = WORTH.map(|frequency| RELATIVE_LENGTH.map(|length| bm25(idf, frequency, length, K1, B)));
        each_document(&mut self.postings(&info, false)?, |ordinal, frequency| {
            out(
                ordinal,
                worth[frequency_step(frequency) as usize][usize::from(self.length_steps()[ordinal])],
            );
        });
        Ok(())
    }

    /// The scores of one term.
    pub(super) fn term_column(&self, term: &str) -> Result<Column, SearchError> {
        let mut column = vec![0.0; self.documents().len()];
        self.each_score(term, |n| self.idf(n), |ordinal, score| column[ordinal] += score)?;
        Ok(column)
    }

    /// The scores of one group.
    pub(super) fn group_scores(&self, group: &Group) -> Result<Column, SearchError> {
        match group {
            Group::Word { parts, whole, partial } => self.word(parts, whole, partial),
            Group::Alternatives(families) => self.best_of(families),
            Group::Bigrams { bigrams, needed, .. } => self.bigrams(bigrams, *needed),
            Group::Phrase { slots, .. } => self.phrase(slots),
            Group::Either(groups) => {
                let mut column = vec![0.0; self.documents().len()];
                for group in groups {
                    for (best, score) in column.iter_mut().zip(self.group_scores(group)?) {
                        *best = score.max(*best);
                    }
                }
                Ok(column)
            }
        }
    }

    /// All of `parts` or one of `whole` must be there; the score is the sum of everything that is.
    fn word(&self, parts: &[String], whole: &[String], partial: &[String]) -> Result<Column, SearchError> {
        let n_documents = self.documents().len();
        let mut column = vec![0.0; n_documents];
        let mut n_parts = vec![0; n_documents];
        let mut is_whole = vec![false; n_documents];
        for part in parts {
            self.each_score(
                part,
                |n| self.idf(n),
                |ordinal, score| {
                    column[ordinal] += score;
                    n_parts[ordinal] += 1;
                },
            )?;
        }
        for compound in whole {
            self.each_score(
                compound,
                |n| self.idf(n),
                |ordinal, score| {
                    column[ordinal] += score;
                    is_whole[ordinal] = true;
                },
            )?;
        }
        for compound in partial {
            self.each_score(compound, |n| self.idf(n), |ordinal, score| column[ordinal] += score)?;
        }
        for (ordinal, score) in column.iter_mut().enumerate() {
            let has_parts = !parts.is_empty() && n_parts[ordinal] == parts.len();
            if !has_parts && !is_whole[ordinal] {
                *score = 0.0;
            }
        }
        Ok(column)
    }

    /// The best of several terms, each times the weight of its family.
    ///
    /// The terms of a family are worth what one term would be that occurs wherever any of them does: else
    /// the rarest words that begin with the typed letters would come first.
    fn best_of(&self, families: &[Family]) -> Result<Column, SearchError> {
        let n_documents = u32::try_from(self.documents().len()).unwrap_or(u32::MAX);
        let mut column = vec![0.0_f64; self.documents().len()];
        for Family { weight, terms, .. } in families {
            let mut together = 0_u32;
            for term in terms {
                together = together.saturating_add(self.term(term)?.map_or(0, |it| it.doc_freq));
            }
            let idf = self.idf(together.min(n_documents));
            for term in terms {
                self.each_score(
                    term,
                    |_| idf,
                    |ordinal, score| column[ordinal] = column[ordinal].max(weight * score),
                )?;
            }
        }
        Ok(column)
    }

    /// At least `needed` of the bigrams must be there.
    ///
    /// Where all are, the most that they could be worth is added: no document that lacks one comes before.
    fn bigrams(&self, bigrams: &[String], needed: usize) -> Result<Column, SearchError> {
        let mut column = vec![0.0; self.documents().len()];
        let mut n_found = vec![0; column.len()];
        let mut most = 0.0;
        for bigram in bigrams {
            self.each_score(
                bigram,
                |n| {
                    let idf = self.idf(n);
                    most += idf * (1.0 + K1);
                    idf
                },
                |ordinal, score| {
                    column[ordinal] += score;
                    n_found[ordinal] += 1;
                },
            )?;
        }
        for (score, n_found) in column.iter_mut().zip(n_found) {
            if n_found < needed {
                *score = 0.0;
            } else if n_found == bigrams.len() {
                *score += most;
            }
        }
        Ok(column)
    }
}

/// How often a term occurs in a document, as one of six steps: 1, 2, 3 to 5, 6 to 11, 12 to 23, 24 and more.
///
/// Frequencies are more than half of what a list of postings weighs, and say little: what counts is whether a
/// word is named, is talked about, or is in a label (6) or the title (8), or in everything that a page shows first.
pub(in crate::search) fn frequency_step(frequency: u32) -> u32 {
    [2, 3, 6, 12, 24].iter().map(|it| u32::from(*it <= frequency)).sum()
}

/// BM25: what a term worth `idf` that occurs `frequency` times adds to a document of this length.
pub(super) fn bm25(idf: f64, frequency: f64, relative_length: f64, k1: f64, b: f64) -> f64 {
    let norm = k1 * (1.0 - b + b * relative_length);
    idf * (1.0 + k1) * frequency / (frequency + norm)
}

/// Calls `out` with ordinal and frequency of every document in `postings`.
pub(super) fn each_document(postings: &mut SegmentPostings, mut out: impl FnMut(usize, u32)) {
    let mut ordinal = postings.doc();
    while ordinal != TERMINATED {
        out(ordinal as usize, postings.term_freq());
        ordinal = postings.advance();
    }
}

/// The last of the documents in `postings`.
pub(in crate::search) fn newest(postings: &mut SegmentPostings) -> Option<u32> {
    let mut newest = None;
    each_document(postings, |ordinal, _| newest = u32::try_from(ordinal).ok());
    newest
}
