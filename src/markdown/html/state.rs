//! What a page that is being written has open.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::HeadingLevel;

use super::super::shortcodes::Sign;

/// A heading whose text is being read.
#[derive(Debug)]
pub(super) struct OpenHeading {
    pub(super) level: HeadingLevel,
    pub(super) id: Option<String>,
    pub(super) range: Range<usize>,
    /// Where its content begins in the HTML and in the plain text.
    pub(super) html_start: usize,
    pub(super) text_start: usize,
    /// Signs that shortcodes in it became: GitHub makes ids of what was written.
    pub(super) signs: Vec<Sign>,
}

/// Footnotes of the page.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    /// Number and count of references by label in lower case; numbers in order of first reference.
    pub(super) references: BTreeMap<String, (usize, usize)>,
    /// Label and HTML of each definition.
    pub(super) definitions: Vec<(String, String)>,
    /// The page outside the definition that is being read, and its label.
    pub(super) outside: Vec<(String, String)>,
}

/// A picture whose description is being read.
#[derive(Debug)]
pub(super) struct Picture {
    pub(super) target: String,
    pub(super) title: String,
    pub(super) alt: String,
    pub(super) range: Range<usize>,
    /// How many pictures are within its description.
    pub(super) depth: usize,
}

/// What raw HTML did to the text around it.
#[derive(Debug, Default)]
pub(super) struct RawState {
    /// Inside an inline element that goes with its content: text up to its end tag is dropped.
    pub(super) dropping: Option<String>,
    pub(super) reported: bool,
}
