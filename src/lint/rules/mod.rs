//! The registry: every rule, in order of code.

mod duration_mismatch;
mod implausible_date;
mod milestone_order;
mod placeholder_left;
mod secret;

use super::Rule;

/// Every rule, in order of code.
pub static RULES: &[&Rule] = &[
    &implausible_date::RULE,
    &milestone_order::RULE,
    &duration_mismatch::RULE,
    &placeholder_left::RULE,
    &secret::RULE,
];
