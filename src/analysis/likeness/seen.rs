//! "Have we seen this?": the documents like a text that need not be one of them.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::super::stats::as_float;
use super::evidence::{Evidence, Places, evidence};
use super::tiers::{Answer, answer, is_answer, is_further_answer};
use super::vectors::{Collection, Likeness, Vector};
use crate::model::{Signature, SignatureLine};
use crate::text::Term;

/// A text of more lines is a document: it is compared as a whole only.
const FEW_LINES: usize = 12;
/// Terms that two lines must share to be one message, where no identifier is among them.
const SHARED: usize = 3;
/// An identifier in more than this share of the documents, and in more than a few, says no more than a word.
const IDENTIFIER_SHARE: f64 = 0.05;
const FEW_HOLDERS: usize = 3;
/// The likeness of a document that holds a line like one of the text, by how alike the two lines are.
const BY_LINE: f64 = 0.4;
const BY_IDENTIFIER: f64 = 0.25;
/// How much of it counts for the order: the whole text says more about which document is most like it.
const ORDER_BY_LINE: f64 = 0.2;

/// A document like the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// Its place among the documents.
    pub place: usize,
    /// 0 to 1.
    pub likeness: f64,
    /// How sure it is.
    pub answer: Answer,
    /// The lines that make it so, `first` of the text.
    pub evidence: Vec<Evidence>,
}

/// Of the documents the `most` that are most like `text`; best first, of equals the first.
///
/// None where nothing is alike enough by more than one word. Where something is, less alike ones may follow; so they do
/// where the text is in the form of the collection, because then somebody of the same team asks.
pub fn seen(collection: &Collection, text: &Signature, documents: &[&Signature], most: usize) -> Vec<Seen> {
    let vector = collection.vector(text);
    let is_long = FEW_LINES < text.lines.len();
    let lines = if is_long { Vec::new() } else { rare_lines(collection, text) };
    let mut found: Vec<(Found, usize)> = documents
        .par_iter()
        .enumerate()
        .map(|(place, document)| {
            let text = vector.compare(&collection.vector(document));
            let line = lines.iter().map(|it| it.best(collection, document)).fold(Likeness::default(), more);
            (Found { text, line }, place)
        })
        .filter(|it| is_further_answer(it.0.text) || is_answer(it.0.line, false))
        .collect();
    let is_own = collection.is_in_its_form(text);
    let answers = |it: &Found| is_answer(it.text, is_long) || is_answer(it.line, false);
    if !found.iter().any(|it| is_own || answers(&it.0)) {
        return Vec::new();
    }
    found.sort_by(|a, b| b.0.order().total_cmp(&a.0.order()).then(a.1.cmp(&b.1)));
    found.truncate(most);
    let of_text = Places::of(collection, text);
    let seen = |(found, place): (Found, usize)| {
        let own: Vector = collection.vector(documents[place]);
        let evidence = evidence((&of_text, &vector), (&Places::of(collection, documents[place]), &own));
        Seen {
            place,
            likeness: found.order().min(1.0),
            answer: answer(found.text.whole.max(found.line.whole)),
            evidence,
        }
    };
    found.into_iter().map(seen).collect()
}

/// How like the text a document is.
struct Found {
    /// As a whole.
    text: Likeness,
    /// By its most telling line.
    line: Likeness,
}

impl Found {
    fn order(&self) -> f64 {
        self.text.whole + ORDER_BY_LINE * self.line.whole
    }
}

fn more(one: Likeness, other: Likeness) -> Likeness {
    if one.whole < other.whole { other } else { one }
}

/// A line of the text with how rare each of its terms is.
struct RareLine {
    rarity: FxHashMap<Term, f64>,
    length: f64,
}

fn rare_lines(collection: &Collection, text: &Signature) -> Vec<RareLine> {
    let of_line = |line: &SignatureLine| {
        let rarity: FxHashMap<Term, f64> =
            line.terms.iter().map(|it| (*it, collection.rarity(*it))).filter(|it| 0.0 < it.1).collect();
        let mut weights: Vec<f64> = rarity.values().copied().collect();
        weights.sort_by(f64::total_cmp);
        RareLine { length: weights.iter().map(|it| it * it).sum::<f64>().sqrt(), rarity }
    };
    collection.telling(text).map(of_line).filter(|it| 0.0 < it.length).collect()
}

impl RareLine {
    /// How like the text the line of `document` that is most like this one makes it.
    fn best(&self, collection: &Collection, document: &Signature) -> Likeness {
        collection.telling(document).map(|it| self.likeness(collection, it)).fold(Likeness::default(), more)
    }

    fn likeness(&self, collection: &Collection, line: &SignatureLine) -> Likeness {
        if !line.terms.iter().any(|it| self.rarity.contains_key(it)) {
            return Likeness::default();
        }
        let mut terms = line.terms.clone();
        terms.sort_unstable();
        terms.dedup();
        let (mut shared, mut strongest, mut length) = (0.0, 0.0_f64, 0.0);
        let (mut n_shared, mut has_identifier) = (0, false);
        for term in terms {
            let rarity = collection.rarity(term);
            length += rarity * rarity;
            if self.rarity.contains_key(&term) {
                shared += rarity * rarity;
                strongest = strongest.max(rarity * rarity);
                n_shared += 1;
                let few = (as_float(collection.n_documents()) * IDENTIFIER_SHARE).max(as_float(FEW_HOLDERS));
                has_identifier |= term.is_identifier() && as_float(collection.holders(term)) <= few;
            }
        }
        let length = (length.sqrt() * self.length).max(f64::MIN_POSITIVE);
        let least = if has_identifier { BY_IDENTIFIER } else { 0.0 };
        if !has_identifier && n_shared < SHARED {
            return Likeness::default();
        }
        let rest = least + BY_LINE * (shared - strongest) / length;
        Likeness { whole: least + BY_LINE * shared / length, rest, core: rest, ..Likeness::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::{FileId, Span};
    use crate::model::TextPart;
    use crate::text::{line_mark, terms};

    fn signature(title: &str, text: &str) -> Signature {
        let line = |(place, it): (usize, &str)| SignatureLine {
            mark: line_mark(it),
            part: TextPart::Summary,
            span: Span::new(FileId(0), place, place + 1),
            terms: terms(it),
        };
        Signature { title: terms(title), lines: text.lines().enumerate().map(line).collect() }
    }

    #[test]
    fn a_pasted_line_finds_the_document_with_that_volume_and_a_foreign_one_finds_nothing() {
        let documents = [
            signature(
                "Ledger halted",
                "The disk was detached\nvol-0ab12cd could not be attached to the host",
            ),
            signature("Search slow", "The index was rebuilt during the day\nQueries waited for the merge"),
            signature("Login broken", "The identity provider rejected the callback address"),
            signature("Mail delayed", "The queue of outgoing mail grew over night"),
        ];
        let all: Vec<&Signature> = documents.iter().collect();
        let collection = Collection::learn(documents.iter());
        let ask = |text: &str| seen(&collection, &signature("", text), &all, 5);

        let found = ask("10:01 ERROR attach vol-0ab12cd: timeout on host-77");
        assert_eq!(found.first().map(|it| it.place), Some(0));
        assert_eq!(found[0].evidence[0].second, documents[0].lines[1].span);
        assert_eq!(ask("The oven in the kitchen went out and the soup is cold"), []);
    }
}
