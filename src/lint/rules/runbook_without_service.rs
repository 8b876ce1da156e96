//! AW806 `runbook-without-service`: a runbook that no page of a service can offer.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule, Subject};

pub(super) static RULE: Rule = Rule { kind: &codes::RUNBOOK_WITHOUT_SERVICE, check: Check::Document(check) };

fn check(findings: &mut Findings<'_>, reading: &Reading<'_>) {
    let Subject::Runbook(runbook) = reading.subject else { return };
    if runbook.draft {
        return;
    }
    if runbook.services.is_empty() && runbook.causes.is_empty() {
        let message = "the runbook names no service and no cause, so no page leads to it".to_owned();
        findings.report(
            runbook.source,
            message,
            "add `services: [redis]` or `causes: [capacity]` to the front matter",
        );
    }
}
