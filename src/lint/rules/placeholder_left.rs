//! AW601 `placeholder-left`: a reviewed document still contains `TBD`.

use crate::diagnostics::codes;
use crate::files::{Ranges, Span};
use crate::lexicon::words::Lexicon;
use crate::lint::{Check, Findings, Reading, Rule, Subject};
use crate::markdown::Inline;
use crate::model::{DocumentStatus, SectionKind};
use crate::phrase::say;

pub(super) static RULE: Rule = Rule { kind: &codes::PLACEHOLDER_LEFT, check: Check::Document(check) };

fn check(findings: &mut Findings<'_>, reading: &Reading<'_>) {
    let Subject::Incident(incident) = reading.subject else { return };
    if incident.status != Some(DocumentStatus::Reviewed) {
        return;
    }
    let words = reading.outline.words;
    let links: Ranges = reading.document.links.iter().map(|it| it.span.start..it.span.end).collect();
    for (section, line) in reading.lines() {
        // `TODO` is the state of an action item that is open.
        let is_state =
            section.meaning == Some(SectionKind::ActionItems) && words.state_word(&line.text).is_some();
        if is_state {
            continue;
        }
        if is_reported_where_it_is_read(line, words) {
            continue;
        }
        if words.is_placeholder(&line.text) {
            report(findings, line.span, &line.text);
            continue;
        }
        for found in reading.phrases.placeholders.iter().flat_map(|it| it.find_iter(&line.text)) {
            let is_code =
                line.code().iter().any(|it| it.range.start <= found.start() && found.end() <= it.range.end);
            let span = line.span_of(found.range());
            if !is_code && !links.hold(&(span.start..span.end)) {
                report(findings, span, found.as_str());
            }
        }
    }
    for link in &reading.document.links {
        if reading.phrases.link_placeholders.iter().any(|it| it.is_match(&link.target)) {
            report(findings, link.span, &link.target);
        }
    }
}

fn report(findings: &mut Findings<'_>, span: Span, placeholder: &str) {
    let message = say!("lint.placeholder-left", placeholder);
    findings.report(span, message, say!("lint.placeholder-left.hint"));
}

/// Whether the line gives a known field a placeholder: AW209 reports it.
fn is_reported_where_it_is_read(line: &Inline, words: &Lexicon) -> bool {
    let Some((name, value)) = line.text.split_once([':', '：']) else { return false };
    line.bold_lead().is_some() && words.field(name).is_some() && words.is_placeholder(value)
}
