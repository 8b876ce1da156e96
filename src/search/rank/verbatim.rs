//! What appears in a document as it was written in the query.
//!
//! The bigrams of a CJK run may all be far apart, and a phrase is found in other forms of its words and with
//! other common words in its gaps. So the texts of the first results are read once more; they are the ones
//! that snippets are cut from, so that the browser needs others only where a long run is scattered in many.

use std::cmp::Reverse;

use tantivy::DocSet as _;
use tantivy::postings::Postings as _;

use super::groups::{Group, Plan};
use super::hits::Match;
use crate::search::document::Document;
use crate::search::error::SearchError;
use crate::search::index::Index;
use crate::search::tokenizer::{folded, is_word};

/// How many results are looked at.
const WINDOW: usize = 10;
/// How many more are looked at for a long CJK run, of those that have all of its bigrams.
const FURTHER: usize = 20;
/// Bigrams of the shortest long run: so many may well all be far apart.
const LONG: usize = 4;
/// What is so often in a document is in its title or in a label, which weigh 8 and 6.
const LABEL: u32 = 6;

/// A run or a phrase: as written, and what may be at each of its places.
struct Sought<'a> {
    text: &'a str,
    places: Vec<&'a [String]>,
    is_run: bool,
}

impl Sought<'_> {
    /// Whether it is a CJK run so long that documents which have all of its bigrams need not hold it.
    fn is_long_run(&self) -> bool {
        self.is_run && LONG <= self.places.len()
    }
}

impl Index {
    /// Of the first 10 of `found`, which are in order, puts first those in which most of the CJK runs and
    /// phrases appear as written, and adds the best score for each; of long runs also of the next 20.
    pub(super) fn raise_verbatim(&self, found: &mut [Match], plan: &Plan) -> Result<(), SearchError> {
        let best = found.iter().map(|it| it.score).fold(0.0, f64::max);
        let sought: Vec<Sought<'_>> = plan.groups.iter().filter_map(sought).collect();
        if sought.is_empty() {
            return Ok(());
        }
        let n_further = if sought.iter().any(Sought::is_long_run) { FURTHER } else { 0 };
        let n_seen = found.len().min(WINDOW + n_further);
        let window = &mut found[..n_seen];
        let mut n_standing = vec![0_u32; self.documents().len()];
        for (place, it) in window.iter().enumerate() {
            let mut text = None;
            for sought in &sought {
                if WINDOW <= place && !(sought.is_long_run() && self.is_frequent(sought, it.ordinal, 1)?) {
                    continue;
                }
                let stands = self.is_frequent(sought, it.ordinal, LABEL)? || {
                    let text = match &mut text {
                        Some(text) => text,
                        None => text.insert(document_text(&*self.document(it.ordinal)?)),
                    };
                    stands_in(text, sought.text)
                };
                n_standing[it.ordinal] += u32::from(stands);
            }
        }
        window.sort_by_key(|it| (Reverse(it.id_typed), Reverse(n_standing[it.ordinal])));
        for it in window {
            it.score += best * f64::from(n_standing[it.ordinal]);
        }
        Ok(())
    }

    /// Whether every place of `sought` has a term that occurs `least` times or more in the document, weighted.
    fn is_frequent(&self, sought: &Sought<'_>, ordinal: usize, least: u32) -> Result<bool, SearchError> {
        for terms in &sought.places {
            let mut most = 0;
            for term in *terms {
                most = most.max(self.frequency(term, ordinal)?);
            }
            if most < least {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// How often `term` occurs in the document, weighted.
    fn frequency(&self, term: &str, ordinal: usize) -> Result<u32, SearchError> {
        let Some(info) = self.term(term)? else { return Ok(0) };
        let mut postings = self.postings(&info, false)?;
        let Ok(ordinal) = u32::try_from(ordinal) else { return Ok(0) };
        let is_absent = ordinal < postings.doc() || postings.seek(ordinal) != ordinal;
        Ok(if is_absent { 0 } else { postings.term_freq() })
    }
}

/// What is looked for of `group`: a run of three characters or more, a phrase of two places or more.
fn sought(group: &Group) -> Option<Sought<'_>> {
    let (text, places): (&str, Vec<&[String]>) = match group {
        Group::Bigrams { run, bigrams, .. } => (run, bigrams.iter().map(std::slice::from_ref).collect()),
        Group::Phrase { text, slots } => (text, slots.iter().map(|it| it.terms.as_slice()).collect()),
        _ => return None,
    };
    let is_run = matches!(group, Group::Bigrams { .. });
    (1 < places.len()).then_some(Sought { text, places, is_run })
}

/// Title, headings and body, folded.
fn document_text(document: &Document) -> String {
    let headings = document.headings.iter().map(|it| it.text.as_str());
    let texts = std::iter::once(document.title.as_str()).chain(headings);
    let texts: Vec<String> = texts.map(folded).chain([folded(&document.body())]).collect();
    texts.join("\n")
}

/// Whether `sought` occurs somewhere in `text`, not cutting into a word; both folded.
fn stands_in(text: &str, sought: &str) -> bool {
    let is_word = |it: Option<char>| it.is_some_and(is_word);
    let begins = is_word(sought.chars().next());
    let ends = is_word(sought.chars().next_back());
    let mut from = 0;
    while let Some(at) = text[from..].find(sought) {
        let (start, end) = (from + at, from + at + sought.len());
        let cuts = (begins && is_word(text[..start].chars().next_back()))
            || (ends && is_word(text[end..].chars().next()));
        if !cuts {
            return true;
        }
        from = start + text[start..].chars().next().map_or(1, char::len_utf8);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_stands_where_it_cuts_no_word() {
        let text = folded("Pool Sizes of the\n connection　pool。连接池");
        assert!(stands_in(&text, "connection pool") && stands_in(&text, "of the connection"));
        assert!(!stands_in(&text, "pool size") && !stands_in(&text, "he connection"));
        assert!(stands_in(&text, "接池") && !stands_in(&text, "池连"));
    }
}
