//! What sets documents apart: the rarest of their terms.

use tantivy::postings::Postings as _;
use tantivy::{DocSet as _, TERMINATED};

use super::error::SearchError;
use super::index::Index;
use super::rank::frequency_step;

/// Characters of the shortest word that tells anything; a CJK term always has two.
const MIN_LETTERS: usize = 4;

/// The rarest terms of every document.
#[derive(Debug)]
pub struct TellingTerms {
    /// Every term that is among them.
    pub terms: Vec<String>,
    /// Of every document: indices of terms, ascending.
    pub of_documents: Vec<Vec<u32>>,
}

impl Index {
    /// Of every document, by ordinal, the `count` terms that are worth most there: by how rare they are and how
    /// often they occur, of those that 2 to `most` documents have. Terms with digits name one event and are out.
    pub fn telling_terms(&self, most: u32, count: usize) -> Result<TellingTerms, SearchError> {
        let mut rare = Vec::new();
        self.terms_with_prefix("", |term, info| {
            let is_long = !term.is_ascii() || MIN_LETTERS <= term.len();
            let is_word =
                is_long && !term.contains(|c: char| c.is_ascii_digit()) && term.chars().nth(1).is_some();
            if is_word && (2..=most).contains(&info.doc_freq) {
                rare.push((term.to_owned(), info.clone()));
            }
        })?;
        let mut found: Vec<Vec<(f64, u32)>> = vec![Vec::new(); self.documents().len()];
        for (idx, (_, info)) in (0..).zip(&rare) {
            let idf = self.idf(info.doc_freq);
            let mut postings = self.postings(info, false)?;
            while postings.doc() != TERMINATED {
                let worth = idf * f64::from(1 + frequency_step(postings.term_freq()));
                found[postings.doc() as usize].push((worth, idx));
                postings.advance();
            }
        }
        let kept = |mut terms: Vec<(f64, u32)>| {
            terms.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            terms.truncate(count);
            let mut terms: Vec<u32> = terms.into_iter().map(|it| it.1).collect();
            terms.sort_unstable();
            terms
        };
        let of_documents = found.into_iter().map(kept).collect();
        Ok(TellingTerms { terms: rare.into_iter().map(|it| it.0).collect(), of_documents })
    }
}
