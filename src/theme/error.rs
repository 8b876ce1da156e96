//! What is wrong with a theme.

use thiserror::Error;

/// A fault in a theme's file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{path}:{line}:{column}: {message}")]
pub struct ThemeError {
    /// The file, inside the theme folder.
    pub path: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What is wrong, with the names that would have been right where the engine knows them.
    pub message: String,
}

impl ThemeError {
    /// A fault of the whole file.
    pub(super) fn whole(path: &str, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line: 1, column: 1, message: message.into() }
    }
}
