//! What the system says of files, in the words of the catalogue: its own are in the language of the system, or English.

use std::io::{Error, ErrorKind};

use crate::phrase::{Phrase, ToValue, Value, say};

impl ToValue for Error {
    fn to_value(&self) -> Value {
        let words = |it: Phrase| Value::Phrase(Box::new(it));
        match self.kind() {
            ErrorKind::NotFound => words(say!("io.not-found")),
            ErrorKind::PermissionDenied => words(say!("io.permission-denied")),
            ErrorKind::AlreadyExists => words(say!("io.already-exists")),
            ErrorKind::IsADirectory => words(say!("io.is-a-folder")),
            ErrorKind::NotADirectory => words(say!("io.not-a-folder")),
            ErrorKind::StorageFull => words(say!("io.storage-full")),
            ErrorKind::QuotaExceeded => words(say!("io.quota-exceeded")),
            ErrorKind::ReadOnlyFilesystem => words(say!("io.read-only")),
            ErrorKind::FileTooLarge => words(say!("io.file-too-large")),
            ErrorKind::InvalidData => words(say!("io.invalid-data")),
            ErrorKind::UnexpectedEof => words(say!("io.unexpected-end")),
            _ => Value::Text(self.to_string()),
        }
    }
}
