//! Reads the project from disk; the only module that reads.
//!
//! What cannot be read as a document is a finding, never a reason to stop: the folder belongs to many authors.

mod attachment;
mod decode;
mod listing;
mod picture;
mod svg;
mod walk;

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::diagnostics::Diagnostic;
use crate::files::{FileId, SourceMap};

pub use attachment::{Attachment, AttachmentFault, attachment};
pub use decode::{normalise, pieces};
pub use listing::{Listed, Stamp, is_private_folder, list_content, stamp};
pub use svg::{Drawing, drawing};

/// The content folders with everything in them that is text.
#[derive(Debug, Default)]
pub struct Content {
    /// Markdown documents, ordered by path.
    pub documents: Vec<FileId>,
    /// `actions.yml` files, ordered by path.
    pub action_sidecars: Vec<FileId>,
    /// `overrides.yml` files, ordered by path.
    pub override_sidecars: Vec<FileId>,
    /// Where each content folder lies, by the prefix of the paths below it (empty for a single folder).
    pub roots: Vec<Root>,
    /// What could not be read, and what was odd.
    pub diagnostics: Vec<Diagnostic>,
}

/// One content folder.
#[derive(Debug, Clone)]
pub struct Root {
    /// What the paths of its documents begin with: empty, or the folder's name and `/` where there are several.
    pub prefix: String,
    /// Where it lies.
    pub folder: PathBuf,
}

/// A folder or file that is needed could not be read.
#[derive(Debug, Error)]
#[error("cannot read `{path}`: {source}")]
pub struct ReadError {
    /// As the user would name it.
    pub path: String,
    /// What the system said.
    pub source: io::Error,
}

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

/// The text that a document with these bytes is read as; `None` where they are no UTF-8 text.
pub fn text_of(bytes: &[u8]) -> Option<String> {
    decode::decode(bytes.to_vec()).ok()
}

/// The nearest folder from `start` upwards that holds `name`.
pub fn find_upwards(start: &Path, name: &str) -> Option<PathBuf> {
    // `a/../b` has `a` among its ancestors, but does not lie in it.
    let start = start.canonicalize().unwrap_or_else(|_| start.to_path_buf());
    start.ancestors().find(|it| it.join(name).is_file()).map(Path::to_path_buf)
}

/// At most `limit` bytes from the start of the file.
fn read_start(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[expect(clippy::disallowed_methods, reason = "this module is the reader")]
fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    std::fs::read(path)
}

/// `path` as a person in `working_folder` would name it.
fn shown(path: &Path, working_folder: &Path) -> String {
    path.strip_prefix(working_folder).unwrap_or(path).to_string_lossy().replace('\\', "/")
}
