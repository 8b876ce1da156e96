//! Texts as weighed terms, and what a collection teaches about their weights.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::stats::as_float;
use crate::model::{Signature, TextPart};
use crate::text::Term;

/// A line in more than this share of the documents is template, whatever it says.
const TEMPLATE_SHARE: f64 = 0.12;
/// Fewest documents whose common line is template: two incidents may well quote one line.
const MIN_TEMPLATE: usize = 3;

/// A text with this share of its lines in common with the collection was written by the same people: of texts from
/// elsewhere one in twenty has as much as half of it.
const OWN_LINES: f64 = 0.08;

/// How much a term weighs by where it is; a summary or cause counts as part of the text too.
const TITLE: f64 = 3.0;
const SUMMARY: f64 = 1.5;
const CAUSE: f64 = 1.5;
const TEXT: f64 = 0.7;

/// The whole, the text and the summary: each is weighed by itself.
const WEIGHINGS: usize = 3;

/// Terms that the name of a system, and the names of its parts, may be: `repo.example.org` is `repo`, `org` and itself.
const NAMES: usize = 3;

/// What all documents together show about each term and line.
#[derive(Debug, Clone, Default)]
pub struct Collection {
    n_documents: usize,
    holders: FxHashMap<Term, usize>,
    template: FxHashSet<u32>,
    lines: FxHashSet<u32>,
}

/// The weighed terms of one text, of length 1; empty for a text without terms that tell anything.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Vector {
    /// In ascending order of terms.
    weights: Vec<Weight>,
    /// Of the title alone, of length 1, in the same order.
    title: Vec<(Term, f32)>,
}

/// How much a term weighs, each weighing of length 1. Thousands of texts are kept: 32 bits are exact enough.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Weight {
    term: Term,
    /// By the parts it is in.
    whole: f32,
    /// In the text below the title, all parts alike.
    text: f32,
    /// In the summary alone.
    summary: f32,
}

/// How alike two texts are.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Likeness {
    /// The cosine of the angle between the two, 0 to 1.
    pub whole: f64,
    /// What is left of it without the term that adds most: two texts that share one name and little else are of one
    /// system, but not of one failure.
    pub rest: f64,
    /// What is left of it without the three terms that add most: the names of one system and of what it depends on.
    pub core: f64,
    /// The same of the texts below the titles, all parts alike.
    pub text: f64,
    /// The same of the summaries alone.
    pub summary: f64,
    /// The same of the titles alone.
    pub title: f64,
}

impl Collection {
    /// Learns from `documents`.
    pub fn learn<'a>(documents: impl Iterator<Item = &'a Signature> + Clone) -> Self {
        let mut lines: FxHashMap<u32, usize> = FxHashMap::default();
        let mut n_documents = 0;
        for document in documents.clone() {
            n_documents += 1;
            let mut marks: Vec<u32> = document.lines.iter().map(|it| it.mark).collect();
            marks.sort_unstable();
            marks.dedup();
            for mark in marks {
                *lines.entry(mark).or_default() += 1;
            }
        }
        let least = (as_float(n_documents) * TEMPLATE_SHARE).max(as_float(MIN_TEMPLATE));
        let mut found = Self { n_documents, ..Self::default() };
        for document in documents.clone() {
            let marks = document.lines.iter().map(|it| it.mark);
            found.template.extend(marks.filter(|it| least <= as_float(lines[it])));
        }
        found.lines.extend(lines.into_keys());
        for document in documents {
            let mut terms: Vec<Term> = document.title.clone();
            terms.extend(found.telling(document).flat_map(|it| it.terms.iter().copied()));
            terms.sort_unstable();
            terms.dedup();
            for term in terms {
                *found.holders.entry(term).or_default() += 1;
            }
        }
        found
    }

    /// How many documents hold `term`.
    pub(super) fn holders(&self, term: Term) -> usize {
        self.holders.get(&term).copied().unwrap_or(0)
    }

    /// Whether the line with this mark is part of the collection's template.
    pub(super) fn is_template(&self, mark: u32) -> bool {
        self.template.contains(&mark)
    }

    /// Whether `document` is in the form of the collection: enough of its lines are in another document word for
    /// word, headings and labels of a template too.
    pub(super) fn is_in_its_form(&self, document: &Signature) -> bool {
        let mut marks: Vec<u32> = document.lines.iter().map(|it| it.mark).collect();
        marks.sort_unstable();
        marks.dedup();
        let n_known = marks.iter().filter(|it| self.lines.contains(it)).count();
        0 < n_known && as_float(marks.len()) * OWN_LINES <= as_float(n_known)
    }

    /// How many documents it learned from.
    pub(super) fn n_documents(&self) -> usize {
        self.n_documents
    }

    pub(super) fn telling<'a>(
        &self,
        document: &'a Signature,
    ) -> impl Iterator<Item = &'a crate::model::SignatureLine> {
        document.lines.iter().filter(|it| !self.is_template(it.mark))
    }

    /// The weighed terms of `document`, which need not be one of those learned from.
    pub fn vector(&self, document: &Signature) -> Vector {
        let part = |wanted: TextPart| {
            let lines = self.telling(document).filter(move |it| it.part == wanted);
            lines.flat_map(|it| it.terms.iter().copied()).collect::<Vec<Term>>()
        };
        let (summary, cause, other) = (part(TextPart::Summary), part(TextPart::Cause), part(TextPart::Other));
        let text: Vec<Term> = [summary.as_slice(), &cause, &other].concat();
        let title = self.title_terms(document);
        let weights = self.weigh([
            (title.clone(), [TITLE, 0.0, 0.0]),
            (summary, [SUMMARY, 0.0, 1.0]),
            (cause, [CAUSE, 0.0, 0.0]),
            (text, [TEXT, 1.0, 0.0]),
        ]);
        Vector { weights, title: self.weigh_title(title) }
    }

    /// A title by itself: it is short, and is kept beside the weights of the whole text.
    fn weigh_title(&self, terms: Vec<Term>) -> Vec<(Term, f32)> {
        let of = |(term, n): (Term, usize)| (term, (1.0 + as_float(n).ln()) * self.rarity(term));
        let mut weights: Vec<(Term, f64)> = counted(terms).into_iter().map(of).collect();
        weights.retain(|it| 0.0 < it.1);
        let length = weights.iter().map(|it| it.1 * it.1).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
        weights.into_iter().map(|(term, weight)| (term, short(weight / length))).collect()
    }

    /// An identifier in a title that no other document has is mostly the number of the document.
    fn title_terms(&self, document: &Signature) -> Vec<Term> {
        let is_of_many = |it: &Term| !it.is_identifier() || 1 < self.holders(*it);
        document.title.iter().copied().filter(is_of_many).collect()
    }

    /// The weights of `parts`, each with how much a term of it weighs as a part of the whole, of the text and of the
    /// summary.
    fn weigh<const N: usize>(&self, parts: [(Vec<Term>, [f64; WEIGHINGS]); N]) -> Vec<Weight> {
        let mut weights: Vec<(Term, [f64; WEIGHINGS])> = Vec::new();
        for (terms, of_part) in parts {
            let weight = |n: usize| of_part.map(|it| it * (1.0 + as_float(n).ln()));
            weights.extend(counted(terms).into_iter().map(|(term, n)| (term, weight(n))));
        }
        weights.sort_by_key(|it| it.0);
        let mut summed: Vec<(Term, [f64; WEIGHINGS])> = Vec::with_capacity(weights.len());
        for (term, weight) in weights {
            match summed.last_mut() {
                Some(last) if last.0 == term => last.1 = added(last.1, weight),
                _ => summed.push((term, weight)),
            }
        }
        for (term, weight) in &mut summed {
            *weight = weight.map(|it| it * self.rarity(*term));
        }
        summed.retain(|it| 0.0 < it.1[0]);
        let squares = summed.iter().map(|it| it.1.map(|it| it * it));
        let lengths = squares.fold([0.0; WEIGHINGS], added).map(|it: f64| it.sqrt().max(f64::MIN_POSITIVE));
        let of_length_1 = |(term, weight): (Term, [f64; WEIGHINGS])| Weight {
            term,
            whole: short(weight[0] / lengths[0]),
            text: short(weight[1] / lengths[1]),
            summary: short(weight[2] / lengths[2]),
        };
        summed.into_iter().map(of_length_1).collect()
    }

    /// ln((N + 1/2) / holders), 0 for what every document holds.
    ///
    /// What only one document holds is in its length too: two texts that have much of their own beside what they share
    /// are less alike, and the thresholds were measured so. An identifier that no document has is of one instance, as
    /// those of a pasted log mostly are.
    pub(super) fn rarity(&self, term: Term) -> f64 {
        if term.is_identifier() && self.holders(term) == 0 {
            return 0.0;
        }
        let holders = as_float(self.holders(term)).max(0.5);
        ((as_float(self.n_documents) + 0.5) / holders).ln().max(0.0)
    }
}

impl Vector {
    /// The cosine of the angle between the two, 0 to 1.
    pub fn likeness(&self, other: &Self) -> f64 {
        self.shared(other).map(|it| it.1).sum::<f64>().min(1.0)
    }

    /// How alike the two are, with and without their strongest common terms, and part by part.
    pub fn compare(&self, other: &Self) -> Likeness {
        let (mut whole, mut text, mut summary) = (0.0, 0.0, 0.0);
        let mut strongest = [0.0_f64; NAMES];
        for (ours, theirs) in self.common(other) {
            let added = product(ours.whole, theirs.whole);
            whole += added;
            text += product(ours.text, theirs.text);
            summary += product(ours.summary, theirs.summary);
            if let Some(place) = strongest.iter().position(|it| *it < added) {
                strongest[place..].rotate_right(1);
                strongest[place] = added;
            }
        }
        let without = |n: usize| (whole - strongest[..n].iter().sum::<f64>()).clamp(0.0, 1.0);
        Likeness {
            whole: whole.min(1.0),
            rest: without(1),
            core: without(NAMES),
            text,
            summary,
            title: self.titles(other),
        }
    }

    /// How alike the titles are.
    fn titles(&self, other: &Self) -> f64 {
        let of =
            |term: Term| other.title.binary_search_by_key(&term, |it| it.0).ok().map(|at| other.title[at].1);
        let both = self.title.iter().filter_map(|it| Some(product(it.1, of(it.0)?)));
        both.sum::<f64>().min(1.0)
    }

    /// The terms of both, with what each adds to the likeness, in ascending order of terms.
    pub(super) fn shared<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (Term, f64)> {
        self.common(other).map(|(ours, theirs)| (ours.term, product(ours.whole, theirs.whole)))
    }

    /// What both weigh, in ascending order of terms.
    fn common<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (&'a Weight, &'a Weight)> {
        let mut theirs = other.weights.iter().peekable();
        self.weights.iter().filter_map(move |ours| {
            while theirs.next_if(|it| it.term < ours.term).is_some() {}
            let found = *theirs.peek().filter(|it| it.term == ours.term)?;
            Some((ours, found))
        })
    }

    /// Terms and weights, heaviest first; of equal ones the lower term.
    pub(super) fn heaviest(&self) -> Vec<(Term, f64)> {
        let mut sorted: Vec<(Term, f64)> =
            self.weights.iter().map(|it| (it.term, f64::from(it.whole))).collect();
        sorted.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        sorted
    }
}

fn product(one: f32, other: f32) -> f64 {
    f64::from(one) * f64::from(other)
}

fn added(one: [f64; WEIGHINGS], other: [f64; WEIGHINGS]) -> [f64; WEIGHINGS] {
    std::array::from_fn(|place| one[place] + other[place])
}

#[expect(clippy::cast_possible_truncation, reason = "a weight is between 0 and 1")]
fn short(weight: f64) -> f32 {
    weight as f32
}

/// Each term once with how often it occurs, in ascending order.
fn counted(mut terms: Vec<Term>) -> Vec<(Term, usize)> {
    terms.sort_unstable();
    terms.chunk_by(|a, b| a == b).map(|it| (it[0], it.len())).collect()
}
