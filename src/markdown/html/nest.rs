//! What is open while a page is written, so that every tag is closed once and in order.
//!
//! Markdown's own blocks are boundaries: raw HTML opened inside one is closed with it, and an end tag of raw HTML
//! never closes anything beyond one. Raw `<div>`, `<details>` and other holders of blocks opened between Markdown
//! blocks stay open over them.

use super::tags::{Element, Inside};

/// Most raw elements that are open at a time; more are dropped, since nobody means them.
const MAX_RAW: usize = 64;

/// Something open, with the text that closes it.
#[derive(Debug)]
enum Open {
    /// Made by Markdown; `internal` if it is marked so itself and needs no box inside.
    Markdown { close: &'static str, inside: Inside, paragraph: bool, internal: bool },
    /// Made by Markdown, a link; where its content begins and what it shows if that stays empty.
    Link { content_start: usize, fallback: String, close: &'static str },
    /// Raw HTML; of a link where it begins and what it shows if that stays empty.
    Raw { element: &'static Element, link: Option<(usize, String)> },
    /// The box around internal blocks, which end at this byte of the file.
    Internal { end: usize },
    /// The label around a task's text.
    Label,
}

/// The page so far, and what is open in it.
#[derive(Debug, Default)]
pub(super) struct Nest {
    /// The HTML.
    pub(super) out: String,
    stack: Vec<Open>,
    n_links: usize,
    n_raw: usize,
    n_internal: usize,
    /// The Markdown paragraph that is being read was ended early, by a raw block in it or the end of one around it.
    paragraph_broken: bool,
}

impl Nest {
    /// Opens a block or inline element of Markdown, whose start tag the caller has written.
    pub(super) fn open(&mut self, close: &'static str, inside: Inside) {
        self.stack.push(Open::Markdown { close, inside, paragraph: false, internal: false });
    }

    /// The same for an item or row whose tag says that it is internal.
    pub(super) fn open_internal(&mut self, close: &'static str, inside: Inside) {
        self.n_internal += 1;
        self.stack.push(Open::Markdown { close, inside, paragraph: false, internal: true });
    }

    /// Opens a paragraph, which raw blocks may end early.
    pub(super) fn open_paragraph(&mut self) {
        self.out.push_str("<p>");
        let inside = Inside::Phrasing;
        self.stack.push(Open::Markdown { close: "</p>\n", inside, paragraph: true, internal: false });
    }

    /// Closes a paragraph, or what is left of one that was ended early.
    pub(super) fn close_paragraph(&mut self) {
        if std::mem::take(&mut self.paragraph_broken) {
            self.before_block();
        } else {
            self.close();
        }
    }

    /// Opens a link whose start tag the caller has written; with `written` false only its text is shown.
    pub(super) fn open_link(&mut self, fallback: String, written: bool) {
        let close = if written { "</a>" } else { "" };
        self.n_links += usize::from(written);
        self.stack.push(Open::Link { content_start: self.out.len(), fallback, close });
    }

    /// Opens the label of a task.
    pub(super) fn open_label(&mut self) {
        self.out.push_str("<label>");
        self.stack.push(Open::Label);
    }

    /// Closes the innermost Markdown element with everything in it.
    pub(super) fn close(&mut self) {
        while let Some(open) = self.stack.pop() {
            let boundary = matches!(open, Open::Markdown { .. } | Open::Link { .. });
            self.write_close(open);
            if boundary {
                return;
            }
        }
    }

    /// Closes everything.
    pub(super) fn close_all(&mut self) {
        while let Some(open) = self.stack.pop() {
            self.write_close(open);
        }
    }

    fn write_close(&mut self, open: Open) {
        match open {
            Open::Markdown { close, paragraph, internal, .. } => {
                self.n_internal -= usize::from(internal);
                // A paragraph of nothing but comments or dropped tags leaves no empty box.
                if paragraph && self.out.ends_with("<p>") {
                    self.out.truncate(self.out.len() - "<p>".len());
                } else {
                    self.out.push_str(close);
                }
            }
            Open::Link { content_start, fallback, close } => {
                if !close.is_empty() {
                    self.close_link(content_start, &fallback);
                }
            }
            Open::Raw { element, link } => {
                self.n_raw -= 1;
                if let Some((content_start, fallback)) = link {
                    self.close_link(content_start, &fallback);
                } else {
                    self.out.push_str(element.close);
                }
            }
            Open::Internal { .. } => {
                self.n_internal -= 1;
                self.out.push_str("</div>\n");
            }
            Open::Label => self.out.push_str("</label>"),
        }
    }

    /// A link without text could not be followed with a screen reader.
    fn close_link(&mut self, content_start: usize, fallback: &str) {
        if self.out.len() == content_start {
            super::escape::escaped(&mut self.out, fallback);
        }
        self.out.push_str("</a>");
        self.n_links -= 1;
    }

    /// Whether text is now inside a link.
    pub(super) fn in_link(&self) -> bool {
        self.n_links > 0
    }

    /// Makes room for a Markdown block: raw HTML that cannot hold blocks and task labels end here.
    pub(super) fn before_block(&mut self) {
        while let Some(open) = self.stack.pop_if(|it| match it {
            Open::Raw { element, .. } => !element.holds_blocks(),
            Open::Label => true,
            _ => false,
        }) {
            self.write_close(open);
        }
    }

    /// Opens or closes the box around internal blocks for a block that begins at `at`.
    ///
    /// `internal` is the end of the internal range that `at` lies in.
    pub(super) fn box_internal(&mut self, at: usize, internal: Option<usize>) {
        let innermost = self
            .stack
            .iter()
            .rposition(|it| !matches!(it, Open::Raw { .. }))
            .filter(|idx| matches!(self.stack[*idx], Open::Internal { end } if end <= at));
        if let Some(idx) = innermost {
            while self.stack.len() > idx {
                let Some(open) = self.stack.pop() else { break };
                self.write_close(open);
            }
        }
        if let Some(end) = internal
            && self.n_internal == 0
            && self.inside() == Inside::Flow
        {
            self.out.push_str("<div class=\"internal\">\n");
            self.n_internal += 1;
            self.stack.push(Open::Internal { end });
        }
    }

    /// Whether something open is marked as internal.
    pub(super) fn is_internal(&self) -> bool {
        self.n_internal > 0
    }

    /// What may be at this place.
    pub(super) fn inside(&self) -> Inside {
        match self.stack.last() {
            Some(Open::Markdown { inside, .. }) => *inside,
            Some(Open::Raw { element, .. }) => element.inside,
            Some(Open::Link { .. } | Open::Label) => Inside::Phrasing,
            Some(Open::Internal { .. }) | None => Inside::Flow,
        }
    }

    /// Opens a raw element, or gives false where there are too many; `tag` is its start tag.
    pub(super) fn open_raw(&mut self, element: &'static Element, tag: &str, link: Option<String>) -> bool {
        if self.n_raw >= MAX_RAW {
            return false;
        }
        self.out.push_str(tag);
        self.n_raw += 1;
        self.n_links += usize::from(link.is_some());
        let link = link.map(|it| (self.out.len(), it));
        self.stack.push(Open::Raw { element, link });
        true
    }

    /// Closes the raw element `name` with everything in it, if it is open here or around this paragraph.
    pub(super) fn close_raw(&mut self, name: &str) {
        let of_table = matches!(name, "table" | "thead" | "tbody" | "tr" | "td" | "th");
        if let Some(idx) = self.find_raw(|it| it.name == name, |it| !of_table && it.is_scope()) {
            self.close_to(idx);
        }
    }

    /// Closes what is above the innermost raw element with one of these names; false where there is none.
    pub(super) fn close_to_parent(&mut self, names: &[&str]) -> bool {
        let rows = names.contains(&"tr") || names.contains(&"table");
        let stop = |it: &Element| if rows { it.name == "table" } else { it.is_scope() };
        let Some(idx) = self.find_raw(|it| names.contains(&it.name), stop) else { return false };
        self.close_to(idx + 1);
        true
    }

    /// Closes an open raw `<p>` (and what is in it), which ends where a block begins.
    pub(super) fn close_raw_paragraph(&mut self) {
        if let Some(idx) = self.find_raw(|it| it.name == "p", |it| it.inside == Inside::Flow) {
            self.close_to(idx);
        }
    }

    /// Ends the Markdown paragraph that text is directly in, so that a raw block may follow.
    pub(super) fn break_paragraph(&mut self) {
        if let Some(idx) = self.stack.iter().rposition(|it| !matches!(it, Open::Raw { .. }))
            && matches!(self.stack[idx], Open::Markdown { paragraph: true, .. })
        {
            self.close_to(idx);
        }
    }

    /// Leaves the rows of a raw table: text there would be moved out of it by browsers.
    pub(super) fn leave_rows(&mut self) {
        while let Some(open) = self.stack.pop_if(
            |it| matches!(it, Open::Raw { element, .. } if element.inside == Inside::Rows && element.is_of_table()),
        ) {
            self.write_close(open);
        }
    }

    /// Index of the innermost raw element that `wanted` takes, not looking beyond `stop` or Markdown.
    ///
    /// Only a paragraph is looked through, because a block around it may end in it.
    fn find_raw(&self, wanted: impl Fn(&Element) -> bool, stop: impl Fn(&Element) -> bool) -> Option<usize> {
        let mut through_paragraph = false;
        for (idx, open) in self.stack.iter().enumerate().rev() {
            match open {
                Open::Raw { element, .. } if wanted(element) => {
                    // Text that is bold around a paragraph is not meant to end within it.
                    return (!through_paragraph || element.inside != Inside::Phrasing).then_some(idx);
                }
                Open::Raw { element, .. } if stop(element) => return None,
                Open::Raw { .. } => {}
                Open::Markdown { paragraph: true, .. } if !through_paragraph => through_paragraph = true,
                _ => return None,
            }
        }
        None
    }

    fn close_to(&mut self, idx: usize) {
        while self.stack.len() > idx {
            let Some(open) = self.stack.pop() else { return };
            self.paragraph_broken |= matches!(open, Open::Markdown { paragraph: true, .. });
            self.write_close(open);
        }
    }
}
