//! AW607 `empty-section`: a heading of the template with nothing below it.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::{DocumentStatus, Incident};
use crate::phrase::say;

pub(super) static RULE: Rule = Rule { kind: &codes::EMPTY_SECTION, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, reading: &Reading<'_>) {
    // A draft is being written.
    if incident.status == Some(DocumentStatus::Draft) {
        return;
    }
    let sections = &reading.outline.sections;
    for (idx, section) in sections.iter().enumerate() {
        let Some(span) = section.span.filter(|_| section.own_meaning.is_some() && section.blocks.is_empty())
        else {
            continue;
        };
        let next = sections.get(idx + 1);
        let has_parts = next.is_some_and(|it| section.level < it.level);
        // What is marked as internal is cut out of a public reading, and is there all the same.
        let end = next.and_then(|it| it.span).map_or(reading.subject.body().1.end, |it| it.start);
        let is_blank = reading.source.text.get(span.end..end).is_some_and(|it| it.trim().is_empty());
        if !has_parts && is_blank {
            let message = say!("lint.empty-section", heading = section.heading.trim());
            findings.report(span, message, say!("lint.empty-section.hint"));
        }
    }
}
