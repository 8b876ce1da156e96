//! Raw HTML cut into tokens by the rules that browsers follow.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token as Raw, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::tags;

/// Most attributes of one tag that are looked at.
const MAX_ATTRIBUTES: usize = 32;

/// A piece of raw HTML; comments, declarations and processing instructions give none.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// Text, its references resolved.
    Text(String),
    /// `<name …>`, the name in lower case.
    Open {
        /// In lower case.
        name: String,
        /// Of links and pictures, the only elements whose attributes matter.
        attributes: Vec<(String, String)>,
    },
    /// `</name>`, the name in lower case.
    Close(String),
    /// An element that goes with its content; the content, as far as it is here, gives no tokens.
    Dropped {
        /// In lower case.
        name: String,
        /// Whether its end tag was here.
        is_closed: bool,
    },
}

/// The tokens of `html`.
pub(super) fn tokens(html: &str) -> Vec<Token> {
    let options = TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() };
    let tokenizer = Tokenizer::new(Sink::default(), options);
    let input = BufferQueue::default();
    // Where the tag begins that has not ended yet.
    let mut unfinished = None;
    let mut at = 0;
    while at < html.len() {
        let end = html[at + 1..].find('<').map_or(html.len(), |it| at + 1 + it);
        let n_before = tokenizer.sink.state.borrow().n_seen;
        input.push_back(StrTendril::from_slice(&html[at..end]));
        let _ = tokenizer.feed(&input);
        if n_before < tokenizer.sink.state.borrow().n_seen {
            unfinished = None;
        } else if unfinished.is_none() {
            unfinished = Some(at);
        }
        at = end;
    }
    let n_before = tokenizer.sink.state.borrow().n_seen;
    tokenizer.end();
    let state = tokenizer.sink.state.into_inner();
    let mut found = state.found;
    // Browsers drop a tag that never ends; here it is text that somebody wrote.
    if let Some(start) = unfinished.filter(|_| n_before == state.n_seen && state.dropping.is_none()) {
        found.push(Token::Text(html[start..].to_owned()));
    }
    found
}

/// Takes the tokens of html5ever in.
#[derive(Default)]
struct Sink {
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    found: Vec<Token>,
    /// How many tags, texts and comments there were, also in what is dropped.
    n_seen: usize,
    /// The element that goes with its content, its place in `found`, and how often it is open.
    dropping: Option<(String, usize, usize)>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Raw, _line_number: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Raw::CharacterTokens(text) => state.text(&text),
            Raw::NullCharacterToken => state.text("\u{FFFD}"),
            Raw::TagToken(tag) => return state.tag(&tag),
            Raw::CommentToken(_) | Raw::DoctypeToken(_) => state.n_seen += 1,
            Raw::EOFToken | Raw::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }

    /// The content of a CDATA section is text: a browser would show it, or a part of it.
    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        true
    }
}

impl State {
    fn text(&mut self, text: &str) {
        self.n_seen += 1;
        if self.dropping.is_some() {
            return;
        }
        match self.found.last_mut() {
            Some(Token::Text(before)) => before.push_str(text),
            _ => self.found.push(Token::Text(text.to_owned())),
        }
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        self.n_seen += 1;
        let name = &*tag.name;
        let is_start = tag.kind == TagKind::StartTag;
        if let Some((dropped, place, n_open)) = &mut self.dropping {
            if *dropped == name {
                *n_open = if is_start { *n_open + 1 } else { *n_open - 1 };
                if *n_open == 0 {
                    if let Some(Token::Dropped { is_closed, .. }) = self.found.get_mut(*place) {
                        *is_closed = true;
                    }
                    self.dropping = None;
                }
            }
            return TokenSinkResult::Continue;
        }
        if !is_start {
            self.found.push(Token::Close(name.to_owned()));
            return TokenSinkResult::Continue;
        }
        if tags::drops_content(name) {
            // `<svg/>`: in foreign elements, and only there, the slash means that there is no content.
            let is_closed = tag.self_closing && matches!(name, "svg" | "math");
            if !is_closed {
                self.dropping = Some((name.to_owned(), self.found.len(), 1));
            }
            self.found.push(Token::Dropped { name: name.to_owned(), is_closed });
            return if is_closed { TokenSinkResult::Continue } else { content(name) };
        }
        let mut attributes = Vec::new();
        if matches!(name, "a" | "img") {
            let written = tag.attrs.iter().take(MAX_ATTRIBUTES);
            attributes.extend(written.map(|it| (it.name.local.to_string(), it.value.to_string())));
        }
        self.found.push(Token::Open { name: name.to_owned(), attributes });
        TokenSinkResult::Continue
    }
}

/// How browsers read what is in the element.
fn content(name: &str) -> TokenSinkResult<()> {
    match name {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "style" | "iframe" | "xmp" | "noembed" | "noframes" | "noscript" => {
            TokenSinkResult::RawData(RawKind::Rawtext)
        }
        "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
        "plaintext" => TokenSinkResult::Plaintext,
        _ => TokenSinkResult::Continue,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        let found: Vec<String> = tokens(html)
            .into_iter()
            .map(|it| match it {
                Token::Text(text) => format!("'{text}'"),
                Token::Open { name, attributes } => {
                    let attributes: String =
                        attributes.iter().flat_map(|it| [" ", &it.0, "=", &it.1]).collect();
                    format!("<{name}{attributes}>")
                }
                Token::Close(name) => format!("</{name}>"),
                Token::Dropped { name, is_closed } => format!("-{name}{}", if is_closed { "" } else { "…" }),
            })
            .collect();
        assert_eq!(found, expected, "{html}");
    }

    #[test]
    fn tags_are_read_as_browsers_read_them() {
        check("a<B>b</B >c", &["'a'", "<b>", "'b'", "</b>", "'c'"]);
        check("<a href = 'x>y' b>", &["<a href=x>y b=>"]);
        check("<img/src=x/onerror=y>", &["<img src=x/onerror=y>"]);
        check("<img src=\"&#106;s\"/>", &["<img src=js>"]);
        check("<a\nhref=x\n>", &["<a href=x>"]);
        check("<a href=x href=y>", &["<a href=x>"]);
        check("<br/><br /> 1 < 2 <3", &["<br>", "<br>", "' 1 < 2 <3'"]);
        check("<p>caf&eacute; &rarr; &amp;lt;</p>", &["<p>", "'café → &lt;'", "</p>"]);
    }

    #[test]
    fn comments_and_declarations_give_nothing() {
        check("a<!-- <b> -->b<!DOCTYPE x>c<?php x?>d<![CDATA[<b>]]>e<!-->f", &["'abcd<b>ef'"]);
        check("a<!-- b", &["'a'"]);
    }

    #[test]
    fn what_never_ends_is_text() {
        check("<a href=\"x>y <b>", &["'<a href=\"x>y <b>'"]);
        check("x <a", &["'x '", "'<a'"]);
    }

    #[test]
    fn what_is_dropped_goes_with_its_content() {
        check("<script>a</scriptx><!-- </SCRIPT >y", &["-script", "'y'"]);
        check("<style>a<b></style>y", &["-style", "'y'"]);
        check("<script>x</b>", &["-script…"]);
        check("<svg><svg></svg><p>x</svg>y", &["-svg", "'y'"]);
        check("<svg/>y", &["-svg", "'y'"]);
        check("<title>&lt;</title>y<plaintext>z</plaintext>", &["-title", "'y'", "-plaintext…"]);
        check("</script>y", &["</script>", "'y'"]);
    }
}
