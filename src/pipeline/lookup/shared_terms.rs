//! Rare words that related incidents share, as a reason why they are related.
//!
//! Only pairs that are related already are looked at, so this costs little more than reading the texts once.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::analysis::related::{Reason, Related};
use crate::model::KnowledgeBase;
use crate::search::{Index, Kind, SearchError, TellingTerms};
use crate::text::is_cjk;

/// Terms of a document that are compared.
const PER_DOCUMENT: usize = 40;
/// A term is rare where at most one in so many documents has it.
const RARE: usize = 20;
/// Words named as a reason.
const MAX_WORDS: usize = 3;
/// Characters of the shortest CJK piece: of fewer, many are the end of one word and the beginning of the next.
const MIN_CJK: usize = 4;
/// With fewer documents everyday words are rare too, and only identifiers tell anything.
const FEW_DOCUMENTS: usize = 200;

/// An incident's text as it is searched for words.
struct Text<'a> {
    written: &'a [String],
    /// With A to Z in lower case, so that places are the same.
    lower: Vec<String>,
}

/// `related` with the rare words that each pair shares behind its other reasons.
pub(in crate::pipeline) fn with_shared_terms(
    related: &BTreeMap<String, Vec<Related>>,
    knowledge_base: &KnowledgeBase,
    index: &Index,
) -> Result<BTreeMap<String, Vec<Related>>, SearchError> {
    let most = u32::try_from(index.documents().len() / RARE).unwrap_or(u32::MAX).max(3);
    let telling = index.telling_terms(most, PER_DOCUMENT)?;
    let incidents = (0..).zip(index.documents()).filter(|(_, it)| it.kind == Kind::Incident);
    let ordinals: BTreeMap<&str, usize> = incidents.map(|(ordinal, it)| (it.id.as_str(), ordinal)).collect();
    let texts: Vec<Text<'_>> = index.documents().par_iter().map(|it| Text::new(&it.body_text)).collect();
    let names = names(knowledge_base);
    let with_terms = |id: &str, related: &Related| {
        let mut related = related.clone();
        let (Some(one), Some(other)) = (ordinals.get(id), ordinals.get(related.id.as_str())) else {
            return related;
        };
        let is_many = FEW_DOCUMENTS <= texts.len();
        let pair = [&texts[*one], &texts[*other]];
        let words = shared(&telling, [*one, *other], pair, &names, &related.reasons);
        let words: Vec<String> = words.into_iter().filter(|it| is_many || is_identifier(it)).collect();
        if !words.is_empty() {
            related.reasons.push(Reason::SharedWords(words));
        }
        related
    };
    let found = related
        .par_iter()
        .map(|(id, found)| (id.clone(), found.iter().map(|it| with_terms(id, it)).collect::<Vec<Related>>()));
    Ok(found.collect())
}

impl<'a> Text<'a> {
    fn new(written: &'a [String]) -> Self {
        Self { written, lower: written.iter().map(|it| it.to_ascii_lowercase()).collect() }
    }

    fn holds(&self, piece: &str) -> bool {
        self.written.iter().any(|it| it.contains(piece))
    }

    /// The word that begins with `term`, as written where it occurs first.
    fn word(&self, term: &str) -> Option<&'a str> {
        let is_word = |c: char| c.is_alphanumeric() && !is_cjk(c);
        self.written.iter().zip(&self.lower).find_map(|(written, lower)| {
            let mut begins = lower.match_indices(term).map(|it| it.0);
            let start = begins.find(|at| !lower[..*at].ends_with(is_word))?;
            let rest = &written[start + term.len()..];
            let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            Some(&written[start..start + term.len() + end])
        })
    }
}

/// Words that both documents have among their rarest, none twice, none that a reason says already, no names.
fn shared(
    telling: &TellingTerms,
    [one, other]: [usize; 2],
    [text, other_text]: [&Text<'_>; 2],
    names: &BTreeSet<String>,
    reasons: &[Reason],
) -> Vec<String> {
    let theirs = &telling.of_documents[other];
    let both = telling.of_documents[one].iter().filter(|it| theirs.binary_search(it).is_ok());
    let both: Vec<&str> = both.map(|it| telling.terms[*it as usize].as_str()).collect();
    let (cjk, words): (Vec<&str>, Vec<&str>) = both.into_iter().partition(|it| it.starts_with(is_cjk));
    let pieces = chains(&cjk).into_iter().filter(|it| text.holds(it) && other_text.holds(it));
    let words = words.into_iter().filter_map(|it| text.word(it).map(str::to_owned));
    let said: Vec<String> = reasons.iter().filter_map(said).map(str::to_lowercase).collect();
    let mut found: Vec<String> = Vec::new();
    for word in pieces.chain(words) {
        let lower = word.to_lowercase();
        let is_said = said.iter().any(|it| it.contains(&lower)) || names.contains(&lower);
        let is_part = |it: &String| it.to_lowercase().contains(&lower) || lower.contains(&it.to_lowercase());
        if !is_said && found.len() < MAX_WORDS && !found.iter().any(is_part) {
            found.push(word);
        }
    }
    found
}

/// Pairs of characters put together where one ends as the next begins: 连接, 接池, 池满 to 连接池满.
fn chains(pairs: &[&str]) -> Vec<String> {
    let last = |it: &str| it.chars().next_back();
    let first = |it: &str| it.chars().next();
    let begins = pairs.iter().filter(|pair| !pairs.iter().any(|it| it != *pair && last(it) == first(pair)));
    let mut found = Vec::new();
    for pair in begins {
        let mut piece = (*pair).to_owned();
        let mut rest: Vec<&str> = pairs.to_vec();
        while let Some(at) = rest.iter().position(|it| *it != *pair && first(it) == last(&piece)) {
            piece.extend(rest.remove(at).chars().nth(1));
        }
        if MIN_CJK <= piece.chars().count() {
            found.push(piece);
        }
    }
    found
}

/// Whether `word` is written as no everyday word is: `min_score`, `HikariPool`, or a piece of Chinese.
fn is_identifier(word: &str) -> bool {
    let has_hump = word.chars().zip(word.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    has_hump || word.contains(['_', '.']) || word.starts_with(is_cjk)
}

/// The name that a reason gives.
fn said(reason: &Reason) -> Option<&str> {
    match reason {
        Reason::SameCause(name) | Reason::SameService(name) | Reason::SameTag(name) => Some(name),
        _ => None,
    }
}

/// Everybody who is named, whole and in parts: who was there is no reason.
fn names(knowledge_base: &KnowledgeBase) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for it in &knowledge_base.incidents {
        let owners = it.action_items.iter().filter_map(|it| it.owner.as_ref());
        let roles = it.roles.iter().map(|it| &it.1);
        for name in it.authors.iter().chain(owners).chain(roles) {
            let name = name.to_lowercase();
            names.extend(name.split(|c: char| !c.is_alphanumeric()).map(str::to_owned));
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_of_characters_that_meet_are_one_piece() {
        assert_eq!(chains(&["接池", "连接", "池满", "雪崩"]), ["连接池满"]);
        assert_eq!(chains(&["连接", "雪崩"]), Vec::<String>::new());
        // A ring has no beginning.
        assert_eq!(chains(&["接连", "连接"]), Vec::<String>::new());
    }

    #[test]
    fn a_word_is_shown_as_it_is_written() {
        let written = ["预案：HikariPool waits; poolsize".to_owned()];
        let text = Text::new(&written);
        assert_eq!((text.word("hikari"), text.word("size")), (Some("HikariPool"), None));
    }

    #[test]
    fn an_identifier_is_told_from_an_everyday_word() {
        for it in ["HikariPool", "min_score", "java.net", "连接池满"] {
            assert!(is_identifier(it), "{it}");
        }
        for it in ["Today", "past", "HTTP"] {
            assert!(!is_identifier(it), "{it}");
        }
    }
}
