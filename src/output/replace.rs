//! One document for another, in one step.

use std::io::Write as _;
use std::path::Path;

use super::error::OutputError;

/// Puts `bytes` in the place of the file at `path`, which keeps its permissions.
///
/// Whoever reads the file sees the old text or the new one, never a part: the new text is written beside it and renamed.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    let metadata = std::fs::symlink_metadata(path).map_err(OutputError::io("read", path))?;
    if !metadata.is_file() {
        let error = std::io::Error::new(std::io::ErrorKind::InvalidInput, "not a regular file");
        return Err(OutputError::io("replace", path)(error));
    }
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new()
        .prefix(".afterword-")
        .tempfile_in(folder)
        .map_err(OutputError::io("write beside", path))?;
    file.write_all(bytes).map_err(OutputError::io("write", path))?;
    file.as_file().set_permissions(metadata.permissions()).map_err(OutputError::io("write", path))?;
    file.as_file().sync_all().map_err(OutputError::io("write", path))?;
    file.persist(path).map_err(|it| OutputError::io("replace", path)(it.error))?;
    Ok(())
}
