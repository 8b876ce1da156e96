//! Every statement of a document about its readers: in the text, in keys that were not read, before its head.

use super::body::{of_document, of_prefix};
use super::raw::of_lines;
use super::statement::Statement;
use crate::extract::front_matter::FrontMatter;
use crate::extract::outline::Outline;
use crate::files::{FileId, SourceFile, Span};
use crate::lexicon::words::Lexicon;
use crate::markdown::Document;

/// What `source` says, besides the keys that were read; `whole` is its body with what a public site hides.
pub(in crate::extract) fn of_whole(
    source: &SourceFile,
    file: FileId,
    head: &FrontMatter,
    whole: &Document,
    words: &Lexicon,
) -> Vec<Statement> {
    let mut found = of_document(source, head.body_start, whole, &Outline::new(whole, words));
    if head.repeats_keys {
        // Only the first of two equal keys was read, and the other one may be the narrower.
        found.extend(of_lines(words, source, file, head.offset..head.body_start));
    }
    let prefix = Span::new(file, 0, head.start);
    found.extend(of_prefix(&source.text[..head.start], prefix));
    found
}
