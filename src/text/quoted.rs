//! Lines of a document as a reader reads them: their words, without the marks of Markdown.

/// The words of `written`: links by their text, no marks of lists, tables, code or stress.
pub fn quoted(written: &str) -> String {
    let text = written.trim_start_matches(|c: char| c.is_whitespace() || "-*#>|+".contains(c));
    let number = text.find(|c: char| !c.is_ascii_digit()).unwrap_or_default();
    let text = text[number..].strip_prefix(['.', ')']).filter(|_| 0 < number).unwrap_or(text).trim_start();
    let text = ["[ ] ", "[x] ", "[X] "].iter().find_map(|it| text.strip_prefix(it)).unwrap_or(text);
    let plain = without_addresses(&without_brackets_of_names(text)).replace("**", "").replace('`', " ");
    // A cell that holds a dash holds nothing.
    let cells = plain.split('|').map(str::trim).filter(|it| !it.is_empty() && !["-", "–", "—"].contains(it));
    let cells: Vec<&str> = cells.flat_map(str::split_whitespace).collect();
    cells.join(" ")
}

/// `[[name]]` and `[[name|words]]` by what a page shows for them.
fn without_brackets_of_names(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("[[") {
        let Some((name, after)) = behind.split_once("]]").filter(|it| !it.0.contains(['[', '\n'])) else {
            break;
        };
        out.push_str(before);
        out.push_str(name.split_once('|').map_or(name, |it| it.1));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// `text`, cut behind `n` characters.
pub fn shortened(text: &str, n: usize) -> String {
    match text.char_indices().nth(n) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// `[text](address)` and `![text](address)` by their text; a link that is cut off ends with its text, too.
fn without_addresses(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('[') {
        let (before, link) = rest.split_at(start);
        let Some((words, behind)) = link[1..].split_once("](") else { break };
        // A bracket without an address stays, and so does one around another: `[a [b](c)`.
        if words.contains(['[', ']', '\n']) {
            out.push_str(before);
            out.push('[');
            rest = &link[1..];
            continue;
        }
        out.push_str(before.strip_suffix('!').unwrap_or(before));
        out.push_str(words);
        rest = behind.split_once(')').map_or("", |it| it.1);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_quoted_by_its_text() {
        assert_eq!(
            quoted("- **Identified**: [Alert `pool`](https://chat.example/p1) fired"),
            "Identified: Alert pool fired"
        );
        assert_eq!(
            quoted("See ![the graph](a.png) and [#12](https://t.example/12)."),
            "See the graph and #12."
        );
        assert_eq!(quoted("Seen in [the log](https://chat.example/a-very-lo"), "Seen in the log");
    }

    #[test]
    fn brackets_that_are_no_link_stay() {
        assert_eq!(quoted("retries[3] failed [again]"), "retries[3] failed [again]");
        assert_eq!(quoted("a[0] = [b](c)"), "a[0] = b");
    }

    #[test]
    fn marks_of_lists_and_tables_are_left_out() {
        assert_eq!(quoted("3. | 14:02 | The pool was full |"), "14:02 The pool was full");
        assert_eq!(quoted("| 14:02 | The pool was full | - |"), "14:02 The pool was full");
        assert_eq!(quoted("- [ ] Ask [[PM-7|the team]] of [[pool]]"), "Ask the team of pool");
        assert_eq!(quoted("2026 was a long year"), "2026 was a long year");
    }

    #[test]
    fn a_long_line_is_cut_between_characters() {
        assert_eq!(shortened("连接池耗尽", 3), "连接池…");
        assert_eq!(shortened("short", 5), "short");
    }
}
