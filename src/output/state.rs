//! What an output folder looks like, without reading its files.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Stamp, stamp};
use super::error::{Action, OutputError};
use super::lock::Lock;
use super::place::{Place, Surroundings};
use super::recover::recover;

/// A hash over every name in the folder `site`, and of every file over its size, rights and the times at which it was
/// written and changed; the latter no program can set. `None` where there is no such folder.
///
/// As [`super::Staging`] does, it waits for no other build, and puts right what a killed one left.
pub fn state_of(site: &Path, surroundings: &Surroundings) -> Result<Option<String>, OutputError> {
    let place = Place::find(site, surroundings)?;
    if !place.site.is_dir() {
        return Ok(None);
    }
    let _lock = Lock::take(&place)?;
    if recover(&place)?.is_some() {
        return Ok(None);
    }
    let mut whole = blake3::Hasher::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let entries =
            entries(&place.site.join(&folder)).map_err(OutputError::io(Action::Read, &place.site))?;
        for entry in entries {
            let path = folder.join(entry.name);
            let name = path.as_os_str().as_encoded_bytes();
            whole.update(&(name.len() as u64).to_le_bytes()).update(name);
            match entry.file {
                Some(stamp) => whole.update(&stamp),
                None => {
                    folders.push(path);
                    whole.update(b"folder")
                }
            };
        }
    }
    Ok(Some(whole.finalize().to_hex().to_string()))
}

/// Something in a folder.
struct Entry {
    name: std::ffi::OsString,
    /// Of a file or link; `None` for a folder.
    file: Option<Stamp>,
}

/// What is in `folder`, in order of name.
#[expect(clippy::disallowed_methods, reason = "the output folder is looked through")]
fn entries(folder: &Path) -> io::Result<Vec<Entry>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let file = if entry.file_type()?.is_dir() { None } else { Some(stamp(&entry.metadata()?)) };
        found.push(Entry { name: entry.file_name(), file });
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}
