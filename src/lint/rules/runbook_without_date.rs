//! AW805 `runbook-without-date`: a runbook without the date of its last update.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule, Subject};
use crate::phrase::say;

pub(super) static RULE: Rule = Rule { kind: &codes::RUNBOOK_WITHOUT_DATE, check: Check::Document(check) };

fn check(findings: &mut Findings<'_>, reading: &Reading<'_>) {
    let Subject::Runbook(runbook) = reading.subject else { return };
    if runbook.draft {
        return;
    }
    if runbook.updated.is_none() && super::stale_runbook::updated(reading).is_none() {
        let message = say!("lint.runbook-without-date");
        findings.report(runbook.source, message, say!("lint.runbook-without-date.hint"));
    }
}
