//! AW315 `due-beyond-policy`: an action item that is due later than the site allows for its priority.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::Incident;
use crate::phrase::say;
use crate::text::fold;

pub(super) static RULE: Rule = Rule { kind: &codes::DUE_BEYOND_POLICY, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, _: &Reading<'_>) {
    let Some(date) = incident.date else { return };
    for item in &incident.action_items {
        let (Some(due), Some(priority)) = (item.due, &item.priority) else { continue };
        let policy = &findings.scope.config.action_policy;
        let Some((_, within)) = policy.iter().find(|it| fold(&it.0) == fold(priority)) else { continue };
        let days = date.until(due).map_or(0, |it| it.get_days());
        if *within < days {
            let message =
                say!("lint.due-beyond-policy", task = item.task, priority, due, days, limit = *within);
            findings.report(item.span, message, say!("lint.due-beyond-policy.hint"));
        }
    }
}
