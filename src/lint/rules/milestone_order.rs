//! AW401 `milestone-order`: a milestone earlier than one that must come before it.

use crate::diagnostics::codes;
use crate::lint::{Findings, Rule, place};
use crate::model::Milestone;

pub(super) static RULE: Rule = Rule { kind: &codes::MILESTONE_ORDER, check };

fn check(findings: &mut Findings<'_>) {
    for incident in &findings.knowledge_base.incidents {
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
}
