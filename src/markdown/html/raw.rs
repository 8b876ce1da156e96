//! Raw HTML in a document: what the allow-list names is rewritten, the rest dropped.

use std::ops::Range;

use super::tags::{self, Element, Inside, LINK, Place};
use super::tokens::{Token, tokens};
use super::writer::Writer;
use crate::diagnostics::{Diagnostic, codes};
use crate::phrase::say;

impl Writer<'_> {
    /// Writes a block of raw HTML; what can hold blocks stays open behind it.
    pub(super) fn html_block(&mut self, html: &str, range: &Range<usize>) {
        for token in tokens(html) {
            match token {
                // White space between tags is layout of the source.
                Token::Text(text) if text.trim().is_empty() && self.nest.inside() != Inside::Phrasing => {
                    self.nest.out.push('\n');
                }
                Token::Text(text) => self.text(&text, range),
                Token::Dropped { name, .. } => self.report_removed(&name, range),
                token @ (Token::Open { .. } | Token::Close(_)) => self.tag(token, range),
            }
        }
        self.end_text();
        self.nest.before_block();
    }

    /// Writes one tag in the middle of text.
    pub(super) fn inline_html(&mut self, html: &str, range: &Range<usize>) {
        for token in tokens(html) {
            match (token, &self.raw.dropping) {
                (Token::Close(name), Some(dropped)) if name == *dropped => self.raw.dropping = None,
                (_, Some(_)) | (Token::Text(_), _) => {}
                (Token::Dropped { name, is_closed }, None) => {
                    self.report_removed(&name, range);
                    self.flush();
                    if !is_closed {
                        self.raw.dropping = Some(name);
                    }
                }
                (token @ (Token::Open { .. } | Token::Close(_)), None) => self.tag(token, range),
            }
        }
    }

    fn tag(&mut self, token: Token, range: &Range<usize>) {
        self.flush();
        match token {
            Token::Text(_) | Token::Dropped { .. } => {}
            Token::Close(name) => {
                let is_block = tags::element(&name).is_some_and(|it| it.place != Place::Inline);
                self.nest.close_raw(&name);
                if is_block {
                    self.end_plain_line();
                }
            }
            Token::Open { name, attributes } => {
                let attribute =
                    |wanted: &str| attributes.iter().find(|it| it.0 == wanted).map_or("", |it| it.1.as_str());
                match (name.as_str(), tags::element(&name)) {
                    ("a", _) => self.raw_link(attribute("href"), range),
                    ("img", _) => self.picture(attribute("src"), attribute("alt"), "", range),
                    (_, Some(element)) => self.open_element(element),
                    (name, None) => self.report_removed(name, range),
                }
            }
        }
    }

    fn raw_link(&mut self, target: &str, range: &Range<usize>) {
        self.nest.leave_rows();
        if self.nest.in_link() {
            return;
        }
        if let Some(link) = self.decide(target, false, range) {
            let tag = link.start_tag("");
            self.nest.open_raw(&LINK, &tag, Some(link.url));
        }
    }

    fn open_element(&mut self, element: &'static Element) {
        self.resolve_break(' ');
        self.flush();
        match element.place {
            Place::Inline => {
                self.nest.leave_rows();
                self.nest.open_raw(element, element.open, None);
            }
            Place::Void => {
                self.nest.leave_rows();
                if self.nest.inside() != Inside::Items {
                    self.nest.out.push_str(element.open);
                }
                self.end_plain_line();
            }
            Place::Block | Place::VoidBlock => {
                self.end_plain_line();
                if !self.make_flow() {
                    return;
                }
                if element.place == Place::VoidBlock {
                    self.nest.out.push_str(element.open);
                } else {
                    self.nest.open_raw(element, element.open, None);
                }
            }
            Place::In(parents) => {
                self.end_plain_line();
                let found = self.nest.close_to_parent(parents);
                if found {
                    self.nest.open_raw(element, element.open, None);
                } else if parents.contains(&"tr") && self.nest.close_to_parent(&["tbody", "thead", "table"]) {
                    // `<table><td>` without a row.
                    if let Some(row) = tags::element("tr") {
                        self.nest.open_raw(row, row.open, None);
                        self.nest.open_raw(element, element.open, None);
                    }
                }
            }
        }
    }

    /// Ends what a block may not be in, and returns whether a block may be here now.
    fn make_flow(&mut self) -> bool {
        self.nest.leave_rows();
        self.nest.close_raw_paragraph();
        if self.nest.inside() == Inside::Phrasing {
            self.nest.break_paragraph();
        }
        self.nest.inside() == Inside::Flow
    }

    /// Tells the author once that raw HTML was dropped.
    fn report_removed(&mut self, name: &str, range: &Range<usize>) {
        if self.raw.reported || !tags::is_remarkable(name) {
            return;
        }
        self.raw.reported = true;
        let message = say!("markdown.raw-html", name = name.chars().take(20).collect::<String>());
        self.diagnostics.push(
            Diagnostic::new(&codes::REMOVED_HTML, message)
                .at(self.span(range))
                .hint(say!("markdown.show-as-text")),
        );
    }
}
