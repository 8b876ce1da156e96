//! AW807 `runbook-without-steps`: a runbook in which there is nothing to do.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule, Subject};
use crate::markdown::BlockKind;
use crate::model::SectionKind;
use crate::phrase::say;

pub(super) static RULE: Rule = Rule { kind: &codes::RUNBOOK_WITHOUT_STEPS, check: Check::Document(check) };

fn check(findings: &mut Findings<'_>, reading: &Reading<'_>) {
    let Subject::Runbook(runbook) = reading.subject else { return };
    if runbook.draft {
        return;
    }
    let has_steps = reading.document.blocks.iter().any(|it| match &it.kind {
        BlockKind::Code(_) => true,
        BlockKind::ListItem(item) => item.number.is_some() || item.checkbox.is_some(),
        _ => false,
    });
    if !has_steps && !reading.outline.has(SectionKind::Steps) {
        let message = say!("lint.runbook-without-steps");
        findings.report(runbook.source, message, say!("lint.runbook-without-steps.hint"));
    }
}
