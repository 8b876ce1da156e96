//! Words that no lexicon knows, counted over the documents.

use std::collections::BTreeMap;

use crate::extract::{Unread, UnreadKind};
use crate::files::Span;
use crate::text::fold;

/// A word that no lexicon knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// Where such words are.
    pub kind: UnreadKind,
    /// As its first document writes it.
    pub words: String,
    /// How many documents have it.
    pub documents: usize,
    /// The first place.
    pub first: Span,
}

/// The words of `documents`, by kind; the commonest first.
pub fn unread(documents: &[Vec<Unread>]) -> Vec<Counted> {
    let mut counted: BTreeMap<(UnreadKind, String), Counted> = BTreeMap::new();
    for document in documents {
        let mut seen: Vec<(UnreadKind, String)> = Vec::new();
        for it in document {
            let key = (it.kind, fold(&it.words));
            if seen.contains(&key) {
                continue;
            }
            let first = Counted { kind: it.kind, words: it.words.clone(), documents: 0, first: it.span };
            counted.entry(key.clone()).or_insert(first).documents += 1;
            seen.push(key);
        }
    }
    let mut all: Vec<Counted> = counted.into_values().collect();
    all.sort_by(|a, b| a.kind.cmp(&b.kind).then(b.documents.cmp(&a.documents)).then(a.words.cmp(&b.words)));
    all
}
