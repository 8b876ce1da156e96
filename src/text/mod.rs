//! Text without meaning: folding, slugs, likeness. Knows nothing of incidents.

mod escape;
mod fold;
mod language;
mod lists;
mod pattern;
mod percent;
mod quoted;
mod secrets;
mod slug;
mod suggest;
mod terms;

pub use escape::escape_markdown;
pub use fold::{fold, fold_name, is_cjk, push_line};
pub use language::language;
pub use lists::{Needles, TextList, WordList};
pub(crate) use pattern::pattern;
pub use percent::{
    fully_percent_encoded, percent_decoded, percent_decoded_lossy, percent_encoded, percent_encoded_address,
};
pub use quoted::{quoted, shortened};
pub use secrets::{blacked_out, secrets};
pub use slug::slug;
pub use suggest::{Known, did_you_mean, n_edits};
pub use terms::{Term, line_mark, terms, words_of};

/// Eight hexadecimal digits that change with `bytes`: for names of files that browsers may keep for ever.
pub fn fingerprint(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..8].to_owned()
}

/// Columns of `text` in a terminal: two for wide characters, none for marks that combine.
pub fn width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}
