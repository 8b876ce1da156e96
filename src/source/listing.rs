//! What lies in the content folders, without reading it: to tell whether anything has changed.

use std::fs::Metadata;
use std::path::{Path, PathBuf};

use super::content::{Listed, ReadError, Root, Stamp};
use super::walk;

/// Every file below `roots` that [`super::read_content`] would read, in the order in which it would.
pub fn list_content(
    roots: &[Root],
    working_folder: &Path,
    skip: &[PathBuf],
) -> Result<Vec<Listed>, ReadError> {
    let mut found = Vec::new();
    for root in roots {
        walk::list(&mut found, root, working_folder, skip)?;
    }
    Ok(found)
}

/// What the file system reports about the file at `path`, links followed.
pub fn stamp(path: &Path) -> Option<Stamp> {
    std::fs::metadata(path).ok().map(|it| Stamp::of(&it))
}

/// Whether `path` below `home` is a folder that nobody else may enter, with no link on the way from `home`.
pub fn is_private_folder(home: &Path, path: &Path) -> bool {
    let below = path.ancestors().take_while(|it| *it != home);
    let has_no_link = below.into_iter().all(|it| std::fs::symlink_metadata(it).is_ok_and(|it| it.is_dir()));
    path.starts_with(home) && has_no_link && std::fs::symlink_metadata(path).is_ok_and(|it| is_private(&it))
}

#[cfg(unix)]
fn is_private(folder: &Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    let others = folder.permissions().mode() & 0o077;
    others == 0
}

/// Folders of a user are private there.
#[cfg(not(unix))]
fn is_private(_folder: &Metadata) -> bool {
    true
}
