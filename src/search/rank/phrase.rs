//! Phrases: terms at given distances from each other.

use tantivy::postings::Postings;
use tantivy::{DocSet, TERMINATED};

use super::groups::Slot;
use super::scores::Column;
use crate::search::error::SearchError;
use crate::search::index::Index;
use crate::search::weighted::ASIDE;

/// A document that has every term of a phrase, with the positions at which the phrase may begin.
struct Candidate {
    ordinal: u32,
    starts: Vec<u32>,
}

impl Index {
    /// The scores of the documents in which the phrase occurs: the sum over its places, twice.
    pub(super) fn phrase(&self, slots: &[Slot]) -> Result<Column, SearchError> {
        let n_documents = self.documents().len();
        let mut column = vec![0.0; n_documents];
        let mut has_all = vec![true; n_documents];
        for slot in slots {
            let mut best = vec![0.0_f64; n_documents];
            for term in &slot.terms {
                self.each_score(
                    term,
                    |n| self.idf(n),
                    |ordinal, score| best[ordinal] = best[ordinal].max(score),
                )?;
            }
            for (ordinal, score) in best.into_iter().enumerate() {
                column[ordinal] += 2.0 * score;
                has_all[ordinal] &= 0.0 < score;
            }
        }
        let ordinals = (0_u32..).zip(&has_all).filter(|(_, has)| **has).map(|(ordinal, _)| ordinal);
        let mut candidates: Vec<Candidate> =
            ordinals.map(|ordinal| Candidate { ordinal, starts: Vec::new() }).collect();
        for (idx, slot) in slots.iter().enumerate() {
            self.keep_starts(slot, idx == 0, &mut candidates)?;
        }
        let mut found = vec![false; n_documents];
        for it in candidates.iter().filter(|it| !it.starts.is_empty()) {
            found[it.ordinal as usize] = true;
        }
        for (score, found) in column.iter_mut().zip(found) {
            if !found {
                *score = 0.0;
            }
        }
        Ok(column)
    }

    /// Keeps of every candidate the beginnings that `slot` allows; the first slot sets them.
    fn keep_starts(
        &self,
        slot: &Slot,
        is_first: bool,
        candidates: &mut [Candidate],
    ) -> Result<(), SearchError> {
        let mut allowed: Vec<Vec<u32>> = vec![Vec::new(); candidates.len()];
        let mut positions = Vec::new();
        for term in &slot.terms {
            let Some(info) = self.term(term)? else { continue };
            let mut postings = self.postings(&info, true)?;
            for (candidate, allowed) in candidates.iter().zip(&mut allowed) {
                if candidate.ordinal < postings.doc() {
                    continue;
                }
                let ordinal = postings.seek(candidate.ordinal);
                if ordinal == TERMINATED {
                    break;
                }
                if ordinal == candidate.ordinal {
                    postings.positions(&mut positions);
                    let written = positions.iter().filter(|it| **it < ASIDE);
                    allowed.extend(written.filter_map(|it| it.checked_sub(slot.offset)));
                }
            }
        }
        for (candidate, mut allowed) in candidates.iter_mut().zip(allowed) {
            allowed.sort_unstable();
            allowed.dedup();
            if is_first {
                candidate.starts = allowed;
            } else {
                candidate.starts.retain(|it| allowed.binary_search(it).is_ok());
            }
        }
        Ok(())
    }
}
