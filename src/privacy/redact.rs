//! Credentials blacked out in the texts, before anything is made from them.

use crate::diagnostics::{Diagnostic, codes};
use crate::files::{FileId, SourceMap, Span};
use crate::phrase::say;
use crate::text::{blacked_out, secrets};

/// Blacks out what looks like a credential in `files`; one finding for each, at its place and without its text.
///
/// Places stay what they are: as many bytes are there afterwards.
pub fn redact(sources: &mut SourceMap, files: &[FileId]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for &file in files {
        let n_before = found.len();
        found.extend(secrets(&sources.get(file).text).map(|it| {
            let span = Span::new(file, it.range.start, it.range.end);
            let message = say!("lint.secret.blacked-out", what = it.what);
            Diagnostic::new(&codes::SECRET, message).at(span).hint(say!("lint.secret.hint"))
        }));
        if n_before < found.len() {
            sources.rewrite(file, |it| blacked_out(it).into_owned());
        }
    }
    found
}
