//! The registry: every rule, in order of code.

mod action_item_without_owner;
mod action_items_overdue;
mod ambiguous_unit;
mod attendees_differ;
mod availability_mismatch;
mod bare_link_text;
mod checklist_unanswered;
mod blame;
mod cadence_without_events;
mod dates_out_of_order;
mod demand_not_met;
mod destructive_command;
mod due_before_incident;
mod due_beyond_policy;
mod due_on_weekend;
mod due_outside_horizon;
mod duplicate_action_item;
mod duration_from_detection;
mod duration_mismatch;
mod empty_section;
mod finished_in_part;
mod fixed_date_in_command;
mod generic_title;
mod impact_window;
mod implausible_date;
mod internal_tool_link;
mod midnight_unmarked;
mod milestone_order;
mod owner_overloaded;
mod personal_data;
mod phase_mismatch;
mod phases_do_not_add_up;
mod placeholder_left;
mod private_address;
mod published_late;
mod range_mismatch;
mod risky_command;
mod role_as_owner;
mod runbook_without_date;
mod runbook_without_service;
mod runbook_without_steps;
mod same_interval_differs;
mod secret;
mod section_contradiction;
mod severity_against_figures;
mod stale_runbook;
mod stale_tracker_export;
mod target_missed;
mod targets_differ;
mod timeline_order;
mod timeline_without_day;
mod timeline_without_zone;
mod tracker_differs;
mod unsupported_length;
mod untracked_action_items;
mod weak_action_item;

use super::Rule;

/// Every rule, in order of code.
pub static RULES: &[&Rule] = &[
    &implausible_date::RULE,
    &action_item_without_owner::RULE,
    &due_outside_horizon::RULE,
    &due_before_incident::RULE,
    &due_on_weekend::RULE,
    &owner_overloaded::RULE,
    &action_items_overdue::RULE,
    &due_beyond_policy::RULE,
    &demand_not_met::RULE,
    &role_as_owner::RULE,
    &weak_action_item::RULE,
    &duplicate_action_item::RULE,
    &untracked_action_items::RULE,
    &tracker_differs::RULE,
    &stale_tracker_export::RULE,
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
    &unsupported_length::RULE,
    &placeholder_left::RULE,
    &generic_title::RULE,
    &section_contradiction::RULE,
    &cadence_without_events::RULE,
    &attendees_differ::RULE,
    &blame::RULE,
    &empty_section::RULE,
    &bare_link_text::RULE,
    &checklist_unanswered::RULE,
    &secret::RULE,
    &private_address::RULE,
    &internal_tool_link::RULE,
    &personal_data::RULE,
    &destructive_command::RULE,
    &risky_command::RULE,
    &fixed_date_in_command::RULE,
    &stale_runbook::RULE,
    &runbook_without_date::RULE,
    &runbook_without_service::RULE,
    &runbook_without_steps::RULE,
];
