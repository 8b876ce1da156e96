//! Where a sample lies: quartiles and median. Quantiles: Hyndman and Fan (1996), type 7.

use super::{MIN_SAMPLE, as_float, round};

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

/// Sums up `values` (seconds); `missing` more could not be measured.
pub fn summarise(values: &[i64], missing: usize) -> Summary {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let spread = (MIN_SAMPLE <= sorted.len()).then(|| Spread {
        p25: round(quantile(&sorted, 0.25)),
        median: round(quantile(&sorted, 0.5)),
        p75: round(quantile(&sorted, 0.75)),
        p90: round(quantile(&sorted, 0.9)),
        mean: round(sorted.iter().map(|it| as_float(*it)).sum::<f64>() / as_float(sorted.len())),
    });
    Summary { n: sorted.len(), missing, spread }
}

/// The quantile `p` (0 to 1) of the ascending `sorted`; 0 where it is empty.
pub fn quantile(sorted: &[i64], p: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return 0.0 };
    let position = as_float(last) * p.clamp(0.0, 1.0);
    let below = position.floor();
    let idx = usize::try_from(round(below)).unwrap_or_default().min(last);
    let low = as_float(sorted[idx]);
    let high = as_float(sorted[(idx + 1).min(last)]);
    low + (high - low) * (position - below)
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
}
