//! AW601 `placeholder-left`: a document that is called reviewed still says `TBD`.

use crate::diagnostics::codes;
use crate::extract::words::is_placeholder;
use crate::lint::{Check, Findings, Reading, Rule, Subject};
use crate::model::DocumentStatus;

pub(super) static RULE: Rule = Rule { kind: &codes::PLACEHOLDER_LEFT, check: Check::Document(check) };

fn check(findings: &mut Findings<'_>, reading: &Reading<'_>) {
    let Subject::Incident(incident) = reading.subject else { return };
    if incident.status != Some(DocumentStatus::Reviewed) {
        return;
    }
    for (_, line) in reading.lines().filter(|(_, line)| is_placeholder(&line.text)) {
        let message =
            format!("the document is called reviewed and still holds the placeholder `{}`", line.text);
        findings.report(line.span, message, "fill it in, or remove the line");
    }
}
