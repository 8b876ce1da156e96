//! A question that is little more than a name: `ERROR LedgerPoolTimeout`, a host, an error code, a path.
//!
//! One line of two words has too few terms to be like anything; but where few documents hold the very name, they are the
//! answer.

use rayon::prelude::*;

use crate::files::{SourceMap, Span};
use crate::model::{Field, Incident};

/// Lines and words of the longest such question.
const MOST_LINES: usize = 2;
const MOST_WORDS: usize = 6;
/// Characters of the shortest name.
const MIN_CHARACTERS: usize = 4;
/// A name in more documents than this names something that everybody speaks of.
const FEW_HOLDERS: usize = 3;
const HOLDERS_SHARE: usize = 20;

/// A document that holds a name of the question, and the first line that does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Holder {
    /// Its place in the pool.
    pub(super) place: usize,
    pub(super) line: Span,
    /// Where the name is.
    pub(super) name: Span,
}

/// The documents of `pool` that hold the rarest name of `question`; none where it names nothing, or says more than a name.
pub(super) fn holders(question: &str, pool: &[&Incident], sources: &SourceMap) -> Vec<Holder> {
    let is_short = question.lines().filter(|it| !it.trim().is_empty()).count() <= MOST_LINES
        && question.split_whitespace().count() <= MOST_WORDS;
    if !is_short {
        return Vec::new();
    }
    let most = FEW_HOLDERS.max(pool.len() / HOLDERS_SHARE);
    let of_name = |name: &str| {
        let found = pool.par_iter().enumerate().filter_map(|(place, it)| holder(name, place, it, sources));
        found.collect::<Vec<Holder>>()
    };
    let all = names(question).map(of_name).filter(|it| !it.is_empty() && it.len() <= most);
    all.min_by_key(Vec::len).unwrap_or_default()
}

fn holder(name: &str, place: usize, incident: &Incident, sources: &SourceMap) -> Option<Holder> {
    let title = incident.provenance.get(&Field::Title).map(|it| it.span);
    title.into_iter().chain(incident.signature.lines.iter().map(|it| it.span)).find_map(|line| {
        let start = line.start + find_whole(sources.slice(line), name)?;
        Some(Holder { place, line, name: Span::new(line.file, start, start + name.len()) })
    })
}

/// The words of `question` that are written like the name of one thing.
fn names(question: &str) -> impl Iterator<Item = &str> {
    let is_around = |c: char| c.is_whitespace() || "\"'`()[]{}<>,;=|".contains(c);
    let trimmed = |it| str::trim_matches(it, |c: char| !c.is_alphanumeric() && c != '/');
    question.split(is_around).map(trimmed).filter(|it| is_name(it))
}

/// A path, a word with a digit or an inner capital, or words held together: `E4711`, `PoolTimeout`, `nightly_rollup`.
fn is_name(word: &str) -> bool {
    let has_letter = word.contains(|c: char| c.is_ascii_alphabetic());
    let has_hump =
        word.as_bytes().windows(2).any(|it| it[0].is_ascii_lowercase() && it[1].is_ascii_uppercase());
    let has_digit = word.contains(|c: char| c.is_ascii_digit());
    let is_clock = word.starts_with(|c: char| c.is_ascii_digit()) && word.contains(':');
    MIN_CHARACTERS <= word.len()
        && word.is_ascii()
        && has_letter
        && !is_clock
        && (has_hump || has_digit || word.contains(['_', '/', '.', '-']))
}

/// Where `line` holds `name`, in any case, not within a longer word.
fn find_whole(line: &str, name: &str) -> Option<usize> {
    let (bytes, wanted) = (line.as_bytes(), name.as_bytes());
    let is_word = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let is_here = |at: &usize| {
        bytes[*at..*at + wanted.len()].eq_ignore_ascii_case(wanted)
            && (*at == 0 || !is_word(*at - 1))
            && !is_word(*at + wanted.len())
    };
    (0..(bytes.len() + 1).saturating_sub(wanted.len())).find(is_here)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_name_one_thing_have_a_form() {
        let found: Vec<&str> =
            names("12:01:07 FATAL [worker] PoolTimeout at db-07, see /var/lib/wal code=E4711").collect();
        assert_eq!(found, ["PoolTimeout", "db-07", "/var/lib/wal", "E4711"]);
        assert_eq!(names("The boards were dark again").count(), 0);
    }

    #[test]
    fn a_name_is_found_whole_and_in_any_case() {
        assert_eq!(find_whole("on DB-07.example.net", "db-07"), Some(3));
        assert_eq!(find_whole("on xdb-07 and db-071", "db-07"), None);
        assert_eq!(find_whole("短", "db-07"), None);
    }
}
