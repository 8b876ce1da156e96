//! Where a record was read.

use schemars::JsonSchema;
use serde::Serialize;

use crate::files::{SourceMap, Span};

/// Where a record was read.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SourceV1 {
    /// Relative to the content folder.
    pub path: String,
    /// From 1.
    pub line: usize,
}

/// The place of `span`.
pub fn source(sources: &SourceMap, span: Span) -> SourceV1 {
    SourceV1 { path: sources.get(span.file).path.clone(), line: sources.line(span) }
}
