//! The words that a misspelt word may have been meant to be, and how they are written.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::{integers, script};
use crate::search::error::SearchError;
use crate::search::index::Index;
use crate::search::rank;
use crate::search::tokenizer::Tokenizer;

/// A term that may be meant.
struct Word {
    term: String,
    n_documents: u32,
}

/// The vocabulary by first letter: terms, numbers of documents, and the words as written in the newest
/// document that has the term.
pub(super) fn vocabulary(index: &Index) -> Result<BTreeMap<char, Value>, SearchError> {
    let mut words = Vec::new();
    let mut by_newest: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
    for first in 'a'..='z' {
        let mut found = Vec::new();
        index.terms_with_prefix(first.encode_utf8(&mut [0; 4]), |term, info| {
            if index.may_be_meant(term, info.doc_freq) {
                found.push((term.to_owned(), info.clone()));
            }
        })?;
        for (term, info) in found {
            if let Some(newest) = rank::newest(&mut index.postings(&info, false)?) {
                by_newest.entry(newest).or_default().insert(term.clone());
            }
            words.push(Word { term, n_documents: info.doc_freq });
        }
    }
    let written = written(index, by_newest);
    let mut by_letter: BTreeMap<char, Vec<&Word>> = BTreeMap::new();
    for word in &words {
        by_letter.entry(word.term.chars().next().unwrap_or_default()).or_default().push(word);
    }
    Ok(by_letter.into_iter().map(|(letter, words)| (letter, record(&words, &written))).collect())
}

fn record(words: &[&Word], written: &BTreeMap<String, String>) -> Value {
    let terms = script::front_coded(words.iter().map(|it| it.term.as_str()));
    let counts = integers::all(words.iter().map(|it| it.n_documents));
    let mut as_written = String::new();
    for (idx, word) in words.iter().enumerate() {
        if 0 < idx {
            as_written.push('\n');
        }
        script::push_difference(&mut as_written, &word.term, written.get(&word.term).unwrap_or(&word.term));
    }
    json!([terms, counts, as_written])
}

/// How the terms are written in the documents they are looked for in.
fn written(index: &Index, wanted: BTreeMap<u32, BTreeSet<String>>) -> BTreeMap<String, String> {
    let mut tokenizer = Tokenizer::default();
    let mut written = BTreeMap::new();
    for (ordinal, mut terms) in wanted {
        for text in index.documents()[ordinal as usize].texts() {
            tokenizer.each(text, |token, _, _, range| {
                if let Some(term) = terms.take(token) {
                    written.insert(term, text[range].to_lowercase());
                }
            });
            if terms.is_empty() {
                break;
            }
        }
    }
    written
}
