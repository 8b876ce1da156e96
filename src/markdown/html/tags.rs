//! The raw HTML elements that pages keep, and a tokenizer for it.
//!
//! An allow-list: what is not named here is dropped. Elements are written without any attribute of the author's,
//! so there is nothing in them that could run; links and pictures are made anew by the writer.

use super::entities;

/// What may stand directly inside an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inside {
    /// Blocks and text.
    Flow,
    /// Text and inline elements.
    Phrasing,
    /// Items only; stray text does no harm.
    Items,
    /// Rows, sections and cells only; browsers move stray text out of the table.
    Rows,
}

/// How an element is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In text.
    Inline,
    /// Between blocks.
    Block,
    /// Directly in one of these.
    In(&'static [&'static str]),
    /// In text, with nothing inside.
    Void,
    /// Between blocks, with nothing inside.
    VoidBlock,
}

/// An element that is kept.
#[derive(Debug)]
pub(super) struct Element {
    /// As authors write it.
    pub(super) name: &'static str,
    pub(super) place: Place,
    pub(super) inside: Inside,
    pub(super) open: &'static str,
    pub(super) close: &'static str,
}

macro_rules! elements {
    ($($name:literal $place:expr, $inside:ident, $open:literal, $close:literal;)*) => {
        &[$(Element { name: $name, place: $place, inside: Inside::$inside, open: $open, close: $close }),*]
    };
}

/// Every element that is kept, in order of name. Headings lose their level, which the page's outline decides.
static ELEMENTS: &[Element] = elements! {
    "address" Place::Block, Flow, "<div>", "</div>\n";
    "article" Place::Block, Flow, "<div>", "</div>\n";
    "aside" Place::Block, Flow, "<div>", "</div>\n";
    "b" Place::Inline, Phrasing, "<b>", "</b>";
    "blockquote" Place::Block, Flow, "<blockquote>", "</blockquote>\n";
    "br" Place::Void, Phrasing, "<br>\n", "";
    "center" Place::Block, Flow, "<div>", "</div>\n";
    "code" Place::Inline, Phrasing, "<code>", "</code>";
    "dd" Place::In(&["dl"]), Flow, "<dd>", "</dd>\n";
    "del" Place::Inline, Phrasing, "<del>", "</del>";
    "details" Place::Block, Flow, "<details>", "</details>\n";
    "div" Place::Block, Flow, "<div>", "</div>\n";
    "dl" Place::Block, Items, "<dl>\n", "</dl>\n";
    "dt" Place::In(&["dl"]), Phrasing, "<dt>", "</dt>\n";
    "em" Place::Inline, Phrasing, "<em>", "</em>";
    "figcaption" Place::Block, Flow, "<div>", "</div>\n";
    "figure" Place::Block, Flow, "<div>", "</div>\n";
    "footer" Place::Block, Flow, "<div>", "</div>\n";
    "h1" Place::Block, Phrasing, "<p><strong>", "</strong></p>\n";
    "h2" Place::Block, Phrasing, "<p><strong>", "</strong></p>\n";
    "h3" Place::Block, Phrasing, "<p><strong>", "</strong></p>\n";
    "h4" Place::Block, Phrasing, "<p><strong>", "</strong></p>\n";
    "h5" Place::Block, Phrasing, "<p><strong>", "</strong></p>\n";
    "h6" Place::Block, Phrasing, "<p><strong>", "</strong></p>\n";
    "header" Place::Block, Flow, "<div>", "</div>\n";
    "hr" Place::VoidBlock, Flow, "<hr>\n", "";
    "i" Place::Inline, Phrasing, "<i>", "</i>";
    "ins" Place::Inline, Phrasing, "<ins>", "</ins>";
    "kbd" Place::Inline, Phrasing, "<kbd>", "</kbd>";
    "li" Place::In(&["ul", "ol"]), Flow, "<li>", "</li>\n";
    "main" Place::Block, Flow, "<div>", "</div>\n";
    "mark" Place::Inline, Phrasing, "<mark>", "</mark>";
    "ol" Place::Block, Items, "<ol>\n", "</ol>\n";
    "p" Place::Block, Phrasing, "<p>", "</p>\n";
    "pre" Place::Block, Phrasing, "<pre class=\"code\" tabindex=\"0\">", "</pre>\n";
    "s" Place::Inline, Phrasing, "<s>", "</s>";
    "samp" Place::Inline, Phrasing, "<samp>", "</samp>";
    "section" Place::Block, Flow, "<div>", "</div>\n";
    "small" Place::Inline, Phrasing, "<small>", "</small>";
    "span" Place::Inline, Phrasing, "<span>", "</span>";
    "strike" Place::Inline, Phrasing, "<s>", "</s>";
    "strong" Place::Inline, Phrasing, "<strong>", "</strong>";
    "sub" Place::Inline, Phrasing, "<sub>", "</sub>";
    "summary" Place::In(&["details"]), Phrasing, "<summary>", "</summary>\n";
    "sup" Place::Inline, Phrasing, "<sup>", "</sup>";
    "table" Place::Block, Rows, "<table>\n", "</table>\n";
    "tbody" Place::In(&["table"]), Rows, "<tbody>\n", "</tbody>\n";
    "td" Place::In(&["tr"]), Flow, "<td>", "</td>";
    "th" Place::In(&["tr"]), Flow, "<th>", "</th>";
    "thead" Place::In(&["table"]), Rows, "<thead>\n", "</thead>\n";
    "tr" Place::In(&["tbody", "thead", "table"]), Rows, "<tr>", "</tr>\n";
    "tt" Place::Inline, Phrasing, "<code>", "</code>";
    "u" Place::Inline, Phrasing, "<u>", "</u>";
    "ul" Place::Block, Items, "<ul>\n", "</ul>\n";
};

/// A link; its start tag is made by the writer. Blocks do not stand in it, since they bring links of their own.
pub(super) static LINK: Element =
    Element { name: "a", place: Place::Inline, inside: Inside::Phrasing, open: "<a>", close: "</a>" };

/// Elements whose content goes with them: it is code, or text that browsers read by other rules.
const CONTENT_DROPPED: [&str; 17] = [
    "script",
    "style",
    "iframe",
    "object",
    "svg",
    "math",
    "template",
    "noscript",
    "title",
    "textarea",
    "xmp",
    "plaintext",
    "noembed",
    "noframes",
    "applet",
    "frameset",
    "select",
];

/// Attribute-free wrappers whose going nobody notices, and elements handled apart.
const UNREMARKABLE: [&str; 12] =
    ["a", "img", "font", "html", "body", "head", "colgroup", "col", "tfoot", "caption", "wbr", "nobr"];

/// The kept element with `name` in lower case.
pub(super) fn element(name: &str) -> Option<&'static Element> {
    ELEMENTS.binary_search_by(|it| it.name.cmp(name)).ok().and_then(|idx| ELEMENTS.get(idx))
}

/// Whether everything up to the end tag goes too.
pub(super) fn drops_content(name: &str) -> bool {
    CONTENT_DROPPED.contains(&name)
}

/// Whether dropping the element is worth telling the author.
pub(super) fn is_remarkable(name: &str) -> bool {
    element(name).is_none() && !UNREMARKABLE.contains(&name)
}

impl Element {
    /// Whether Markdown blocks may follow inside it when the raw HTML before them ends.
    pub(super) fn holds_blocks(&self) -> bool {
        self.inside == Inside::Flow
    }

    /// Whether the search for an open element ends here: a `</div>` in a cell does not close a `<div>` around
    /// the table.
    pub(super) fn is_scope(&self) -> bool {
        matches!(self.name, "table" | "td" | "th")
    }

    /// Whether it is part of a table.
    pub(super) fn is_of_table(&self) -> bool {
        matches!(self.name, "table" | "thead" | "tbody" | "tr" | "td" | "th")
    }
}

/// A piece of raw HTML; comments, declarations and processing instructions give none.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// Text, its references not resolved.
    Text(&'t str),
    /// `<name …>`, the name in lower case.
    Open { name: String, attributes: Vec<(String, String)>, self_closing: bool },
    /// `</name>`, the name in lower case.
    Close(String),
}

/// Cuts raw HTML into tokens, each byte looked at a bounded number of times.
#[derive(Debug)]
pub(super) struct Tokens<'t> {
    rest: &'t str,
}

impl<'t> Tokens<'t> {
    /// Begins at the start of `html`.
    pub(super) fn new(html: &'t str) -> Self {
        Self { rest: html }
    }

    /// Drops everything up to and with the end tag of `name`; all of it where there is none.
    pub(super) fn skip_content(&mut self, name: &str) {
        while let Some(at) = self.rest.find("</") {
            self.rest = &self.rest[at + 2..];
            let is_end = self
                .rest
                .as_bytes()
                .get(..name.len())
                .is_some_and(|it| it.eq_ignore_ascii_case(name.as_bytes()));
            if is_end && !self.rest[name.len()..].starts_with(|it: char| it.is_ascii_alphanumeric()) {
                self.rest = self.rest.find('>').map_or("", |it| &self.rest[it + 1..]);
                return;
            }
        }
        self.rest = "";
    }

    /// The text up to `at`, if there is any.
    fn text(&mut self, at: usize) -> Token<'t> {
        let (text, rest) = self.rest.split_at(at);
        self.rest = rest;
        Token::Text(text)
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        while !self.rest.is_empty() {
            let bytes = self.rest.as_bytes();
            if bytes[0] != b'<' {
                let end = self.rest.find('<').unwrap_or(self.rest.len());
                return Some(self.text(end));
            }
            match bytes.get(1) {
                Some(b'!' | b'?') => {
                    let (open, close) = if self.rest.starts_with("<!--") {
                        // `<!-->` is a whole comment.
                        (2, "-->")
                    } else if self.rest.starts_with("<![CDATA[") {
                        (9, "]]>")
                    } else {
                        (2, ">")
                    };
                    let end = self.rest[open..].find(close).map(|it| open + it + close.len());
                    self.rest = end.map_or("", |it| &self.rest[it..]);
                }
                Some(b'/') if bytes.get(2).is_some_and(u8::is_ascii_alphabetic) => {
                    let name = name(&self.rest[2..]);
                    let end = self.rest.find('>').map_or(self.rest.len(), |it| it + 1);
                    self.rest = &self.rest[end..];
                    return Some(Token::Close(name));
                }
                Some(byte) if byte.is_ascii_alphabetic() => {
                    if let Some((token, rest)) = open_tag(self.rest) {
                        self.rest = rest;
                        return Some(token);
                    }
                    // A tag that never ends: the rest is text, so that it is not looked through again and again.
                    return Some(self.text(self.rest.len()));
                }
                _ => {
                    let end = self.rest[1..].find('<').map_or(self.rest.len(), |it| it + 1);
                    return Some(self.text(end));
                }
            }
        }
        None
    }
}

fn name(rest: &str) -> String {
    let end = rest.find(|it: char| it.is_ascii_whitespace() || matches!(it, '/' | '>')).unwrap_or(rest.len());
    rest[..end].to_ascii_lowercase()
}

/// The start tag at the beginning of `html`, and what follows it.
fn open_tag(html: &str) -> Option<(Token<'_>, &str)> {
    let tag = name(&html[1..]);
    let mut at = 1 + tag.len();
    let mut attributes = Vec::new();
    let mut self_closing = false;
    // Only of these does an attribute matter.
    let keeps_attributes = matches!(tag.as_str(), "a" | "img");
    let bytes = html.as_bytes();
    loop {
        match bytes.get(at)? {
            b'>' => break,
            b'/' => {
                self_closing = true;
                at += 1;
            }
            byte if byte.is_ascii_whitespace() => at += 1,
            _ => {
                self_closing = false;
                let name_end = at
                    + bytes[at + 1..]
                        .iter()
                        .position(|it| is_space(*it) || matches!(it, b'/' | b'>' | b'='))?
                    + 1;
                let name = &html[at..name_end];
                at = name_end + bytes[name_end..].iter().position(|it| !is_space(*it))?;
                let mut value = "";
                if bytes[at] == b'=' {
                    at += 1;
                    at += bytes[at..].iter().position(|it| !is_space(*it))?;
                    let quote = bytes[at];
                    let (start, end) = if matches!(quote, b'"' | b'\'') {
                        (at + 1, at + 1 + bytes[at + 1..].iter().position(|it| *it == quote)?)
                    } else {
                        (at, at + bytes[at..].iter().position(|it| is_space(*it) || *it == b'>')?)
                    };
                    value = &html[start..end];
                    at = end + usize::from(start > at);
                }
                if keeps_attributes && attributes.len() < 32 {
                    attributes.push((name.to_ascii_lowercase(), entities::decoded(value).into_owned()));
                }
            }
        }
    }
    Some((Token::Open { name: tag, attributes, self_closing }, &html[at + 1..]))
}

fn is_space(byte: u8) -> bool {
    byte.is_ascii_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(html: &str) -> Vec<String> {
        Tokens::new(html)
            .map(|it| match it {
                Token::Text(text) => format!("'{text}'"),
                Token::Open { name, attributes, self_closing } => {
                    let attributes: String =
                        attributes.iter().flat_map(|it| [" ", &it.0, "=", &it.1]).collect();
                    format!("<{name}{attributes}{}>", if self_closing { "/" } else { "" })
                }
                Token::Close(name) => format!("</{name}>"),
            })
            .collect()
    }

    #[test]
    fn elements_are_in_order_of_name() {
        assert!(ELEMENTS.windows(2).all(|it| it[0].name < it[1].name));
        assert!(element("strong").is_some() && element("script").is_none());
    }

    #[test]
    fn tags_are_read_as_browsers_read_them() {
        assert_eq!(tokens("a<B>b</B >c"), ["'a'", "<b>", "'b'", "</b>", "'c'"]);
        assert_eq!(tokens("<a href = 'x>y' b>"), ["<a href=x>y b=>"]);
        assert_eq!(tokens("<img/src=x/onerror=y>"), ["<img src=x/onerror=y>"]);
        assert_eq!(tokens("<img src=\"&#106;s\"/>"), ["<img src=js/>"]);
        assert_eq!(tokens("<a\nhref=x\n>"), ["<a href=x>"]);
        assert_eq!(tokens("<br/><br /> 1 < 2 <3"), ["<br/>", "<br/>", "' 1 '", "'< 2 '", "'<3'"]);
    }

    #[test]
    fn comments_and_declarations_give_nothing() {
        assert_eq!(
            tokens("a<!-- <b> -->b<!DOCTYPE x>c<?php x?>d<![CDATA[<b>]]>e<!-->f"),
            ["'a'", "'b'", "'c'", "'d'", "'e'", "'f'"]
        );
        assert_eq!(tokens("a<!-- b"), ["'a'"]);
    }

    #[test]
    fn what_never_ends_is_text() {
        assert_eq!(tokens("<a href=\"x>y <b>"), ["'<a href=\"x>y <b>'"]);
        assert_eq!(tokens("<a"), ["'<a'"]);
    }

    #[test]
    fn content_is_skipped_to_its_end_tag() {
        let mut tokens = Tokens::new("x</scriptx></SCRIPT >y");
        tokens.skip_content("script");
        assert_eq!(tokens.rest, "y");
        let mut tokens = Tokens::new("x</b>");
        tokens.skip_content("script");
        assert_eq!(tokens.rest, "");
    }
}
