//! The containers that are known, and what is published of a file.

use crate::phrase::Phrase;

/// A container whose notes can be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::source) enum Container {
    /// Also animated.
    Png,
    Jpeg,
    Gif,
    Webp,
    Avif,
    Pdf,
}

/// What is published of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::source) enum Stripped {
    /// There was nothing to leave out.
    AsItIs,
    /// The file without its notes.
    Without(Vec<u8>),
    /// It holds notes that cannot be left out, or cannot be read for certain: why.
    Refused(Phrase),
}
