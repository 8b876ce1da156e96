//! AW320 `demand-not-met`: the document demands something of every action item, and its own do not have it.

use crate::diagnostics::codes;
use crate::lexicon::phrases::holds_any;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::{ActionItem, Incident};
use crate::phrase::{Phrase, say};
use crate::text::fold;

pub(super) static RULE: Rule = Rule { kind: &codes::DEMAND_NOT_MET, check: Check::Incident(check) };

/// Whether an item has what the document demands.
type Holds = fn(&ActionItem) -> bool;

fn check(findings: &mut Findings<'_>, incident: &Incident, reading: &Reading<'_>) {
    let words = &reading.phrases.demands;
    let n_items = incident.action_items.len();
    if n_items == 0 {
        return;
    }
    let parts: [(&[String], Phrase, Holds); 3] = [
        (&words.acceptance, say!("lint.demand.acceptance"), |it| it.acceptance.is_some()),
        (&words.owner, say!("lint.demand.owner"), |it| it.owner.is_some()),
        (&words.due, say!("lint.demand.due"), |it| it.due.is_some() || it.due_written.is_some()),
    ];
    for (_, line) in reading.lines() {
        let text = fold(&line.text);
        let demands = holds_any(&text, &words.subjects) && holds_any(&text, &words.musts);
        for (names, what, has) in parts.iter().filter(|_| demands) {
            let n_missing = incident.action_items.iter().filter(|it| !has(it)).count();
            if holds_any(&text, names) && 0 < n_missing {
                let message = if n_missing == n_items {
                    say!("lint.demand-not-met.none", what, total = n_items)
                } else {
                    say!("lint.demand-not-met", what, missing = n_missing, total = n_items)
                };
                findings.report(line.span, message, say!("lint.demand-not-met.hint"));
            }
        }
    }
}
