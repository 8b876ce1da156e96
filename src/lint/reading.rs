//! One document as the rules see it: what was read out of it, and its structure.

use std::ops::Range;

use crate::config::Config;
use crate::extract::{Outline, Section};
use crate::files::{FileId, SourceFile};
use crate::lexicon::phrases::Vocabulary;
use crate::markdown::{self, Block, BlockKind, Document, Inline};
use crate::model::{Incident, KnowledgeBase, Page, Runbook};

/// What a document turned out to be.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    /// A postmortem.
    Incident(&'a Incident),
    /// How to handle a kind of failure.
    Runbook(&'a Runbook),
    /// Anything else.
    Page(&'a Page),
}

/// One document with its structure.
#[derive(Debug)]
pub struct Reading<'a> {
    /// What was read out of it.
    pub subject: Subject<'a>,
    /// Its file.
    pub source: &'a SourceFile,
    /// Its blocks, lines and cells; code fences hold no text.
    pub document: &'a Document,
    /// Its sections and what they are about.
    pub(crate) outline: &'a Outline<'a>,
    /// The words that rules look for.
    pub(crate) phrases: &'a Vocabulary,
}

impl<'a> Subject<'a> {
    /// Every document of `knowledge_base`: postmortems, runbooks, pages.
    pub fn all(knowledge_base: &'a KnowledgeBase) -> Vec<Self> {
        let incidents = knowledge_base.incidents.iter().map(Subject::Incident);
        let runbooks = knowledge_base.runbooks.iter().map(Subject::Runbook);
        incidents.chain(runbooks).chain(knowledge_base.pages.iter().map(Subject::Page)).collect()
    }

    /// The Markdown that its page shows: the file and the range of bytes, front matter left out.
    pub fn body(self) -> &'a (FileId, Range<usize>) {
        match self {
            Self::Incident(it) => &it.body,
            Self::Runbook(it) => &it.body,
            Self::Page(it) => &it.body,
        }
    }
}

impl<'a> Reading<'a> {
    /// Every line of text with its section: headings, paragraphs, list items and cells, but no code.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (&Section<'a>, &'a Inline)> {
        self.outline.sections.iter().flat_map(|section| {
            let of_blocks = section.blocks.iter().flat_map(|block| lines_of(block));
            of_blocks.map(move |line| (section, line))
        })
    }

    /// The text of its body, as written.
    pub fn text(&self) -> &'a str {
        let (_, range) = self.subject.body();
        &self.source.text[range.clone()]
    }
}

fn lines_of(block: &Block) -> Vec<&Inline> {
    match &block.kind {
        BlockKind::Heading(heading) => vec![&heading.inline],
        BlockKind::Paragraph(lines) => lines.iter().collect(),
        BlockKind::ListItem(item) => item.lines.iter().collect(),
        BlockKind::Table(table) => {
            table.header.iter().chain(table.rows.iter().flat_map(|row| &row.cells)).collect()
        }
        BlockKind::Code(_) | BlockKind::Rule | BlockKind::Html => Vec::new(),
    }
}

/// Reads the structure of `subject`, whose file is `source`, and hands it to `out`.
pub(super) fn with<T>(
    subject: Subject<'_>,
    source: &SourceFile,
    hide_internal: bool,
    config: &Config,
    out: impl FnOnce(&Reading<'_>) -> T,
) -> T {
    let (file, range) = subject.body();
    let document = markdown::read(&source.text, *file, range.clone(), hide_internal).document;
    let outline = Outline::new(&document, &config.lexicon);
    out(&Reading { subject, source, document: &document, outline: &outline, phrases: &config.phrases })
}
