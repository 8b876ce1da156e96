//! Labels, headings and columns of a report that no word of the lexicon knows, so that their values are not read.

use super::front_matter;
use super::labels;
use super::outline::{Outline, Section};
use crate::files::{FileId, SourceMap, Span};
use crate::lexicon::words::Lexicon;
use crate::markdown::{self, BlockKind, Table};
use crate::model::{Column, SectionKind};
use crate::time::{find_date, lead_moment};

/// A word that is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Where such words are.
    pub kind: UnreadKind,
    /// As written.
    pub words: String,
    /// Its place.
    pub span: Span,
}

/// Where an unknown word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnreadKind {
    /// A bold name before a value, or the first cell of a table of facts.
    Label,
    /// A heading.
    Heading,
    /// The head of a column.
    Column,
}

/// Longest heading that may be one of a template, in characters; longer ones tell of this incident.
const MAX_HEADING: usize = 40;

/// What no word knows in the document `file`.
pub fn unread(sources: &SourceMap, file: FileId, words: &Lexicon) -> Vec<Unread> {
    let text = &sources.get(file).text;
    let body = front_matter::extent(text).map_or(0, |it| it.1);
    let document = markdown::parse(text, file, body..text.len(), &[]);
    let outline = Outline::new(&document, words);
    let mut found = Vec::new();
    let title = outline.sections.iter().position(|it| 0 < it.level);
    for (idx, section) in outline.sections.iter().enumerate() {
        if title != Some(idx) {
            found.extend(heading(section, words));
        }
        for block in &section.blocks {
            if let BlockKind::Table(table) = &block.kind
                && labels::of_block(block, words).is_empty()
            {
                found.extend(columns(table, words));
            } else if speaks_of_incident(section) {
                let labels = labels::of_block(block, words);
                let names = labels.into_iter().filter(|it| it.is_bold && words.field(&it.name).is_none());
                let names = names.filter(|it| words.section(&it.name).is_none());
                found.extend(names.map(|it| Unread {
                    kind: UnreadKind::Label,
                    words: it.name,
                    span: it.span,
                }));
            }
        }
    }
    found
}

/// Bold words in lessons, events and action items stress something, they name no field.
fn speaks_of_incident(section: &Section<'_>) -> bool {
    matches!(section.meaning, None | Some(SectionKind::Metrics | SectionKind::Summary | SectionKind::Impact))
}

fn heading(section: &Section<'_>, words: &Lexicon) -> Option<Unread> {
    let text = section.heading.trim();
    // What is below a known heading is read with it.
    let is_known = section.meaning.is_some() || words.field(text).is_some();
    let is_event = lead_moment(text).is_some() || find_date(text).is_some();
    let is_short = !text.is_empty() && text.chars().count() <= MAX_HEADING;
    let span = section.span?;
    (2 <= section.level && is_short && !is_known && !is_event).then(|| Unread {
        kind: UnreadKind::Heading,
        words: text.to_owned(),
        span,
    })
}

fn columns(table: &Table, words: &Lexicon) -> Vec<Unread> {
    let is_known = |text: &str| Column::ALL.iter().any(|it| words.is_column(*it, text));
    // A table of which no column is known holds something else: prices, versions, hosts.
    let some_are = table.header.iter().any(|it| is_known(&it.text));
    let unknown =
        table.header.iter().filter(|it| some_are && !it.text.trim().is_empty() && !is_known(&it.text));
    unknown
        .map(|it| Unread { kind: UnreadKind::Column, words: it.text.trim().to_owned(), span: it.span })
        .collect()
}
