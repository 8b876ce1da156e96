//! Single files into a folder that belongs to somebody else: what is there stays.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::error::{Action, OutputError};
use crate::files::OutputFile;
use crate::phrase::say;

/// What becomes of a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// It stays as it is.
    Keep,
    /// It is written anew: it was made by a program.
    Replace,
}

/// What became of each file; paths as they were given, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Created {
    /// Files that were written.
    pub written: Vec<String>,
    /// Files that were there and stay as they are.
    pub kept: Vec<String>,
}

/// Writes `files` below `root`, with the folders they need; a text that begins with `#!` can be run.
///
/// No path leaves `root`, not even over a symlink below it. An error may leave some of the files written.
pub fn create(root: &Path, files: &[OutputFile], existing: Existing) -> Result<Created, OutputError> {
    make_root(root)?;
    let mut created = Created::default();
    for file in files {
        let path = place(root, &file.path)?;
        if write(&path, &file.bytes, existing)? {
            created.written.push(file.path.clone());
        } else {
            created.kept.push(file.path.clone());
        }
    }
    Ok(created)
}

#[expect(clippy::disallowed_methods, reason = "this module writes")]
fn make_root(root: &Path) -> Result<(), OutputError> {
    fs::create_dir_all(root).map_err(OutputError::io(Action::Create, root))
}

/// Where `path` is below `root`; makes the folders above it.
fn place(root: &Path, path: &str) -> Result<PathBuf, OutputError> {
    let is_part = |it: &str| !it.is_empty() && it != "." && it != ".." && !it.contains(['\\', '\0']);
    let mut parts: Vec<&str> = path.split('/').collect();
    let name = parts.pop().filter(|it| is_part(it) && parts.iter().all(|it| is_part(it)));
    let Some(name) = name else {
        return Err(OutputError::InvalidPath { path: path.to_owned(), reason: say!("failure.path-outside") });
    };
    let mut folder = root.to_path_buf();
    for part in parts {
        folder.push(part);
        match fs::symlink_metadata(&folder) {
            Ok(found) if found.is_dir() => {}
            Ok(_) => return Err(OutputError::NoFolder { path: folder }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir(&folder).map_err(OutputError::io(Action::Create, &folder))?;
            }
            Err(error) => return Err(OutputError::io(Action::Read, &folder)(error)),
        }
    }
    Ok(folder.join(name))
}

/// Whether the file was written.
fn write(path: &Path, bytes: &[u8], existing: Existing) -> Result<bool, OutputError> {
    if existing == Existing::Replace && fs::symlink_metadata(path).is_ok() {
        // Away with it first: a link must not lead the text elsewhere.
        fs::remove_file(path).map_err(OutputError::io(Action::Replace, path))?;
    }
    let mut file = match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
        Err(error) => return Err(OutputError::io(Action::Create, path)(error)),
    };
    file.write_all(bytes).map_err(OutputError::io(Action::Write, path))?;
    #[cfg(unix)]
    if bytes.starts_with(b"#!") {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::Permissions::from_mode(0o755);
        file.set_permissions(mode).map_err(OutputError::io(Action::SetRights, path))?;
    }
    Ok(true)
}
