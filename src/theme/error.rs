//! What is wrong with a theme.

use std::fmt;

use crate::phrase::{Phrase, Value, say};

/// A fault in a theme's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeError {
    /// The file, inside the theme folder.
    pub path: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What is wrong, with the names that would have been right where the engine knows them.
    pub message: Phrase,
}

impl ThemeError {
    /// A fault of the whole file.
    pub(super) fn whole(path: &str, message: Phrase) -> Self {
        Self { path: path.to_owned(), line: 1, column: 1, message }
    }

    /// The place and what is wrong there.
    pub fn phrase(&self) -> Phrase {
        let (line, column) = (Value::ordinal(self.line), Value::ordinal(self.column));
        say!("failure.theme", path = &self.path, line, column, message = &self.message)
    }
}

impl fmt::Display for ThemeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.phrase().english())
    }
}

impl std::error::Error for ThemeError {}
