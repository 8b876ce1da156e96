//! AW805 `runbook-without-date`: a runbook that does not say when it was last true.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule, Subject};

pub(super) static RULE: Rule = Rule { kind: &codes::RUNBOOK_WITHOUT_DATE, check: Check::Document(check) };

fn check(findings: &mut Findings<'_>, reading: &Reading<'_>) {
    let Subject::Runbook(runbook) = reading.subject else { return };
    if runbook.draft {
        return;
    }
    if runbook.updated.is_none() && super::stale_runbook::updated(reading).is_none() {
        let message = "the runbook does not say when it was last updated".to_owned();
        findings.report(runbook.source, message, "add `updated: 2026-01-30` to the front matter");
    }
}
