//! Reads the project from disk; the only module that reads.
//!
//! What cannot be read as a document is a finding, never a reason to stop: the folder belongs to many authors.

mod attachment;
mod bytes;
mod content;
mod decode;
mod ignore_file;
mod listing;
mod metadata;
mod not_read;
mod processor;
mod revision;
mod svg;
mod walk;
mod whole;

use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostics::Diagnostic;
use crate::files::{FileId, SourceMap};

pub use attachment::{Attachment, AttachmentFault, AttachmentPolicy, attachment};
use bytes::{read_bytes, shown};
pub use content::{Content, ReadError, Root, Stamp};
pub use decode::{normalise, pieces};
pub use listing::{is_private_folder, list_content, stamp};
pub use processor::processor_time;
pub use revision::{RevisionError, read_revision};
pub(crate) use svg::drawing;
pub use whole::fingerprint_of;

/// Reads every document and sidecar below `roots` into `sources`.
///
/// `working_folder` is what messages name paths relative to; `skip` are folders that are not content even
/// where they lie inside (the output of an earlier build).
pub fn read_content(
    sources: &mut SourceMap,
    roots: &[Root],
    working_folder: &Path,
    skip: &[PathBuf],
) -> Result<Content, ReadError> {
    let mut content = Content { roots: roots.to_vec(), ..Content::default() };
    for root in roots {
        walk::walk(sources, &mut content, root, working_folder, skip)?;
    }
    Ok(content)
}

/// Ignore and overrides files in `folder`, the project's root, that were meant for a content folder.
pub fn misplaced(folder: &Path, working_folder: &Path) -> Vec<Diagnostic> {
    ignore_file::misplaced(folder, working_folder)
}

/// Reads one file of the project (configuration, taxonomy, services) into `sources`; `root` itself where `name` is empty.
pub fn read_file(
    sources: &mut SourceMap,
    root: &Path,
    name: &str,
    working_folder: &Path,
) -> Result<FileId, ReadError> {
    let path = if name.is_empty() { root.to_path_buf() } else { root.join(name) };
    let fail = |source| ReadError { path: shown(&path, working_folder), source };
    if !std::fs::symlink_metadata(&path).map_err(fail)?.is_file() {
        return Err(fail(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file")));
    }
    let bytes = read_bytes(&path).map_err(fail)?;
    let text = String::from_utf8(bytes).map_err(|it| fail(io::Error::new(io::ErrorKind::InvalidData, it)))?;
    let text = normalise(&text);
    Ok(sources.add_shown(name.to_owned(), shown(&path, working_folder), text))
}

/// The text of `path` byte for byte, with its own line ends and byte order mark; `None` where there is no such file.
pub fn read_original(path: &Path, working_folder: &Path) -> Result<Option<String>, ReadError> {
    let fail = |source| ReadError { path: shown(path, working_folder), source };
    match read_as_is(path, working_folder) {
        Ok(bytes) => {
            let text = String::from_utf8(bytes);
            text.map(Some).map_err(|it| fail(io::Error::new(io::ErrorKind::InvalidData, it)))
        }
        Err(error) if error.source.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The folder of the repository that `start` lies in, by its `.git`.
pub fn repository_root(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|it| it.join(".git").exists()).map(Path::to_path_buf)
}

/// Reads every file below a theme folder: path relative to it, `/` between parts, and bytes; ordered by path.
pub fn read_theme(folder: &Path, working_folder: &Path) -> Result<Vec<(String, Vec<u8>)>, ReadError> {
    walk::walk_theme(folder, working_folder)
}

/// The bytes of the document at `path`, as they are on disk.
pub fn read_as_is(path: &Path, working_folder: &Path) -> Result<Vec<u8>, ReadError> {
    read_bytes(path).map_err(|source| ReadError { path: shown(path, working_folder), source })
}

/// The bytes of a file that the site publishes as it is: a link or a pipe that was put in its place is an error, and so
/// is one that has grown too large.
pub fn read_published(path: &Path) -> io::Result<Vec<u8>> {
    attachment::read_published(path)
}

/// The text that a document with these bytes is read as; `None` where they are not UTF-8 text.
pub fn text_of(bytes: &[u8]) -> Option<String> {
    decode::decode(bytes).ok()
}

/// The nearest folder from `start` upwards that holds `name`.
pub fn find_upwards(start: &Path, name: &str) -> Option<PathBuf> {
    // `a/../b` has `a` among its ancestors, but does not lie in it.
    let start = start.canonicalize().unwrap_or_else(|_| start.to_path_buf());
    start.ancestors().find(|it| it.join(name).is_file()).map(Path::to_path_buf)
}
