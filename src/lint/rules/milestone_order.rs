//! AW401 `milestone-order`: a milestone earlier than one that must come before it.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule, place};
use crate::model::{Incident, Milestone};

pub(super) static RULE: Rule = Rule { kind: &codes::MILESTONE_ORDER, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, _: &Reading<'_>) {
    let stated: Vec<(Milestone, crate::time::Instant)> = incident.milestones.stated().collect();
    for pair in stated.windows(2) {
        let [(earlier, first), (later, second)] = pair else { continue };
        if second.timestamp() < first.timestamp() {
            let message = format!(
                "`{}` ({second}) is before `{}` ({first}): the wrong order",
                later.as_str(),
                earlier.as_str()
            );
            let at = place(incident, &format!("milestones.{}", later.as_str()));
            findings.report(at, message, "correct the time, the day or the zone of one of the two");
        }
    }
}
