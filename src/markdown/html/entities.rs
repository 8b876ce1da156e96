//! Character references, resolved as browsers resolve them.

use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{RawKind, State};
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// `text` with its references resolved; nothing else in it means anything.
pub(crate) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    // In this state of the tokenizer `<` is text, as in a `textarea`.
    let initial_state = Some(State::RawData(RawKind::Rcdata));
    let options = TokenizerOpts { initial_state, discard_bom: false, ..TokenizerOpts::default() };
    let tokenizer = Tokenizer::new(Text::default(), options);
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(text));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    Cow::Owned(tokenizer.sink.0.into_inner())
}

/// The text of all tokens.
#[derive(Default)]
struct Text(RefCell<String>);

impl TokenSink for Text {
    type Handle = ();

    fn process_token(&self, token: Token, _line_number: u64) -> TokenSinkResult<()> {
        match token {
            Token::CharacterTokens(text) => self.0.borrow_mut().push_str(&text),
            Token::NullCharacterToken => self.0.borrow_mut().push('\u{FFFD}'),
            Token::DoctypeToken(_)
            | Token::TagToken(_)
            | Token::CommentToken(_)
            | Token::EOFToken
            | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_are_resolved_as_browsers_do() {
        assert_eq!(
            decoded("a &amp; b&#x4e2d;&#20013 &#0000106;&bogus; & &#; &"),
            "a & b中中 j&bogus; & &#; &"
        );
        assert_eq!(decoded("&#x110000;&#xD800;"), "\u{FFFD}\u{FFFD}");
        assert_eq!(decoded("&amp;lt;"), "&lt;");
        assert_eq!(
            decoded("caf&eacute; &rarr; &CounterClockwiseContourIntegral; &copy &notit;"),
            "café → ∳ © ¬it;"
        );
        assert_eq!(decoded("<b>&lt;</b> </textarea>"), "<b><</b> </textarea>");
        assert_eq!(decoded("\u{FEFF}&amp;"), "\u{FEFF}&");
    }
}
