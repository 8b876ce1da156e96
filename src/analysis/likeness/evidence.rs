//! The lines that make two documents alike.

use super::vectors::{Collection, Vector};
use crate::files::Span;
use crate::model::Signature;
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

/// What the lines of one document hold, ready to be compared: pairs come by the thousand, and most lines of two documents
/// have nothing in common.
#[derive(Debug)]
pub struct Places {
    /// Each term of each line that is not template, once, in ascending order.
    of_terms: Vec<(Term, u32)>,
    /// Where each line is.
    lines: Vec<Span>,
}

impl Places {
    /// The places of the terms of `document`.
    pub fn of(collection: &Collection, document: &Signature) -> Self {
        let mut of_terms = Vec::new();
        let mut lines = Vec::new();
        for (line, number) in collection.telling(document).zip(0..) {
            of_terms.extend(line.terms.iter().map(|it| (*it, number)));
            lines.push(line.span);
        }
        of_terms.sort_unstable();
        of_terms.dedup();
        Self { of_terms, lines }
    }

    /// The lines that contain most of what `shared` names, the heaviest first.
    fn best(&self, shared: &[(Term, f64)]) -> Vec<Line> {
        let mut sums = vec![0.0_f64; self.lines.len()];
        self.each(shared, |line, place| sums[line] += shared[place].1);
        let mut best: Vec<usize> = (0..sums.len()).filter(|it| 0.0 < sums[*it]).collect();
        let at = |line: usize| self.lines[line].start;
        best.sort_by(|a, b| sums[*b].total_cmp(&sums[*a]).then_with(|| at(*a).cmp(&at(*b))));
        best.truncate(LINES);
        let mut found: Vec<Line> =
            best.iter().map(|it| Line { span: self.lines[*it], terms: Vec::new() }).collect();
        let mut of_line = vec![usize::MAX; sums.len()];
        best.iter().enumerate().for_each(|(nth, line)| of_line[*line] = nth);
        self.each(shared, |line, place| {
            if let Some(it) = found.get_mut(of_line[line]) {
                it.terms.push(place);
            }
        });
        found
    }

    /// Calls `see` with each line that holds one of `shared`, and its place there; terms come in ascending order.
    fn each(&self, shared: &[(Term, f64)], mut see: impl FnMut(usize, usize)) {
        let mut rest = self.of_terms.as_slice();
        for (place, (term, _)) in shared.iter().enumerate() {
            rest = &rest[rest.partition_point(|it| it.0 < *term)..];
            rest.iter().take_while(|it| it.0 == *term).for_each(|it| see(it.1 as usize, place));
        }
    }
}

/// A line with those of its terms that count, as ascending places among those that both documents hold.
struct Line {
    span: Span,
    terms: Vec<usize>,
}

impl Line {
    /// The places of terms that `other` has, too, in ascending order.
    fn shared<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = usize> + 'a {
        let mut theirs = other.terms.iter().peekable();
        self.terms.iter().copied().filter(move |ours| {
            while theirs.next_if(|it| *it < ours).is_some() {}
            theirs.peek() == Some(&ours)
        })
    }
}

/// The pairs of lines that make the two documents alike, the strongest first; no line is shown twice.
pub fn evidence(first: (&Places, &Vector), second: (&Places, &Vector)) -> Vec<Evidence> {
    let shared: Vec<(Term, f64)> = first.1.shared(second.1).collect();
    let (ours, theirs) = (first.0.best(&shared), second.0.best(&shared));
    let mut pairs: Vec<(f64, &Line, &Line)> = Vec::new();
    for a in &ours {
        let sums = theirs.iter().map(|b| (a.shared(b).fold(0.0, |sum, it| sum + shared[it].1), a, b));
        pairs.extend(sums.filter(|it| 0.0 < it.0));
    }
    let at = |it: &(f64, &Line, &Line)| (it.1.span.start, it.2.span.start);
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| at(x).cmp(&at(y))));
    let least = pairs.first().map_or(0.0, |it| it.0 * WORTH);
    let mut found: Vec<Evidence> = Vec::new();
    for (_, a, b) in pairs.into_iter().take_while(|it| least <= it.0) {
        if found.len() == SHOWN {
            break;
        }
        let terms: Vec<Term> = a.shared(b).map(|it| shared[it].0).collect();
        let is_new = found.iter().all(|it| {
            it.first != a.span && it.second != b.span && !terms.iter().all(|term| it.terms.contains(term))
        });
        if is_new {
            found.push(Evidence { first: a.span, second: b.span, terms });
        }
    }
    found
}
