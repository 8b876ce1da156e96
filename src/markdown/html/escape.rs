//! Text on its way into HTML: escaped, and without what no reader can see.

/// Whether `c` is dropped from every output: controls, and marks that reorder the text around them.
///
/// Such characters make a line of code read differently from what runs; none is needed in a postmortem.
pub(super) fn is_hidden(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c,
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Appends `text` for an element or an attribute in double quotes.
pub(crate) fn escaped(out: &mut String, text: &str) {
    each_part(
        text,
        |part| out.push_str(part),
        |c| match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            _ => "",
        },
    );
}

/// Appends `text` as it reads, for search.
pub(super) fn plain(out: &mut String, text: &str) {
    each_part(
        text,
        |part| out.push_str(part),
        |c| match c {
            '&' => "&",
            '<' => "<",
            '>' => ">",
            '"' => "\"",
            '\'' => "'",
            _ => "",
        },
    );
}

/// Gives the parts of `text` to `push` with every special or hidden character replaced.
fn each_part(text: &str, mut push: impl FnMut(&str), special: impl Fn(char) -> &'static str) {
    let bytes = text.as_bytes();
    let mut from = 0;
    let mut at = 0;
    while at < bytes.len() {
        // Most bytes are none of these, and a byte of another character never equals one of them.
        match bytes[at] {
            b'\n' | b'\t' | b' '..=b'!' | b'#'..=b'%' | b'('..=b';' | b'=' | b'?'..=b'~' => at += 1,
            0xC3..=0xE1 | 0xE3..=0xEE | 0xF0..=0xFF | 0x80..=0xBF => at += 1,
            _ => {
                let Some(c) = text[at..].chars().next() else { break };
                let next = at + c.len_utf8();
                let replaced = match c {
                    '\0' => "\u{FFFD}",
                    '&' | '<' | '>' | '"' | '\'' => special(c),
                    _ if is_hidden(c) => "",
                    _ => {
                        at = next;
                        continue;
                    }
                };
                push(&text[from..at]);
                push(replaced);
                from = next;
                at = next;
            }
        }
    }
    push(&text[from..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped_and_hidden_characters_go() {
        let mut out = String::new();
        escaped(&mut out, "<a href=\"x\" b='y'>&amp;中文，\u{202E}\u{7}\0\u{85}\u{FEFF}—\n");
        assert_eq!(out, "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;中文，\u{FFFD}—\n");
        out.clear();
        plain(&mut out, "<&\u{2066}\">'");
        assert_eq!(out, "<&\">'");
    }
}
