//! A month in the words of a message.

use jiff::civil::Date;

use crate::phrase::{Phrase, say};

/// The month of `day` with its year: `February 2026`.
pub fn month_of_year(day: Date) -> Phrase {
    // As text: a year is not grouped like a number of things.
    let year = day.year().to_string();
    match day.month() {
        1 => say!("time.january", year),
        2 => say!("time.february", year),
        3 => say!("time.march", year),
        4 => say!("time.april", year),
        5 => say!("time.may", year),
        6 => say!("time.june", year),
        7 => say!("time.july", year),
        8 => say!("time.august", year),
        9 => say!("time.september", year),
        10 => say!("time.october", year),
        11 => say!("time.november", year),
        _ => say!("time.december", year),
    }
}
