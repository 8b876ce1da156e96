//! Paths below the output folder.

use std::path::Path;

use crate::phrase::{Phrase, say};

/// Name of the list of written files in the output folder.
pub(super) const MANIFEST_NAME: &str = ".afterword-manifest";

/// What is wrong with `path` as the path of a file below the output folder; `None` where nothing is.
pub(super) fn fault_of_path(path: &str) -> Option<Phrase> {
    if path.is_empty() {
        return Some(say!("failure.path-empty"));
    }
    if path.contains(char::is_control) {
        return Some(say!("failure.path-control-character"));
    }
    if path.contains('\\') {
        return Some(say!("failure.path-backslash"));
    }
    if path == MANIFEST_NAME {
        return Some(say!("failure.path-manifest"));
    }
    if path.split('/').any(|it| it.chars().all(|it| it == '.')) {
        return Some(say!("failure.path-dots"));
    }
    // `C:` and `file:stream` mean something else there.
    if cfg!(windows) && path.contains(':') {
        return Some(say!("failure.path-colon"));
    }
    None
}

/// A path below the output folder as lists and plans spell it, `/` between its parts; `None` where it is not
/// Unicode, and so none of ours.
pub(super) fn slashed(path: &Path) -> Option<String> {
    let text = path.to_str()?;
    Some(if cfg!(windows) { text.replace('\\', "/") } else { text.to_owned() })
}
