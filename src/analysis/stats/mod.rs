//! The few statistics that small numbers of incidents allow, with their sources.
//!
//! Each is held against an independent calculation: `tests/fixtures/statistics/`.

mod comparison;
mod interval;
mod numbers;
mod sample;
mod survival;

pub use comparison::{Direction, binomial_test, direction, fisher_test};
pub use interval::{Interval, Share, count_interval, count_ratio, share};
pub use numbers::MIN_SAMPLE;
pub(crate) use numbers::{as_float, round};
pub use sample::{Spread, Summary, quantile, summarise};
pub use survival::{Observation, Step, Survival, survival};
