//! AW401 `milestone-order`: a milestone earlier than one that must come before it.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule, place};
use crate::model::{Incident, Milestone};
use crate::phrase::say;

pub(super) static RULE: Rule = Rule { kind: &codes::MILESTONE_ORDER, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, _: &Reading<'_>) {
    // After a rollback the cause is often found once service is back.
    let late_diagnosis = |at: crate::time::Instant| {
        let over = [Milestone::Mitigated, Milestone::Resolved]
            .into_iter()
            .find_map(|it| incident.milestones.get(it));
        over.is_some_and(|over| over < at)
    };
    let stated: Vec<(Milestone, crate::time::Instant)> = incident
        .milestones
        .stated()
        .filter(|(milestone, at)| *milestone != Milestone::Diagnosed || !late_diagnosis(*at))
        .collect();
    for pair in stated.windows(2) {
        let [(earlier, first), (later, second)] = pair else { continue };
        // What people do has no order of its own: many roll back first, and declare or find the cause afterwards.
        let are_steps = [earlier, later]
            .iter()
            .all(|it| matches!(it, Milestone::Acknowledged | Milestone::Diagnosed | Milestone::Mitigated));
        if are_steps {
            continue;
        }
        let is_comparable = incident.milestones.are_comparable(*earlier, *later);
        if is_comparable && second.timestamp() < first.timestamp() {
            let message = say!(
                "lint.milestone-order",
                later = later.as_str(),
                later_time = second.to_string(),
                earlier = earlier.as_str(),
                earlier_time = first.to_string(),
            );
            findings.report(place(incident, *later), message, say!("lint.milestone-order.hint"));
        }
    }
}
