//! AW802 `risky-command`: a runbook hands out a command that opens, ends or shows more than it says.
//!
//! Each kind once a document: a manual repeats its way to connect to a database many times.

use std::collections::BTreeMap;

use crate::diagnostics::codes;
use crate::lint::commands::{Harm, unwarned};
use crate::lint::{Check, Findings, Reading, Rule};

pub(super) static RULE: Rule = Rule { kind: &codes::RISKY_COMMAND, check: Check::Document(check) };

fn check(findings: &mut Findings<'_>, reading: &Reading<'_>) {
    let mut by_effect: BTreeMap<&str, Vec<Harm<'_>>> = BTreeMap::new();
    for harm in unwarned(reading).into_iter().filter(|it| !it.command.destructive) {
        by_effect.entry(harm.command.effect.as_str()).or_default().push(harm);
    }
    for (effect, harms) in by_effect {
        let Some((first, others)) = harms.split_first() else { continue };
        let lines: Vec<String> =
            others.iter().map(|it| reading.source.line_column(it.span.start).0.to_string()).collect();
        let also = if lines.is_empty() { String::new() } else { format!(" (also on {})", lines.join(", ")) };
        let message = format!("`{}` {effect}{also}", first.written);
        findings.report(first.span, message, "say so beside it, or write the careful form");
    }
}
