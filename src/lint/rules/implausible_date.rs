//! AW202 `implausible-date`: an incident that is yet to come.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Rule, place};
use crate::model::Field;
use crate::phrase::say;

pub(super) static RULE: Rule = Rule { kind: &codes::IMPLAUSIBLE_DATE, check: Check::KnowledgeBase(check) };

fn check(findings: &mut Findings<'_>) {
    let as_of = findings.scope.analysis.settings.as_of;
    for incident in &findings.scope.knowledge_base.incidents {
        let Some(date) = incident.date.filter(|it| as_of < *it) else { continue };
        let message = say!("lint.implausible-date", date, as_of);
        findings.report(place(incident, Field::Date), message, say!("lint.implausible-date.hint"));
    }
}
