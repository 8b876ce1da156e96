//! Whether two counts or two shares differ by more than chance.
//!
//! Two Poisson counts: conditional binomial test (Przyborowski and Wilenski, 1940). Two shares: Fisher's exact test
//! (1935). Both two-sided: the total of all outcomes no likelier than the one that was seen.

use statrs::distribution::{Binomial, Discrete, Hypergeometric};

use super::MIN_SAMPLE;

/// Outcomes that differ by rounding only are equally likely; R and scipy use the same factor.
const AS_LIKELY: f64 = 1.0 + 1e-7;

/// Whether counts changed, as far as the numbers can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More than before, p < 0.05.
    Rising,
    /// Fewer than before, p < 0.05.
    Falling,
    /// No evidence of a change.
    NoEvidence,
    /// Fewer than five in all: nothing can be said.
    TooFew,
}

/// Compares two counts over equally long times by the exact conditional test, two-sided.
pub fn direction(before: u64, after: u64) -> Direction {
    let n = before + after;
    if n < MIN_SAMPLE as u64 {
        return Direction::TooFew;
    }
    if 0.05 <= binomial_test(after, n) {
        Direction::NoEvidence
    } else if before < after {
        Direction::Rising
    } else {
        Direction::Falling
    }
}

/// Two-sided p value of `k` successes in `n` fair trials.
pub fn binomial_test(k: u64, n: u64) -> f64 {
    let Ok(distribution) = Binomial::new(0.5, n) else { return 1.0 };
    let observed = distribution.pmf(k) * AS_LIKELY;
    (0..=n).map(|it| distribution.pmf(it)).filter(|it| *it <= observed).sum::<f64>().min(1.0)
}

/// Two-sided p value for `k` out of `n` each, before and after; 1 where one of them is out of nothing.
pub fn fisher_test(before: (u64, u64), after: (u64, u64)) -> f64 {
    let (successes, all) = (before.0 + after.0, before.1 + after.1);
    let Ok(distribution) = Hypergeometric::new(all, successes.min(all), after.1) else { return 1.0 };
    let observed = distribution.pmf(after.0) * AS_LIKELY;
    let possible = successes.saturating_sub(before.1)..=successes.min(after.1);
    possible.map(|it| distribution.pmf(it)).filter(|it| *it <= observed).sum::<f64>().min(1.0)
}

impl Direction {
    /// The word in the JSON API and in message keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rising => "rising",
            Self::Falling => "falling",
            Self::NoEvidence => "no-evidence",
            Self::TooFew => "too-few",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_named_only_on_evidence() {
        assert_eq!(direction(1, 3), Direction::TooFew);
        assert_eq!(direction(2, 5), Direction::NoEvidence);
        assert_eq!(direction(1, 9), Direction::Rising);
        assert_eq!(direction(9, 1), Direction::Falling);
    }
}
