//! The lines that make two documents alike.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::vectors::{Collection, Vector};
use crate::files::Span;
use crate::model::{Signature, SignatureLine};
use crate::text::Term;

/// Lines of each document that are paired.
const LINES: usize = 12;
/// Pairs of lines that are shown.
const SHOWN: usize = 3;
/// A pair of lines that adds less to the likeness than this share of the best pair is not worth showing.
const WORTH: f64 = 0.25;

/// A line of each document, and the terms that both hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// A line of the first document.
    pub first: Span,
    /// A line of the second document.
    pub second: Span,
    /// What both lines hold, in ascending order.
    pub terms: Vec<Term>,
}

/// The pairs of lines that make the two documents alike, the strongest first; no line is shown twice.
pub fn evidence(
    collection: &Collection,
    first: (&Signature, &Vector),
    second: (&Signature, &Vector),
) -> Vec<Evidence> {
    let worth: FxHashMap<Term, f64> = first.1.shared(second.1).collect();
    let (ours, theirs) = (best_lines(collection, first.0, &worth), best_lines(collection, second.0, &worth));
    let mut pairs: Vec<(f64, &Line<'_>, &Line<'_>)> = Vec::new();
    // Most pairs of lines share nothing: who holds a term is looked up once, not searched for in every line.
    let mut holders: FxHashMap<Term, Vec<usize>> = FxHashMap::default();
    for (number, line) in theirs.iter().enumerate() {
        line.terms.iter().for_each(|it| holders.entry(*it).or_default().push(number));
    }
    for a in &ours {
        let mut sums = [0.0_f64; LINES];
        for term in &a.terms {
            for number in holders.get(term).into_iter().flatten() {
                sums[*number] += worth[term];
            }
        }
        pairs.extend(theirs.iter().zip(sums).filter(|it| 0.0 < it.1).map(|(b, sum)| (sum, a, b)));
    }
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| (x.1.at(), x.2.at()).cmp(&(y.1.at(), y.2.at()))));
    let least = pairs.first().map_or(0.0, |it| it.0 * WORTH);
    let mut found: Vec<Evidence> = Vec::new();
    for (_, a, b) in pairs.into_iter().take_while(|it| least <= it.0) {
        if found.len() == SHOWN {
            break;
        }
        let terms = a.shared(b);
        let is_new = found.iter().all(|it| {
            it.first != a.line.span
                && it.second != b.line.span
                && !terms.iter().all(|term| it.terms.contains(term))
        });
        if is_new {
            found.push(Evidence { first: a.line.span, second: b.line.span, terms });
        }
    }
    found
}

/// A line with those of its terms that count.
struct Line<'a> {
    line: &'a SignatureLine,
    terms: Vec<Term>,
}

impl Line<'_> {
    fn at(&self) -> usize {
        self.line.span.start
    }

    /// The terms that `other` has, too.
    fn shared(&self, other: &Self) -> Vec<Term> {
        self.terms.iter().copied().filter(|it| other.terms.binary_search(it).is_ok()).collect()
    }
}

fn best_lines<'a>(
    collection: &Collection,
    document: &'a Signature,
    worth: &FxHashMap<Term, f64>,
) -> Vec<Line<'a>> {
    let mut lines: Vec<(f64, Line<'a>)> = document
        .lines
        .iter()
        .filter(|it| !collection.is_template(it.mark))
        .map(|line| {
            let mut terms: Vec<Term> =
                line.terms.iter().copied().filter(|it| worth.contains_key(it)).collect();
            terms.sort_unstable();
            terms.dedup();
            (terms.iter().map(|it| worth[it]).sum::<f64>(), Line { line, terms })
        })
        .filter(|it| 0.0 < it.0)
        .collect();
    lines.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| Reverse(b.1.at()).cmp(&Reverse(a.1.at()))));
    lines.truncate(LINES);
    lines.into_iter().map(|it| it.1).collect()
}
