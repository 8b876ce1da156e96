//! Where rows of tables and items of lists are in the HTML, so that a page can add to them what it knows about them.

use std::ops::Range;

use super::rendered::RenderedRow;

/// The rows that were written, and those that are open.
#[derive(Debug, Default)]
pub(super) struct Rows {
    found: Vec<RenderedRow>,
    /// Places in `found`, and where the content of each begins; `None` for what is written elsewhere first.
    open: Vec<Option<(usize, usize)>>,
}

impl Rows {
    /// A row begins whose tag takes attributes at `tag`, and whose content begins at `content`.
    pub(super) fn start(&mut self, place: &Range<usize>, tag: usize, content: usize) {
        self.open.push(Some((self.found.len(), content)));
        self.found.push(RenderedRow { place: place.clone(), tag, end: 0 });
    }

    /// The same for a row whose HTML is moved later.
    pub(super) fn start_unknown(&mut self) {
        self.open.push(None);
    }

    /// The text of a cell ends before `out` goes on: the last one counts.
    pub(super) fn end_cell(&mut self, out: &str) {
        if let Some(Some((idx, _))) = self.open.last() {
            self.found[*idx].end = out.len();
        }
    }

    /// The text of the innermost item ends where `out` does, unless it has ended before or has not begun.
    pub(super) fn end_text(&mut self, out: &str) {
        if let Some(Some((idx, content))) = self.open.last()
            && self.found[*idx].end == 0
            && *content < out.len()
            && !out.ends_with("<p>")
        {
            self.found[*idx].end = out.trim_end_matches('\n').len();
        }
    }

    /// The innermost row ends.
    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    /// Those with text.
    pub(super) fn finish(self) -> Vec<RenderedRow> {
        self.found.into_iter().filter(|it| it.end != 0).collect()
    }
}
