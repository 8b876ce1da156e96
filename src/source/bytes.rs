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

/// The bytes of the regular file at `path`, at most `limit` of them: a link or a pipe in its place is an error.
pub(super) fn read_regular(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    seam::check(Step::Read, path)?;
    let mut options = std::fs::OpenOptions::new();
    options.read(true);
    refuse_links(&mut options);
    let file = options.open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() || limit < metadata.len() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut bytes = Vec::new();
    file.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(unix)]
fn refuse_links(options: &mut std::fs::OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt as _;
    let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
    options.custom_flags(flags.bits().cast_signed());
}

#[cfg(not(unix))]
fn refuse_links(_options: &mut std::fs::OpenOptions) {}

/// `path` as a person in `working_folder` would name it.
pub(super) fn shown(path: &Path, working_folder: &Path) -> String {
    path.strip_prefix(working_folder).unwrap_or(path).to_string_lossy().replace('\\', "/")
}
