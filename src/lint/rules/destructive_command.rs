//! AW801 `destructive-command`: a runbook hands out a command that destroys data, without a word of warning.

use crate::diagnostics::codes;
use crate::lint::commands::unwarned;
use crate::lint::{Check, Findings, Reading, Rule};

pub(super) static RULE: Rule = Rule { kind: &codes::DESTRUCTIVE_COMMAND, check: Check::Document(check) };

fn check(findings: &mut Findings<'_>, reading: &Reading<'_>) {
    for harm in unwarned(reading).into_iter().filter(|it| it.command.destructive) {
        let message = match harm.label {
            Some(label) => format!("under `{label}`, `{}` {}", harm.written, harm.command.effect),
            None => format!("`{}` {}", harm.written, harm.command.effect),
        };
        findings.report(
            harm.span,
            message,
            "write right above it what is lost and when not to run it, or use a narrower command",
        );
    }
}
