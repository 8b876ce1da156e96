//! Small steps on the disk that several files here need.

use std::io;
use std::path::Path;

#[cfg(any(target_os = "linux", target_os = "android", target_os = "macos"))]
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_os = "macos")))]
pub(super) fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether both names lead to one file.
#[cfg(unix)]
pub(super) fn same_file(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (std::fs::symlink_metadata(one), std::fs::symlink_metadata(other)) {
        (Ok(one), Ok(other)) => (one.dev(), one.ino()) == (other.dev(), other.ino()),
        _ => false,
    }
}

/// Not known here: the original is moved over its second name, which is as good.
#[cfg(not(unix))]
pub(super) fn same_file(_one: &Path, _other: &Path) -> bool {
    false
}

/// What changes when a file does; no program can set the time of change.
pub(super) type Stamp = [u8; 48];

/// Size, rights and times of a file.
#[cfg(unix)]
pub(super) fn stamp(of: &std::fs::Metadata) -> Stamp {
    use std::os::unix::fs::MetadataExt;
    let parts = [
        of.len().to_le_bytes(),
        u64::from(of.mode()).to_le_bytes(),
        of.mtime().to_le_bytes(),
        of.mtime_nsec().to_le_bytes(),
        of.ctime().to_le_bytes(),
        of.ctime_nsec().to_le_bytes(),
    ];
    let mut stamp = [0; 48];
    for (place, part) in stamp.chunks_exact_mut(8).zip(parts) {
        place.copy_from_slice(&part);
    }
    stamp
}

#[cfg(not(unix))]
pub(super) fn stamp(of: &std::fs::Metadata) -> Stamp {
    let since = of.modified().ok().and_then(|it| it.duration_since(std::time::UNIX_EPOCH).ok());
    let mut stamp = [0; 48];
    stamp[..8].copy_from_slice(&of.len().to_le_bytes());
    stamp[8..24].copy_from_slice(&since.map_or(0, |it| it.as_nanos()).to_le_bytes());
    stamp
}

/// Gives the owner of the folder `dir` the right to change it.
#[cfg(unix)]
pub(super) fn lend_rights(dir: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mut rights = std::fs::symlink_metadata(dir)?.permissions();
    if rights.mode() & 0o700 == 0o700 {
        return Ok(());
    }
    rights.set_mode(rights.mode() | 0o700);
    std::fs::set_permissions(dir, rights)
}

#[cfg(not(unix))]
pub(super) fn lend_rights(_dir: &Path) -> io::Result<()> {
    Ok(())
}

/// Whether something is at `path`, be it a link to nowhere.
pub(super) fn exists(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok()
}

/// Removes `dir` and all below it; links are removed, not followed. Folders without the right to write, such
/// as copies of somebody's read-only folder, are given it first.
pub(super) fn remove_tree(dir: &Path) -> io::Result<()> {
    match std::fs::remove_dir_all(dir) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            make_writable(dir);
            std::fs::remove_dir_all(dir)
        }
        result => result,
    }
}

#[expect(clippy::disallowed_methods, reason = "only folders of our own making are walked")]
fn make_writable(dir: &Path) {
    let _ = lend_rights(dir);
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|it| it.is_dir()) {
            make_writable(&entry.path());
        }
    }
}
