//! AW312 `due-on-weekend`: action items that are due on a Saturday or Sunday.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::{ActionItem, Incident};
use crate::time::{Date, Weekday};

pub(super) static RULE: Rule = Rule { kind: &codes::DUE_ON_WEEKEND, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, _: &Reading<'_>) {
    let late: Vec<(&ActionItem, Date)> = incident
        .action_items
        .iter()
        .filter_map(|it| Some((it, it.due.filter(|due| is_weekend(*due) && *due != due.last_of_month())?)))
        .collect();
    let Some((first, _)) = late.first() else { return };
    let days: Vec<String> = late.iter().map(|(_, due)| format!("{due} ({})", name(*due))).collect();
    let message = format!("due on a weekend: {}", days.join(", "));
    findings.report(first.span, message, "name a working day, or the Friday before");
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn name(day: Date) -> &'static str {
    if day.weekday() == Weekday::Saturday { "Saturday" } else { "Sunday" }
}
