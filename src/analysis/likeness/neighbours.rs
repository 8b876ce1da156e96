//! The documents most like each document, without comparing all with all.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::vectors::{Collection, Vector};
use crate::text::Term;

/// The heaviest terms of a document, by which candidates are found: they carry nearly all of its length.
const TERMS: usize = 60;
/// Holders of a term that are looked at on either side in time. Failures repeat soon or share rarer terms as well, and
/// the cost stays linear where thousands of documents hold one term.
const REACH: usize = 150;
/// Candidates whose likeness is computed in full.
const CANDIDATES: usize = 40;

/// A document and how alike it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Neighbour {
    /// Its place among the vectors.
    pub place: usize,
    /// 0 to 1.
    pub likeness: f64,
}

/// For each of `vectors`, which are in order of time, its neighbours of at least `least` likeness: most alike first,
/// of equals the one nearest in time, then the earlier.
pub fn neighbours(collection: &Collection, vectors: &[&Vector], least: f64) -> Vec<Vec<Neighbour>> {
    let heaviest: Vec<Vec<(Term, f64)>> = vectors.par_iter().map(|it| telling(collection, it)).collect();
    let mut holders: FxHashMap<Term, Vec<(usize, f64)>> = FxHashMap::default();
    for (place, terms) in heaviest.iter().enumerate() {
        for (term, weight) in terms {
            holders.entry(*term).or_default().push((place, *weight));
        }
    }
    (0..vectors.len())
        .into_par_iter()
        .map(|place| {
            let mut found: Vec<Neighbour> = candidates(place, &heaviest[place], &holders)
                .into_iter()
                .map(|other| Neighbour { place: other, likeness: vectors[place].likeness(vectors[other]) })
                .filter(|it| least <= it.likeness)
                .collect();
            found.sort_by(|a, b| {
                let nearness = |it: &Neighbour| (it.place.abs_diff(place), it.place);
                b.likeness.total_cmp(&a.likeness).then_with(|| nearness(a).cmp(&nearness(b)))
            });
            found
        })
        .collect()
}

/// The heaviest terms of `vector` that another document holds too.
fn telling(collection: &Collection, vector: &Vector) -> Vec<(Term, f64)> {
    let mut terms = vector.heaviest();
    terms.retain(|it| 1 < collection.holders(it.0));
    terms.truncate(TERMS);
    terms
}

/// The documents that share most with the one at `place`, by its heaviest terms and theirs; in ascending order.
fn candidates(
    place: usize,
    terms: &[(Term, f64)],
    holders: &FxHashMap<Term, Vec<(usize, f64)>>,
) -> Vec<usize> {
    let mut shared: FxHashMap<usize, f64> = FxHashMap::default();
    for (term, weight) in terms {
        let list = &holders[term];
        let own = list.partition_point(|it| it.0 < place);
        let near = &list[own.saturating_sub(REACH)..list.len().min(own + REACH + 1)];
        for (other, theirs) in near.iter().filter(|it| it.0 != place) {
            *shared.entry(*other).or_default() += weight * theirs;
        }
    }
    let mut best: Vec<(usize, f64)> = shared.into_iter().collect();
    best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    best.truncate(CANDIDATES);
    let mut found: Vec<usize> = best.into_iter().map(|it| it.0).collect();
    found.sort_unstable();
    found
}
