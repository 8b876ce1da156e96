//! Patterns that are part of the program.

use regex::Regex;

/// The pattern `written`.
///
/// A fault in it is a fault of this program: a rule that quietly finds nothing would be worse than one that stops. The
/// examples in the explanations of findings run every rule, and with it every pattern.
///
/// # Panics
/// When `written` is not a regular expression.
pub(crate) fn pattern(written: &str) -> Regex {
    Regex::new(written).expect("the patterns of the program can be read")
}
