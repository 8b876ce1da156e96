//! Writes a page from the parser's events.

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use super::super::prepare::Prepared;
use super::escape;
use super::nest::Nest;
use super::options::Options;
use super::rendered::{PageHeading, Rendered, RenderedLink};
use super::rows::Rows;
use super::slug::Slugger;
use super::state::{Footnotes, OpenHeading, Picture, RawState};
use super::tags::Inside;
use crate::diagnostics::Diagnostic;
use crate::files::{FileId, Span};

/// A page that is being written.
pub(super) struct Writer<'a> {
    pub(super) prepared: &'a Prepared<'a>,
    pub(super) options: &'a Options<'a>,
    pub(super) file: FileId,
    /// Sorted and apart; what of it is hidden gives no events.
    pub(super) internal: &'a [Range<usize>],
    pub(super) nest: Nest,
    /// Plain text for search.
    pub(super) text: String,
    /// Text that is not written yet, and where it began.
    pub(super) pending: String,
    pub(super) pending_at: Range<usize>,
    /// A line end whose meaning depends on what follows.
    pub(super) soft_break: bool,
    pub(super) raw: RawState,
    pub(super) picture: Option<Picture>,
    /// Text of the marker that made an alert of the quote that has just begun.
    pub(super) alert_marker: Option<String>,
    pub(super) heading: Option<OpenHeading>,
    pub(super) slugger: Slugger,
    /// Level as written and on the page of each heading that the next one may be below.
    pub(super) outline: Vec<(HeadingLevel, u8)>,
    pub(super) footnotes: Footnotes,
    pub(super) alignments: Vec<Alignment>,
    pub(super) column: usize,
    /// Where the tag of the open cell may take a class, whether it has one, and where the cell's plain text begins.
    pub(super) cell: (usize, bool, usize),
    pub(super) in_head: bool,
    /// Language and source of the code that is being read.
    code: Option<(String, String)>,
    html_block: Option<String>,
    /// Where the tag of the item that has just begun may take a class, and whether it has one.
    pub(super) item_class: Option<(usize, bool)>,
    pub(super) rows: Rows,
    pub(super) headings: Vec<PageHeading>,
    pub(super) title_id: Option<String>,
    pub(super) links: Vec<RenderedLink>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        prepared: &'a Prepared<'a>,
        file: FileId,
        options: &'a Options<'a>,
        internal: &'a [Range<usize>],
    ) -> Self {
        Self {
            prepared,
            options,
            file,
            internal,
            nest: Nest::default(),
            text: String::new(),
            pending: String::new(),
            pending_at: 0..0,
            soft_break: false,
            raw: RawState::default(),
            picture: None,
            alert_marker: None,
            heading: None,
            slugger: Slugger::default(),
            outline: Vec::new(),
            footnotes: Footnotes::default(),
            alignments: Vec::new(),
            column: 0,
            cell: (0, false, 0),
            in_head: false,
            code: None,
            html_block: None,
            item_class: None,
            rows: Rows::default(),
            headings: Vec::new(),
            title_id: None,
            links: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// Closes what is open and gives the page.
    pub(super) fn finish(mut self) -> Rendered {
        self.end_text();
        self.nest.close_all();
        self.write_footnotes();
        Rendered {
            html: self.nest.out,
            headings: self.headings,
            rows: self.rows.finish(),
            title_id: self.title_id,
            text: self.text,
            links: self.links,
            diagnostics: self.diagnostics,
        }
    }

    pub(super) fn write(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Text(text) => {
                if let Some((_, code)) = &mut self.code {
                    code.push_str(&text);
                } else if let Some(html) = &mut self.html_block {
                    html.push_str(&text);
                } else {
                    self.text(&text, &range);
                }
            }
            Event::Html(html) => {
                if let Some(block) = &mut self.html_block {
                    block.push_str(&html);
                }
            }
            Event::InlineHtml(_) if self.picture.is_some() => {}
            Event::InlineHtml(html) => self.inline_html(&html, &range),
            Event::Code(code) => self.code_span(&code),
            Event::SoftBreak => self.soft_break(),
            Event::HardBreak => self.hard_break(),
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, &range),
            Event::Rule => {
                self.begin_block(&range);
                self.nest.out.push_str("<hr>\n");
            }
            Event::TaskListMarker(ticked) => self.task_box(ticked),
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis => self.start_inline("<em>", "</em>", &range),
            Tag::Strong => self.start_inline("<strong>", "</strong>", &range),
            Tag::Strikethrough => self.start_inline("<del>", "</del>", &range),
            Tag::Link { dest_url, title, .. } => self.start_link(&dest_url, &title, &range),
            Tag::Image { dest_url, title, .. } => {
                if let Some(picture) = &mut self.picture {
                    picture.depth += 1;
                    return;
                }
                self.resolve_break_before(&range);
                self.flush();
                self.picture = Some(Picture {
                    target: dest_url.to_string(),
                    title: title.to_string(),
                    alt: String::new(),
                    range,
                    depth: 0,
                });
            }
            Tag::Item => self.start_item(&range),
            Tag::TableHead => {
                self.in_head = true;
                self.column = 0;
                self.nest.out.push_str("<thead>\n<tr>");
                self.nest.open("</tr>\n</thead>\n<tbody>\n", Inside::Rows);
            }
            Tag::TableRow => self.start_row(&range),
            Tag::TableCell => self.start_cell(),
            Tag::FootnoteDefinition(label) => {
                self.begin_block(&range);
                self.start_footnote(&label);
            }
            Tag::HtmlBlock => {
                self.begin_block(&range);
                self.html_block = Some(String::new());
            }
            Tag::CodeBlock(kind) => {
                self.begin_block(&range);
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => super::marks::language(info),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((language, String::new()));
            }
            Tag::Heading { level, id, .. } => {
                self.begin_block(&range);
                self.start_heading(level, id.as_deref(), range);
            }
            Tag::Paragraph => {
                self.begin_block(&range);
                self.nest.open_paragraph();
            }
            Tag::BlockQuote(kind) => {
                self.begin_block(&range);
                self.start_quote(kind, &range);
            }
            Tag::List(first) => {
                self.begin_block(&range);
                self.start_list(first);
            }
            Tag::Table(alignments) => {
                self.begin_block(&range);
                self.start_table(alignments);
            }
            // Not among the options.
            _ => self.nest.open("", Inside::Phrasing),
        }
    }

    fn start_row(&mut self, range: &Range<usize>) {
        self.column = 0;
        let internal = self.is_internal(range.start) && !self.nest.is_internal();
        self.nest.out.push_str("<tr");
        let tag = self.nest.out.len();
        if internal {
            self.nest.out.push_str(" class=\"internal\">");
            self.nest.open_internal("</tr>\n", Inside::Rows);
        } else {
            self.nest.out.push('>');
            self.nest.open("</tr>\n", Inside::Rows);
        }
        self.start_place(range, tag);
    }

    /// The row or item that has just begun can be added to; one in a footnote is moved to the end of the page.
    pub(super) fn start_place(&mut self, range: &Range<usize>, tag: usize) {
        if self.footnotes.outside.is_empty() {
            self.rows.start(range, tag, self.nest.out.len());
        } else {
            self.rows.start_unknown();
        }
    }

    /// A list, numbered from `first` where it is.
    fn start_list(&mut self, first: Option<u64>) {
        match first {
            Some(1) => self.nest.out.push_str("<ol>\n"),
            Some(first) => {
                let _ = writeln!(self.nest.out, "<ol start=\"{first}\">");
            }
            None => self.nest.out.push_str("<ul>\n"),
        }
        self.nest.open(if first.is_some() { "</ol>\n" } else { "</ul>\n" }, Inside::Items);
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {
                if self.picture.is_none() {
                    self.flush();
                    self.nest.close();
                }
            }
            TagEnd::Image => {
                if let Some(picture) = self.picture.take_if(|it| it.depth == 0) {
                    self.picture(&picture.target, &picture.alt, &picture.title, &picture.range);
                } else if let Some(picture) = &mut self.picture {
                    picture.depth -= 1;
                }
            }
            TagEnd::HtmlBlock => {
                let html = self.html_block.take().unwrap_or_default();
                self.html_block(&html, range);
                self.end_plain_line();
            }
            TagEnd::CodeBlock => {
                let (language, source) = self.code.take().unwrap_or_default();
                self.code_block(&language, &source, range);
            }
            TagEnd::Heading(_) => {
                self.end_text();
                self.nest.close();
                self.end_heading();
            }
            TagEnd::Item | TagEnd::TableRow => {
                self.end_text();
                self.rows.end_text(&self.nest.out);
                self.rows.end();
                self.nest.close();
                self.end_plain_line();
            }
            TagEnd::Paragraph => {
                self.end_text();
                self.rows.end_text(&self.nest.out);
                self.nest.close_paragraph();
                self.end_plain_line();
            }
            TagEnd::TableHead => {
                self.in_head = false;
                self.nest.close();
                self.end_plain_line();
            }
            TagEnd::TableCell => {
                self.end_text();
                if !self.in_head {
                    self.mark_long_cell();
                    self.rows.end_cell(&self.nest.out);
                }
                self.nest.close();
                self.text.push(' ');
            }
            TagEnd::FootnoteDefinition => {
                self.end_text();
                self.nest.close();
                self.end_footnote();
            }
            _ => {
                self.end_text();
                self.nest.close();
                self.end_plain_line();
            }
        }
    }

    fn start_inline(&mut self, open: &str, close: &'static str, range: &Range<usize>) {
        if self.picture.is_some() {
            return;
        }
        self.resolve_break_before(range);
        self.flush();
        self.nest.leave_rows();
        self.nest.out.push_str(open);
        self.nest.open(close, Inside::Phrasing);
    }

    fn start_link(&mut self, target: &str, title: &str, range: &Range<usize>) {
        if self.picture.is_some() {
            return;
        }
        self.resolve_break_before(range);
        self.flush();
        self.nest.leave_rows();
        let link = if self.nest.in_link() { None } else { self.decide(target, false, range) };
        let Some(link) = link else {
            self.nest.open_link(String::new(), false);
            return;
        };
        self.nest.out.push_str(&link.start_tag(title));
        self.nest.open_link(link.url, true);
    }

    fn code_span(&mut self, code: &str) {
        if let Some(picture) = &mut self.picture {
            picture.alt.push_str(code);
            return;
        }
        if self.raw.dropping.is_some() {
            return;
        }
        self.resolve_break('`');
        self.flush();
        self.nest.leave_rows();
        self.nest.out.push_str("<code>");
        escape::escaped(&mut self.nest.out, code);
        self.nest.out.push_str("</code>");
        escape::plain(&mut self.text, code);
    }

    /// Makes room for a block that begins at `range`.
    fn begin_block(&mut self, range: &Range<usize>) {
        self.end_text();
        self.rows.end_text(&self.nest.out);
        self.end_plain_line();
        self.nest.before_block();
        let internal = self.internal_end(range.start);
        self.nest.box_internal(range.start, internal);
    }

    pub(super) fn is_internal(&self, at: usize) -> bool {
        self.internal_end(at).is_some()
    }

    /// The end of the internal range that `at` lies in.
    fn internal_end(&self, at: usize) -> Option<usize> {
        let idx = self.internal.partition_point(|it| it.end <= at);
        self.internal.get(idx).filter(|it| it.start <= at).map(|it| it.end)
    }

    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.file, range.start, range.end)
    }
}
