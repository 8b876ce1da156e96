//! What of a document is for the own people only: blocks between markers, and sections with `{.internal}`.
//!
//! Three ways to mark: `::: internal` to `:::`, `<!-- internal -->` to `<!-- /internal -->`, and a heading with
//! `{.internal}`, whose whole section is meant. In doubt more is internal rather than less: a marker that is never
//! closed reaches to the end, a misspelled one counts, one on a line that is no heading hides what follows, blocks
//! may overlap. Only code shows markers as text.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use super::events::Events;
use super::prepare::{Prepared, within};
use crate::diagnostics::{Diagnostic, codes};
use crate::files::{FileId, Span};

/// The internal parts of a document body: sorted, not touching, bytes of `text`; and what is wrong with the markers.
///
/// The ranges include the markers. A marker that is never closed is an error, and its range reaches to the end
/// of `range`.
///
/// ```text
/// 公开。
/// ::: internal
/// 客户名单。
/// :::
/// ```
/// has one range, from `:::` to the end of the last line.
pub fn internal_ranges(
    text: &str,
    file: FileId,
    range: Range<usize>,
) -> (Vec<Range<usize>>, Vec<Diagnostic>) {
    let found = Internal::find(text, &range);
    let diagnostics = found.problems.iter().map(|it| it.diagnostic(text, file)).collect();
    (found.ranges, diagnostics)
}

/// The internal parts of a document and the markers around them.
#[derive(Debug, Default)]
pub(super) struct Internal {
    /// Sorted and apart.
    pub(super) ranges: Vec<Range<usize>>,
    /// The marker lines and comments themselves, which are never shown; sorted and apart.
    pub(super) markers: Vec<Range<usize>>,
    problems: Vec<Problem>,
}

#[derive(Debug)]
enum Problem {
    Unclosed(Range<usize>),
    Misspelled(Range<usize>),
    NoHeading(Range<usize>),
}

/// One marker in the text.
#[derive(Debug)]
struct Marker {
    /// Everything that goes when the marker is not shown: its line where it stands alone.
    range: Range<usize>,
    kind: Kind,
    /// `{` with a word that is nearly `internal`, and the like.
    misspelled: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
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
enum Word {
    Internal,
    Nearly,
    Other,
}

impl Internal {
    /// Looks through `range` of `text`.
    pub(super) fn find(text: &str, range: &Range<usize>) -> Self {
        let range = within(text, range);
        let body = &text[range.clone()];
        // Most documents have nothing of the kind and are not parsed once more.
        let has_comments = body.contains("<!--");
        let has_containers = body.contains(":::");
        if !has_comments && !has_containers && !body.contains('{') {
            return Self::default();
        }
        let prepared = Prepared::new(text, &range, &[]);
        let mut structure = Structure::read(&prepared);
        structure.add_other_lines(text, &range);
        let mut markers = Vec::new();
        if has_containers {
            containers(text, &range, &mut markers);
        }
        if has_comments {
            comments(text, &range, &mut markers);
        }
        markers.retain(|it| !structure.is_code(it.range.end - 1));
        markers.sort_by_key(|it| it.range.start);

        let mut found = Self::default();
        found.pair(&markers, range.end);
        found.sections(&structure.headings, range.end);
        found.markers =
            markers.into_iter().filter(|it| it.kind != Kind::OtherOpen).map(|it| it.range).collect();
        found.markers = merged(found.markers);
        found.ranges = merged(found.ranges);
        found
    }

    fn pair(&mut self, markers: &[Marker], end: usize) {
        // Each kind is paired by itself, so that a forgotten `:::` cannot end a comment's block.
        let mut containers: Vec<Option<&Marker>> = Vec::new();
        let mut comments: Vec<&Marker> = Vec::new();
        for marker in markers {
            if marker.misspelled {
                self.problems.push(Problem::Misspelled(marker.range.clone()));
            }
            match marker.kind {
                Kind::ContainerOpen => containers.push(Some(marker)),
                Kind::OtherOpen => containers.push(None),
                Kind::CommentOpen => comments.push(marker),
                Kind::ContainerClose => {
                    if let Some(Some(open)) = containers.pop() {
                        self.ranges.push(open.range.start..marker.range.end);
                    }
                }
                Kind::CommentClose => {
                    if let Some(open) = comments.pop() {
                        self.ranges.push(open.range.start..marker.range.end);
                    }
                }
            }
        }
        for open in containers.into_iter().flatten().chain(comments) {
            self.ranges.push(open.range.start..end);
            self.problems.push(Problem::Unclosed(open.range.clone()));
        }
    }

    fn sections(&mut self, headings: &[HeadingLine], end: usize) {
        let mut open: Vec<&HeadingLine> = Vec::new();
        for heading in headings {
            while let Some(section) = open.pop_if(|it| it.level >= heading.level) {
                self.ranges.push(section.range.start..heading.range.start);
            }
            if heading.word != Word::Other {
                if !heading.is_heading {
                    self.problems.push(Problem::NoHeading(heading.range.clone()));
                } else if heading.word == Word::Nearly {
                    self.problems.push(Problem::Misspelled(heading.range.clone()));
                }
                open.push(heading);
            }
        }
        self.ranges.extend(open.into_iter().map(|it| it.range.start..end));
    }
}

impl Problem {
    fn diagnostic(&self, text: &str, file: FileId) -> Diagnostic {
        let (Self::Unclosed(range) | Self::Misspelled(range) | Self::NoHeading(range)) = self;
        let shown = text[range.clone()].trim();
        let span = Span::new(file, range.start, range.start + text[range.clone()].trim_end().len());
        match self {
            Self::Unclosed(_) => Diagnostic::new(
                &codes::UNCLOSED_INTERNAL,
                format!("internal block `{shown}` is never closed; everything below it is kept internal"),
            )
            .hint(if shown.contains("<!--") {
                "close it with `<!-- /internal -->`"
            } else {
                "close it with a line `:::`"
            }),
            Self::Misspelled(_) => Diagnostic::new(
                &codes::UNCLOSED_INTERNAL,
                format!("`{shown}` reads like a misspelled `internal` and is kept internal"),
            )
            .hint("write `internal`"),
            Self::NoHeading(_) => Diagnostic::new(
                &codes::UNCLOSED_INTERNAL,
                format!("`{shown}` is no heading; everything up to the next one is kept internal"),
            )
            .hint("begin the line with `## `, or put the block between `::: internal` and `:::`"),
        }
        .at(span)
    }
}

/// What the markers are read against.
struct Structure {
    /// Fenced blocks, and code spans within a line; in order.
    code: Vec<Range<usize>>,
    headings: Vec<HeadingLine>,
}

struct HeadingLine {
    level: u8,
    range: Range<usize>,
    word: Word,
    /// Not so for another line with `{.internal}`.
    is_heading: bool,
}

impl Structure {
    fn read(prepared: &Prepared<'_>) -> Self {
        let mut structure = Self { code: Vec::new(), headings: Vec::new() };
        for (event, range) in Events::new(prepared) {
            match event {
                // Not indented code: four spaces too many before a marker must not publish the block.
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => structure.code.push(range),
                // Nor code over several lines: two stray backticks must not either.
                Event::Code(_) if !prepared.source(&range).contains('\n') => structure.code.push(range),
                Event::Start(Tag::Heading { level, .. }) => {
                    let word = attribute_word(prepared.source(&range));
                    structure.headings.push(HeadingLine {
                        level: level as u8,
                        range,
                        word,
                        is_heading: true,
                    });
                }
                _ => {}
            }
        }
        structure
    }

    /// Adds lines that somebody took for headings: `##Notes {.internal}`, `**Notes** {.internal}`.
    fn add_other_lines(&mut self, text: &str, range: &Range<usize>) {
        let mut found = Vec::new();
        let mut start = range.start;
        for line in text[range.clone()].split_inclusive('\n') {
            let line_range = start..start + line.len();
            start = line_range.end;
            if !line.contains('{') || line.contains(":::") || attribute_word(line) != Word::Internal {
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
                found.push(HeadingLine { level, range: line_range, word: Word::Internal, is_heading: false });
            }
        }
        self.headings.append(&mut found);
        self.headings.sort_by_key(|it| it.range.start);
    }

    fn is_code(&self, at: usize) -> bool {
        let idx = self.code.partition_point(|it| it.end <= at);
        self.code.get(idx).is_some_and(|it| it.contains(&at))
    }
}

/// Finds `:::` lines, also inside quotes and lists.
fn containers(text: &str, range: &Range<usize>, markers: &mut Vec<Marker>) {
    let mut start = range.start;
    for line in text[range.clone()].split_inclusive('\n') {
        // Also behind `1.`, which no comment is looked for behind: a number before a comment may be text.
        let is_prefix = |it: char| is_container_prefix(it) || it.is_ascii_digit() || matches!(it, '.' | ')');
        let content = line.trim_start_matches(is_prefix).trim_end();
        if let Some(rest) = content.strip_prefix(":::") {
            let words = rest.trim_start_matches(':').trim();
            let first = words.trim_start_matches(['{', '.', ' ']).split([' ', '}', '\t', '{']).next();
            let (kind, misspelled) = match (words.is_empty(), compare(first.unwrap_or_default())) {
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
fn comments(text: &str, range: &Range<usize>, markers: &mut Vec<Marker>) {
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
    let mut words = rest.split([' ', '\t', '\n', '-', '_']).filter(|it| !it.is_empty());
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

/// `marker` with its whole line where nothing else stands on it.
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

/// What may stand before a marker on its line: indentation, and the marks of quotes and lists.
fn is_container_prefix(c: char) -> bool {
    matches!(c, ' ' | '\t' | '>' | '-' | '*' | '+')
}

/// The word in `{.internal}`, wherever in the line it stands.
fn attribute_word(line: &str) -> Word {
    let mut word = Word::Other;
    for block in line.split('{').skip(1) {
        let Some((attributes, _)) = block.split_once('}') else { continue };
        for class in attributes.split_whitespace().filter(|it| it.starts_with(['.', ':', '#'])) {
            for name in class.split(['.', ':']).skip(1) {
                match compare(name) {
                    Word::Internal => return Word::Internal,
                    Word::Nearly => word = Word::Nearly,
                    Word::Other => {}
                }
            }
        }
    }
    word
}

/// Whether `word` is `internal`, or one slip of the keyboard away from it.
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

/// The same places without overlaps, in order.
pub(super) fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|it| (it.start, it.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}
