//! AW801 `destructive-command`: a runbook hands out a command that destroys data, without a word of warning.

use crate::diagnostics::codes;
use crate::lint::commands::unwarned;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::phrase::say;

pub(super) static RULE: Rule = Rule { kind: &codes::DESTRUCTIVE_COMMAND, check: Check::Document(check) };

fn check(findings: &mut Findings<'_>, reading: &Reading<'_>) {
    for harm in unwarned(reading).into_iter().filter(|it| it.command.destructive) {
        let (command, effect) = (harm.written, harm.command.effect.phrase());
        let message = match harm.label {
            Some(label) => say!("lint.destructive-command.labelled", label, command, effect),
            None => say!("lint.destructive-command", command, effect),
        };
        findings.report(harm.span, message, say!("lint.destructive-command.hint"));
    }
}
