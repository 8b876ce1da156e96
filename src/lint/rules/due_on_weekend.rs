//! AW312 `due-on-weekend`: action items that are due on a Saturday or Sunday.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::{ActionItem, Incident};
use crate::phrase::{Phrase, Value, say};
use crate::time::{Date, Weekday};

pub(super) static RULE: Rule = Rule { kind: &codes::DUE_ON_WEEKEND, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, _: &Reading<'_>) {
    let late: Vec<(&ActionItem, Date)> = incident
        .action_items
        .iter()
        .filter_map(|it| Some((it, it.due.filter(|due| is_weekend(*due) && *due != due.last_of_month())?)))
        .collect();
    let Some((first, _)) = late.first() else { return };
    let days = Value::list(late.iter().map(|(_, due)| named(*due)));
    findings.report(first.span, say!("lint.due-on-weekend", days), say!("lint.due-on-weekend.hint"));
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn named(day: Date) -> Phrase {
    if day.weekday() == Weekday::Saturday { say!("lint.saturday", day) } else { say!("lint.sunday", day) }
}
