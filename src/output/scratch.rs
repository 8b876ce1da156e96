//! Files that are read once more and then go: an earlier state of a repository.

use std::path::{Component, Path};

use tempfile::TempDir;

use super::error::{Action, OutputError};

/// Writes `files` to a new folder for this user alone, which goes when the value is dropped.
///
/// Paths that lead out of the folder are left out; git has none of them.
pub fn scratch(files: &[(String, Vec<u8>)]) -> Result<TempDir, OutputError> {
    let place = tempfile::Builder::new().prefix("afterword-").tempdir();
    let folder = place.map_err(OutputError::io(Action::Write, Path::new("temporary folder")))?;
    for (path, bytes) in files {
        let below = Path::new(path);
        if below.components().any(|it| !matches!(it, Component::Normal(_))) {
            continue;
        }
        let path = folder.path().join(below);
        write(&path, bytes).map_err(OutputError::io(Action::Write, &path))?;
    }
    Ok(folder)
}

#[expect(clippy::disallowed_methods, reason = "this module is the writer")]
fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent)?;
    }
    std::fs::write(path, bytes)
}
