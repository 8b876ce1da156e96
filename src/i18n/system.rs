//! What the operating system reports, as a message.

use std::io::{Error, ErrorKind};

use crate::phrase::{Phrase, ToValue, Value, say};

/// Why the operating system refused something. What is not common keeps the system's own words.
pub fn system_error(error: &Error) -> Phrase {
    match error.kind() {
        ErrorKind::NotFound => say!("failure.io-not-found"),
        ErrorKind::PermissionDenied => say!("failure.io-permission-denied"),
        ErrorKind::AlreadyExists => say!("failure.io-already-exists"),
        ErrorKind::NotADirectory => say!("failure.io-not-a-folder"),
        ErrorKind::IsADirectory => say!("failure.io-is-a-folder"),
        ErrorKind::StorageFull => say!("failure.io-disk-full"),
        ErrorKind::QuotaExceeded => say!("failure.io-quota"),
        ErrorKind::ReadOnlyFilesystem => say!("failure.io-read-only"),
        ErrorKind::FileTooLarge => say!("failure.io-too-large"),
        ErrorKind::ResourceBusy => say!("failure.io-busy"),
        ErrorKind::TimedOut => say!("failure.io-timed-out"),
        ErrorKind::Interrupted => say!("failure.io-interrupted"),
        ErrorKind::BrokenPipe => say!("failure.io-broken-pipe"),
        ErrorKind::Unsupported => say!("failure.io-unsupported"),
        // The system has other reasons for these two kinds; those that we give ourselves have one each.
        ErrorKind::InvalidData if error.get_ref().is_some() => say!("failure.io-not-text"),
        ErrorKind::InvalidInput if error.get_ref().is_some() => say!("failure.io-not-a-regular-file"),
        _ => say!("failure.io-other", report = error.to_string()),
    }
}

impl ToValue for Error {
    fn to_value(&self) -> Value {
        Value::Phrase(Box::new(system_error(self)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;

    #[test]
    fn common_reasons_are_words_of_the_language_and_others_stay_as_reported() {
        let denied = system_error(&ErrorKind::PermissionDenied.into());
        assert_eq!(denied.text(Locale::English), "permission denied");
        assert_eq!(denied.text(Locale::Chinese), "没有权限");
        let other = Error::other("the tape tore");
        assert!(system_error(&other).text(Locale::English).contains("the tape tore"));
    }
}
