//! Axes: durations on a logarithmic scale, shares, days, and the labels below columns.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use super::across::Across;
use crate::analysis::days_between;
use crate::analysis::stats::{as_float, round};
use crate::site::context::Here;

/// Seconds at which a duration axis has a line.
const DURATIONS: [i64; 9] =
    [60, 600, 3600, 6 * 3600, 86_400, 7 * 86_400, 30 * 86_400, 90 * 86_400, 365 * 86_400];
/// Most places that a time axis names.
const MAX_TICKS: usize = 9;

/// A line across a drawing, named at its left.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Level {
    pub(super) y: usize,
    pub(super) text: String,
}

/// A place named below a drawing.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Tick {
    pub(super) x: Across,
    pub(super) text: String,
    /// Left out where there is little room.
    pub(super) is_minor: bool,
}

/// The place of the plot in a drawing, with the lines across it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Plot {
    /// Of the whole drawing.
    height: usize,
    /// Where the axis is drawn.
    baseline: usize,
    levels: Vec<Level>,
}

impl Plot {
    /// Room for words below.
    const AXIS: usize = 28;

    /// A plot from `top` over `height` pixels.
    pub(super) fn new(top: usize, height: usize, levels: Vec<Level>) -> Self {
        Self { height: top + height + Self::AXIS, baseline: top + height, levels }
    }
}

/// The label below one of several columns.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ColumnLabel {
    label: String,
    /// Left out where there is little room.
    is_minor: bool,
    center: Across,
}

impl ColumnLabel {
    /// The label of column `idx` of `n`; the last one is never left out.
    pub(super) fn new(label: String, idx: usize, n: usize) -> Self {
        Self {
            label,
            is_minor: 5 < n && !(n - 1 - idx).is_multiple_of(if n < 9 { 2 } else { 4 }),
            center: Across::of(idx * 2 + 1, n * 2),
        }
    }
}

/// Shares from 0 at the bottom to 1.
#[derive(Debug, Clone, Copy)]
pub(super) struct ShareScale {
    pub(super) top: usize,
    pub(super) height: usize,
}

impl ShareScale {
    /// How far from the top `share` is drawn.
    pub(super) fn y(self, share: f64) -> usize {
        let up = usize::try_from(round(share.clamp(0.0, 1.0) * as_float(self.height))).unwrap_or_default();
        self.top + self.height - up
    }

    /// Its place, with lines at nothing, half and all.
    pub(super) fn plot(self, here: &Here<'_>) -> Plot {
        let level = |it| Level { y: self.y(it), text: here.messages().percent(it) };
        Plot::new(self.top, self.height, [0.0, 0.5, 1.0].map(level).to_vec())
    }
}

/// Durations from bottom to top, each line several times the one below.
#[derive(Debug, Clone, Copy)]
pub(super) struct DurationScale {
    low: i64,
    high: i64,
    top: usize,
    height: usize,
}

impl DurationScale {
    /// A scale that holds `values`, drawn from `top` over `height` pixels.
    pub(super) fn new(values: impl Iterator<Item = i64> + Clone, top: usize, height: usize) -> Self {
        let (least, most) = (values.clone().min().unwrap_or(60), values.max().unwrap_or(60));
        let below = DURATIONS.iter().rev().find(|it| **it <= least);
        let low = *below.unwrap_or(&DURATIONS[0]);
        let above = DURATIONS.iter().find(|it| most <= **it && low < **it);
        let high = *above.unwrap_or(&most.max(DURATIONS[DURATIONS.len() - 1]));
        Self { low, high, top, height }
    }

    /// How far from the top `seconds` is drawn.
    pub(super) fn y(&self, seconds: i64) -> usize {
        let log = |it: i64| as_float(it).ln();
        let share =
            (log(seconds.clamp(self.low, self.high)) - log(self.low)) / (log(self.high) - log(self.low));
        let up = usize::try_from(round(share * as_float(self.height))).unwrap_or_default();
        self.top + self.height.saturating_sub(up)
    }

    /// Its place, with its lines, shortest first.
    pub(super) fn plot(&self, here: &Here<'_>) -> Plot {
        let shown = DURATIONS.into_iter().filter(|it| (self.low..=self.high).contains(it));
        let levels = shown.map(|it| Level { y: self.y(it), text: here.messages().duration(it) });
        Plot::new(self.top, self.height, levels.collect())
    }
}

/// Days from left to right.
#[derive(Debug, Clone, Copy)]
pub(super) struct DayScale {
    first: Date,
    last: Date,
}

impl DayScale {
    /// The days from `first` to `last`, both inclusive.
    pub(super) fn new(first: Date, last: Date) -> Self {
        Self { first, last: last.max(first) }
    }

    /// Where `day` is drawn.
    pub(super) fn x(self, day: Date) -> Across {
        let days = |to| usize::try_from(days_between(self.first, to)).unwrap_or_default();
        Across::of(days(day), days(self.last).max(1))
    }

    /// Beginnings of months, quarters or years: as fine as there is room for.
    pub(super) fn ticks(self) -> Vec<Tick> {
        let steps = [1, 3, 6, 12, 24, 60, 120];
        let days = usize::try_from(days_between(self.first, self.last)).unwrap_or_default();
        let step = steps.into_iter().find(|it| days / (it * 30) < MAX_TICKS).unwrap_or(240);
        let mut found = Vec::new();
        let Ok(mut day) = Date::new(self.first.year() / 10 * 10, 1, 1) else { return found };
        while day <= self.last {
            if self.first <= day {
                let text = match step {
                    12.. => day.year().to_string(),
                    _ => format!("{}-{:02}", day.year(), day.month()),
                };
                found.push(Tick { x: self.x(day), text, is_minor: found.len() % 2 == 1 });
            }
            let Ok(next) = day.checked_add(i64::try_from(step).unwrap_or(240).months()) else { break };
            day = next;
        }
        found
    }
}

/// At most four lines for counts up to `most`, in round steps: step and number of steps.
pub(super) fn round_steps(most: usize) -> (usize, usize) {
    let most = most.max(1);
    let mut unit = 1;
    loop {
        for factor in [1, 2, 5] {
            let step = unit * factor;
            if most.div_ceil(step) <= 4 {
                return (step, most.div_ceil(step));
            }
        }
        unit *= 10;
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn durations_stand_higher_the_longer_they_are() {
        let scale = DurationScale::new([90, 7200].into_iter(), 10, 100);
        assert_eq!((scale.y(60), scale.y(6 * 3600)), (110, 10));
        assert!(scale.y(7200) < scale.y(90));
        assert_eq!(scale.y(0), 110, "what is shorter than the axis is at its foot");
    }

    #[test]
    fn time_axes_have_room_for_their_words() {
        let quarters = DayScale::new(date(2025, 1, 1), date(2026, 10, 15)).ticks();
        assert_eq!(quarters[0].text, "2025-01");
        for years in [1, 3, 9, 40] {
            let ticks = DayScale::new(date(1990, 3, 1), date(1990 + years, 3, 1)).ticks();
            assert!((1..=MAX_TICKS + 1).contains(&ticks.len()), "{years}: {}", ticks.len());
        }
    }

    #[test]
    fn counts_have_at_most_four_lines() {
        assert_eq!(round_steps(0), (1, 1));
        assert_eq!(round_steps(7), (2, 4));
        assert_eq!(round_steps(41), (20, 3));
        assert_eq!(round_steps(1234), (500, 3));
    }
}
