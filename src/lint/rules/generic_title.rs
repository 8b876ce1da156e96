//! AW602 `generic-title`: a title that every postmortem could have.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::model::{Field, How, Incident};
use crate::phrase::say;

pub(super) static RULE: Rule = Rule { kind: &codes::GENERIC_TITLE, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, reading: &Reading<'_>) {
    let words = reading.outline.words;
    let is_generic = |title: &str| {
        words.is_generic_title(title) || reading.phrases.titles.iter().any(|it| it.is_match(title.trim()))
    };
    let from = incident.provenance.get(&Field::Title);
    if let Some(declared) = from.filter(|it| it.how == How::FrontMatter) {
        if is_generic(&incident.title) {
            let summary = incident.summary.as_deref();
            report(findings, declared.span, &incident.title, summary);
        }
        return;
    }
    let first = reading.outline.sections.iter().find(|it| 0 < it.level);
    let Some((section, span)) = first.and_then(|it| Some((it, it.span?))) else { return };
    if section.level <= 2 && is_generic(section.heading) {
        let is_read = from.is_some_and(|it| it.how == How::Label);
        let better = incident.summary.as_deref().or(is_read.then_some(incident.title.as_str()));
        report(findings, span, section.heading, better);
    }
}

fn report(findings: &mut Findings<'_>, span: crate::files::Span, title: &str, better: Option<&str>) {
    let hint = match better {
        Some(better) if better.chars().count() <= 120 => {
            say!("lint.generic-title.better", better = better.trim_end_matches(['。', '.']))
        }
        _ => say!("lint.generic-title.hint"),
    };
    findings.report(span, say!("lint.generic-title", title), hint);
}
