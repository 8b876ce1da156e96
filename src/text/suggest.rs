//! Did you mean …?

use strsim::{damerau_levenshtein, jaro_winkler};

/// The nearest of `known` to `written`, where it is near enough to be a slip.
///
/// One edit for words of up to four characters, two for longer ones; ties go to the one that looks most alike.
pub fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = written.chars().count();
    let limit = if length <= 4 { 1 } else { 2 };
    known
        .into_iter()
        .filter(|it| it.chars().count().abs_diff(length) <= limit)
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
}
