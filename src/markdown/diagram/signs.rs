//! Comparison signs in labels: Mermaid takes a bare `<` or `>` for the begin or end of a tag and leaves it out, so that
//! "more than 10" would be drawn as "10". They take part in the drawing as other characters and come back in the picture.

/// What replaces `<` and `>` while a drawing is made: characters without a meaning.
const LESS: char = '\u{F8F0}';
const MORE: char = '\u{F8F1}';

/// `line` with every comparison sign in a label replaced.
///
/// With `in_brackets`, as in flowcharts, labels are what is in brackets or between bars. Elsewhere only a sign
/// between spaces is known to be none of the arrows.
pub(super) fn hidden(line: &str, in_brackets: bool) -> String {
    let line = line.replace("&lt;", "#lt;").replace("&gt;", "#gt;");
    let mut hidden = String::with_capacity(line.len());
    let mut depth = 0usize;
    let mut in_bars = false;
    let mut in_quotes = false;
    let mut before = ' ';
    let mut rest = line.as_str();
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let is_label = in_brackets && (0 < depth || in_bars);
        let entity = ["#lt;", "#gt;"].into_iter().find(|it| rest.starts_with(it));
        if let Some(entity) = entity {
            hidden.push(if entity == "#lt;" { LESS } else { MORE });
            rest = &rest[entity.len()..];
            before = ';';
            continue;
        }
        if c == '<'
            && let Some(length) = tag(rest)
        {
            hidden.push_str(&rest[..length]);
            rest = &rest[length..];
            before = '>';
            continue;
        }
        let is_free = before.is_whitespace() && is_operand(after);
        match c {
            '<' if is_label || is_free => hidden.push(LESS),
            '>' if is_label || is_free => hidden.push(MORE),
            _ => hidden.push(c),
        }
        match c {
            '"' if is_label => in_quotes = !in_quotes,
            _ if in_quotes => {}
            '[' | '(' | '{' => depth += 1,
            ']' | ')' | '}' => depth = depth.saturating_sub(1),
            '|' if depth == 0 => in_bars = !in_bars,
            _ => {}
        }
        before = c;
        rest = after;
    }
    hidden
}

/// The drawing `svg` with the signs that [`hidden`] replaced.
#[cfg(any(test, feature = "mermaid"))]
pub(super) fn shown(svg: &str) -> String {
    svg.replace(LESS, "&lt;").replace(MORE, "&gt;")
}

/// `text` as its author wrote it, for messages.
#[cfg(feature = "mermaid")]
pub(super) fn written(text: &str) -> String {
    text.replace(LESS, "<").replace(MORE, ">")
}

/// The length of the tag that `text` begins with: `<br/>`, `</b>`.
fn tag(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('<')?;
    let name = inside.trim_start_matches('/');
    let end = inside.find('>')?;
    (name.starts_with(|it: char| it.is_ascii_alphabetic()) && !inside[..end].contains('<')).then_some(end + 2)
}

/// Whether `text`, which follows a sign, goes on as a comparison does: ` 10`, `= 10`, `10`.
fn is_operand(text: &str) -> bool {
    let value = text.strip_prefix('=').unwrap_or(text);
    value.starts_with(|it: char| it.is_whitespace() || it.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, in_brackets: bool, expected: &str) {
        let marked: String = hidden(line, in_brackets)
            .chars()
            .map(|it| match it {
                LESS => '⟨',
                MORE => '⟩',
                other => other,
            })
            .collect();
        assert_eq!(marked, expected);
    }

    #[test]
    fn signs_of_labels_are_hidden_and_arrows_are_left() {
        check("A[等待线程数 > 10] --> B{x<5?}", true, "A[等待线程数 ⟩ 10] --> B{x⟨5?}");
        check("A -->|p99 >= 2s| B", true, "A -->|p99 ⟩= 2s| B");
        check("A <--> B>note] & C(\"a (>b) <br/> c\")", true, "A <--> B>note] & C(\"a (⟩b) <br/> c\")");
        check("A[1 &lt; 2 #gt; 0]", true, "A[1 ⟨ 2 ⟩ 0]");
    }

    #[test]
    fn elsewhere_only_a_sign_between_spaces_is_none_of_the_arrows() {
        check("A->>B: waiting > 10", false, "A->>B: waiting ⟩ 10");
        check("A <|-- B", false, "A <|-- B");
        check("class A { <<interface>> }", false, "class A { <<interface>> }");
    }

    #[test]
    fn what_is_hidden_is_shown_again() {
        assert_eq!(shown(&hidden("A[a > 1]", true)), "A[a &gt; 1]");
    }
}
