//! The source of a diagram as it is drawn: without what would act, and with clock times that can be read.

/// `source` without directives, remarks, settings, clicks and links.
///
/// `%%{init: …}%%` and the settings in front matter could load things and would fight with the page's appearance; what
/// a click does belongs to no picture. In a timeline `14:02 : restart` names a time, where Mermaid sees two colons.
pub(super) fn prepared(source: &str) -> String {
    let source = without_directives(source);
    let body = without_front_matter(&source).trim_start();
    let mut prepared = String::with_capacity(body.len());
    let mut kind = None;
    for line in body.lines() {
        let first = line.split_whitespace().next().unwrap_or_default();
        let acts = match first {
            "click" | "callback" => true,
            // In a flowchart it may be the name of a node.
            "link" | "links" => {
                kind.is_some_and(|it: &str| it.starts_with("sequence") || it.starts_with("class"))
            }
            _ => first.starts_with("%%"),
        };
        if acts {
            continue;
        }
        if !first.is_empty() && kind.is_none() {
            kind = Some(first);
        }
        if kind == Some("timeline") {
            prepared.push_str(&with_ratio_signs(line));
        } else {
            prepared.push_str(line);
        }
        prepared.push('\n');
    }
    prepared
}

fn without_directives(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some((before, after)) = rest.split_once("%%{") {
        out.push_str(before);
        rest = after.split_once("}%%").map_or("", |it| it.1);
    }
    out.push_str(rest);
    out
}

fn without_front_matter(source: &str) -> &str {
    let source = source.trim_start();
    let Some(inside) = source.strip_prefix("---\n") else { return source };
    inside.split_once("\n---").map_or(source, |it| it.1.trim_start_matches('-'))
}

/// The line with the colon between two digits as the sign for a ratio, which looks the same.
fn with_ratio_signs(line: &str) -> String {
    let chars: Vec<char> = line.chars().collect();
    let is_digit = |at: Option<usize>| at.and_then(|it| chars.get(it)).is_some_and(char::is_ascii_digit);
    let signs = chars.iter().enumerate().map(|(at, c)| {
        let is_clock = *c == ':' && is_digit(at.checked_sub(1)) && is_digit(Some(at + 1));
        if is_clock { '\u{2236}' } else { *c }
    });
    signs.collect()
}

#[cfg(test)]
mod tests {
    use super::prepared;

    #[test]
    fn what_would_act_is_gone() {
        assert_eq!(
            prepared(
                "---\nconfig: { theme: x }\n---\n%%{init: {\"a\": 1}}%%\ngraph TD\n%% note\nA-->B\nclick A \"javascript:x\"\n"
            ),
            "graph TD\nA-->B\n"
        );
        assert_eq!(prepared("%%{init: {}"), "");
    }

    #[test]
    fn clock_times_of_a_timeline_can_be_read() {
        assert_eq!(prepared("timeline\n  14:02 : restart\n"), "timeline\n  14∶02 : restart\n");
        assert_eq!(prepared("gantt\n a :a1, 14:10, 1m\n"), "gantt\n a :a1, 14:10, 1m\n");
    }
}
