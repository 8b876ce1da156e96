//! What of a document is for the own people only: blocks between markers, and sections with `{.internal}`.
//!
//! Three ways to mark: `::: internal` to `:::`, `<!-- internal -->` to `<!-- /internal -->`, and a heading with
//! `{.internal}`, whose whole section is meant. In doubt more is internal rather than less: a marker that is never
//! closed reaches to the end, a misspelled one counts, one on a line that is not a heading hides what follows, blocks
//! may overlap. Only code shows markers as text.

use std::ops::Range;

use super::markers::{HeadingLine, Kind, Marker, Structure, Word, comments, containers, unclear};
use super::prepare::{Prepared, within};
use crate::diagnostics::{Diagnostic, codes};
use crate::files::{FileId, Span};
use crate::phrase::say;

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
    let diagnostics = found.diagnostics(text, file);
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
    /// A marker of another program.
    Unclear(Range<usize>),
    /// A line above `---` in an internal section: a heading, or text and a rule.
    Underlined(Range<usize>),
}

impl Internal {
    /// What is wrong with the markers.
    pub(super) fn diagnostics(&self, text: &str, file: FileId) -> Vec<Diagnostic> {
        self.problems.iter().map(|it| it.diagnostic(text, file)).collect()
    }

    /// Looks through `range` of `text`.
    pub(super) fn find(text: &str, range: &Range<usize>) -> Self {
        let range = within(text, range);
        let body = &text[range.clone()];
        // Most documents have nothing of the kind and are not parsed once more.
        let has_comments = body.contains("<!--");
        let has_containers = body.contains(":::");
        if !has_comments && !has_containers && !body.contains('{') {
            // Without these, only a line of another program's marks counts; most that speak of `internal` have none.
            let has_unclear = || !unclear(text, &range, &Structure::without_code()).is_empty();
            if !may_mark(body) || !has_unclear() {
                return Self::default();
            }
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
        for it in unclear(text, &range, &structure) {
            found.ranges.push(it.start..range.end);
            found.problems.push(Problem::Unclear(it));
        }
        found.pair(&markers, range.end);
        found.sections(&structure.headings, range.end);
        found.markers = markers.iter().flat_map(|it| marker_cuts(text, it)).collect();
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
        // How many sections of each level are open, underlined ones apart.
        let mut n_open = [[0_usize; 2]; 8];
        let count = |it: &HeadingLine| (usize::from(it.level).min(7), usize::from(it.is_underlined));
        for heading in headings {
            // What is in a quote or list, or may be text above a rule, ends no section: it could be a part of it.
            let can_end = |section: &HeadingLine| {
                heading.is_heading && heading.is_top && (!heading.is_underlined || section.is_underlined)
            };
            let stays_open = |underlined: usize| match underlined {
                0 => !heading.is_heading || heading.is_underlined,
                _ => !heading.is_heading,
            };
            let mut from_its_level = n_open[count(heading).0..].iter();
            let is_in_doubt = heading.is_top
                && from_its_level.any(|it| (0..2).any(|which| 0 < it[which] && stays_open(which)));
            if is_in_doubt {
                self.problems.push(Problem::Underlined(heading.range.clone()));
            }
            while let Some(section) = open.pop_if(|it| it.level >= heading.level && can_end(it)) {
                self.ranges.push(section.range.start..heading.range.start);
                let (level, underlined) = count(section);
                n_open[level][underlined] -= 1;
            }
            if heading.word != Word::Other {
                if !heading.is_heading {
                    self.problems.push(Problem::NoHeading(heading.range.clone()));
                } else if heading.word == Word::Nearly {
                    self.problems.push(Problem::Misspelled(heading.range.clone()));
                }
                open.push(heading);
                let (level, underlined) = count(heading);
                n_open[level][underlined] += 1;
            }
        }
        self.ranges.extend(open.into_iter().map(|it| it.range.start..end));
    }
}

impl Problem {
    fn diagnostic(&self, text: &str, file: FileId) -> Diagnostic {
        let (Self::Unclosed(range)
        | Self::Misspelled(range)
        | Self::NoHeading(range)
        | Self::Unclear(range)
        | Self::Underlined(range)) = self;
        let shown = text[range.clone()].trim();
        let span = Span::new(file, range.start, range.start + text[range.clone()].trim_end().len());
        let (message, hint) = match self {
            Self::Unclosed(_) if shown.contains("<!--") => {
                (say!("markdown.open-internal", marker = shown), say!("markdown.close-comment"))
            }
            Self::Unclosed(_) => {
                (say!("markdown.open-internal", marker = shown), say!("markdown.close-container"))
            }
            Self::Misspelled(_) => {
                (say!("markdown.nearly-internal", marker = shown), say!("markdown.write-internal"))
            }
            Self::Unclear(_) => {
                (say!("markdown.unclear-internal", marker = shown), say!("markdown.internal-form"))
            }
            Self::Underlined(_) => (say!("markdown.underlined-heading"), say!("markdown.heading-form")),
            Self::NoHeading(_) => (
                say!("markdown.internal-without-heading", marker = shown),
                say!("markdown.heading-or-container"),
            ),
        };
        Diagnostic::new(&codes::UNCLOSED_INTERNAL, message).hint(hint).at(span)
    }
}

/// Whether `body` has one of the words that markers of other programs are made of.
fn may_mark(body: &str) -> bool {
    let lower = body.to_lowercase();
    [
        "intern",
        "private",
        "confidential",
        "restricted",
        "内部",
        "內部",
        "机密",
        "機密",
        "保密",
        "私密",
        "不公开",
    ]
    .iter()
    .any(|it| lower.contains(it))
}

/// What of a marker is never shown: all of it, but the title of a block of another kind, `:::caution[Careful]`.
fn marker_cuts(text: &str, marker: &Marker) -> Vec<Range<usize>> {
    let line = &text[marker.range.clone()];
    let (Kind::OtherOpen, Some(colons)) = (marker.kind, line.find(":::")) else {
        return vec![marker.range.clone()];
    };
    let is_name = |it: char| it.is_alphanumeric() || matches!(it, ':' | '-' | '_' | ' ');
    let rest = line[colons..].trim_end();
    // The name ends at its first space.
    let named = rest.trim_start_matches([':', ' ']);
    let name = named.find(|it: char| !is_name(it) || it == ' ').unwrap_or(named.len());
    let title = named[name..].trim_start();
    let inner = title.strip_prefix('[').map_or(title, |it| it.strip_suffix(']').unwrap_or(it));
    if inner.is_empty() || inner.starts_with('{') {
        return vec![marker.range.clone()];
    }
    let start = marker.range.start + colons;
    let end = start + rest.len();
    let inner_start = end - title.len() + usize::from(inner.len() < title.len());
    vec![start..inner_start, inner_start + inner.len()..end]
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
