//! Text that another format would read marks into.

/// `text` on one line with a backslash before every mark that Markdown would read: it shows as it is.
///
/// `snake_case` keeps its underscores, which mean nothing inside a word.
pub fn escape_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut before = None;
    while let Some(c) = chars.next() {
        let is_inside_word = before.is_some_and(char::is_alphanumeric)
            && chars.peek().is_some_and(|it| it.is_alphanumeric() || *it == '_');
        let is_mark = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' | '&' => true,
            '_' => !is_inside_word,
            // A heading, a quote or a list only at the beginning.
            '#' | '>' | '-' | '+' => before.is_none(),
            _ => false,
        };
        if is_mark {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
        before = Some(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_shown_and_words_are_left_alone() {
        assert_eq!(
            escape_markdown("a|b <script> *c* [d](e) `f`"),
            "a\\|b \\<script> \\*c\\* \\[d\\](e) \\`f\\`"
        );
        assert_eq!(escape_markdown("auth_service is _late_"), "auth_service is \\_late\\_");
        assert_eq!(escape_markdown("# no heading\n- no item"), "\\# no heading - no item");
        assert_eq!(escape_markdown("3-5 天 & 更多"), "3-5 天 \\& 更多");
    }
}
