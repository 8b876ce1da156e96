//! The texts of an index that was read back: results are quoted from them.

use std::borrow::Cow;
use std::io;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use tantivy::directory::FileSlice;

use super::document::{Document, Facet, Heading};
use super::error::SearchError;

/// Where the texts of an index are that was read back.
#[derive(Debug)]
pub(super) struct Texts {
    pub(super) file: FileSlice,
    /// Of each document: the place of its record, and the check sum.
    pub(super) records: Vec<(Range<usize>, u64)>,
}

/// What results are quoted from.
#[derive(Serialize, Deserialize)]
pub(super) struct Record<'a> {
    pub(super) title_text: Cow<'a, [String]>,
    pub(super) label_text: Cow<'a, [String]>,
    pub(super) heading_text: Cow<'a, [String]>,
    pub(super) body_text: Cow<'a, [String]>,
    pub(super) also_text: Cow<'a, [String]>,
    /// Text, anchor, offset.
    pub(super) headings: Vec<(Cow<'a, str>, Cow<'a, str>, usize)>,
    pub(super) facets: Vec<(Cow<'a, str>, Cow<'a, str>)>,
}

impl Texts {
    /// `document`, number `ordinal`, with its texts.
    pub(super) fn complete(&self, ordinal: usize, document: &Document) -> Result<Document, SearchError> {
        let (range, expected) = self.records.get(ordinal).ok_or_else(|| damaged("a document has no text"))?;
        let bytes = self.file.slice(range.clone()).read_bytes()?;
        if check_sum(&bytes) != *expected {
            return Err(damaged("a text is not as it was written"));
        }
        let record: Record<'_> = serde_json::from_slice(&bytes).map_err(io::Error::from)?;
        Ok(record.complete(document))
    }
}

impl<'a> Record<'a> {
    pub(super) fn of(it: &'a Document) -> Self {
        let text = |it: &'a str| Cow::Borrowed(it);
        Self {
            title_text: Cow::Borrowed(&it.title_text),
            label_text: Cow::Borrowed(&it.label_text),
            heading_text: Cow::Borrowed(&it.heading_text),
            body_text: Cow::Borrowed(&it.body_text),
            also_text: Cow::Borrowed(&it.also_text),
            headings: it.headings.iter().map(|it| (text(&it.text), text(&it.anchor), it.offset)).collect(),
            facets: it.facets.iter().map(|(facet, it)| (text(facet.as_str()), text(it))).collect(),
        }
    }

    pub(super) fn complete(self, document: &Document) -> Document {
        let heading = |(text, anchor, offset): (Cow<'_, str>, Cow<'_, str>, usize)| Heading {
            text: text.into_owned(),
            anchor: anchor.into_owned(),
            offset,
        };
        let facet = |(facet, value): (Cow<'_, str>, Cow<'_, str>)| {
            let facet = Facet::ALL.into_iter().find(|it| it.as_str() == facet)?;
            Some((facet, value.into_owned()))
        };
        Document {
            title_text: self.title_text.into_owned(),
            label_text: self.label_text.into_owned(),
            heading_text: self.heading_text.into_owned(),
            body_text: self.body_text.into_owned(),
            also_text: self.also_text.into_owned(),
            headings: self.headings.into_iter().map(heading).collect(),
            facets: self.facets.into_iter().filter_map(facet).collect(),
            ..document.clone()
        }
    }
}

pub(super) fn check_sum(bytes: &[u8]) -> u64 {
    let hash = blake3::hash(bytes);
    hash.as_bytes().iter().take(8).fold(0, |sum, it| sum << 8 | u64::from(*it))
}

pub(super) fn damaged(what: &'static str) -> SearchError {
    SearchError::Read(io::Error::other(what))
}
