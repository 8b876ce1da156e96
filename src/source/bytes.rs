//! Bytes of one file.

use std::io::{self, Read as _};
use std::path::Path;

use crate::files::seam::{self, Step};

/// At most `limit` bytes from the start of the file.
pub(super) fn read_start(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    seam::check(Step::Read, path)?;
    std::fs::File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[expect(clippy::disallowed_methods, reason = "this module is the reader")]
pub(super) fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    seam::check(Step::Read, path)?;
    std::fs::read(path)
}

/// `path` as a person in `working_folder` would name it.
pub(super) fn shown(path: &Path, working_folder: &Path) -> String {
    path.strip_prefix(working_folder).unwrap_or(path).to_string_lossy().replace('\\', "/")
}
