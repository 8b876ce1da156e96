//! What results show of a document: facts, text and sections, in one file.

use serde_json::{Value, json};

use crate::search::document::{Document, Heading};

/// One document, as `docs/reference/search-shards.md` describes it.
pub(super) fn record(document: &Document) -> Value {
    let body = document.body();
    json!([
        document.id,
        document.kind.as_str(),
        document.url,
        document.title,
        document.date.map(|it| it.to_string()),
        document.severity,
        document.status,
        document.language,
        document.services,
        document.causes,
        headings(&body, &document.headings),
        body,
    ])
}

/// Text, anchor and place of every section; places count UTF-16 units from the place before.
fn headings(body: &str, headings: &[Heading]) -> Vec<Value> {
    let mut last = 0;
    let mut records = Vec::with_capacity(headings.len());
    for heading in headings {
        let at = body.floor_char_boundary(heading.offset).max(last);
        let n_units = body[last..at].encode_utf16().count();
        last = at;
        records.push(json!([heading.text, heading.anchor, n_units]));
    }
    records
}
