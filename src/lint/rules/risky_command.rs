//! AW802 `risky-command`: a runbook hands out a command that opens, ends or shows more than it seems to.
//!
//! Each kind once a document: a manual repeats its way to connect to a database many times.

use std::collections::BTreeMap;

use crate::diagnostics::codes;
use crate::lexicon::effects::Effect;
use crate::lint::commands::{Harm, unwarned};
use crate::lint::{Check, Findings, Reading, Rule};
use crate::phrase::{Value, say};

pub(super) static RULE: Rule = Rule { kind: &codes::RISKY_COMMAND, check: Check::Document(check) };

fn check(findings: &mut Findings<'_>, reading: &Reading<'_>) {
    let mut by_effect: BTreeMap<Effect, Vec<Harm<'_>>> = BTreeMap::new();
    for harm in unwarned(reading).into_iter().filter(|it| !it.command.destructive) {
        by_effect.entry(harm.command.effect).or_default().push(harm);
    }
    for (effect, harms) in by_effect {
        let Some((first, others)) = harms.split_first() else { continue };
        let (command, effect) = (first.written, effect.phrase());
        let message = if others.is_empty() {
            say!("lint.risky-command", command, effect)
        } else {
            let lines = others.iter().map(|it| Value::ordinal(reading.source.line_column(it.span.start).0));
            say!("lint.risky-command.more", command, effect, n = others.len(), lines = Value::list(lines))
        };
        findings.report(first.span, message, say!("lint.risky-command.hint"));
    }
}
