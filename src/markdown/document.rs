//! The structure of one document: blocks in order, each line and cell with its place in the file.

use std::ops::Range;

use crate::files::{FileId, Span};

/// The structure of one document body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The file that spans point into.
    pub file: FileId,
    /// In order of place; an item comes before what is nested in it.
    pub blocks: Vec<Block>,
    /// Every link and picture, also of bare addresses, in order of place.
    pub links: Vec<Link>,
    /// How many task boxes there are, ticked or not.
    pub n_checkboxes: usize,
    /// HTML comments on one line, which no page shows: `<!-- afterword: allow(…) -->`.
    pub comments: Vec<Comment>,
}

/// An HTML comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The text between `<!--` and `-->`, trimmed.
    pub text: String,
    /// The comment, or the line it is on.
    pub span: Span,
}

/// One block and what contains it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// From its first mark to its last character, without the line end; of a list item with what is nested in it.
    pub span: Span,
    /// Inside a block quote or an alert.
    pub quoted: bool,
    /// Inside the definition of a footnote.
    pub footnote: bool,
    /// Inside a part that is marked as internal.
    pub internal: bool,
    /// Index in [`Document::blocks`] of the innermost list item it is in.
    pub item: Option<usize>,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// `## 时间线`.
    Heading(Heading),
    /// Lines of text; the text of a list item is in the item instead.
    Paragraph(Vec<Inline>),
    /// `- [ ] 重启`.
    ListItem(ListItem),
    /// A table.
    Table(Table),
    /// Fenced or indented code; what is in it is never read.
    Code(CodeBlock),
    /// `---`.
    Rule,
    /// Raw HTML.
    Html,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// From 1 to 6, as written.
    pub level: u8,
    /// Its text; never more than one line.
    pub inline: Inline,
    /// The id given with `{#id}`.
    pub id: Option<String>,
    /// The classes given with `{.class}`.
    pub classes: Vec<String>,
}

/// A list item's own lines; nested items are blocks of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListItem {
    /// 0 for an item of a list that is in no other.
    pub depth: usize,
    /// Index of its list, from 0 in order of place.
    pub list_idx: usize,
    /// Its number, in a numbered list.
    pub number: Option<u64>,
    /// Whether its task box is ticked; `None` without a box.
    pub checkbox: Option<bool>,
    /// The text of all its paragraphs.
    pub lines: Vec<Inline>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Cells of the first row.
    pub header: Vec<Inline>,
    /// The rows below it, each with as many cells as the header.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// As many as the header has; those that were not written are empty.
    pub cells: Vec<Inline>,
    /// The line without its end.
    pub span: Span,
    /// How many cells were not written.
    pub n_missing: usize,
    /// What was written beyond the last column and is not shown.
    pub extra: Option<Span>,
}

/// Code of which only the language is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeBlock {
    /// First word behind the fence, `bash`; empty without one and for indented code.
    pub language: String,
}

/// One line or cell: its text, and what is marked in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline {
    /// Plain text without marks, trimmed; a `<br>` within a cell is a line feed.
    pub text: String,
    /// From its first mark to its last.
    pub span: Span,
    /// Apart, because most cells of a large table have none.
    pub(super) marks: Option<Box<Marks>>,
    /// Where the text came from, in order of both; empty where it is the file's text at `span`.
    pub(super) pieces: Vec<Piece>,
}

/// What is marked in a line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Marks {
    pub(super) bold: Vec<Run>,
    pub(super) links: Vec<Link>,
    pub(super) struck: Vec<Run>,
    pub(super) code: Vec<Run>,
}

/// A marked part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its text.
    pub text: String,
    /// Its bytes in [`Inline::text`].
    pub range: Range<usize>,
    /// Its bytes in the file, marks left out.
    pub span: Span,
}

/// A link or picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The address as written, entities and escapes resolved; `[[name]]` for a document by its name.
    pub target: String,
    /// What is shown for it.
    pub text: String,
    /// `![…](…)` rather than `[…](…)`.
    pub image: bool,
    /// From its first mark to its last.
    pub span: Span,
}

/// A part of a line's text and the bytes of the file it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: Range<usize>,
    pub(super) source: Range<usize>,
    /// Whether the text is the source's byte for byte; of an entity it is not.
    pub(super) exact: bool,
}

/// A heading with what is below it.
#[cfg(test)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section<'d> {
    /// The heading.
    pub heading: &'d Heading,
    /// Index of the heading in [`Document::blocks`].
    pub idx: usize,
    /// The blocks below it up to the next heading of the same or a higher level, sub-headings included.
    pub blocks: Range<usize>,
}

impl Document {
    /// Every heading with the blocks below it, in order of place.
    ///
    /// A heading inside a quote or a list item opens a section like any other.
    #[cfg(test)]
    pub fn sections(&self) -> Vec<Section<'_>> {
        let mut sections: Vec<Section<'_>> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        for (idx, heading) in self.headings() {
            while let Some(above) = open.pop_if(|it| sections[*it].heading.level >= heading.level) {
                sections[above].blocks.end = idx;
            }
            open.push(sections.len());
            sections.push(Section { heading, idx, blocks: idx + 1..self.blocks.len() });
        }
        sections
    }

    /// Every heading with its index in [`Self::blocks`].
    pub fn headings(&self) -> impl Iterator<Item = (usize, &Heading)> {
        self.blocks.iter().enumerate().filter_map(|(idx, it)| match &it.kind {
            BlockKind::Heading(heading) => Some((idx, heading)),
            _ => None,
        })
    }
}

impl Block {
    /// The lines of a paragraph or list item; none of anything else.
    pub fn lines(&self) -> &[Inline] {
        match &self.kind {
            BlockKind::Paragraph(lines) => lines,
            BlockKind::ListItem(item) => &item.lines,
            _ => &[],
        }
    }
}

impl Heading {
    /// Its plain text.
    pub fn text(&self) -> &str {
        &self.inline.text
    }
}

impl Inline {
    /// The place in the file of `range` in [`Self::text`].
    ///
    /// Of `**键**: 值` the range of `值` gives the three bytes of `值` in the file.
    pub fn span_of(&self, range: Range<usize>) -> Span {
        if self.pieces.is_empty() {
            let at = |offset: usize| self.span.end.min(self.span.start + offset);
            return Span::new(self.span.file, at(range.start), at(range.end).max(at(range.start)));
        }
        let start = self.pieces.partition_point(|it| it.text.end <= range.start);
        let start = self.pieces.get(start).map_or(self.span.end, |it| it.source_of(range.start).start);
        let end = self.pieces.partition_point(|it| it.text.end < range.end);
        let end = self.pieces.get(end).map_or(self.span.end, |it| it.source_of(range.end).end);
        Span::new(self.span.file, start, end.max(start))
    }

    /// Every bold run.
    pub fn bold(&self) -> &[Run] {
        self.marks.as_ref().map_or(&[], |it| &it.bold)
    }

    /// Links and pictures, bare addresses too.
    pub fn links(&self) -> &[Link] {
        self.marks.as_ref().map_or(&[], |it| &it.links)
    }

    /// Runs that are struck out.
    pub fn struck(&self) -> &[Run] {
        self.marks.as_ref().map_or(&[], |it| &it.struck)
    }

    /// Code spans.
    pub fn code(&self) -> &[Run] {
        self.marks.as_ref().map_or(&[], |it| &it.code)
    }

    /// The bold run that it begins with, if it does: the label of `**故障 ID**: INC-1`.
    ///
    /// A sign before the label, as in `🔴 **级别**: P0`, is not text of its own.
    pub fn bold_lead(&self) -> Option<&Run> {
        self.bold().first().filter(|it| !self.text[..it.range.start].contains(char::is_alphanumeric))
    }

    /// What follows [`Self::bold_lead`], from its first byte; the whole text without a bold lead.
    pub fn after_lead(&self) -> Range<usize> {
        self.bold_lead().map_or(0, |it| it.range.end)..self.text.len()
    }

    /// Whether everything in the line is struck out.
    pub fn is_struck(&self) -> bool {
        let n_struck: usize = self.struck().iter().map(|it| it.text.trim().len()).sum();
        n_struck > 0 && n_struck + self.struck().len() > self.text.len()
    }
}

impl Piece {
    /// The source of the byte at `at`; all of the piece's where it is not exact.
    fn source_of(&self, at: usize) -> Range<usize> {
        if !self.exact {
            return self.source.clone();
        }
        let place = self.source.start + at.clamp(self.text.start, self.text.end) - self.text.start;
        place..place
    }
}
