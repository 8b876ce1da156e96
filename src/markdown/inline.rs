//! Collects the events of one line or cell.

use std::ops::Range;

use super::autolink;
use super::document::{Inline, Link, Marks, Piece, Run};
use super::internal::merged;
use crate::files::{FileId, Span};

/// A line that is being read; marks that are open stay open over a line's end.
#[derive(Debug)]
pub(super) struct InlineReader {
    file: FileId,
    text: String,
    pieces: Vec<Piece>,
    /// Everything seen so far, marks included.
    extent: Option<Range<usize>>,
    bold: OpenMarks,
    struck: OpenMarks,
    code: Vec<Run>,
    links: Vec<Link>,
    /// Links and pictures that are open: target, whether a picture, where it begins, and the place in the text.
    open_links: Vec<OpenLink>,
}

#[derive(Debug)]
struct OpenLink {
    target: String,
    image: bool,
    source: Range<usize>,
    text_start: usize,
}

/// Runs of one kind of mark.
#[derive(Debug, Default)]
struct OpenMarks {
    depth: usize,
    /// Place in the text where the outermost open run begins.
    start: usize,
    done: Vec<Range<usize>>,
}

impl OpenMarks {
    fn open(&mut self, at: usize) {
        if self.depth == 0 {
            self.start = at;
        }
        self.depth += 1;
    }

    fn close(&mut self, at: usize) {
        if self.depth == 1 {
            self.done.push(self.start..at);
        }
        self.depth = self.depth.saturating_sub(1);
    }

    /// The runs of a line that ends at `end`; an open one goes on at the start of the next line.
    fn take(&mut self, end: usize) -> Vec<Range<usize>> {
        if self.depth > 0 {
            self.done.push(self.start..end);
            self.start = 0;
        }
        std::mem::take(&mut self.done)
    }
}

impl InlineReader {
    pub(super) fn new(file: FileId) -> Self {
        Self {
            file,
            text: String::new(),
            pieces: Vec::new(),
            extent: None,
            bold: OpenMarks::default(),
            struck: OpenMarks::default(),
            code: Vec::new(),
            links: Vec::new(),
            open_links: Vec::new(),
        }
    }

    /// Whether nothing was read since the last line ended.
    pub(super) fn is_empty(&self) -> bool {
        self.extent.is_none()
    }

    pub(super) fn text(&mut self, text: &str, source: Range<usize>) {
        let exact = text.len() == source.len();
        self.piece(text, source, exact);
    }

    fn piece(&mut self, text: &str, source: Range<usize>, exact: bool) {
        if !text.is_empty() {
            self.reach(&source);
            let start = self.text.len();
            self.text.push_str(text);
            self.pieces.push(Piece { text: start..self.text.len(), source, exact });
        }
    }

    /// Takes a code span in; `written` is the file's text at `source`, backticks included.
    pub(super) fn code(&mut self, text: &str, source: Range<usize>, written: &str) {
        let start = self.text.len();
        let mut marks = written.len() - written.trim_start_matches('`').len();
        let inside = &written[marks..];
        if inside.starts_with([' ', '\n']) && written.len() == text.len() + 2 * (marks + 1) {
            // One space inside the backticks is not part of the code.
            marks += 1;
        }
        let inner = source.start + marks..source.end.saturating_sub(marks).max(source.start + marks);
        self.reach(&source);
        // Of code over several lines the line ends and indentation are not in the text.
        let exact = written.get(marks..written.len() - marks) == Some(text);
        self.piece(text, inner.clone(), exact);
        let span = Span::new(self.file, inner.start, inner.end);
        self.code.push(Run { text: text.to_owned(), range: start..self.text.len(), span });
    }

    pub(super) fn open_bold(&mut self, source: &Range<usize>) {
        self.reach(&(source.start..source.start));
        self.bold.open(self.text.len());
    }

    pub(super) fn close_bold(&mut self, source: &Range<usize>) {
        self.reach(&(source.end..source.end));
        self.bold.close(self.text.len());
    }

    pub(super) fn open_strike(&mut self, source: &Range<usize>) {
        self.reach(&(source.start..source.start));
        self.struck.open(self.text.len());
    }

    pub(super) fn close_strike(&mut self, source: &Range<usize>) {
        self.reach(&(source.end..source.end));
        self.struck.close(self.text.len());
    }

    pub(super) fn open_link(&mut self, target: &str, image: bool, source: &Range<usize>) {
        self.reach(&(source.start..source.start));
        self.open_links.push(OpenLink {
            target: target.to_owned(),
            image,
            source: source.clone(),
            text_start: self.text.len(),
        });
    }

    pub(super) fn close_link(&mut self, source: &Range<usize>) {
        self.reach(&(source.end..source.end));
        let Some(open) = self.open_links.pop() else { return };
        let text = self.text.get(open.text_start..).unwrap_or_default().trim().to_owned();
        let span = Span::new(self.file, open.source.start, open.source.end);
        self.links.push(Link { target: open.target, text, image: open.image, span });
    }

    /// Notes that the line covers `source`, for what leaves no text.
    pub(super) fn reach(&mut self, source: &Range<usize>) {
        let extent = self.extent.get_or_insert_with(|| source.clone());
        extent.start = extent.start.min(source.start);
        extent.end = extent.end.max(source.end);
    }

    /// Forgets marks that are still open: raw `<b>` does not reach beyond its block.
    pub(super) fn end_block(&mut self) {
        self.bold = OpenMarks::default();
        self.struck = OpenMarks::default();
        self.open_links.clear();
    }

    /// Ends the line and gives it, trimmed.
    pub(super) fn take(&mut self, empty_at: usize) -> Inline {
        let bold = self.bold.take(self.text.len());
        let struck = self.struck.take(self.text.len());
        for open in &mut self.open_links {
            open.text_start = 0;
        }
        let extent = self.extent.take().unwrap_or(empty_at..empty_at);
        let mut marks = Marks {
            links: std::mem::take(&mut self.links),
            code: std::mem::take(&mut self.code),
            ..Marks::default()
        };
        let mut line = Inline {
            text: std::mem::take(&mut self.text),
            span: Span::new(self.file, extent.start, extent.end),
            marks: None,
            pieces: std::mem::take(&mut self.pieces),
        };
        self.find_addresses(&line, &mut marks);
        let kept = trim(&mut line);
        marks.code.retain_mut(|it| {
            it.range = moved(&it.range, &kept);
            line.text.get(it.range.clone()).unwrap_or_default().clone_into(&mut it.text);
            !it.text.is_empty()
        });
        marks.bold = bold.iter().filter_map(|it| run(&line, &moved(it, &kept))).collect();
        marks.struck = struck.iter().filter_map(|it| run(&line, &moved(it, &kept))).collect();
        line.marks = (marks != Marks::default()).then(|| Box::new(marks));
        if let [piece] = line.pieces.as_slice()
            && piece.exact
            && piece.source == (line.span.start..line.span.end)
        {
            line.pieces = Vec::new();
        }
        line.pieces.shrink_to_fit();
        line
    }

    /// Adds the bare addresses; the line is untrimmed yet, so that offsets agree.
    fn find_addresses(&self, line: &Inline, marks: &mut Marks) {
        if !self.open_links.is_empty() || !line.text.contains("://") {
            return;
        }
        let marked = marks.links.iter().map(|it| it.span).chain(marks.code.iter().map(|it| it.span));
        let marked = merged(marked.map(|it| it.start..it.end).collect());
        for range in autolink::find(&line.text) {
            let span = line.span_of(range.clone());
            let idx = marked.partition_point(|it| it.end <= span.start);
            if marked.get(idx).is_none_or(|it| it.start >= span.end) {
                let target = line.text[range].to_owned();
                marks.links.push(Link { text: target.clone(), target, image: false, span });
            }
        }
        marks.links.sort_by_key(|it| it.span.start);
    }
}

/// Takes white space off both ends, moves what counts bytes along, and gives the part that was kept.
fn trim(line: &mut Inline) -> Range<usize> {
    let end = line.text.trim_end().len();
    line.text.truncate(end);
    let start = line.text.len() - line.text.trim_start().len();
    line.text.drain(..start);
    let kept = start..end;
    line.pieces.retain_mut(|it| {
        let text = moved(&it.text, &kept);
        if it.exact {
            it.source.start += start.saturating_sub(it.text.start).min(it.text.len());
            it.source.end = it.source.start + text.len();
        }
        it.text = text;
        !it.text.is_empty()
    });
    kept
}

/// `range` of a text of which only `kept` is left.
fn moved(range: &Range<usize>, kept: &Range<usize>) -> Range<usize> {
    range.start.clamp(kept.start, kept.end) - kept.start..range.end.clamp(kept.start, kept.end) - kept.start
}

/// The marked run at `range`, without white space at its ends; `None` where nothing is left.
fn run(line: &Inline, range: &Range<usize>) -> Option<Run> {
    let text = line.text.get(range.clone())?;
    let start = range.start + (text.len() - text.trim_start().len());
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let range = start..start + text.len();
    Some(Run { text: text.to_owned(), span: line.span_of(range.clone()), range })
}
