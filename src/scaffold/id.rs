//! Ids of new incidents, without a register that two branches would both write to.

use crate::time::Date;

/// Longest id that is taken from the command line, in characters.
const MAX_LENGTH: usize = 80;

/// An id for an incident of `date`: `INC-2026-1121-48150`, year, month and day, and five digits of `random`.
///
/// A running number would be taken by two branches at once, and the collision would show only after the merge.
/// Two documents of one day share their digits once in 100,000 pairs. The form is that of the default
/// `content.id_pattern`, so that the id is recognised wherever it is mentioned.
pub fn incident_id(date: Date, random: u64) -> String {
    format!("INC-{:04}-{:02}{:02}-{:05}", date.year(), date.month(), date.day(), random % 100_000)
}

/// Whether `id` can be the name of a file and part of an address on every system.
pub fn is_usable_id(id: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    id.chars().count() <= MAX_LENGTH
        && id.starts_with(char::is_alphanumeric)
        && id.ends_with(char::is_alphanumeric)
        && id.chars().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_holds_the_day_and_five_digits() {
        assert_eq!(incident_id(Date::constant(2026, 1, 3), 7), "INC-2026-0103-00007");
        assert_eq!(incident_id(Date::constant(2026, 11, 21), 1_048_150), "INC-2026-1121-48150");
    }

    #[test]
    fn an_id_cannot_lead_out_of_the_folder() {
        assert!(is_usable_id("INC-2026-0001") && is_usable_id("故障-1"));
        for id in ["", "../x", "a/b", ".hidden", "a b", "-rf", "x.", &"a".repeat(81)] {
            assert!(!is_usable_id(id), "{id}");
        }
    }
}
