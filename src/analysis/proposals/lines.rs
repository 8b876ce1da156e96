//! The lines of an incident as they are read for guesses.

use crate::files::{SourceMap, Span};
use crate::model::{Evidence, Field, Incident, TextPart};

/// Most characters of a line that is shown as evidence.
const SHOWN: usize = 240;

/// Which part of a document a line is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Part {
    Title,
    Cause,
    Summary,
    Other,
}

/// A line of a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) part: Part,
    pub(super) text: &'a str,
    pub(super) span: Span,
}

impl Line<'_> {
    /// The line as evidence: without marks of Markdown, and cut where it is long.
    pub(super) fn evidence(&self) -> Evidence {
        let plain = self.text.trim_start_matches(|c: char| c.is_whitespace() || "#>|*-+".contains(c));
        let mut text: String = plain.replace("**", "").replace('`', "");
        text.truncate(text.trim_end_matches(|c: char| c.is_whitespace() || c == '|').len());
        if let Some((cut, _)) = text.char_indices().nth(SHOWN) {
            text.truncate(cut);
            text.push('…');
        }
        Evidence { span: self.span, text }
    }
}

/// The title of `incident` and its lines, in order of place.
pub(super) fn read<'a>(incident: &Incident, sources: &'a SourceMap) -> Vec<Line<'a>> {
    let title = incident.provenance.get(&Field::Title).map_or(incident.source, |it| it.span);
    let mut lines = vec![Line { part: Part::Title, text: sources.slice(title), span: title }];
    lines.extend(incident.signature.lines.iter().map(|it| Line {
        part: match it.part {
            TextPart::Cause => Part::Cause,
            TextPart::Summary => Part::Summary,
            TextPart::Other => Part::Other,
        },
        text: sources.slice(it.span),
        span: it.span,
    }));
    lines
}
