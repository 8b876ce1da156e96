//! One file that is not part of a site: a baseline, a document that was fixed.

use std::fs::File;
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::Path;

use super::error::{Action, OutputError};

/// Writes `text` to `path` in one step: a reader sees the old text or the new one, and rights stay as they are.
pub fn write_file(path: &Path, text: &str) -> Result<(), OutputError> {
    write(path, text.as_bytes()).map_err(OutputError::io(Action::Write, path))
}

/// Writes the `SQLite` database of `bytes` to `path` in one step. An older database is replaced, any other file is not.
#[cfg_attr(not(feature = "sqlite"), expect(dead_code, reason = "only that feature makes a database"))]
pub fn write_database(path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    /// What every such file begins with: <https://sqlite.org/fileformat.html#the_database_header>.
    const HEADER: &[u8] = b"SQLite format 3\0";
    let mut beginning = Vec::new();
    let read = File::open(path).and_then(|it| it.take(HEADER.len() as u64).read_to_end(&mut beginning));
    match read {
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(OutputError::io(Action::Read, path)(error)),
        // An empty file is what `mktemp` leaves, and what SQLite itself takes for a new database.
        Ok(n) if n == 0 || beginning == HEADER => {}
        Ok(_) => return Err(OutputError::NoDatabase { path: path.to_owned() }),
    }
    write(path, bytes).map_err(OutputError::io(Action::Write, path))
}

/// Puts `bytes` in the place of the file at `path`, which must be there and be a regular file.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    let metadata = std::fs::symlink_metadata(path).map_err(OutputError::io(Action::Read, path))?;
    if !metadata.is_file() {
        let error = std::io::Error::new(ErrorKind::InvalidInput, "not a regular file");
        return Err(OutputError::io(Action::Replace, path)(error));
    }
    write(path, bytes).map_err(OutputError::io(Action::Replace, path))
}

fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".afterword-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    match std::fs::metadata(path) {
        Ok(old) => file.as_file().set_permissions(old.permissions())?,
        Err(_) => new_file_rights(file.as_file())?,
    }
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// A temporary file is for its owner alone; a new file is for everybody to read.
#[cfg(unix)]
fn new_file_rights(file: &File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn new_file_rights(_: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}
