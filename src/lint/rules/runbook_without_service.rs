//! AW806 `runbook-without-service`: a runbook that no page of a service can offer.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule, Subject};
use crate::phrase::say;

pub(super) static RULE: Rule = Rule { kind: &codes::RUNBOOK_WITHOUT_SERVICE, check: Check::Document(check) };

fn check(findings: &mut Findings<'_>, reading: &Reading<'_>) {
    let Subject::Runbook(runbook) = reading.subject else { return };
    if runbook.draft {
        return;
    }
    if runbook.services.is_empty() && runbook.causes.is_empty() {
        let message = say!("lint.runbook-without-service");
        findings.report(runbook.source, message, say!("lint.runbook-without-service.hint"));
    }
}
