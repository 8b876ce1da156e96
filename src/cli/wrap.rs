//! Running text in lines of a terminal.

use crate::text::width;

/// Marks that begin no line.
const CLOSING: [char; 14] = ['。', '，', '、', '；', '：', '！', '？', '）', '」', '』', '》', '”', '’', '…'];

/// Marks that end no line.
const OPENING: [char; 6] = ['（', '「', '『', '《', '“', '‘'];

/// `text` in lines of at most `columns` columns; only a word that is longer stays whole.
///
/// Between Chinese characters a line may end anywhere, but for marks that belong to what is before or behind them.
pub(super) fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for (piece, has_space) in pieces(text) {
        let needed = width(&piece);
        let space = usize::from(has_space && 0 < used);
        if 0 < used && columns < used + space + needed {
            lines.push(std::mem::take(&mut line));
            used = 0;
        } else if space == 1 {
            line.push(' ');
            used += 1;
        }
        line.push_str(&piece);
        used += needed;
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// What must stay together, with whether a space is before it.
fn pieces(text: &str) -> Vec<(String, bool)> {
    let mut pieces: Vec<(String, bool)> = Vec::new();
    let mut has_space = false;
    // Code between backticks is broken at its spaces only.
    let mut is_code = false;
    for c in text.chars() {
        if c.is_whitespace() {
            has_space = true;
            continue;
        }
        let joins =
            pieces.last().filter(|_| !has_space).and_then(|it| it.0.chars().last()).is_some_and(|before| {
                let is_wide = |c: char| width(c.encode_utf8(&mut [0; 4])) == 2;
                CLOSING.contains(&c)
                    || OPENING.contains(&before)
                    || is_code
                    || !(is_wide(c) || is_wide(before))
            });
        is_code ^= c == '`';
        match pieces.last_mut() {
            Some((piece, _)) if joins => piece.push(c),
            _ => pieces.push((c.to_string(), std::mem::take(&mut has_space))),
        }
    }
    pieces
}

/// Lines of a paragraph as one: Chinese has no space where a line ends.
pub(super) fn joined(lines: &[&str]) -> String {
    let mut out = String::new();
    for line in lines {
        let is_chinese = |c: Option<char>| c.is_some_and(|it| !it.is_ascii());
        if !out.is_empty() && (!is_chinese(out.chars().last()) || !is_chinese(line.chars().next())) {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

/// `text` with blanks up to `columns` columns.
pub(super) fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_whole_and_chinese_breaks_between_characters() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("extraordinary word", 5), ["extraordinary", "word"]);
        assert_eq!(wrapped("截止日期已过，请更新。", 10), ["截止日期已", "过，请更", "新。"]);
        assert_eq!(wrapped("运行 `afterword check` 查看", 12), ["运行", "`afterword", "check` 查看"]);
        assert_eq!(wrapped("", 10), Vec::<String>::new());
    }

    #[test]
    fn lines_of_a_paragraph_become_one() {
        assert_eq!(joined(&["one", "two"]), "one two");
        assert_eq!(joined(&["截止", "日期"]), "截止日期");
    }
}
