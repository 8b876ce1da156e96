//! Exact 95 % intervals of shares, counts and ratios of counts.
//!
//! Shares: Clopper and Pearson (1934), as beta quantiles. Counts: Garwood (1936), as gamma quantiles. The ratio of two
//! counts: the exact interval of the share that the later count has of both (Przyborowski and Wilenski, 1940).

use statrs::distribution::{Beta, ContinuousCDF, Gamma};

use super::as_float;

/// What lies below and above a 95 % interval.
const TAIL: f64 = 0.025;

/// Both ends of an interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end; `None` where there is none.
    pub high: Option<f64>,
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

/// `k` out of `n` with the Clopper–Pearson interval at 95 %.
pub fn share(k: u64, n: u64) -> Share {
    if n == 0 {
        return Share { k, n, low: None, high: None };
    }
    let k = k.min(n);
    let bound =
        |a: u64, b: u64, p: f64| Beta::new(as_float(a), as_float(b)).ok().map(|it| inverse(&it, p, 1.0));
    let low = if k == 0 { Some(0.0) } else { bound(k, n - k + 1, TAIL) };
    let high = if k == n { Some(1.0) } else { bound(k + 1, n - k, 1.0 - TAIL) };
    Share { k, n, low, high }
}

/// The rate behind `count` events in a time, per that time, with Garwood's interval at 95 %.
pub fn count_interval(count: u64) -> Interval {
    // Ten standard deviations and more above the count lie beyond any bound that is looked for.
    let beyond = as_float(count) + 10.0 * as_float(count + 1).sqrt() + 10.0;
    let bound = |shape: u64, p: f64| Gamma::new(as_float(shape), 1.0).ok().map(|it| inverse(&it, p, beyond));
    let low = if count == 0 { 0.0 } else { bound(count, TAIL).unwrap_or_default() };
    Interval { low, high: bound(count + 1, 1.0 - TAIL) }
}

/// How many times the rate before the rate after may be, over equally long times; `None` without any event.
pub fn count_ratio(before: u64, after: u64) -> Option<Interval> {
    let of_both = share(after, before + after);
    let odds = |p: f64| p / (1.0 - p);
    let high = of_both.high.filter(|it| *it < 1.0).map(odds);
    Some(Interval { low: odds(of_both.low?), high })
}

/// Where `distribution` reaches `p`, between 0 and `upper`: halved until the two ends are neighbors.
///
/// The library's own inverse stops at some five digits.
fn inverse(distribution: &impl ContinuousCDF<f64, f64>, p: f64, upper: f64) -> f64 {
    let (mut low, mut high) = (0.0, upper);
    loop {
        let middle = f64::midpoint(low, high);
        if middle <= low || high <= middle {
            return high;
        }
        if distribution.cdf(middle) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_nothing_has_no_interval() {
        assert_eq!(share(0, 0), Share { k: 0, n: 0, low: None, high: None });
    }

    #[test]
    fn a_share_of_all_reaches_one() {
        let all = share(10, 10);
        assert_eq!(all.high, Some(1.0));
        assert!(all.low.unwrap() < 0.7);
    }

    #[test]
    fn a_ratio_to_nothing_has_no_upper_end() {
        assert_eq!(count_ratio(0, 0), None);
        assert_eq!(count_ratio(0, 7).unwrap().high, None);
        assert!(count_ratio(7, 0).unwrap().low <= 0.0);
    }
}
