//! The hidden folder beside the output folder in which a new site grows, and what killed builds left there.

use std::io;
use std::path::{Path, PathBuf};

use super::error::OutputError;
use super::manifest::Manifest;
use super::place::Place;
use super::swap::{Sweep, sweep};

/// The folder of one build: `.public.afterword-4711`.
///
/// It holds `tree`, the site to be; `old`, the site that was, once they have changed places; and `state`,
/// which tells the two apart after a crash.
#[derive(Debug)]
pub(super) struct Work {
    pub(super) dir: PathBuf,
    pub(super) tree: PathBuf,
    pub(super) old: PathBuf,
}

/// Names the folder `tree` by its number in the file system, which it keeps when it is renamed.
const STATE: &str = "state";

impl Work {
    /// Makes the folder; the lock must be held.
    pub(super) fn create(place: &Place) -> Result<Self, OutputError> {
        let pid = std::process::id();
        let make = |path: &Path| std::fs::create_dir(path).map_err(OutputError::io("create", path));
        // The plain name may be taken by a folder of an earlier build of this process that could not be removed.
        let free = (1..100).map(|n| format!("{pid}{n:02}")).find(|it| !exists(&beside(place, it)));
        let plain = Self::at(beside(place, &pid.to_string()));
        let work =
            if exists(&plain.dir) { Self::at(beside(place, &free.unwrap_or_default())) } else { plain };
        make(&work.dir)?;
        let made = make(&work.tree).and_then(|()| work.write_state());
        made.inspect_err(|_| work.remove())?;
        Ok(work)
    }

    fn at(dir: PathBuf) -> Self {
        Self { tree: dir.join("tree"), old: dir.join("old"), dir }
    }

    #[expect(clippy::disallowed_methods, reason = "this module writes")]
    fn write_state(&self) -> Result<(), OutputError> {
        let path = self.dir.join(STATE);
        std::fs::write(&path, folder_number(&self.tree).unwrap_or_default())
            .map_err(OutputError::io("write", &path))
    }

    /// Whether `tree` is the old site: the two have changed places, and the build was killed right then.
    #[expect(clippy::disallowed_methods, reason = "the file is written and read here only")]
    fn tree_is_old(&self) -> bool {
        let written = std::fs::read_to_string(self.dir.join(STATE));
        match (written, folder_number(&self.tree)) {
            (Ok(written), Some(number)) => !written.is_empty() && written != number,
            _ => false,
        }
    }

    /// Clears away the old site of a build that was killed before it could do so.
    fn clear_old(&self, place: &Place) -> Result<(), OutputError> {
        if !exists(&self.old) {
            return Ok(());
        }
        let old_manifest = Manifest::read(&self.old)?.unwrap_or_default();
        let new_manifest = Manifest::read(&place.site)?.unwrap_or_default();
        sweep(&self.old, &place.site, &old_manifest, &new_manifest, Sweep::AfterCrash)
    }

    /// Removes the folder with everything in it. What cannot be removed now is removed by the next build.
    pub(super) fn remove(&self) {
        let _ = remove_tree(&self.dir);
    }
}

/// The path of a hidden neighbor of the output folder: `.public.afterword-lock`.
pub(super) fn beside(place: &Place, suffix: &str) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(&place.name);
    name.push(".afterword-");
    name.push(suffix);
    place.parent.join(name)
}

/// Puts right what killed builds left behind: an old site that was moved away returns, half-built sites go.
///
/// Returns a folder that could not be cleared away. Only while the lock is held, so that no living build is
/// taken for a dead one.
pub(super) fn recover(place: &Place) -> Result<Option<PathBuf>, OutputError> {
    let mut leftover = None;
    for work in leftovers(place)? {
        if work.tree_is_old() {
            std::fs::rename(&work.tree, &work.old).map_err(OutputError::io("move", &work.tree))?;
        }
        if exists(&work.old) && !exists(&place.site) {
            std::fs::rename(&work.old, &place.site).map_err(OutputError::io("restore", &place.site))?;
        }
        let cleared = work
            .clear_old(place)
            .and_then(|()| remove_tree(&work.dir).map_err(OutputError::io("remove", &work.dir)));
        if cleared.is_err() {
            leftover = Some(work.dir);
        }
    }
    Ok(leftover)
}

/// The folders of builds that ended too early, in order of name.
#[expect(clippy::disallowed_methods, reason = "only names of our own making are looked for")]
fn leftovers(place: &Place) -> Result<Vec<Work>, OutputError> {
    let start = beside(place, "");
    let start = start.file_name().unwrap_or_default().as_encoded_bytes();
    let mut found = Vec::new();
    for entry in std::fs::read_dir(&place.parent).map_err(OutputError::io("read", &place.parent))? {
        let entry = entry.map_err(OutputError::io("read", &place.parent))?;
        let name = entry.file_name();
        let is_ours = name
            .as_encoded_bytes()
            .strip_prefix(start)
            .is_some_and(|pid| !pid.is_empty() && pid.iter().all(u8::is_ascii_digit));
        if is_ours && entry.file_type().is_ok_and(|it| it.is_dir()) && holds_only_work(&entry.path()) {
            found.push(Work::at(entry.path()));
        }
    }
    found.sort_by(|a, b| a.dir.cmp(&b.dir));
    Ok(found)
}

/// Whether nothing lies in `dir` but what a build puts there.
#[expect(clippy::disallowed_methods, reason = "only names of our own making are looked for")]
fn holds_only_work(dir: &Path) -> bool {
    let Ok(entries) = std::fs::read_dir(dir) else { return false };
    entries
        .into_iter()
        .all(|entry| entry.is_ok_and(|it| ["tree", "old", STATE].iter().any(|name| it.file_name() == *name)))
}

/// Whether something stands at `path`, be it a link to nowhere.
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

/// What the file system calls the folder at `path`, whatever its name.
#[cfg(unix)]
fn folder_number(path: &Path) -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    std::fs::symlink_metadata(path).ok().map(|it| format!("{}", it.ino()))
}

/// Without the step that exchanges two folders, `tree` is never the old site.
#[cfg(not(unix))]
fn folder_number(_path: &Path) -> Option<String> {
    None
}
