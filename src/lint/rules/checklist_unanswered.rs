//! AW610 `checklist-unanswered`: what the team's own checklist asks of a postmortem, and the document does not answer.

use crate::diagnostics::codes;
use crate::files::Span;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::{Asked, Aspect, ChecklistItem, Field, Incident, Runbook};
use crate::phrase::{Value, say};

pub(super) static RULE: Rule = Rule { kind: &codes::CHECKLIST_UNANSWERED, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, reading: &Reading<'_>) {
    if !incident.counts() {
        return;
    }
    let runbooks: &[Runbook] = &findings.scope.knowledge_base.runbooks;
    let mut found: Vec<(Span, Vec<&ChecklistItem>)> = Vec::new();
    for checklist in runbooks.iter().map(|it| &it.manual.checklist).filter(|it| !it.is_empty()) {
        // Of a point that no word knows only a person can tell.
        let is_open = |it: &&ChecklistItem| {
            !it.asks.is_empty() && !it.asks.iter().any(|asked| is_answered(*asked, incident, reading))
        };
        let open: Vec<&ChecklistItem> = checklist.iter().filter(is_open).collect();
        if let Some(first) = open.first() {
            found.push((first.span, open));
        }
    }
    for (place, open) in found {
        let source = findings.scope.sources.get(place.file);
        let line = Value::ordinal(findings.scope.sources.line(place));
        let points = Value::list(open.iter().map(|it| say!("yaml.quoted", words = it.text)));
        let message = say!("lint.checklist-unanswered", n = open.len(), points);
        let hint = say!("lint.checklist-unanswered.hint", path = source.shown_path, line);
        findings.report(incident.source, message, hint);
    }
}

/// Whether the document has what answers the question.
fn is_answered(asked: Asked, incident: &Incident, reading: &Reading<'_>) -> bool {
    match asked {
        Asked::Field(Field::ActionItems) => !incident.action_items.is_empty(),
        Asked::Field(Field::Milestone(it)) => {
            let milestones = &incident.milestones;
            milestones.get(it).is_some()
                || it.phase_start().is_some_and(|start| milestones.as_stated(start, it).is_some())
        }
        Asked::Field(Field::Duration) => incident.duration().is_some(),
        Asked::Field(field) => {
            let is_side = |it: &Field| field == Field::Impact && it.path().starts_with("impact.");
            incident.provenance.keys().any(|it| *it == field || is_side(it))
        }
        Asked::Section(kind) => reading.outline.about(kind).any(|it| !it.blocks.is_empty()),
        Asked::Aspect(aspect) => {
            incident.explanation.passages.iter().any(|it| it.aspect == aspect)
                || aspect == Aspect::Whys && !incident.explanation.whys.is_empty()
        }
    }
}
