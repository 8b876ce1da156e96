//! Did you mean …?

use std::cell::Cell;
use std::collections::BTreeMap;

use strsim::{damerau_levenshtein, jaro_winkler};

/// How many letters are held against others in all look-ups of one [`Known`], before it finds nothing any more.
const MAX_COMPARED: usize = 20_000_000;

/// The nearest of `known` to `written`, where it is near enough to be a slip.
///
/// One edit for words of up to four characters, two for longer ones; ties go to the one that looks most alike.
pub fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = written.chars().count();
    let limit = limit(length);
    nearest(written, limit, known.into_iter().filter(|it| it.chars().count().abs_diff(length) <= limit))
}

/// Words that many others are looked up in, as [`did_you_mean`] does: a word that cannot be near costs next to nothing,
/// and what the others cost together is bounded.
#[derive(Debug, Default)]
pub struct Known {
    /// By their number of characters, with [`letters`] of each.
    words: BTreeMap<usize, Vec<(u64, String)>>,
    n_compared: Cell<usize>,
}

impl Known {
    /// Adds a word.
    pub fn add(&mut self, word: &str) {
        self.words.entry(word.chars().count()).or_default().push((letters(word), word.to_owned()));
    }

    /// The word nearest to `written`, where it is near enough to be a slip; none once enough have been compared.
    pub fn nearest(&self, written: &str) -> Option<&str> {
        let length = written.chars().count();
        let limit = limit(length);
        let own = letters(written);
        let mut may_be: Vec<&str> = Vec::new();
        let n_before = self.n_compared.get();
        for (of_length, words) in self.words.range(length.saturating_sub(limit)..=length + limit) {
            let alike = words.iter().filter(|it| (it.0 ^ own).count_ones() as usize <= 2 * limit);
            may_be.extend(alike.map(|it| it.1.as_str()));
            self.n_compared.set(n_before.saturating_add(may_be.len() * of_length * length));
            if MAX_COMPARED < self.n_compared.get() {
                return None;
            }
        }
        // Of words that are equally near the first one in their order counts.
        may_be.sort_unstable();
        nearest(written, limit, may_be)
    }
}

impl<'a> FromIterator<&'a str> for Known {
    fn from_iter<T: IntoIterator<Item = &'a str>>(words: T) -> Self {
        let mut known = Self::default();
        for word in words {
            known.add(word);
        }
        known
    }
}

/// How many edits make a slip in a word of so many characters.
fn limit(length: usize) -> usize {
    if length <= 4 { 1 } else { 2 }
}

/// Which letters a word has, 64 kinds of them: an edit changes at most two.
fn letters(word: &str) -> u64 {
    word.chars().fold(0, |found, c| found | 1 << (u32::from(c) % 64))
}

fn nearest<'a>(written: &str, limit: usize, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|it| (damerau_levenshtein(written, it), it))
        .filter(|(distance, _)| (1..=limit).contains(distance))
        .min_by(|a, b| {
            let alike = |it: &str| jaro_winkler(written, it);
            a.0.cmp(&b.0).then(alike(b.1).total_cmp(&alike(a.1)))
        })
        .map(|(_, it)| it)
}

/// How many letters must be changed, added, left out or exchanged to get from one word to the other.
pub fn n_edits(one: &str, other: &str) -> usize {
    damerau_levenshtein(one, other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_two_edits_are_recognised_in_any_script() {
        assert_eq!(did_you_mean("resovled", ["resolved", "services"]), Some("resolved"));
        assert_eq!(did_you_mean("支付服物", ["支付服务", "订单服务"]), Some("支付服务"));
        assert_eq!(did_you_mean("reviewd", ["review", "reviewed"]), Some("reviewed"));
        assert_eq!(did_you_mean("colour", ["services"]), None);
    }

    #[test]
    fn many_words_give_the_same_answers_as_a_few() {
        let words =
            ["resolved", "services", "review", "reviewed", "支付服务", "订单服务", "id", "ids", "inc-0012"];
        let known: Known = words.into_iter().collect();
        for written in
            ["resovled", "servcies", "reviewd", "支付服物", "colour", "di", "inc-0021", "inc-0112", ""]
        {
            let expected = did_you_mean(written, words);
            assert_eq!(known.nearest(written), expected, "{written}");
        }
    }

    #[test]
    fn what_is_compared_is_bounded() {
        let words: Vec<String> = (0..2_000).map(|it| format!("inc-2026-{it:04}")).collect();
        let known: Known = words.iter().map(String::as_str).collect();
        let found: Vec<_> = words.iter().map(|it| known.nearest(&it.replace("inc", "inx"))).collect();
        assert_eq!(found[0], Some("inc-2026-0000"));
        assert_eq!(found[1_999], None, "enough was compared");
    }
}
