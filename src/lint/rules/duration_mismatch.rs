//! AW402 `duration-mismatch`: the document says one duration, its own milestones another.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Rule, place};
use crate::model::Milestone;

pub(super) static RULE: Rule = Rule { kind: &codes::DURATION_MISMATCH, check: Check::KnowledgeBase(check) };

/// Differences up to this many seconds, or a tenth of the longer one, are rounding.
const TOLERANCE: i64 = 300;

fn check(findings: &mut Findings<'_>) {
    for incident in &findings.scope.knowledge_base.incidents {
        let Some(declared) = incident.declared_duration else { continue };
        // Teams count from the first failure, from its detection, or from the change: any of them will do.
        let ends = [Milestone::Mitigated, Milestone::Resolved, Milestone::Verified];
        let starts = [Milestone::Introduced, Milestone::Started, Milestone::Detected];
        let computed: Vec<i64> = starts
            .into_iter()
            .flat_map(|from| ends.into_iter().filter_map(move |to| incident.milestones.between(from, to)))
            .collect();
        let fits = |it: &i64| (it - declared).abs() <= TOLERANCE.max(it.max(&declared) / 10);
        if let Some(resolve) = incident.milestones.between(Milestone::Started, Milestone::Resolved)
            && !computed.iter().any(fits)
        {
            let message = format!(
                "the document says {} minutes, its milestones give {} from started to resolved",
                declared / 60,
                resolve / 60
            );
            findings.report(place(incident, "duration"), message, "correct the duration or the milestones");
        }
    }
}
