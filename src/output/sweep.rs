//! The old site is cleared away, but for what others put there.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::{exchange, exists, lend_rights, remove_tree, same_file};
use super::error::{Action, OutputError};
use super::manifest::{self, Manifest};
use super::path::slashed;

/// When an old site is cleared away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sweep {
    /// Right after the new site took its place: what changed in the meantime is newer in the old site.
    AfterSwap,
    /// By a later build: what changed since is newer in the new site.
    AfterCrash,
}

/// Clears away the old site at `old`, now that `site` has its place.
///
/// `old_manifest` and `new_manifest` list what was written to each. What is in neither belongs to others: it
/// is in the new site already, under a second name, and only where it is not, it moves there. Nothing of
/// theirs is removed for good.
pub(super) fn sweep(
    old: &Path,
    site: &Path,
    old_manifest: &Manifest,
    new_manifest: &Manifest,
    when: Sweep,
) -> Result<(), OutputError> {
    if when == Sweep::AfterSwap {
        return_folders(old, site, old_manifest, new_manifest)?;
    }
    clear(old, site, Path::new(""), old_manifest, new_manifest, when)
}

/// Gives folders that belong to others back as they were, with owner, times and whatever was put into them
/// since: the copy in the new site and the original change places.
#[expect(clippy::disallowed_methods, reason = "the old site is looked through here only")]
fn return_folders(
    old: &Path,
    site: &Path,
    old_manifest: &Manifest,
    new_manifest: &Manifest,
) -> Result<(), OutputError> {
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let dir = old.join(&folder);
        for entry in std::fs::read_dir(&dir).map_err(OutputError::io(Action::Read, &dir))?.flatten() {
            if !entry.file_type().is_ok_and(|it| it.is_dir()) {
                continue;
            }
            let path = folder.join(entry.file_name());
            let has_ours = |it: &Manifest| slashed(&path).is_some_and(|path| it.has_below(&path));
            if has_ours(old_manifest) {
                folders.push(path);
            } else if !has_ours(new_manifest) && exchange_folders(&old.join(&path), &site.join(&path)).is_ok()
            {
                let copy = old.join(&path);
                remove_tree(&copy).map_err(OutputError::io(Action::Remove, &copy))?;
            }
        }
    }
    Ok(())
}

/// Exchanges the folder `original` and its copy; a read-only folder can only be moved while it is not.
fn exchange_folders(original: &Path, copy: &Path) -> io::Result<()> {
    match exchange(original, copy) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            let rights = std::fs::symlink_metadata(original)?.permissions();
            lend_rights(original)?;
            lend_rights(copy)?;
            let exchanged = exchange(original, copy);
            // Whichever of the two is in the new site now.
            std::fs::set_permissions(copy, rights)?;
            exchanged
        }
        result => result,
    }
}

/// Removes the folder `folder` of the old site with what is ours or is in the new site as well.
#[expect(clippy::disallowed_methods, reason = "the old site is looked through here only")]
fn clear(
    old: &Path,
    site: &Path,
    folder: &Path,
    old_manifest: &Manifest,
    new_manifest: &Manifest,
    when: Sweep,
) -> Result<(), OutputError> {
    let dir = old.join(folder);
    let _ = lend_rights(&dir);
    let read = || OutputError::io(Action::Read, &dir);
    for entry in std::fs::read_dir(&dir).map_err(read())? {
        let entry = entry.map_err(read())?;
        let kind = entry.file_type().map_err(read())?;
        let path = folder.join(entry.file_name());
        if kind.is_dir() {
            clear(old, site, &path, old_manifest, new_manifest, when)?;
            continue;
        }
        let (from, to) = (old.join(&path), site.join(&path));
        let is_ours = kind.is_file()
            && slashed(&path).is_some_and(|it| {
                it == manifest::NAME
                    || old_manifest.hashes.contains_key(&it)
                    || new_manifest.hashes.contains_key(&it)
            });
        let stays = is_ours || same_file(&from, &to) || (exists(&to) && when == Sweep::AfterCrash);
        if stays {
            std::fs::remove_file(&from).map_err(OutputError::io(Action::Remove, &from))?;
        } else {
            if let Some(parent) = to.parent() {
                std::fs::create_dir_all(parent).map_err(OutputError::io(Action::Create, parent))?;
            }
            std::fs::rename(&from, &to).map_err(OutputError::io(Action::Keep, &from))?;
        }
    }
    std::fs::remove_dir(&dir).map_err(OutputError::io(Action::Remove, &dir))
}
