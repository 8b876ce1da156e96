//! Tables of written forms, and random texts.

mod clock;
mod dates;
mod durations;
mod moments;
mod random;
mod zones;
