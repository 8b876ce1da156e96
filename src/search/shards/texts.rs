//! What results show of a document: facts, text and sections, in one file.

use serde::Serialize;

use crate::search::document::{Document, Heading};

/// One document, as `docs/internals/search-shards.md` describes it.
pub(super) fn record(document: &Document) -> impl Serialize {
    let body = document.body();
    (
        &document.id,
        document.kind.as_str(),
        &document.url,
        &document.title,
        document.date.map(|it| it.to_string()),
        &document.severity,
        &document.status,
        &document.language,
        &document.services,
        &document.causes,
        headings(&body, &document.headings),
        body,
    )
}

/// Text, anchor and place of every section; places count UTF-16 units from the place before.
fn headings<'a>(body: &str, headings: &'a [Heading]) -> Vec<(&'a str, &'a str, usize)> {
    let mut last = 0;
    let mut records = Vec::with_capacity(headings.len());
    for heading in headings {
        let at = body.floor_char_boundary(heading.offset).max(last);
        let n_units = body[last..at].encode_utf16().count();
        last = at;
        records.push((heading.text.as_str(), heading.anchor.as_str(), n_units));
    }
    records
}
