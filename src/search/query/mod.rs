//! Queries: what is searched for, before anything is looked up.
//!
//! Reading never fails. What is not a filter is words; [`Query::interpreted`] shows how it was read, in the
//! language it was read from, so that what is shown can be typed again.

mod dates;
mod fields;
mod log;
mod parse;
mod parts;
#[cfg(test)]
mod tests;

pub use parts::{Calendar, Clause, Filter, Query, Sort};

impl Query {
    /// Reads `text`; never fails.
    ///
    /// ```text
    /// 连接池 "connection pool" -redis service:payment-service after:2026Q1 sort:date
    /// ```
    pub fn parse(text: &str, calendar: Calendar) -> Self {
        parse::parse(text, calendar)
    }

    /// Reads an excerpt of a log, an error message or a stack trace: its distinctive words, any of them.
    ///
    /// Times, numbers, addresses, hashes and log levels are left out; they name one event, not a kind.
    pub fn from_log(text: &str) -> Self {
        log::from_log(text)
    }
}
