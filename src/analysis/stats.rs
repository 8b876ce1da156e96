//! The few statistics that small numbers of incidents allow, with their sources.
//!
//! Quantiles: Hyndman and Fan (1996), type 7. Exact binomial interval: Clopper and Pearson (1934), as beta quantiles.
//! Exact comparison of two Poisson counts: conditional binomial test (Przyborowski and Wilenski, 1940).

use statrs::distribution::{Beta, Binomial, ContinuousCDF, Discrete};

/// Fewest values from which a median and quartiles are shown.
pub const MIN_SAMPLE: usize = 5;

/// A sample of durations in seconds, summed up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// How many values were measured.
    pub n: usize,
    /// How many incidents could not be measured.
    pub missing: usize,
    /// Quartiles, 90th percentile and mean; `None` with fewer than [`MIN_SAMPLE`] values.
    pub spread: Option<Spread>,
}

/// Where a sample lies, in seconds rounded to the nearest whole one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// First quartile.
    pub p25: i64,
    /// Median.
    pub median: i64,
    /// Third quartile.
    pub p75: i64,
    /// 90th percentile.
    pub p90: i64,
    /// Arithmetic mean; never shown without the median.
    pub mean: i64,
}

/// A share with its exact 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// How many did.
    pub k: u64,
    /// Out of how many.
    pub n: u64,
    /// Lower end, 0 to 1; `None` where `n` is 0.
    pub low: Option<f64>,
    /// Upper end, 0 to 1; `None` where `n` is 0.
    pub high: Option<f64>,
}

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

/// Sums up `values` (seconds); `missing` more could not be measured.
pub fn summarise(values: &[i64], missing: usize) -> Summary {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let spread = (MIN_SAMPLE <= sorted.len()).then(|| Spread {
        p25: quantile(&sorted, 0.25),
        median: quantile(&sorted, 0.5),
        p75: quantile(&sorted, 0.75),
        p90: quantile(&sorted, 0.9),
        mean: round(sorted.iter().map(|it| as_float(*it)).sum::<f64>() / as_float(sorted.len())),
    });
    Summary { n: sorted.len(), missing, spread }
}

/// The quantile `p` of the ascending, non-empty `sorted` (type 7), rounded to a whole number.
pub fn quantile(sorted: &[i64], p: f64) -> i64 {
    let position = as_float(sorted.len() - 1) * p;
    let below = position.floor();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 <= below < length")]
    let idx = below as usize;
    let low = as_float(sorted[idx]);
    let high = as_float(sorted[(idx + 1).min(sorted.len() - 1)]);
    round(low + (high - low) * (position - below))
}

/// `k` out of `n` with the Clopper–Pearson interval at 95 %.
pub fn share(k: u64, n: u64) -> Share {
    if n == 0 {
        return Share { k, n, low: None, high: None };
    }
    let k = k.min(n);
    let bound = |a: u64, b: u64, p: f64| Beta::new(as_float(a), as_float(b)).ok().map(|it| it.inverse_cdf(p));
    let low = if k == 0 { Some(0.0) } else { bound(k, n - k + 1, 0.025) };
    let high = if k == n { Some(1.0) } else { bound(k + 1, n - k, 0.975) };
    Share { k, n, low, high }
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

/// Two-sided p value of `k` successes in `n` fair trials: the total of all outcomes no likelier than `k`.
pub fn binomial_test(k: u64, n: u64) -> f64 {
    let Ok(distribution) = Binomial::new(0.5, n) else { return 1.0 };
    let observed = distribution.pmf(k) * (1.0 + 1e-9);
    (0..=n).map(|it| distribution.pmf(it)).filter(|it| *it <= observed).sum::<f64>().min(1.0)
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

/// Counts and seconds are far below 2^52, where `f64` is exact.
fn as_float(value: impl TryInto<i64>) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "below 2^52")]
    value.try_into().map_or(0.0, |it| it as f64)
}

fn round(value: f64) -> i64 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a quantile lies between the values it was made from"
    )]
    let rounded = value.round() as i64;
    rounded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_interpolate_between_neighbours() {
        let summary = summarise(&[600, 60, 120, 240, 480], 2);
        let spread = summary.spread.unwrap();
        assert_eq!(
            (spread.p25, spread.median, spread.p75, spread.p90, spread.mean),
            (120, 240, 480, 552, 300)
        );
        assert_eq!((summary.n, summary.missing), (5, 2));
    }

    #[test]
    fn four_values_give_no_figure() {
        assert_eq!(summarise(&[1, 2, 3, 4], 0).spread, None);
    }

    // Expected values from scipy 1.14: binomtest(k, n).proportion_ci(method="exact").
    #[test]
    fn shares_carry_the_exact_interval() {
        check_share(3, 20, 0.032_07, 0.378_93);
        check_share(0, 10, 0.0, 0.308_50);
        check_share(10, 10, 0.691_50, 1.0);
    }

    #[test]
    fn a_share_of_nothing_has_no_interval() {
        assert_eq!(share(0, 0), Share { k: 0, n: 0, low: None, high: None });
    }

    #[test]
    fn a_change_is_named_only_on_evidence() {
        assert_eq!(direction(1, 3), Direction::TooFew);
        assert_eq!(direction(2, 5), Direction::NoEvidence);
        assert_eq!(direction(1, 9), Direction::Rising);
        assert_eq!(direction(9, 1), Direction::Falling);
    }

    #[track_caller]
    fn check_share(k: u64, n: u64, low: f64, high: f64) {
        let it = share(k, n);
        assert!((it.low.unwrap() - low).abs() < 1e-4, "{it:?}");
        assert!((it.high.unwrap() - high).abs() < 1e-4, "{it:?}");
    }
}
