//! Walking along a text with full-width forms, odd spaces and odd colons already folded.
//!
//! Positions are bytes of the original text, so that what was read can be marked in it.
//! Every step looks at a bounded number of characters: reading stays linear on any input.

use super::day_order::DayOrder;

/// A place in a text; copied to look ahead, assigned back to accept what was read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scan<'a> {
    text: &'a str,
    at: usize,
    /// Which of day and month the author writes first, where that is known.
    order: Option<DayOrder>,
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, order: None }
    }

    /// Starts at byte `at`, which must lie between two characters.
    pub(super) fn starting(text: &'a str, at: usize) -> Self {
        Self { text, at, order: None }
    }

    /// Reads `06-05-2026` in this order of day and month.
    pub(super) fn ordered(self, order: Option<DayOrder>) -> Self {
        Self { order, ..self }
    }

    /// Which of day and month the author writes first.
    pub(super) fn order(&self) -> Option<DayOrder> {
        self.order
    }

    /// Bytes walked so far.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn at_end(&self) -> bool {
        self.at == self.text.len()
    }

    /// The text from here on, as written.
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// The next character, folded.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next().map(fold)
    }

    /// The character after the next one, folded.
    pub(super) fn peek_second(&self) -> Option<char> {
        self.rest().chars().nth(1).map(fold)
    }

    /// The character before this place, folded.
    pub(super) fn before(&self) -> Option<char> {
        self.text[..self.at].chars().next_back().map(fold)
    }

    pub(super) fn bump(&mut self) -> Option<char> {
        let it = self.rest().chars().next()?;
        self.at += it.len_utf8();
        Some(fold(it))
    }

    pub(super) fn eat(&mut self, expected: char) -> bool {
        let found = self.peek() == Some(expected);
        if found {
            self.bump();
        }
        found
    }

    pub(super) fn eat_any(&mut self, expected: &[char]) -> Option<char> {
        let it = self.peek().filter(|it| expected.contains(it))?;
        self.bump();
        Some(it)
    }

    /// Steps over `expected`, upper or lower case; it may go on behind.
    pub(super) fn eat_text(&mut self, expected: &str) -> bool {
        let mut it = *self;
        let found = expected.chars().all(|want| it.bump().is_some_and(|got| got.eq_ignore_ascii_case(&want)));
        if found {
            *self = it;
        }
        found
    }

    /// Steps over `expected` where no letter or digit of the same word follows.
    pub(super) fn eat_word(&mut self, expected: &str) -> bool {
        let mut it = *self;
        // `mar` does not end before the `ç` of `março`; Chinese goes on without a blank.
        let goes_on = |it: &Self| it.peek().is_some_and(|c| c.is_alphanumeric() && c < '\u{250}');
        let found = it.eat_text(expected)
            && !(expected.ends_with(|it: char| it.is_ascii_alphanumeric()) && goes_on(&it));
        if found {
            *self = it;
        }
        found
    }

    /// Steps over the first of `words` (none empty) that is here, and returns which.
    pub(super) fn eat_word_of(&mut self, words: &[&str]) -> Option<usize> {
        let first = self.first_byte()?;
        words.iter().position(|it| it.as_bytes()[0].eq_ignore_ascii_case(&first) && self.eat_word(it))
    }

    /// Steps over the first of `texts` (none empty) that is here, whatever follows.
    pub(super) fn eat_text_of(&mut self, texts: &[&str]) -> bool {
        let Some(first) = self.first_byte() else { return false };
        texts.iter().any(|it| it.as_bytes()[0].eq_ignore_ascii_case(&first) && self.eat_text(it))
    }

    /// The first byte of the next character: it tells most words apart at once.
    pub(super) fn first_byte(&self) -> Option<u8> {
        let mut bytes = [0; 4];
        self.peek()?.encode_utf8(&mut bytes);
        Some(bytes[0])
    }

    pub(super) fn skip_spaces(&mut self) -> bool {
        let start = self.at;
        while self.eat(' ') {}
        start < self.at
    }

    /// A whole run of 1 to `max` digits: its value and its length.
    pub(super) fn number(&mut self, max: usize) -> Option<(u32, usize)> {
        let mut it = *self;
        let mut value = 0_u32;
        let mut n_digits = 0;
        while let Some(digit) = it.peek().and_then(|it| it.to_digit(10)) {
            n_digits += 1;
            if max < n_digits {
                return None;
            }
            value = value.checked_mul(10)?.checked_add(digit)?;
            it.bump();
        }
        if n_digits == 0 {
            return None;
        }
        *self = it;
        Some((value, n_digits))
    }

    /// A run of exactly `n_digits` digits.
    pub(super) fn digits(&mut self, n_digits: usize) -> Option<u32> {
        let mut it = *self;
        let (value, found) = it.number(n_digits)?;
        if found != n_digits {
            return None;
        }
        *self = it;
        Some(value)
    }

    pub(super) fn next_is_digit(&self) -> bool {
        self.peek().is_some_and(|it| it.is_ascii_digit())
    }

    pub(super) fn next_is_alphanumeric(&self) -> bool {
        self.peek().is_some_and(|it| it.is_ascii_alphanumeric())
    }

    /// Whether `mark` comes next with a digit behind it, as in `.4`.
    pub(super) fn next_is_digit_after(&self, mark: char) -> bool {
        self.peek() == Some(mark) && self.peek_second().is_some_and(|it| it.is_ascii_digit())
    }
}

/// Words with the number of what they mean, by their first byte: most places of a text begin none of them.
pub(super) struct Names {
    by_first: Vec<Vec<(&'static str, usize)>>,
}

impl Names {
    /// The words of `lists`, each of which means its place among them; none is empty.
    pub(super) fn new(lists: &[&[&'static str]]) -> Self {
        let mut by_first = vec![Vec::new(); 256];
        for (number, list) in lists.iter().enumerate() {
            for word in *list {
                by_first[usize::from(word.as_bytes()[0].to_ascii_lowercase())].push((*word, number));
            }
        }
        Self { by_first }
    }

    /// Steps over the first of the words that is here, and returns its number.
    pub(super) fn eat(&self, scan: &mut Scan<'_>) -> Option<usize> {
        let first = scan.first_byte()?.to_ascii_lowercase();
        let known = &self.by_first[usize::from(first)];
        known.iter().find(|(word, _)| scan.eat_word(word)).map(|it| it.1)
    }
}

/// `text` without the marks around a value: spaces, emphasis, code ticks, quotes, matching brackets and a
/// closing full stop, comma or colon.
pub(super) fn trim_marks(text: &str) -> &str {
    let mut text = text;
    loop {
        let trimmed = text
            .trim_matches(|it: char| fold(it) == ' ' || "*_`\"'“”‘’|".contains(it))
            .trim_end_matches(|it: char| ".,;:。、".contains(fold(it)));
        let inside = match (trimmed.chars().next().map(fold), trimmed.chars().next_back().map(fold)) {
            (Some('('), Some(')'))
            | (Some('['), Some(']'))
            | (Some('<'), Some('>'))
            | (Some('「'), Some('」')) => {
                let mut chars = trimmed.chars();
                chars.next();
                chars.next_back();
                chars.as_str()
            }
            _ => trimmed,
        };
        if inside.len() == text.len() {
            return text;
        }
        text = inside;
    }
}

/// Full-width forms, odd spaces, colons, brackets, hyphens and tildes as their plain ASCII character.
pub(super) fn fold(it: char) -> char {
    match it {
        ' '..='~' => it,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(it) - 0xfee0).unwrap_or(it),
        '\u{200b}' | '\u{2060}' | '\u{feff}' => ' ',
        '∶' | '︰' | '﹕' | '꞉' => ':',
        '\u{2010}'..='\u{2012}' | '−' | '﹣' => '-',
        '〜' | '∼' | '˜' => '~',
        '【' | '〔' => '[',
        '】' | '〕' => ']',
        _ if it.is_whitespace() => ' ',
        _ => it,
    }
}
