//! What was found.

use crate::search::document::{Heading, Kind};
use crate::time::Date;

/// What was found.
#[expect(clippy::struct_field_names, reason = "`hits` is what searches give everywhere")]
#[derive(Debug, Clone, PartialEq)]
pub struct Hits {
    /// The query as it was read.
    pub interpreted: String,
    /// How many documents match.
    pub total: usize,
    /// Fewer than three match every part of the query; the others match some of it.
    pub relaxed: bool,
    /// Why nothing was looked for.
    pub notice: Option<Notice>,
    /// Words and values that no document has, with what was searched for, or could be searched for instead.
    pub suggestions: Vec<Suggestion>,
    /// The best first, or as the query says.
    pub hits: Vec<Hit>,
}

/// One result.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// For example `INC-2026-0012`.
    pub id: String,
    /// What kind of page.
    pub kind: Kind,
    /// Address below the site root.
    pub url: String,
    /// Its file, relative to the content folder.
    pub path: String,
    /// As shown.
    pub title: String,
    /// Comparable within one search; 0 where the query only filters.
    pub score: f64,
    /// The day of the document.
    pub date: Option<Date>,
    /// Id on the site's scale.
    pub severity: Option<String>,
    /// BCP 47 tag.
    pub language: String,
    /// A piece of the text, cut where it is highlighted and where not.
    pub snippet: Vec<(String, bool)>,
    /// The section that the piece is from.
    pub heading: Option<Heading>,
}

/// Why nothing was looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// Nothing was asked.
    Empty,
    /// Only words as common as "the", or signs; another word or a filter is needed.
    OnlyCommonWords,
}

impl Notice {
    /// The word in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::OnlyCommonWords => "only-common-words",
        }
    }
}

/// Another way to write a part of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What no document has.
    pub written: String,
    /// What some have.
    pub meant: String,
    /// Whether `meant` was looked for already.
    pub applied: bool,
}

/// A document that matches.
pub(super) struct Match {
    pub(super) ordinal: usize,
    pub(super) score: f64,
    pub(super) id_typed: bool,
    /// It matches everything, where others match a part.
    pub(super) is_whole: bool,
}
