//! AW202 `implausible-date`: an incident that is yet to come.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Rule, place};
use crate::model::Field;

pub(super) static RULE: Rule = Rule { kind: &codes::IMPLAUSIBLE_DATE, check: Check::KnowledgeBase(check) };

fn check(findings: &mut Findings<'_>) {
    let as_of = findings.scope.analysis.settings.as_of;
    for incident in &findings.scope.knowledge_base.incidents {
        let Some(date) = incident.date.filter(|it| as_of < *it) else { continue };
        let message = format!("the incident's date, {date}, lies in the future of {as_of}");
        findings.report(
            place(incident, Field::Date),
            message,
            "check the year, or build with a later `--as-of`",
        );
    }
}
