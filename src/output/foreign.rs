//! What others put into the output folder: found, and kept in the new site.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::exists;
use super::error::{Action, OutputError};
use super::manifest::{self, Manifest};
use super::path::slashed;
use super::place::{choose_inside, is_mount_point};
use super::plan::Plan;
use crate::phrase::say;

/// The output folder before the build.
#[derive(Debug, Default)]
pub(super) struct OldSite {
    pub(super) exists: bool,
    /// An earlier build wrote a list of its files.
    has_manifest: bool,
    /// What an earlier build wrote; empty where none did.
    pub(super) manifest: Manifest,
    /// The written files that are still there.
    pub(super) ours: BTreeSet<String>,
    /// Everything else, folders before what they hold.
    pub(super) foreign: Vec<Foreign>,
}

/// Something in the output folder that Afterword did not write.
#[derive(Debug)]
pub(super) struct Foreign {
    /// Below the output folder.
    pub(super) path: PathBuf,
    /// A folder in which nothing was written by Afterword; links count as files.
    pub(super) is_folder: bool,
}

impl OldSite {
    /// Looks through `site`, following no link.
    #[expect(clippy::disallowed_methods, reason = "the output folder is looked through here only")]
    pub(super) fn scan(site: &Path) -> Result<Self, OutputError> {
        match std::fs::symlink_metadata(site) {
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(OutputError::io(Action::Read, site)(error)),
        }
        let manifest = Manifest::read(site)?;
        let has_manifest = manifest.is_some();
        let manifest = manifest.unwrap_or_default();
        let mut old = Self { exists: true, has_manifest, manifest, ..Self::default() };
        let mut folders = vec![PathBuf::new()];
        while let Some(folder) = folders.pop() {
            let dir = site.join(&folder);
            let read = || OutputError::io(Action::Read, &dir);
            for entry in std::fs::read_dir(&dir).map_err(read())? {
                let entry = entry.map_err(read())?;
                let kind = entry.file_type().map_err(read())?;
                let path = folder.join(entry.file_name());
                let known = slashed(&path);
                if kind.is_dir() {
                    refuse_mount(site, &entry.path(), &dir)?;
                    if !known.is_some_and(|it| old.manifest.has_below(&it)) {
                        refuse_unmovable(site, &entry.path())?;
                        old.foreign.push(Foreign { path: path.clone(), is_folder: true });
                    }
                    folders.push(path);
                    continue;
                }
                match known.filter(|_| kind.is_file()) {
                    Some(it) if old.manifest.hashes.contains_key(&it) => {
                        old.ours.insert(it);
                    }
                    Some(it) if has_manifest && it == manifest::NAME => {}
                    _ => old.foreign.push(Foreign { path, is_folder: false }),
                }
            }
        }
        old.foreign.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(old)
    }

    /// Refuses the build where something foreign is in the way of `plan`.
    ///
    /// A foreign file with the very bytes that are to be written is taken for ours: the list of written files
    /// may have been lost.
    pub(super) fn settle(
        &mut self,
        site: &Path,
        plan: &Plan,
        is_same: impl Fn(&str) -> bool,
    ) -> Result<(), OutputError> {
        let mut kept = Vec::new();
        for it in std::mem::take(&mut self.foreign) {
            let path = slashed(&it.path);
            let in_the_way = path.as_deref().is_some_and(|path| {
                plan.files.contains_key(path)
                    || path == manifest::NAME
                    || (!it.is_folder && plan.folders.contains(path))
            });
            match path {
                Some(path) if in_the_way && !it.is_folder && is_same(&path) => {
                    self.ours.insert(path);
                }
                _ if in_the_way => return Err(OutputError::Collision { path: site.join(&it.path) }),
                _ => kept.push(it),
            }
        }
        self.foreign = kept;
        // Without a sign of an earlier build it is somebody else's folder: their files would be published with ours.
        let is_first = !self.has_manifest && self.ours.is_empty();
        match self.foreign.iter().find(|it| is_first && !it.is_folder && !belongs_to_a_site(&it.path)) {
            Some(other) => Err(OutputError::Refused {
                path: site.to_owned(),
                reason: say!("failure.output-foreign", file = other.path.display()),
                hint: say!("failure.output-foreign-hint"),
            }),
            None => Ok(()),
        }
    }

    /// Puts everything foreign into `tree` too: the same files under a second name, the same folders made new.
    #[expect(clippy::disallowed_methods, reason = "this module writes")]
    pub(super) fn carry_over(&self, site: &Path, tree: &Path) -> Result<(), OutputError> {
        for it in &self.foreign {
            let (from, to) = (site.join(&it.path), tree.join(&it.path));
            let carry = || OutputError::io(Action::Keep, &from);
            // Pages used to lie beside it, but none does now.
            if let Some(folder) = to.parent().filter(|it| !exists(it)) {
                std::fs::create_dir_all(folder).map_err(carry())?;
            }
            if it.is_folder {
                match std::fs::create_dir(&to) {
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                    result => result.map_err(carry())?,
                }
                continue;
            }
            match std::fs::hard_link(&from, &to) {
                // Removed by somebody since it was listed.
                Err(error) if error.kind() == io::ErrorKind::NotFound && !exists(&from) => {}
                Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
                    return Err(OutputError::Refused {
                        path: site.to_owned(),
                        reason: say!("failure.output-mount-inside", path = from.display()),
                        hint: choose_inside(),
                    });
                }
                // Names that this file system holds for equal, such as `Index.html` and `index.html`.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    return Err(OutputError::Collision { path: from });
                }
                Err(error) => copy(&from, &to, error).map_err(carry())?,
                Ok(()) => {}
            }
        }
        // Rights last and from the inside out: nothing can be put into a read-only folder.
        for it in self.foreign.iter().rev().filter(|it| it.is_folder) {
            let (from, to) = (site.join(&it.path), tree.join(&it.path));
            if let Ok(metadata) = std::fs::symlink_metadata(&from) {
                std::fs::set_permissions(&to, metadata.permissions())
                    .map_err(OutputError::io(Action::Keep, &from))?;
            }
        }
        Ok(())
    }
}

/// What people put beside a site before it is built: a repository, the name of its host, and other hidden files.
fn belongs_to_a_site(path: &Path) -> bool {
    let first =
        path.components().next().map(|it| it.as_os_str().to_string_lossy().into_owned()).unwrap_or_default();
    first.starts_with('.') || ["CNAME", "robots.txt", "favicon.ico"].contains(&first.as_str())
}

/// A copy where the file system knows no second name for a file: the original returns at the end, see `sweep`.
fn copy(from: &Path, to: &Path, linking: io::Error) -> io::Result<()> {
    let kind = std::fs::symlink_metadata(from)?.file_type();
    if kind.is_symlink() {
        return copy_link(from, to);
    }
    if !kind.is_file() {
        return Err(linking);
    }
    std::fs::copy(from, to).map(|_| ())
}

#[cfg(unix)]
fn copy_link(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(std::fs::read_link(from)?, to)
}

#[cfg(not(unix))]
fn copy_link(_from: &Path, _to: &Path) -> io::Result<()> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "symbolic links cannot be copied on this system"))
}

/// A mounted folder would be moved away with the old site and emptied with it.
fn refuse_mount(site: &Path, path: &Path, parent: &Path) -> Result<(), OutputError> {
    if !is_mount_point(path, parent) {
        return Ok(());
    }
    let reason = say!("failure.output-mount-inside", path = path.display());
    Err(OutputError::Refused { path: site.to_owned(), reason, hint: choose_inside() })
}

/// A folder of another user that cannot be moved could only be copied, and would then be ours.
#[cfg(unix)]
fn refuse_unmovable(site: &Path, path: &Path) -> Result<(), OutputError> {
    let may_write = rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok();
    // Only an owner may set rights, be it to what they are.
    let is_owner =
        || std::fs::metadata(path).and_then(|it| std::fs::set_permissions(path, it.permissions())).is_ok();
    if may_write || is_owner() {
        return Ok(());
    }
    let reason = say!("failure.output-other-owner", path = path.display());
    let hint = say!("failure.output-other-owner-hint");
    Err(OutputError::Refused { path: site.to_owned(), reason, hint })
}

#[cfg(not(unix))]
fn refuse_unmovable(_site: &Path, _path: &Path) -> Result<(), OutputError> {
    Ok(())
}
