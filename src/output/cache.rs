//! Files that only save time, in the user's cache folder: whoever finds none, or finds them damaged, makes
//! them anew.

use std::io;
use std::path::Path;

use super::disk::{exists, remove_tree};
use super::error::{Action, OutputError};
use crate::files::OutputFile;

/// What the folder of a cache begins with while it is being written.
const UNFINISHED: &str = ".unfinished-";

/// Writes `files` to the folder `name` in the folders `folders`, one in the other, below `home`.
///
/// They appear in one step; whatever else lies beside them in the last of `folders`, earlier states of the
/// same cache, is removed. Every folder below `home` is the user's alone, and a link among them is an error.
pub fn write_cache(
    home: &Path,
    folders: &[&str],
    name: &str,
    files: &[OutputFile],
) -> Result<(), OutputError> {
    if !exists(home) {
        make_folder(home, true)?;
    }
    let mut parent = home.to_path_buf();
    for folder in folders {
        parent.push(folder);
        if !exists(&parent) {
            // Another process may be faster, which is as good.
            let made = make_folder(&parent, false);
            if !exists(&parent) {
                made?;
            }
        }
        let is_folder = std::fs::symlink_metadata(&parent).is_ok_and(|it| it.is_dir());
        if !is_folder {
            let error = io::Error::new(io::ErrorKind::NotADirectory, "a link or a file is in the way");
            return Err(OutputError::io(Action::Use, &parent)(error));
        }
    }
    let unfinished = tempfile::Builder::new()
        .prefix(UNFINISHED)
        .tempdir_in(&parent)
        .map_err(OutputError::io(Action::Create, &parent))?;
    make_private(unfinished.path()).map_err(OutputError::io(Action::SetRights, unfinished.path()))?;
    for file in files {
        let path = unfinished.path().join(&file.path);
        write(&path, &file.bytes).map_err(OutputError::io(Action::Write, &path))?;
    }
    let place = parent.join(name);
    if exists(&place) {
        remove(&place)?;
    }
    std::fs::rename(unfinished.path(), &place).map_err(OutputError::io(Action::Publish, &place))?;
    clear_others(&parent, name)
}

/// Removes everything in `parent` but `name`.
#[expect(clippy::disallowed_methods, reason = "only a folder of our own making is looked through")]
fn clear_others(parent: &Path, name: &str) -> Result<(), OutputError> {
    for entry in std::fs::read_dir(parent).map_err(OutputError::io(Action::Read, parent))?.flatten() {
        if entry.file_name() != name {
            remove(&entry.path())?;
        }
    }
    Ok(())
}

/// Removes a file, a link or a folder with everything in it.
fn remove(path: &Path) -> Result<(), OutputError> {
    let is_folder = std::fs::symlink_metadata(path).is_ok_and(|it| it.is_dir());
    let removed = if is_folder { remove_tree(path) } else { std::fs::remove_file(path) };
    removed.map_err(OutputError::io(Action::Remove, path))
}

/// Makes a folder that is the user's alone.
fn make_folder(path: &Path, with_parents: bool) -> Result<(), OutputError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(with_parents);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(OutputError::io(Action::Create, path))
}

#[cfg(unix)]
fn make_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))
}

/// Folders of a user are private there.
#[cfg(not(unix))]
fn make_private(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Writes a file that must not be there yet, so that no link is followed.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    use io::Write as _;
    std::fs::File::create_new(path)?.write_all(bytes)
}
