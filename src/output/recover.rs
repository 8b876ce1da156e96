//! What killed builds left behind.

use std::path::{Path, PathBuf};

use super::disk::{exists, remove_tree};
use super::error::{Action, OutputError};
use super::manifest::Manifest;
use super::place::Place;
use super::sweep::{Sweep, sweep};
use super::work::{STATE, Work, beside, folder_number};

/// Puts right what killed builds left behind: an old site that was moved away returns, half-built sites go.
///
/// Returns a folder that could not be cleared away. Only while the lock is held, so that no living build is
/// taken for a dead one.
pub(super) fn recover(place: &Place) -> Result<Option<PathBuf>, OutputError> {
    let mut leftover = None;
    for work in leftovers(place)? {
        if work.tree_is_old() {
            std::fs::rename(&work.tree, &work.old).map_err(OutputError::io(Action::Move, &work.tree))?;
        }
        if exists(&work.old) && !exists(&place.site) {
            std::fs::rename(&work.old, &place.site).map_err(OutputError::io(Action::Restore, &place.site))?;
        }
        let cleared = work
            .clear_old(place)
            .and_then(|()| remove_tree(&work.dir).map_err(OutputError::io(Action::Remove, &work.dir)));
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
    for entry in std::fs::read_dir(&place.parent).map_err(OutputError::io(Action::Read, &place.parent))? {
        let entry = entry.map_err(OutputError::io(Action::Read, &place.parent))?;
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
    entries.into_iter().all(|entry| {
        entry.is_ok_and(|it| ["tree", "old", "staged", STATE].iter().any(|name| it.file_name() == *name))
    })
}

impl Work {
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
}
