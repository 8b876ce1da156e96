//! The hidden folder beside the output folder in which a new site grows.

use std::path::{Path, PathBuf};

use super::disk::{exists, remove_tree};
use super::error::{Action, OutputError};
use super::place::Place;
use crate::files::seam::{self, Step};

/// The folder of one build: `.public.afterword-4711`.
///
/// It holds `tree`, the site to be; `staged`, files that will move there; `old`, the site that was, once they have changed
/// places; and `state`, which separates the two after a crash.
#[derive(Debug)]
pub(super) struct Work {
    pub(super) dir: PathBuf,
    pub(super) tree: PathBuf,
    pub(super) old: PathBuf,
    /// Files of the new site that have no place in `tree` yet.
    pub(super) staged: PathBuf,
}

/// Names the folder `tree` by its number in the file system, which it keeps when it is renamed.
pub(super) const STATE: &str = "state";

impl Work {
    /// Makes the folder; the lock must be held.
    pub(super) fn create(place: &Place) -> Result<Self, OutputError> {
        let pid = std::process::id();
        let make = |path: &Path| {
            let made = seam::check(Step::Write, path).and_then(|()| std::fs::create_dir(path));
            made.map_err(OutputError::io(Action::Create, path))
        };
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

    pub(super) fn at(dir: PathBuf) -> Self {
        Self { tree: dir.join("tree"), old: dir.join("old"), staged: dir.join("staged"), dir }
    }

    #[expect(clippy::disallowed_methods, reason = "this module writes")]
    fn write_state(&self) -> Result<(), OutputError> {
        let path = self.dir.join(STATE);
        std::fs::write(&path, folder_number(&self.tree).unwrap_or_default())
            .map_err(OutputError::io(Action::Write, &path))
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

/// What the file system calls the folder at `path`, whatever its name.
#[cfg(unix)]
pub(super) fn folder_number(path: &Path) -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    std::fs::symlink_metadata(path).ok().map(|it| format!("{}", it.ino()))
}

/// Without the step that exchanges two folders, `tree` is never the old site.
#[cfg(not(unix))]
pub(super) fn folder_number(_path: &Path) -> Option<String> {
    None
}
