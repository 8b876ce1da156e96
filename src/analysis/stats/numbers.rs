//! Numbers that every statistic needs.

/// Fewest values from which a figure is shown.
pub const MIN_SAMPLE: usize = 5;

/// Counts and seconds are far below 2^52, where `f64` is exact.
pub(crate) fn as_float(value: impl TryInto<i64>) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "below 2^52")]
    value.try_into().map_or(0.0, |it| it as f64)
}

/// The nearest whole number.
pub(crate) fn round(value: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "values come from counts and seconds")]
    let rounded = value.round() as i64;
    rounded
}
