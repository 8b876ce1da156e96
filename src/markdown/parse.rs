//! Reads the structure of a document from the parser's events.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::document::{
    Block, BlockKind, CodeBlock, Comment, Document, Heading, Inline, ListItem, Row, Table,
};
use super::events::Events;
use super::html::drops_content;
use super::inline::InlineReader;
use super::internal::{Internal, merged};
use super::prepare::{Prepared, within};
use crate::diagnostics::Diagnostic;
use crate::files::{FileId, Span};

/// The structure of `range` of `text` without the bytes in `hide`; never fails.
///
/// `range` is the body without front matter. Spans are bytes of `text`. The markers of internal blocks are left out
/// always, what is between them only if `hide` covers it (see [`super::internal_ranges`]).
pub fn parse(text: &str, file: FileId, range: Range<usize>, hide: &[Range<usize>]) -> Document {
    structure(text, file, &range, hide, &Internal::find(text, &range))
}

/// A document, and what of it is for the own people only.
#[derive(Debug)]
pub struct Whole {
    /// Its structure, without what is hidden.
    pub document: Document,
    /// What was left out.
    pub hidden: Vec<Range<usize>>,
    /// What is wrong with the markers of internal parts.
    pub diagnostics: Vec<Diagnostic>,
}

/// The structure of `range` of `text`, where `hide_internal` without its internal parts, which are looked for once.
pub fn read(text: &str, file: FileId, range: Range<usize>, hide_internal: bool) -> Whole {
    let internal = Internal::find(text, &range);
    let diagnostics = internal.diagnostics(text, file);
    let hidden = if hide_internal { internal.ranges.clone() } else { Vec::new() };
    Whole { document: structure(text, file, &range, &hidden, &internal), hidden, diagnostics }
}

fn structure(
    text: &str,
    file: FileId,
    range: &Range<usize>,
    hide: &[Range<usize>],
    internal: &Internal,
) -> Document {
    let cuts = merged(hide.iter().chain(&internal.markers).cloned().collect());
    let prepared = Prepared::new(text, range, &cuts);
    let mut reader = Reader {
        text,
        internal: &internal.ranges,
        inline: InlineReader::new(file),
        target: Target::None,
        containers: Vec::new(),
        lists: Vec::new(),
        n_lists: 0,
        row_end: 0,
        dropping: None,
        document: Document {
            file,
            blocks: Vec::new(),
            links: Vec::new(),
            n_checkboxes: 0,
            comments: Vec::new(),
        },
    };
    for (event, range) in Events::new(&prepared) {
        reader.read(event, range);
    }
    reader.end_line();
    let mut document = reader.document;
    document.links.sort_by_key(|it| it.span);
    document
}

struct Reader<'t> {
    text: &'t str,
    internal: &'t [Range<usize>],
    inline: InlineReader,
    target: Target,
    containers: Vec<Container>,
    lists: Vec<List>,
    n_lists: usize,
    /// Where the table row that is being read ends.
    row_end: usize,
    /// The element of raw HTML within a line whose content no page shows: `<script>`.
    dropping: Option<String>,
    document: Document,
}

/// Where the line that is being read goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    None,
    Heading,
    Paragraph,
    Item(usize),
    Cell,
    Code,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Container {
    /// By its index in the document's blocks.
    Item(usize),
    Quote,
    Footnote,
}

struct List {
    idx: usize,
    next_number: Option<u64>,
}

impl Reader<'_> {
    fn read(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.dropping.is_some() && matches!(event, Event::Text(_) | Event::Code(_)) {
            // No value is read from what the page leaves out.
            return self.inline.reach(&range);
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, &range),
            Event::Text(text) => {
                self.aim();
                if self.target != Target::Code {
                    self.inline.text(&text, range);
                }
            }
            Event::Code(text) => {
                self.aim();
                let written = &self.text[within(self.text, &range)];
                self.inline.code(&text, range, written);
            }
            Event::InlineHtml(tag) => self.inline_html(&tag, &range),
            Event::SoftBreak | Event::HardBreak => match self.target {
                Target::Heading | Target::Cell => self.inline.text(" ", range.start..range.start),
                _ => self.end_line(),
            },
            Event::TaskListMarker(ticked) => {
                self.document.n_checkboxes += 1;
                self.aim();
                self.inline.reach(&range);
                if let Target::Item(idx) = self.target
                    && let Some(item) = self.item(idx)
                {
                    item.checkbox = Some(ticked);
                }
            }
            Event::Rule => self.push(BlockKind::Rule, &range),
            // Of a footnote's mark nothing belongs to the text: `3 小时[^1]` says 3 小时.
            Event::FootnoteReference(_) => self.inline.reach(&range),
            Event::Html(html) => self.comments(&html, range),
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis => self.aim(),
            Tag::Strong => {
                self.aim();
                self.inline.open_bold(&range);
            }
            Tag::Strikethrough => {
                self.aim();
                self.inline.open_strike(&range);
            }
            Tag::Link { dest_url, .. } => {
                self.aim();
                self.inline.open_link(&dest_url, false, &range);
            }
            Tag::Image { dest_url, .. } => {
                self.aim();
                self.inline.open_link(&dest_url, true, &range);
            }
            block => {
                self.end_line();
                self.inline.end_block();
                self.dropping = None;
                self.start_block(block, range);
            }
        }
    }

    fn start_block(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                if let Some(Container::Item(idx)) = self.containers.last() {
                    self.target = Target::Item(*idx);
                } else {
                    self.push(BlockKind::Paragraph(Vec::new()), &range);
                    self.target = Target::Paragraph;
                }
            }
            Tag::Heading { level, id, classes, .. } => {
                let heading = Heading {
                    level: level as u8,
                    inline: InlineReader::new(self.document.file).take(range.start),
                    id: id.map(|it| it.to_string()),
                    classes: classes.iter().map(ToString::to_string).collect(),
                };
                self.push(BlockKind::Heading(heading), &range);
                self.target = Target::Heading;
            }
            Tag::BlockQuote(_) => self.containers.push(Container::Quote),
            Tag::FootnoteDefinition(_) => self.containers.push(Container::Footnote),
            Tag::List(first) => {
                // What follows belongs to the nested items, no longer to the one around them.
                self.target = Target::None;
                self.lists.push(List { idx: self.n_lists, next_number: first });
                self.n_lists += 1;
            }
            Tag::Item => {
                let depth = self.lists.len().saturating_sub(1);
                let (list_idx, number) = self.lists.last_mut().map_or((0, None), |list| {
                    let number = list.next_number;
                    list.next_number = number.map(|it| it.saturating_add(1));
                    (list.idx, number)
                });
                let idx = self.document.blocks.len();
                let item = ListItem { depth, list_idx, number, checkbox: None, lines: Vec::new() };
                self.push(BlockKind::ListItem(item), &range);
                self.containers.push(Container::Item(idx));
            }
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => {
                        info.split_whitespace().next().unwrap_or_default().to_owned()
                    }
                    CodeBlockKind::Indented => String::new(),
                };
                self.push(BlockKind::Code(CodeBlock { language }), &range);
                self.target = Target::Code;
            }
            Tag::HtmlBlock => self.push(BlockKind::Html, &range),
            Tag::Table(_) => {
                self.push(BlockKind::Table(Table { header: Vec::new(), rows: Vec::new() }), &range);
            }
            Tag::TableRow => {
                let range = self.trimmed(range);
                self.row_end = range.end;
                let span = self.span(&range);
                if let Some(table) = self.table() {
                    table.rows.push(Row { cells: Vec::new(), span, n_missing: 0, extra: None });
                }
            }
            Tag::TableCell => self.target = Target::Cell,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Strong => self.inline.close_bold(range),
            TagEnd::Strikethrough => self.inline.close_strike(range),
            TagEnd::Link | TagEnd::Image => self.inline.close_link(range),
            TagEnd::Heading(_) => {
                let line = self.take_line(range.start);
                if let Some(BlockKind::Heading(heading)) =
                    self.document.blocks.last_mut().map(|it| &mut it.kind)
                {
                    heading.inline = line;
                }
                self.end_target();
            }
            TagEnd::Paragraph | TagEnd::CodeBlock => self.end_target(),
            TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => {
                self.end_target();
                self.containers.pop();
            }
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::TableCell => self.end_cell(range),
            TagEnd::TableRow => self.end_row(),
            _ => {}
        }
    }

    fn end_target(&mut self) {
        self.end_line();
        self.inline.end_block();
        self.dropping = None;
        self.target = Target::None;
    }

    fn end_cell(&mut self, range: &Range<usize>) {
        let empty = self.inline.is_empty();
        let line = self.take_line(range.start);
        self.end_target();
        let row_end = self.row_end;
        if let Some(table) = self.table() {
            match table.rows.last_mut() {
                Some(row) => {
                    // The parser adds cells that were not written behind the end of the line.
                    row.n_missing += usize::from(empty && range.is_empty() && range.start >= row_end);
                    row.cells.push(line);
                }
                None => table.header.push(line),
            }
        }
    }

    fn end_row(&mut self) {
        let text = self.text;
        let row_end = self.row_end;
        let Some(row) = self.table().and_then(|it| it.rows.last_mut()) else { return };
        let Some(last) = row.cells.last().filter(|_| row.n_missing == 0) else { return };
        // The parser drops cells beyond the last column: what is left of the line behind the last cell.
        let start = last.span.end.min(row_end);
        let rest = text.get(start..row_end).unwrap_or_default();
        let written = rest.trim_matches([' ', '\t', '|']);
        if !written.is_empty() {
            let start = start + (rest.len() - rest.trim_start_matches([' ', '\t', '|']).len());
            row.extra = Some(Span::new(last.span.file, start, start + written.len()));
        }
    }

    /// Points the text that follows at the list item it is in, where no paragraph is open.
    fn aim(&mut self) {
        if self.target == Target::None
            && let Some(Container::Item(idx)) = self.containers.last()
        {
            self.target = Target::Item(*idx);
        }
    }

    fn comments(&mut self, html: &str, range: Range<usize>) {
        let range = self.trimmed(range);
        let mut rest = html;
        while let Some((_, comment)) = rest.split_once("<!--") {
            let Some((text, behind)) = comment.split_once("-->") else { return };
            let span = self.span(&range);
            self.document.comments.push(Comment { text: text.trim().to_owned(), span });
            rest = behind;
        }
    }

    fn inline_html(&mut self, tag: &str, range: &Range<usize>) {
        if tag.starts_with("<!--") {
            self.comments(tag, range.clone());
        }
        let name = tag.trim_start_matches(['<', '/']);
        let name = &name[..name.find(|it: char| !it.is_ascii_alphanumeric()).unwrap_or(name.len())];
        let closes = tag.starts_with("</");
        let name = name.to_ascii_lowercase();
        if let Some(dropped) = &self.dropping {
            if closes && *dropped == name {
                self.dropping = None;
            }
            return;
        }
        // `<svg/>` has no content.
        if !closes && drops_content(&name) && !tag.ends_with("/>") {
            self.dropping = Some(name);
            return;
        }
        match name.as_str() {
            "br" => match self.target {
                Target::Heading => self.inline.text(" ", range.clone()),
                Target::Cell => self.inline.text("\n", range.clone()),
                _ => self.end_line(),
            },
            "b" | "strong" if closes => self.inline.close_bold(range),
            "b" | "strong" => {
                self.aim();
                self.inline.open_bold(range);
            }
            "del" | "s" if closes => self.inline.close_strike(range),
            "del" | "s" => {
                self.aim();
                self.inline.open_strike(range);
            }
            _ => {}
        }
    }

    /// Adds the line that was read to its paragraph or item.
    fn end_line(&mut self) {
        if self.inline.is_empty() {
            return;
        }
        let line = self.take_line(0);
        let idx = match self.target {
            Target::Paragraph => self.document.blocks.len().checked_sub(1),
            Target::Item(idx) => Some(idx),
            _ => None,
        };
        match idx.and_then(|it| self.document.blocks.get_mut(it)).map(|it| &mut it.kind) {
            Some(BlockKind::Paragraph(lines)) => lines.push(line),
            Some(BlockKind::ListItem(item)) => item.lines.push(line),
            _ => {}
        }
    }

    fn take_line(&mut self, empty_at: usize) -> Inline {
        let line = self.inline.take(empty_at);
        self.document.links.extend(line.links().iter().cloned());
        line
    }

    fn push(&mut self, kind: BlockKind, range: &Range<usize>) {
        self.end_line();
        let item = self.containers.iter().rev().find_map(|it| match it {
            Container::Item(idx) => Some(*idx),
            _ => None,
        });
        let trimmed = self.trimmed(range.clone());
        self.document.blocks.push(Block {
            kind,
            span: self.span(&trimmed),
            quoted: self.containers.contains(&Container::Quote),
            footnote: self.containers.contains(&Container::Footnote),
            internal: self.is_internal(range.start),
            item,
        });
    }

    fn is_internal(&self, at: usize) -> bool {
        let idx = self.internal.partition_point(|it| it.end <= at);
        self.internal.get(idx).is_some_and(|it| it.start <= at)
    }

    fn item(&mut self, idx: usize) -> Option<&mut ListItem> {
        match self.document.blocks.get_mut(idx).map(|it| &mut it.kind) {
            Some(BlockKind::ListItem(item)) => Some(item),
            _ => None,
        }
    }

    fn table(&mut self) -> Option<&mut Table> {
        match self.document.blocks.last_mut().map(|it| &mut it.kind) {
            Some(BlockKind::Table(table)) => Some(table),
            _ => None,
        }
    }

    /// `range` without white space at its end: the parser counts line ends in.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let range = within(self.text, &range);
        range.start..range.start + self.text[range.clone()].trim_end().len()
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.document.file, range.start, range.end)
    }
}
