//! Where the head of a document begins and ends: `---` on the first line, and what people write in its place.

use std::ops::Range;

use crate::extract::access::is_about_readers;
use crate::lexicon::words::Lexicon;

/// How the keys are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    Yaml,
    Toml,
    /// An object in braces, without fences.
    Json,
}

/// The bytes between the fences at the head of `text`, and where the body begins; `None` without a head.
pub(crate) fn extent(text: &str) -> Option<(Range<usize>, usize)> {
    opening(text)?.extent(text)
}

/// The line that a head begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Opening {
    pub(super) syntax: Syntax,
    /// Its first byte.
    pub(super) start: usize,
    /// The first byte behind its line; of JSON, of the object.
    inner: usize,
    /// `---` or `+++`, alone on the first line.
    pub(super) is_usual: bool,
}

/// The opening of the head of `text`.
///
/// Unusual ones count only where a key that is known follows: a rule at the top of a page begins no head.
pub(super) fn opening(text: &str) -> Option<Opening> {
    let line = text.lines().next()?;
    let inner = (line.len() + 1).min(text.len());
    match line.trim_end() {
        "---" => return Some(Opening { syntax: Syntax::Yaml, start: 0, inner, is_usual: true }),
        "+++" => return Some(Opening { syntax: Syntax::Toml, start: 0, inner, is_usual: true }),
        _ => {}
    }
    let start = behind_blanks(text)?;
    let line = text[start..].lines().next()?;
    let inner = (start + line.len() + 1).min(text.len());
    let line = line.trim();
    if line.starts_with('{') {
        let is_object = text[start + 1..].trim_start().starts_with(['"', '\'']);
        let found = Opening { syntax: Syntax::Json, start, inner: start, is_usual: false };
        return is_object.then_some(found);
    }
    let syntax = fence_syntax(line)?;
    has_known_key(&text[inner..]).then_some(Opening { syntax, start, inner, is_usual: false })
}

impl Opening {
    /// The range between the fences, and where the body begins.
    pub(super) fn extent(self, text: &str) -> Option<(Range<usize>, usize)> {
        if self.syntax == Syntax::Json {
            let end = self.inner + object_length(&text[self.inner..])?;
            let line_end = text[end..].find('\n').map_or(text.len(), |it| end + it + 1);
            // Prose behind the brace stays in the body.
            let body_start = if text[end..line_end].trim().is_empty() { line_end } else { end };
            return Some((self.inner..end, body_start));
        }
        if text.len() <= self.start + self.fence(text).len() {
            return None;
        }
        let mut at = self.inner;
        for line in text[self.inner..].split_inclusive('\n') {
            if self.is_closed_by(line) {
                return Some((self.inner..at, at + line.len()));
            }
            at += line.len();
        }
        None
    }

    fn is_closed_by(self, line: &str) -> bool {
        let bare = line.trim_end();
        let is_usual = bare == self.closing() || (self.syntax == Syntax::Yaml && bare == "...");
        is_usual || (!self.is_usual && !bare.is_empty() && fence_syntax(bare.trim()).is_some())
    }

    /// The line that ends it.
    pub(super) fn closing(self) -> &'static str {
        match self.syntax {
            Syntax::Yaml => "---",
            Syntax::Toml => "+++",
            Syntax::Json => "}",
        }
    }

    /// The opening line as written.
    pub(super) fn fence(self, text: &str) -> &str {
        text[self.start..].lines().next().unwrap_or_default().trim_end()
    }
}

/// The first byte that is neither blank, nor invisible, nor in a comment; `None` for a text of nothing else.
fn behind_blanks(text: &str) -> Option<usize> {
    let is_blank =
        |c: char| c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}');
    let mut at = 0;
    loop {
        let rest = text[at..].trim_start_matches(is_blank);
        at = text.len() - rest.len();
        if rest.is_empty() {
            return None;
        }
        if rest.starts_with("<!--") {
            at += rest.find("-->")? + 3;
        } else if rest.starts_with("#!") || rest.starts_with("%YAML") {
            at += rest.find('\n')?;
        } else {
            return Some(at);
        }
    }
}

/// What a line that stands for a fence opens: `---`, `----`, `———`, `--- yaml`, `---toml`, `+++`, `;;;`.
fn fence_syntax(line: &str) -> Option<Syntax> {
    let is_dash = |c: char| matches!(c, '-' | '‐' | '‑' | '–' | '—' | '―' | '−' | '─' | '－');
    let rest = line.trim_start_matches(is_dash);
    let dashes = &line[..line.len() - rest.len()];
    // A long dash is what programs make of two or three short ones.
    let is_long = dashes.chars().any(|c| c != '-');
    if 3 <= dashes.len() && (3 <= dashes.chars().count() || is_long) {
        let rest = rest.trim().to_lowercase();
        return match rest.as_str() {
            "" | "yaml" | "yml" | "json" => Some(Syntax::Yaml),
            "toml" => Some(Syntax::Toml),
            _ => rest.starts_with('#').then_some(Syntax::Yaml),
        };
    }
    match line.to_lowercase().replace(' ', "").as_str() {
        "+++" | "++++" | "+++toml" => Some(Syntax::Toml),
        ";;;" | ";;;json" => Some(Syntax::Yaml),
        _ => None,
    }
}

/// Whether one of the next lines is a key that is read, or nearly.
fn has_known_key(text: &str) -> bool {
    let words = Lexicon::built_in();
    text.lines().map(str::trim).take(40).take_while(|it| fence_syntax(it).is_none()).any(|line| {
        let key = line.trim_start_matches('{').split([':', '：', '=']).next().unwrap_or_default();
        let key = key.trim().trim_matches(['"', '\'']);
        line.len() != key.len() && (words.field(key).is_some() || is_about_readers(&words, key))
    })
}

/// How long the object at the start of `text` is; `None` where it is never closed.
fn object_length(text: &str) -> Option<usize> {
    let (mut depth, mut in_text, mut is_escaped) = (0_usize, false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if in_text => is_escaped = true,
            '"' => in_text = !in_text,
            '{' | '[' if !in_text => depth += 1,
            '}' | ']' if !in_text => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Syntax, opening};

    #[track_caller]
    fn check(text: &str, expected: Option<(Syntax, &str, &str)>) {
        let found = opening(text).and_then(|it| {
            let (inner, body) = it.extent(text)?;
            Some((it.syntax, text[inner].trim(), &text[body..]))
        });
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_head_is_found_in_every_form_that_people_write() {
        let yaml = Some((Syntax::Yaml, "visibility: internal", "Text\n"));
        for text in [
            "---\nvisibility: internal\n---\nText\n",
            "\n---\nvisibility: internal\n---\nText\n",
            "<!-- a\ncomment -->\n\n---\nvisibility: internal\n---\nText\n",
            "\u{FEFF}---\nvisibility: internal\n---\nText\n",
            "--- yaml\nvisibility: internal\n---\nText\n",
            "  ---\nvisibility: internal\n  ---\nText\n",
            "-----\nvisibility: internal\n-----\nText\n",
            "———\nvisibility: internal\n———\nText\n",
            "---json\nvisibility: internal\n---\nText\n",
        ] {
            check(text, yaml);
        }
        check("\n+++\ndraft = true\n+++\nText\n", Some((Syntax::Toml, "draft = true", "Text\n")));
        check("{ \"draft\": true }\nText\n", Some((Syntax::Json, "{ \"draft\": true }", "Text\n")));
    }

    #[test]
    fn a_rule_at_the_top_begins_no_head() {
        check("\n---\nNote: the pool was full.\n\n---\nText\n", None);
        check("\n-----\n# Text\n", None);
        check("{draft} of a text\n", None);
    }
}
