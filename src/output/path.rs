//! Paths below the output folder.

use std::path::Path;

/// Name of the list of written files in the output folder.
pub(super) const MANIFEST_NAME: &str = ".afterword-manifest";

/// What is wrong with `path` as the path of a file below the output folder; `None` where nothing is.
pub(super) fn fault_of_path(path: &str) -> Option<&'static str> {
    if path.is_empty() {
        return Some("it is empty");
    }
    if path.contains(char::is_control) {
        return Some("it has a control character in it");
    }
    if path.contains('\\') {
        return Some("it has a backslash in it");
    }
    if path == MANIFEST_NAME {
        return Some("the name is taken by the list of written files");
    }
    if path.split('/').any(|it| it.chars().all(|it| it == '.')) {
        return Some("a part of it is empty or has only dots");
    }
    // `C:` and `file:stream` mean something else there.
    if cfg!(windows) && path.contains(':') {
        return Some("it has a colon in it");
    }
    None
}

/// A path below the output folder as lists and plans spell it, `/` between its parts; `None` where it is not
/// Unicode, and so none of ours.
pub(super) fn slashed(path: &Path) -> Option<String> {
    let text = path.to_str()?;
    Some(if cfg!(windows) { text.replace('\\', "/") } else { text.to_owned() })
}
