//! The blocks of a page: headings, alerts, list items, tables, code and footnotes.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, HeadingLevel};

use super::super::shortcodes;
use super::escape;
use super::marks::alert_marker;
use super::options::{CodeOutcome, CodeRequest};
use super::rendered::PageHeading;
use super::state::OpenHeading;
use super::tags::Inside;
use super::writer::Writer;

/// Most characters of a date, a name or a number; a cell with more is a text.
const LONG_CELL: usize = 40;

impl Writer<'_> {
    pub(super) fn start_heading(&mut self, level: HeadingLevel, id: Option<&str>, range: Range<usize>) {
        self.nest.open("", Inside::Phrasing);
        self.heading = Some(OpenHeading {
            level,
            id: id.map(str::to_owned),
            range,
            html_start: self.nest.out.len(),
            text_start: self.text.len(),
            signs: Vec::new(),
        });
    }

    pub(super) fn end_heading(&mut self) {
        let Some(heading) = self.heading.take() else { return };
        let content = self.nest.out.split_off(heading.html_start);
        let text = self.text[heading.text_start..].split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            // Nothing to call the section by: no heading for readers who hear the page.
            self.text.truncate(heading.text_start);
            if content.contains("<img") {
                let _ = writeln!(self.nest.out, "<p>{}</p>", content.trim());
            }
            return;
        }
        let written = shortcodes::written(&text, &heading.signs);
        let id = self.slugger.id(heading.id.as_deref().unwrap_or(&written));
        let is_first = self.headings.is_empty() && self.title_id.is_none();
        let says_title =
            self.options.title.is_some_and(|it| it.split_whitespace().eq(written.split_whitespace()));
        if is_first && heading.level == HeadingLevel::H1 && says_title {
            self.text.truncate(heading.text_start);
            self.title_id = Some(id);
            return;
        }
        let level = self.page_level(heading.level);
        let out = &mut self.nest.out;
        let _ = write!(out, "<h{level} id=\"{id}\">");
        out.push_str(content.trim());
        out.push_str(" <a class=\"permalink\" href=\"#");
        out.push_str(&id);
        out.push_str("\" aria-label=\"");
        escape::escaped(out, self.options.labels.permalink);
        out.push_str(": ");
        escape::escaped(out, &text);
        let _ = writeln!(out, "\">#</a></h{level}>");
        self.end_plain_line();
        self.headings.push(PageHeading {
            level,
            text,
            id,
            offset: heading.text_start,
            internal: self.is_internal(heading.range.start),
            span: self.span(&(heading.range.start..self.trimmed_end(&heading.range))),
        });
    }

    /// One below the last heading that was written above it; the topmost are below the page's own heading.
    ///
    /// So a document may begin at any level, leave levels out or have several headings of level 1, and the page
    /// still has one `h1` and no gaps.
    fn page_level(&mut self, level: HeadingLevel) -> u8 {
        while self.outline.pop_if(|it| it.0 >= level).is_some() {}
        let above = self.outline.last().map_or(self.options.heading_shift, |it| it.1);
        let on_page = above.saturating_add(1).clamp(1, 6);
        self.outline.push((level, on_page));
        on_page
    }

    fn trimmed_end(&self, range: &Range<usize>) -> usize {
        range.start + self.prepared.source(range).trim_end().len()
    }

    pub(super) fn start_quote(&mut self, kind: Option<BlockQuoteKind>, range: &Range<usize>) {
        let kind = kind.or_else(|| {
            let (kind, marker) = alert_marker(self.prepared.source(range))?;
            self.alert_marker = Some(marker);
            Some(kind)
        });
        let Some(kind) = kind else {
            self.nest.out.push_str("<blockquote>\n");
            self.nest.open("</blockquote>\n", Inside::Flow);
            return;
        };
        let labels = &self.options.labels;
        let (class, title) = match kind {
            BlockQuoteKind::Note => ("note", labels.note),
            BlockQuoteKind::Tip => ("tip", labels.tip),
            BlockQuoteKind::Important => ("important", labels.important),
            BlockQuoteKind::Warning => ("warning", labels.warning),
            BlockQuoteKind::Caution => ("caution", labels.caution),
        };
        let out = &mut self.nest.out;
        let _ = write!(out, "<div class=\"alert alert-{class}\" role=\"note\">\n<p class=\"alert-title\">");
        escape::escaped(out, title);
        out.push_str("</p>\n");
        self.nest.open("</div>\n", Inside::Flow);
    }

    pub(super) fn start_item(&mut self, range: &Range<usize>) {
        self.end_text();
        self.end_plain_line();
        self.nest.before_block();
        let internal = self.is_internal(range.start) && !self.nest.is_internal();
        self.nest.out.push_str("<li");
        let tag = self.nest.out.len();
        self.item_class = Some((tag, internal));
        if internal {
            self.nest.out.push_str(" class=\"internal\">");
            self.nest.open_internal("</li>\n", Inside::Flow);
        } else {
            self.nest.out.push('>');
            self.nest.open("</li>\n", Inside::Flow);
        }
        self.start_place(range, tag);
    }

    pub(super) fn task_box(&mut self, ticked: bool) {
        if let Some((at, internal)) = self.item_class.take() {
            let class = if internal { (at + " class=\"".len(), "task ") } else { (at, " class=\"task\"") };
            self.nest.out.insert_str(class.0, class.1);
            if let Some(heading) = &mut self.heading {
                heading.html_start += class.1.len();
            }
        }
        self.nest.open_label();
        let out = &mut self.nest.out;
        out.push_str("<input type=\"checkbox\"");
        if !self.options.tickable {
            out.push_str(" disabled");
        }
        out.push_str(if ticked { " checked> " } else { "> " });
    }

    pub(super) fn start_table(&mut self, alignments: Vec<Alignment>) {
        self.alignments = alignments;
        let out = &mut self.nest.out;
        out.push_str("<div class=\"table-wrap\" role=\"region\" tabindex=\"0\" aria-label=\"");
        escape::escaped(out, self.options.labels.table);
        let above =
            self.headings.last().map(|it| it.text.as_str()).or(self.options.title).unwrap_or_default();
        if !above.is_empty() {
            out.push_str(": ");
            escape::escaped(out, above);
        }
        out.push_str("\">\n<table>\n");
        self.nest.open("</tbody>\n</table>\n</div>\n", Inside::Rows);
    }

    pub(super) fn start_cell(&mut self) {
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Left) => " class=\"align-left\">",
            Some(Alignment::Center) => " class=\"align-center\">",
            Some(Alignment::Right) => " class=\"align-right\">",
            Some(Alignment::None) | None => ">",
        };
        self.column += 1;
        self.nest.out.push_str(if self.in_head { "<th scope=\"col\"" } else { "<td" });
        self.cell = (self.nest.out.len(), class != ">", self.text.len());
        self.nest.out.push_str(class);
        self.nest.open(if self.in_head { "</th>" } else { "</td>" }, Inside::Flow);
    }

    /// Says so where the cell that ends holds a text: a style sheet then keeps its column from becoming a line of words.
    pub(super) fn mark_long_cell(&mut self) {
        let (tag, has_class, start) = self.cell;
        if self.text.get(start..).is_some_and(|it| LONG_CELL < it.chars().count())
            && tag < self.nest.out.len()
        {
            let (at, class) =
                if has_class { (tag + " class=\"".len(), "long ") } else { (tag, " class=\"long\"") };
            self.nest.out.insert_str(at, class);
        }
    }

    pub(super) fn code_block(&mut self, language: &str, source: &str, range: &Range<usize>) {
        escape::plain(&mut self.text, source);
        self.end_plain_line();
        let request = CodeRequest { language, source, span: self.span(range) };
        let outcome = (self.options.code)(&request);
        let out = &mut self.nest.out;
        let html = match outcome {
            CodeOutcome::Instead(html) => {
                out.push_str(&html);
                out.push('\n');
                return;
            }
            CodeOutcome::Source { before, html } => {
                out.push_str(&before);
                Some(html)
            }
            CodeOutcome::Plain => None,
        };
        // A diagram's source is for reading until somebody draws it.
        let class = if language == "mermaid" { "diagram" } else { "code" };
        let _ = write!(out, "<pre class=\"{class}\" tabindex=\"0\"><code");
        if !language.is_empty() {
            let _ = write!(out, " class=\"language-{language}\"");
        }
        out.push('>');
        match html {
            Some(html) => out.push_str(&html),
            None => escape::escaped(out, source),
        }
        out.push_str("</code></pre>\n");
    }

    pub(super) fn footnote_reference(&mut self, label: &str) {
        if self.picture.is_some() {
            return;
        }
        self.flush();
        self.soft_break = false;
        self.nest.leave_rows();
        let next = self.footnotes.references.len() + 1;
        let (number, count) = self.footnotes.references.entry(label.to_lowercase()).or_insert((next, 0));
        *count += 1;
        let id = reference_id(*number, *count);
        let html = if self.nest.in_link() {
            format!("<sup>{number}</sup>")
        } else {
            format!("<sup><a class=\"footnote-ref\" href=\"#fn-{number}\" id=\"{id}\">{number}</a></sup>")
        };
        self.nest.out.push_str(&html);
    }

    pub(super) fn start_footnote(&mut self, label: &str) {
        let outside = std::mem::take(&mut self.nest.out);
        self.footnotes.outside.push((label.to_lowercase(), outside));
        self.nest.open("", Inside::Flow);
    }

    pub(super) fn end_footnote(&mut self) {
        let Some((label, outside)) = self.footnotes.outside.pop() else { return };
        let html = std::mem::replace(&mut self.nest.out, outside);
        self.footnotes.definitions.push((label, html));
        self.end_plain_line();
    }

    /// Writes the definitions below the page, in order of their numbers; one that nothing refers to comes last.
    pub(super) fn write_footnotes(&mut self) {
        let footnotes = std::mem::take(&mut self.footnotes);
        if footnotes.definitions.is_empty() {
            return;
        }
        let mut numbered = BTreeMap::new();
        for (idx, (label, html)) in footnotes.definitions.into_iter().enumerate() {
            let reference = footnotes.references.get(&label).copied();
            let key = (reference.map_or(usize::MAX, |it| it.0), idx);
            numbered.insert(key, (reference, html));
        }
        let out = &mut self.nest.out;
        out.push_str("<section class=\"footnotes\" aria-label=\"");
        escape::escaped(out, self.options.labels.footnotes);
        out.push_str("\">\n<ol>\n");
        let mut last_number = 0;
        for (reference, html) in numbered.into_values() {
            // Of two definitions with one label the first has the number.
            let reference = reference.filter(|it| it.0 > last_number);
            let Some((number, count)) = reference else {
                let _ = writeln!(out, "<li>{html}</li>");
                continue;
            };
            last_number = number;
            let _ = write!(out, "<li id=\"fn-{number}\">{html}");
            for nth in 1..=count.min(20) {
                let _ = write!(
                    out,
                    " <a class=\"footnote-back\" href=\"#{}\" aria-label=\"",
                    reference_id(number, nth)
                );
                escape::escaped(out, self.options.labels.footnote_back);
                out.push_str("\">↩</a>");
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ol>\n</section>\n");
    }
}

fn reference_id(number: usize, nth: usize) -> String {
    if nth == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{nth}") }
}
