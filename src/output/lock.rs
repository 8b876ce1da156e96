//! One build at a time for each output folder.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::PathBuf;

use super::error::{Action, OutputError};
use super::place::Place;
use super::work::beside;

/// The right to write to an output folder, given back when dropped.
///
/// The operating system holds the lock, so that a build that died holds none. The file that is locked
/// is beside the output folder and names the process.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the lock of `place`, whose parent exists.
    pub(super) fn take(place: &Place) -> Result<Self, OutputError> {
        let path = beside(place, "lock");
        // Whoever gives a lock back removes its file; a file locked after that is no longer the lock.
        for _ in 0..100 {
            let mut file = OpenOptions::new()
                .read(true)
                .write(true)
                .create(true)
                .truncate(false)
                .open(&path)
                .map_err(OutputError::io(Action::Lock, &path))?;
            match file.try_lock() {
                Ok(()) => {}
                // Some network file systems have no locks; a build there is on its own.
                Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => {}
                Err(TryLockError::Error(error)) => return Err(OutputError::io(Action::Lock, &path)(error)),
                Err(TryLockError::WouldBlock) => {
                    let mut text = String::new();
                    let pid = file.read_to_string(&mut text).ok().and_then(|_| text.trim().parse().ok());
                    return Err(OutputError::Busy { path: place.site.clone(), pid });
                }
            }
            if !is_at(&file, &path) {
                continue;
            }
            let pid = std::process::id();
            file.rewind()
                .and_then(|()| file.set_len(0))
                .and_then(|()| writeln!(file, "{pid}"))
                .map_err(OutputError::io(Action::Lock, &path))?;
            return Ok(Self { path, _file: file });
        }
        Err(OutputError::Busy { path: place.site.clone(), pid: None })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while it is still held, see `take`.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Whether `file` is still the file at `path`.
#[cfg(unix)]
fn is_at(file: &File, path: &std::path::Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), std::fs::metadata(path)) {
        (Ok(here), Ok(there)) => (here.dev(), here.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

/// An open file cannot be removed here.
#[cfg(not(unix))]
fn is_at(_file: &File, _path: &std::path::Path) -> bool {
    true
}
