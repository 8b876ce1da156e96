//! The bridge from our tokenizer to tantivy's: a text that says its weight.

use tantivy::tokenizer as tantivy_tokenizer;

use super::tokenizer::Tokenizer;

/// The name under which tantivy knows [`WeightedTokenizer`].
pub(super) const NAME: &str = "afterword";

/// A text that begins with this code point plus w has weight w. From the private use area: no token has it.
const WEIGHT_MARK: u32 = 0xE000;

/// Where everything is that is indexed beside the texts: at one place, so far behind them that no phrase is found there.
pub(super) const ASIDE: u32 = 1 << 20;

/// Free positions before every text of a document, so that no phrase runs from one text into the next, not
/// even one with common words left out in its middle.
const GAP: usize = 10;

/// `text` as the value of a field, with `weight` (1 to 255; 0 is that of [`aside`]).
pub(super) fn value(weight: u8, text: &str) -> String {
    let mark = char::from_u32(WEIGHT_MARK + u32::from(weight)).unwrap_or_default();
    let mut value = String::with_capacity(mark.len_utf8() + text.len());
    value.push(mark);
    value.push_str(text);
    value
}

/// `text` as the value of a field that no phrase is found in.
pub(super) fn aside(text: &str) -> String {
    value(0, text)
}

/// Gives every token as many times as the text weighs, each time at the same position.
#[derive(Debug, Clone, Default)]
pub(super) struct WeightedTokenizer {
    tokenizer: Tokenizer,
    /// The tokens' texts, one behind the other, with the end and the position of each.
    texts: String,
    tokens: Vec<(usize, u32)>,
    token: tantivy_tokenizer::Token,
}

/// The tokens of one text.
pub(super) struct Stream<'a> {
    owner: &'a mut WeightedTokenizer,
    weight: u8,
    /// Which token comes next, and how many times the current one is still to be given.
    next: usize,
    left: u8,
}

impl tantivy_tokenizer::Tokenizer for WeightedTokenizer {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        let mark = text.chars().next().and_then(|it| u32::from(it).checked_sub(WEIGHT_MARK));
        let weight = mark.and_then(|it| u8::try_from(it).ok()).unwrap_or(1);
        self.texts.clear();
        self.tokens.clear();
        let (texts, tokens) = (&mut self.texts, &mut self.tokens);
        self.tokenizer.each(text, |text, position, _, _| {
            texts.push_str(text);
            tokens.push((texts.len(), position));
        });
        Stream { owner: self, weight, next: 0, left: 0 }
    }
}

impl tantivy_tokenizer::TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        if 0 < self.left {
            self.left -= 1;
            return true;
        }
        let Some(&(end, position)) = self.owner.tokens.get(self.next) else { return false };
        let start = self.next.checked_sub(1).map_or(0, |it| self.owner.tokens[it].0);
        self.owner.token.position = if self.weight == 0 { ASIDE as usize } else { GAP + position as usize };
        self.owner.token.position_length = 1;
        self.owner.token.text.clear();
        self.owner.token.text.push_str(&self.owner.texts[start..end]);
        self.next += 1;
        self.left = self.weight.saturating_sub(1);
        true
    }

    fn token(&self) -> &tantivy_tokenizer::Token {
        &self.owner.token
    }

    fn token_mut(&mut self) -> &mut tantivy_tokenizer::Token {
        &mut self.owner.token
    }
}
