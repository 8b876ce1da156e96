//! How long things stay open when some still are: the estimator of Kaplan and Meier (1958).
//!
//! Variance: Greenwood (1926). Band: on the scale of log(−log), as Kalbfleisch and Prentice (1980, section 1.4), so that
//! it stays within 0 and 1. Median with its interval: Brookmeyer and Crowley (1982), where that band crosses one half.
//! Where a closing and a censored one fall on the same day, the censored one was still at risk.

use super::as_float;

/// The 97.5 % quantile of the standard normal distribution.
const Z: f64 = 1.959_963_984_540_054;
/// One half, and what products of fractions that make one half may come out as.
const HALF: f64 = 0.5 + 1e-12;

/// One thing that was looked at for some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Observation {
    /// Whole days from its beginning to its end, or to the last day on which it was known to go on.
    pub days: i32,
    /// Whether it ended then; else it is censored: it goes on beyond.
    pub ended: bool,
}

/// The estimate from one day on which something ended to the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// Days since the beginning.
    pub days: i32,
    /// How many went on until that day.
    pub at_risk: usize,
    /// How many ended on it.
    pub ended: usize,
    /// Share that goes on beyond that day.
    pub survival: f64,
    /// Greenwood's variance of `survival`.
    pub variance: f64,
    /// The 95 % band; `None` where nothing is left.
    pub band: Option<(f64, f64)>,
}

/// The estimate over all days.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Survival {
    /// How many things were looked at.
    pub n: usize,
    /// How many of them ended.
    pub n_ended: usize,
    /// One record per day on which something ended, earliest first.
    pub steps: Vec<Step>,
    /// Days of every observation, ascending.
    pub days: Vec<i32>,
    /// The last day on which anything was still looked at.
    pub last: i32,
    /// The first day by which half had ended; `None` where more than half go on.
    pub median: Option<i32>,
    /// Lower end of the median's 95 % interval.
    pub median_low: Option<i32>,
    /// Upper end of it; `None` where the data do not reach that far.
    pub median_high: Option<i32>,
}

/// The estimate from `observations`.
pub fn survival(observations: &[Observation]) -> Survival {
    let mut sorted = observations.to_vec();
    sorted.sort_unstable();
    let days: Vec<i32> = sorted.iter().map(|it| it.days).collect();
    let last = days.last().copied().unwrap_or_default();
    let mut found = Survival { n: sorted.len(), last, days, ..Survival::default() };
    let (mut survival, mut sum) = (1.0, 0.0);
    let mut at_risk = sorted.len();
    for same_day in sorted.chunk_by(|a, b| a.days == b.days) {
        let ended = same_day.iter().filter(|it| it.ended).count();
        if 0 < ended {
            let (n, d) = (as_float(at_risk), as_float(ended));
            survival *= 1.0 - d / n;
            sum += d / (n * (n - d));
            let (variance, band) = if ended < at_risk {
                (survival * survival * sum, Some(band(survival, sum)))
            } else {
                (0.0, None)
            };
            let survival = if ended < at_risk { survival } else { 0.0 };
            found.steps.push(Step { days: same_day[0].days, at_risk, ended, survival, variance, band });
            found.n_ended += ended;
        }
        at_risk -= same_day.len();
    }
    let first = |reached: &dyn Fn(&Step) -> bool| found.steps.iter().find(|it| reached(it)).map(|it| it.days);
    found.median = first(&|it| it.survival <= HALF);
    found.median_low = first(&|it| it.band.is_none_or(|(low, _)| low <= HALF));
    // Where the last one ended no band is left; its upper end before then is what the data say.
    found.median_high = first(&|it| it.band.is_some_and(|(_, high)| high <= HALF));
    found
}

/// The band around `survival` for Greenwood's `sum` of d / (n (n − d)).
fn band(survival: f64, sum: f64) -> (f64, f64) {
    let log = survival.ln();
    let half = Z * sum.sqrt() / -log;
    let at = |sign: f64| (log * (sign * half).exp()).exp();
    (at(1.0), at(-1.0))
}

impl Survival {
    /// The share that goes on beyond `days`, with its band; `None` beyond the last day that was looked at.
    pub fn at(&self, days: i32) -> Option<(f64, Option<(f64, f64)>)> {
        if self.last < days {
            return None;
        }
        let step = self.steps.iter().rev().find(|it| it.days <= days);
        Some(step.map_or((1.0, None), |it| (it.survival, it.band)))
    }

    /// How many were looked at for longer than `days`.
    pub fn at_risk_after(&self, days: i32) -> usize {
        self.days.len() - self.days.partition_point(|it| *it <= days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_ones_are_censored_and_not_ignored() {
        let closed = |days| Observation { days, ended: true };
        let open = |days| Observation { days, ended: false };
        let all_closed = survival(&[closed(1), closed(2), closed(3), closed(4)]);
        let some_open = survival(&[closed(1), closed(2), open(3), open(4)]);
        assert_eq!(all_closed.median, Some(2));
        assert_eq!(some_open.median, Some(2));
        assert!((some_open.at(4).unwrap().0 - 0.5).abs() < 1e-12);
        assert_eq!(some_open.at(5), None);
        assert_eq!([0, 1, 2, 3, 4].map(|it| some_open.at_risk_after(it)), [4, 3, 2, 1, 0]);
        assert_eq!((some_open.n, some_open.n_ended), (4, 2));
    }

    #[test]
    fn nothing_that_ended_has_no_median() {
        let found = survival(&[Observation { days: 30, ended: false }]);
        assert_eq!((found.median, found.median_low, found.steps.len()), (None, None, 0));
        assert_eq!(survival(&[]).at(0), Some((1.0, None)));
    }
}
