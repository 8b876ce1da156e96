//! The registry: every rule, in order of code.

mod action_items_overdue;
mod ambiguous_unit;
mod availability_mismatch;
mod dates_out_of_order;
mod due_before_incident;
mod due_beyond_policy;
mod due_on_weekend;
mod due_outside_horizon;
mod duration_from_detection;
mod duration_mismatch;
mod finished_in_part;
mod impact_window;
mod implausible_date;
mod midnight_unmarked;
mod milestone_order;
mod owner_overloaded;
mod phase_mismatch;
mod phases_do_not_add_up;
mod placeholder_left;
mod published_late;
mod range_mismatch;
mod same_interval_differs;
mod secret;
mod severity_against_figures;
mod target_missed;
mod targets_differ;
mod timeline_order;
mod timeline_without_day;
mod timeline_without_zone;

use super::Rule;

/// Every rule, in order of code.
pub static RULES: &[&Rule] = &[
    &implausible_date::RULE,
    &due_outside_horizon::RULE,
    &due_before_incident::RULE,
    &due_on_weekend::RULE,
    &owner_overloaded::RULE,
    &action_items_overdue::RULE,
    &due_beyond_policy::RULE,
    &milestone_order::RULE,
    &duration_mismatch::RULE,
    &phases_do_not_add_up::RULE,
    &phase_mismatch::RULE,
    &duration_from_detection::RULE,
    &impact_window::RULE,
    &range_mismatch::RULE,
    &finished_in_part::RULE,
    &target_missed::RULE,
    &targets_differ::RULE,
    &availability_mismatch::RULE,
    &same_interval_differs::RULE,
    &timeline_without_day::RULE,
    &timeline_without_zone::RULE,
    &timeline_order::RULE,
    &midnight_unmarked::RULE,
    &dates_out_of_order::RULE,
    &published_late::RULE,
    &severity_against_figures::RULE,
    &ambiguous_unit::RULE,
    &placeholder_left::RULE,
    &secret::RULE,
];
