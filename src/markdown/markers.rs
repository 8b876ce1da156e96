//! Markers of internal parts as authors write them, also misspelled ones: where they are and what they mean.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::events::Events;
use super::prepare::Prepared;

/// One marker in the text.
#[derive(Debug)]
pub(super) struct Marker {
    /// Everything that goes when the marker is not shown: its line where it is alone.
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
    /// `{` with a word that is nearly `internal`, and the like.
    pub(super) misspelled: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `::: internal`.
    ContainerOpen,
    /// `::: warning` and other containers, which matter only because they are closed by `:::` too.
    OtherOpen,
    /// `:::`.
    ContainerClose,
    /// `<!-- internal -->`.
    CommentOpen,
    /// `<!-- /internal -->`.
    CommentClose,
}

/// How a word compares with `internal`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Internal,
    Nearly,
    Other,
}

/// What the markers are read against.
pub(super) struct Structure {
    /// Fenced blocks, and code spans within a line; in order.
    code: Vec<Range<usize>>,
    pub(super) headings: Vec<HeadingLine>,
}

pub(super) struct HeadingLine {
    pub(super) level: u8,
    pub(super) range: Range<usize>,
    pub(super) word: Word,
    /// Not so for another line with `{.internal}`.
    pub(super) is_heading: bool,
    /// In no quote and no list.
    pub(super) is_top: bool,
    /// Marked by a line of `---` or `===` below it.
    pub(super) is_underlined: bool,
}

impl Structure {
    /// Of a text in which nothing is taken for code or a heading.
    pub(super) fn without_code() -> Self {
        Self { code: Vec::new(), headings: Vec::new() }
    }

    pub(super) fn read(prepared: &Prepared<'_>) -> Self {
        let mut structure = Self::without_code();
        let mut depth = 0_usize;
        for (event, range) in Events::new(prepared) {
            match event {
                // Not indented code: four spaces too many before a marker must not publish the block.
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => structure.code.push(range),
                // Nor code over several lines: two stray backticks must not either.
                Event::Code(_) if !prepared.source(&range).contains('\n') => structure.code.push(range),
                Event::Start(Tag::BlockQuote(_) | Tag::Item | Tag::FootnoteDefinition(_)) => depth += 1,
                Event::End(TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition) => {
                    depth = depth.saturating_sub(1);
                }
                Event::Start(Tag::Heading { level, .. }) => {
                    let source = prepared.source(&range);
                    let word = attribute_word(source).0;
                    let is_underlined = !source.trim_start().starts_with('#');
                    structure.headings.push(HeadingLine {
                        level: level as u8,
                        range,
                        word,
                        is_heading: true,
                        is_top: depth == 0,
                        is_underlined,
                    });
                }
                _ => {}
            }
        }
        structure
    }

    /// Adds lines that somebody took for headings: `##Notes {.internal}`, `**Notes** {.internal}`.
    pub(super) fn add_other_lines(&mut self, text: &str, range: &Range<usize>) {
        let mut found = Vec::new();
        let mut start = range.start;
        for line in text[range.clone()].split_inclusive('\n') {
            let line_range = start..start + line.len();
            start = line_range.end;
            if !line.contains('{') || line.contains(":::") {
                continue;
            }
            // A bare `{internal}` in prose is a word in braces.
            let (word, is_bare) = attribute_word(line);
            let is_last = line.trim_end().ends_with('}') && (!is_bare || line.trim_start().starts_with('#'));
            if word == Word::Other || (word == Word::Nearly && !is_last) {
                continue;
            }
            let brace = line_range.start + line.rfind('{').unwrap_or(0);
            let idx = self.headings.partition_point(|it| it.range.end <= brace);
            let is_known = self.headings.get(idx).is_some_and(|it| it.range.start <= brace);
            if !is_known && !self.is_code(brace) {
                let n_marks =
                    line.trim_start_matches([' ', '>']).bytes().take_while(|it| *it == b'#').count();
                // Without any mark the next heading of whatever level ends it.
                let level = u8::try_from(n_marks).ok().filter(|it| *it > 0).unwrap_or(u8::MAX);
                found.push(HeadingLine {
                    level,
                    range: line_range,
                    word: Word::Internal,
                    is_heading: false,
                    is_top: false,
                    is_underlined: false,
                });
            }
        }
        self.headings.append(&mut found);
        self.headings.sort_by_key(|it| it.range.start);
    }

    pub(super) fn is_code(&self, at: usize) -> bool {
        let idx = self.code.partition_point(|it| it.end <= at);
        self.code.get(idx).is_some_and(|it| it.contains(&at))
    }
}

/// Finds `:::` lines, also inside quotes and lists.
pub(super) fn containers(text: &str, range: &Range<usize>, markers: &mut Vec<Marker>) {
    let mut start = range.start;
    for line in text[range.clone()].split_inclusive('\n') {
        // Also behind `1.`, which no comment is looked for behind: a number before a comment may be text.
        let is_prefix = |it: char| is_container_prefix(it) || it.is_ascii_digit() || matches!(it, '.' | ')');
        let content = line.trim_start_matches(is_prefix).trim_end();
        if let Some(rest) = content.strip_prefix(":::") {
            let words = rest.trim_start_matches(':').trim();
            let first = words.trim_start_matches(['{', '.', ' ']).split([' ', '}', '\t', '{']).next();
            let word = match compare(first.unwrap_or_default()) {
                Word::Other => nearly_in_container(words),
                word => word,
            };
            let (kind, misspelled) = match (words.is_empty(), word) {
                (true, _) => (Kind::ContainerClose, false),
                (false, Word::Internal) => (Kind::ContainerOpen, false),
                (false, Word::Nearly) => (Kind::ContainerOpen, true),
                (false, Word::Other) => (Kind::OtherOpen, false),
            };
            markers.push(Marker { range: start..start + line.len(), kind, misspelled });
        }
        start += line.len();
    }
}

/// Finds `<!-- internal -->` and `<!-- /internal -->`, alone on a line or within one.
pub(super) fn comments(text: &str, range: &Range<usize>, markers: &mut Vec<Marker>) {
    let body = &text[range.clone()];
    let mut at = 0;
    while let Some(start) = body[at..].find("<!--").map(|it| it + at) {
        let Some(end) = body[start..].find("-->").map(|it| it + start + 3) else {
            return;
        };
        // The next comment is looked for right behind this one's beginning: an unclosed `<!--` in one paragraph
        // must not swallow a marker in the next.
        at = start + 4;
        let content = body.get(start + 4..end - 3).unwrap_or_default();
        if content.len() > 40 {
            // Too long for a marker; also keeps many openings before one end linear.
            at = content.rfind("<!--").map_or(end, |it| start + 4 + it);
            continue;
        }
        let Some((kind, word)) = comment_kind(content) else {
            continue;
        };
        let range = whole_line(text, range, range.start + start..range.start + end);
        markers.push(Marker { range, kind, misspelled: word == Word::Nearly });
    }
}

/// Reads `internal`, `/internal`, `end internal` and the like.
fn comment_kind(content: &str) -> Option<(Kind, Word)> {
    let content = content.trim().to_ascii_lowercase();
    let (rest, slash) = content.strip_prefix('/').map_or((content.as_str(), false), |it| (it, true));
    let mut words = rest.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty());
    let (first, second, third) = (words.next()?, words.next(), words.next());
    if third.is_some() {
        return None;
    }
    let (word, closes) = match (first, second) {
        (word, None) => (word, slash),
        ("end", Some(word)) | (word, Some("end")) => (word, true),
        ("begin" | "start", Some(word)) | (word, Some("begin" | "start" | "only")) => (word, slash),
        _ => return None,
    };
    let kind = if closes { Kind::CommentClose } else { Kind::CommentOpen };
    Some((kind, compare(word))).filter(|it| it.1 != Word::Other)
}

/// `marker` with its whole line where nothing else is on it.
fn whole_line(text: &str, range: &Range<usize>, marker: Range<usize>) -> Range<usize> {
    // Character by character, because a line may hold 100,000 of them.
    let before = text[range.start..marker.start].trim_end_matches(is_container_prefix);
    let after = text[marker.end..range.end].trim_start_matches([' ', '\t']);
    let alone =
        (before.is_empty() || before.ends_with('\n')) && (after.is_empty() || after.starts_with('\n'));
    if !alone {
        return marker;
    }
    range.start + before.len()..range.end - after.len() + usize::from(!after.is_empty())
}

/// What may come before a marker on its line: indentation, and the marks of quotes and lists.
fn is_container_prefix(c: char) -> bool {
    matches!(c, ' ' | '\t' | '>' | '-' | '*' | '+')
}

/// The word in `{.internal}`, wherever in the line it is; whether it is in braces without any mark.
fn attribute_word(line: &str) -> (Word, bool) {
    let mut word = (Word::Other, false);
    for block in line.split('{').skip(1) {
        let Some((attributes, _)) = block.split_once('}') else { continue };
        for class in attributes.split_whitespace().filter(|it| it.starts_with(['.', ':', '#'])) {
            for name in class.split(['.', ':']).skip(1) {
                match compare(name) {
                    Word::Internal => return (Word::Internal, false),
                    Word::Nearly => word = (Word::Nearly, false),
                    Word::Other => {}
                }
            }
        }
        // `{class="internal"}`, `{#internal}`, `{internal}`: what other programs read.
        for token in attributes.split_whitespace() {
            let (is_bare, value) = match token.split_once('=') {
                Some((_, value)) => (false, value),
                None => (token.starts_with(char::is_alphanumeric), token),
            };
            let value = value.trim_matches(|c: char| matches!(c, '"' | '\'' | '.' | '#' | ':' | '!' | '%'));
            if compare(value) != Word::Other && word.0 == Word::Other {
                word = (Word::Nearly, is_bare);
            }
        }
    }
    word
}

/// Whether a container that begins with another word is one for internal parts all the same:
/// `::: {class="internal"}`, `::: note internal`.
fn nearly_in_container(words: &str) -> Word {
    let is_attribute = words.contains('{');
    let all: Vec<&str> =
        words.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|it| !it.is_empty()).collect();
    let is_meant = all.iter().any(|it| compare(it) != Word::Other) && (is_attribute || all.len() <= 2);
    if is_meant { Word::Nearly } else { Word::Other }
}

/// Other words for `internal`, which no marker knows.
const SYNONYMS: [&str; 12] = [
    "private",
    "confidential",
    "restricted",
    "internalonly",
    "internal-only",
    "internal_only",
    "staffonly",
    "staff-only",
    "nonpublic",
    "non-public",
    "classified",
    "intern",
];

/// The same in Chinese, where words are not separated.
const SYNONYMS_CJK: [&str; 7] = ["内部", "內部", "机密", "機密", "保密", "私密", "不公开"];

/// Words beside one of ours that make a marker of it and not a sentence.
const FILLERS: [&str; 22] = [
    "begin",
    "start",
    "end",
    "only",
    "class",
    "div",
    "span",
    "section",
    "block",
    "note",
    "details",
    "aside",
    "p",
    "part",
    "notes",
    "content",
    "use",
    "if",
    "endif",
    "region",
    "endregion",
    "more",
];

/// Lines that read like markers in a notation of another program: `{% internal %}`, `[internal]`, `<div class="internal">`.
pub(super) fn unclear(text: &str, range: &Range<usize>, structure: &Structure) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = range.start;
    for line in text[range.clone()].split_inclusive('\n') {
        let line_range = start..start + line.len();
        start = line_range.end;
        if !may_be_marker(line) {
            continue;
        }
        let is_prefix = |it: char| is_container_prefix(it) || it.is_ascii_digit() || matches!(it, '.' | ')');
        let content = line.trim_start_matches(is_prefix).trim_end();
        let is_fence = content.starts_with("```") || content.starts_with("~~~");
        let is_code = structure.is_code(line_range.start + (line.len() - line.trim_start().len()));
        let is_marker = if is_fence {
            // A log that begins on the line of its fence is not the name of a language.
            let info = content.trim_matches(['`', '~', ' ', '{', '}', '.']);
            info.len() <= 40 && info.split([' ', ',', '.']).take(2).any(|it| compare(it) != Word::Other)
        } else {
            !is_code && (is_foreign_marker(content) || has_internal_attribute(content))
        };
        if is_marker {
            found.push(line_range);
        }
    }
    found
}

/// Whether a line holds a mark that such a line begins with, or a tag has.
fn may_be_marker(line: &str) -> bool {
    line.bytes().any(|it| b"{[<!%@:`~\\/$(".contains(&it)) || line.contains(['（', '【'])
}

/// Whether a line is nothing but marks around one of our words.
fn is_foreign_marker(content: &str) -> bool {
    // Read elsewhere: containers, comments, headings, emphasis, tables, code.
    let is_read = content.starts_with(":::")
        || content.starts_with("<!--")
        || (content.starts_with('{') && attribute_word(content).0 == Word::Internal);
    let begins_with_mark = content.starts_with([
        '{', '[', '<', '!', '%', '@', ':', '\\', '/', '$', '?', '(', '（', '【', ';', '&', '^', '=', '+',
    ]);
    if is_read || !begins_with_mark || 80 < content.len() {
        return false;
    }
    let words: Vec<String> = content
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|it| !it.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.len() <= 4
        && words.iter().any(|it| compare(it) != Word::Other)
        && words.iter().all(|it| compare(it) != Word::Other || FILLERS.contains(&it.as_str()))
}

/// Whether a tag of raw HTML in the line has a class or the like that is one of our words.
fn has_internal_attribute(content: &str) -> bool {
    content.split('<').skip(1).filter_map(|it| it.split_once('>')).any(|(tag, _)| {
        let attributes = tag.split(['"', '\'']).collect::<Vec<&str>>();
        let is_about_readers = |name: &str| {
            let name = name.trim().trim_end_matches('=').trim();
            let name = name.rsplit(char::is_whitespace).next().unwrap_or_default();
            ["class", "id", "visibility", "audience"].contains(&name) || name.starts_with("data-")
        };
        attributes.windows(2).step_by(2).any(|it| {
            is_about_readers(it[0]) && it[1].split_whitespace().any(|word| compare(word) != Word::Other)
        })
    })
}

/// Whether `word` is `internal`, or one slip of the keyboard away from it, or another word for it.
fn compare(word: &str) -> Word {
    const INTERNAL: &[u8] = b"internal";
    let word = word.to_ascii_lowercase();
    if word.as_bytes() == INTERNAL {
        return Word::Internal;
    }
    // A real word, and one that documents about monitoring use.
    if word == "interval" {
        return Word::Other;
    }
    let is_cjk = word.chars().count() <= 6 && SYNONYMS_CJK.iter().any(|it| word.contains(it));
    if is_cjk || SYNONYMS.contains(&word.as_str()) {
        return Word::Nearly;
    }
    let word = word.as_bytes();
    let same_start = word.iter().zip(INTERNAL).take_while(|(a, b)| a == b).count();
    let same_end = word.iter().rev().zip(INTERNAL.iter().rev()).take_while(|(a, b)| a == b).count();
    let (shorter, longer) = (word.len().min(INTERNAL.len()), word.len().max(INTERNAL.len()));
    let one_letter = longer - shorter <= 1 && same_start + same_end >= longer - 1;
    let two_swapped = word.len() == INTERNAL.len()
        && same_start + same_end + 2 == word.len()
        && word[same_start] == INTERNAL[same_start + 1]
        && word[same_start + 1] == INTERNAL[same_start];
    if one_letter || two_swapped { Word::Nearly } else { Word::Other }
}
