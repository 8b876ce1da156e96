//! What lies in the content folders, without reading it: to tell whether anything has changed.

use std::fs::Metadata;
use std::path::{Path, PathBuf};

use super::{ReadError, Root, walk};

/// A file that would be read, and what the file system says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Below the content folder it was found in.
    pub path: PathBuf,
    /// `None` where the file system says nothing, for want of rights.
    pub stamp: Option<Stamp>,
}

/// What changes when a file does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// When the content changed last: nanoseconds since 1970.
    pub modified: i128,
    /// When content, name or rights changed last, which no program can set: nanoseconds since 1970. Where
    /// the system does not know it, as `modified`.
    pub changed: i128,
}

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

/// What the file system says of the file at `path`, links followed.
pub fn stamp(path: &Path) -> Option<Stamp> {
    std::fs::metadata(path).ok().map(|it| Stamp::of(&it))
}

/// Whether `path` below `home` is a folder that nobody else may enter, with no link on the way from `home`.
pub fn is_private_folder(home: &Path, path: &Path) -> bool {
    let below = path.ancestors().take_while(|it| *it != home);
    let has_no_link = below.into_iter().all(|it| std::fs::symlink_metadata(it).is_ok_and(|it| it.is_dir()));
    path.starts_with(home) && has_no_link && std::fs::symlink_metadata(path).is_ok_and(|it| is_private(&it))
}

impl Stamp {
    #[cfg(unix)]
    pub(super) fn of(it: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        let nanoseconds = |seconds: i64, rest: i64| i128::from(seconds) * 1_000_000_000 + i128::from(rest);
        Self {
            size: it.len(),
            modified: nanoseconds(it.mtime(), it.mtime_nsec()),
            changed: nanoseconds(it.ctime(), it.ctime_nsec()),
        }
    }

    #[cfg(not(unix))]
    pub(super) fn of(it: &Metadata) -> Self {
        let since = it.modified().ok().and_then(|it| it.duration_since(std::time::UNIX_EPOCH).ok());
        let modified = since.and_then(|it| i128::try_from(it.as_nanos()).ok()).unwrap_or_default();
        Self { size: it.len(), modified, changed: modified }
    }
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
