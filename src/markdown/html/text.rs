//! Text on its way to the page: line breaks, bare addresses and mentions.

use std::ops::Range;

use super::super::autolink;
use super::super::cjk::is_cjk;
use super::super::shortcodes;
use super::escape;
use super::marks::start_tag;
use super::url;
use super::writer::Writer;

/// A part of a text that becomes a link.
enum Part {
    /// An address that is in the text as it is.
    Bare,
    /// Something the caller knows an address for.
    Mention(String),
}

impl Writer<'_> {
    /// Takes text in; it is written when something else follows, so that addresses are seen whole.
    pub(super) fn text(&mut self, text: &str, range: &Range<usize>) {
        let Some(first) = text.chars().next() else { return };
        if let Some(picture) = &mut self.picture {
            picture.alt.push_str(text);
            return;
        }
        if self.raw.dropping.is_some() {
            return;
        }
        if self.pending.is_empty() {
            self.pending_at = range.clone();
        }
        self.resolve_break(first);
        self.pending.push_str(text);
    }

    /// A line end within a paragraph.
    pub(super) fn soft_break(&mut self) {
        if let Some(picture) = &mut self.picture {
            picture.alt.push(' ');
        } else if !self.take_alert_marker() {
            self.soft_break = true;
        }
    }

    /// A line end that is shown.
    pub(super) fn hard_break(&mut self) {
        if self.picture.is_some() || self.take_alert_marker() {
            return;
        }
        self.flush();
        self.soft_break = false;
        self.nest.leave_rows();
        self.nest.out.push_str("<br>\n");
        self.text.push('\n');
    }

    /// Decides what an earlier line end becomes, now that `next` follows: between Chinese characters nothing.
    ///
    /// Browsers show a line end as a space, which Chinese does not write.
    pub(super) fn resolve_break(&mut self, next: char) {
        if !std::mem::take(&mut self.soft_break) {
            return;
        }
        let prev = self.pending.chars().next_back().or_else(|| self.text.chars().next_back());
        if !(is_cjk(next) && prev.is_some_and(is_cjk)) {
            self.pending.push('\n');
        }
    }

    /// The same for a mark, which is followed by the first character that is shown of `source`.
    pub(super) fn resolve_break_before(&mut self, range: &Range<usize>) {
        if self.soft_break {
            let source = self.prepared.source(range);
            self.resolve_break(
                source.trim_start_matches(['*', '_', '~', '[', '!']).chars().next().unwrap_or(' '),
            );
        }
    }

    /// Ends a run of text: a line end that nothing follows is dropped.
    pub(super) fn end_text(&mut self) {
        self.take_alert_marker();
        self.flush();
        self.soft_break = false;
        self.raw.dropping = None;
    }

    /// Drops the `[!注意]` that made an alert of its quote.
    fn take_alert_marker(&mut self) -> bool {
        let Some(marker) = self.alert_marker.take_if(|it| self.pending.trim() == *it) else { return false };
        self.pending.clear();
        !marker.is_empty()
    }

    /// Writes the text that was taken in.
    pub(super) fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let mut text = std::mem::take(&mut self.pending);
        let signs = shortcodes::replace(&mut text);
        if let Some(heading) = &mut self.heading {
            heading.signs.extend(signs);
        }
        self.nest.leave_rows();
        escape::plain(&mut self.text, &text);
        let range = self.pending_at.clone();
        let mut from = 0;
        if !self.nest.in_link() {
            for (part, kind) in self.linked_parts(&text) {
                escape::escaped(&mut self.nest.out, &text[from..part.start]);
                let shown = &text[part.clone()];
                let link = match kind {
                    Part::Bare => self.decide(shown, false, &range).map(|it| it.start_tag("")),
                    Part::Mention(address) => mention(&address),
                };
                self.nest.out.push_str(link.as_deref().unwrap_or_default());
                escape::escaped(&mut self.nest.out, shown);
                if link.is_some() {
                    self.nest.out.push_str("</a>");
                }
                from = part.end;
            }
        }
        escape::escaped(&mut self.nest.out, &text[from..]);
        // The buffer is kept, because a table has very many short texts.
        self.pending = text;
        self.pending.clear();
    }

    /// The parts of `text` that become links: in order, apart, at character boundaries.
    fn linked_parts(&self, text: &str) -> Vec<(Range<usize>, Part)> {
        let mut parts: Vec<(Range<usize>, Part)> = Vec::new();
        if text.contains("://") {
            parts.extend(autolink::find(text).into_iter().map(|it| (it, Part::Bare)));
        }
        let n_bare = parts.len();
        parts.extend((self.options.linkify)(text).into_iter().map(|it| (it.range, Part::Mention(it.url))));
        if parts.len() > n_bare {
            // A stable order, in which an address wins over a mention inside it.
            parts.sort_by_key(|it| (it.0.start, matches!(it.1, Part::Mention(_))));
            let mut end = 0;
            parts.retain(|(range, _)| {
                let fits = range.start >= end && range.start < range.end && text.get(range.clone()).is_some();
                if fits {
                    end = range.end;
                }
                fits
            });
        }
        parts
    }

    /// Ends the line of plain text.
    pub(super) fn end_plain_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}

/// The start tag of a link that the caller requested; its address passes the filter like any other.
fn mention(address: &str) -> Option<String> {
    match url::address(address) {
        url::Address::Blocked(_) | url::Address::Empty => None,
        url::Address::External(it) => Some(start_tag(&it, "mention", true) + ">"),
        url::Address::Contact(it) | url::Address::Local(it) | url::Address::Fragment(it) => {
            Some(start_tag(&it, "mention", false) + ">")
        }
    }
}
