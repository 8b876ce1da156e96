//! Style sheets made small: without comments, and with no more white space than they need.

/// Signs around which white space means nothing.
const TIGHT: [char; 4] = ['{', '}', ';', ','];
/// The same between selectors; inside of parentheses it may compare widths.
const CHILD: char = '>';

/// `sheet` with the same meaning and fewer characters; strings stay as they are.
pub(super) fn tightened(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    let mut n_open = 0_usize;
    while let Some(c) = rest.chars().next() {
        let len = match c {
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |it| it + 2),
            '"' | '\'' => quoted_len(rest, c),
            _ if c.is_whitespace() => rest.find(|it: char| !it.is_whitespace()).unwrap_or(rest.len()),
            _ => c.len_utf8(),
        };
        let piece = &rest[..len];
        rest = &rest[len..];
        if piece.starts_with("/*") {
            continue;
        }
        let is_tight = |it: char| TIGHT.contains(&it) || (n_open == 0 && it == CHILD);
        if c.is_whitespace() {
            let is_needed = !out.is_empty() && !out.ends_with(is_tight) && !out.ends_with([':', ' ']);
            if is_needed && !rest.starts_with(is_tight) {
                out.push(' ');
            }
            continue;
        }
        if is_tight(c) && out.ends_with(' ') {
            out.pop();
        }
        if c == '}' && out.ends_with(';') {
            out.pop();
        }
        match c {
            '(' => n_open += 1,
            ')' => n_open = n_open.saturating_sub(1),
            _ => {}
        }
        out.push_str(piece);
    }
    out
}

/// The length of the string that begins `rest`.
fn quoted_len(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        if c == quote && !escaped {
            return at + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::tightened;

    #[test]
    fn comments_and_white_space_go() {
        assert_eq!(
            tightened("/* why */\na, b :is(c) > d {\n  color: red;\n  margin: 0 1px;\n}\n\n/* x */ e { }\n"),
            "a,b :is(c)>d{color:red;margin:0 1px}e{}"
        );
    }

    #[test]
    fn what_white_space_means_stays() {
        let sheet = "@media (width > 40rem) and (color) {a{inline-size:calc(1px + 2%)}}";
        assert_eq!(tightened(sheet), "@media (width > 40rem) and (color){a{inline-size:calc(1px + 2%)}}");
        assert_eq!(
            tightened("a::after { content: \" , /* \\\" \" / \"\"; }"),
            "a::after{content:\" , /* \\\" \" / \"\"}"
        );
    }
}
