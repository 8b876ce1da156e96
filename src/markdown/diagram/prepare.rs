//! The source of a diagram as it is drawn: without what would act, and with clock times that can be read.

use super::signs;

/// Most characters of a title that are kept.
const MAX_TITLE: usize = 120;

/// The source of a diagram, ready to be drawn.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Prepared {
    pub(super) source: String,
    /// What the source says that it shows: the title in its settings, else the name it has for screen readers.
    pub(super) title: Option<String>,
}

/// `source` without directives, remarks, settings, clicks and links.
///
/// `%%{init: …}%%` and the settings in front matter could load things and would fight with the page's appearance; what
/// a click does belongs to no picture. In a timeline `14:02 : restart` names a time, where Mermaid sees two colons.
pub(super) fn prepared(source: &str) -> Prepared {
    let source = without_directives(source);
    let (settings, body) = parted(&source);
    let mut title = value_of(settings.lines(), "title");
    let body = body.trim_start();
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
        let is_flowchart = matches!(kind, Some("flowchart" | "graph"));
        let line = signs::hidden(line, is_flowchart);
        if kind == Some("timeline") {
            prepared.push_str(&with_ratio_signs(&line));
        } else {
            prepared.push_str(&line);
        }
        prepared.push('\n');
    }
    title = title.or_else(|| value_of(prepared.lines(), "accTitle"));
    Prepared { source: prepared, title }
}

/// What follows `key:` on the first of `lines` that has it.
fn value_of<'a>(mut lines: impl Iterator<Item = &'a str>, key: &str) -> Option<String> {
    let written = lines.find_map(|it| it.trim().strip_prefix(key)?.trim_start().strip_prefix(':'))?;
    let value = written.trim().trim_matches(['"', '\'']).trim();
    (!value.is_empty()).then(|| value.chars().take(MAX_TITLE).collect())
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

/// The settings in front of a diagram, and the diagram.
fn parted(source: &str) -> (&str, &str) {
    let source = source.trim_start();
    let inside = source.strip_prefix("---\n").and_then(|it| it.split_once("\n---"));
    inside.map_or(("", source), |(settings, rest)| (settings, rest.trim_start_matches('-')))
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

    fn source(written: &str) -> String {
        prepared(written).source
    }

    #[test]
    fn what_would_act_is_gone() {
        assert_eq!(
            source(
                "---\nconfig: { theme: x }\n---\n%%{init: {\"a\": 1}}%%\ngraph TD\n%% note\nA-->B\nclick A \"javascript:x\"\n"
            ),
            "graph TD\nA-->B\n"
        );
        assert_eq!(source("%%{init: {}"), "");
    }

    #[test]
    fn clock_times_of_a_timeline_can_be_read() {
        assert_eq!(source("timeline\n  14:02 : restart\n"), "timeline\n  14∶02 : restart\n");
        assert_eq!(source("gantt\n a :a1, 14:10, 1m\n"), "gantt\n a :a1, 14:10, 1m\n");
    }

    #[test]
    fn a_title_is_kept_for_those_who_see_the_picture_and_those_who_do_not() {
        let title = |written: &str| prepared(written).title;
        assert_eq!(title("---\ntitle: \"重试 风暴\"\n---\npie\n\"a\": 1\n").as_deref(), Some("重试 风暴"));
        assert_eq!(
            title("flowchart TD\n  accTitle: Why it came back\n  A-->B\n").as_deref(),
            Some("Why it came back")
        );
        assert_eq!(title("flowchart TD\n  A[title: x]-->B\n"), None);
    }
}
