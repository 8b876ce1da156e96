//! How long an answer may be. Agents pay for every token and lose the thread in long texts.

/// Most tokens of one answer. Tokenizers differ, so that the estimate stays below 3,000 with room to spare.
const MAX_TOKENS: usize = 2_400;

/// About how many tokens a text is: four characters of Latin text, one of Chinese or Japanese.
pub(super) fn tokens(text: &str) -> usize {
    let (plain, wide) = text
        .chars()
        .fold((0, 0), |(plain, wide), c| if c.is_ascii() { (plain + 1, wide) } else { (plain, wide + 1) });
    // Digits and signs, of which logs are full, are shorter tokens than words.
    plain * 10 / 36 + wide
}

/// An answer that takes lines as long as there is room.
#[derive(Debug, Default)]
pub(super) struct Answer {
    text: String,
    n_left_out: usize,
}

impl Answer {
    /// Adds a line, or counts it where there is no room.
    pub(super) fn line(&mut self, line: &str) {
        if self.n_left_out == 0 && tokens(&self.text) + tokens(line) <= MAX_TOKENS {
            self.text.push_str(line);
            self.text.push('\n');
        } else {
            self.n_left_out += 1;
        }
    }

    /// Adds every line of `text`.
    pub(super) fn lines(&mut self, text: &str) {
        for it in text.lines() {
            self.line(it);
        }
    }

    /// The text, with how much was left out and `how` to get it.
    pub(super) fn finish(self, how: &str) -> String {
        if self.n_left_out == 0 {
            return self.text;
        }
        format!("{}[{} more lines left out: {how}]\n", self.text, self.n_left_out)
    }
}

/// The pages of `text`: runs of lines that fit beside `used` tokens; a line that is longer than a page is cut into pieces.
pub(super) fn pages(text: &str, used: usize) -> Vec<String> {
    let room = MAX_TOKENS.saturating_sub(used).max(400);
    let mut pages = vec![String::new()];
    let mut add = |piece: &str| {
        let full = pages.last().is_some_and(|it| !it.is_empty() && room < tokens(it) + tokens(piece));
        if full {
            pages.push(String::new());
        }
        if let Some(page) = pages.last_mut() {
            page.push_str(piece);
            page.push('\n');
        }
    };
    for line in text.lines() {
        let chars: Vec<char> = line.chars().collect();
        if chars.is_empty() {
            add("");
        }
        for piece in chars.chunks(room / 2) {
            add(&piece.iter().collect::<String>());
        }
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_counted_and_nothing_is_lost_between_pages() {
        let mut answer = Answer::default();
        for nth in 0..2_000 {
            answer.line(&format!("line {nth} of a long list"));
        }
        let text = answer.finish("ask for less");
        assert!(tokens(&text) < 3_000 && text.ends_with("more lines left out: ask for less]\n"));

        let long = format!("{}\n{}\nend", "连接池".repeat(3_000), "word ".repeat(4_000));
        let pages = pages(&long, 200);
        assert!(pages.iter().all(|it| tokens(it) < 3_000));
        let joined: String = pages.concat().replace('\n', "");
        assert_eq!(joined, long.replace('\n', ""));
    }
}
