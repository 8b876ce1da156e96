//! AW418 `published-late`: the postmortem came out long after the incident.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule, place};
use crate::model::{Field, Incident, Milestone};
use crate::phrase::say;
use crate::time::{Date, Weekday};

pub(super) static RULE: Rule = Rule { kind: &codes::PUBLISHED_LATE, check: Check::Incident(check) };

/// Working days within which a postmortem is usually expected.
const WORKING_DAYS: usize = 5;

/// Longer is not a delay: the document was moved, or written anew.
const FORGOTTEN: usize = 130;

fn check(findings: &mut Findings<'_>, incident: &Incident, _: &Reading<'_>) {
    let over = incident.milestones.get(Milestone::Resolved).map(|it| it.local().date()).or(incident.date);
    let (Some(over), Some(published)) = (over, incident.published) else { return };
    let days = working_days(over, published);
    if incident.counts() && (WORKING_DAYS + 1..FORGOTTEN).contains(&days) {
        let message = say!("lint.published-late", published, days, over);
        let hint = say!("lint.published-late.hint", limit = WORKING_DAYS);
        findings.report(place(incident, Field::Published), message, hint);
    }
}

/// Mondays to Fridays behind `from`, up to `to`.
fn working_days(from: Date, to: Date) -> usize {
    let mut day = from;
    let mut count = 0;
    while day < to && count <= FORGOTTEN {
        let Ok(next) = day.tomorrow() else { break };
        day = next;
        count += usize::from(!matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday));
    }
    count
}
