//! What is read from disk, and what cannot be.

use std::fmt;
use std::fs::Metadata;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use super::ignore_file::Rules;
use crate::diagnostics::Diagnostic;
use crate::files::FileId;
use crate::i18n::system_error;
use crate::phrase::{Phrase, say};

/// The content folders with everything in them that is text.
#[derive(Debug, Default)]
pub struct Content {
    /// Markdown documents, ordered by path.
    pub documents: Vec<FileId>,
    /// `actions.yml` files, ordered by path.
    pub action_sidecars: Vec<FileId>,
    /// `overrides.yml` files, ordered by path.
    pub override_sidecars: Vec<FileId>,
    /// `decisions.yml` directly in the first content folder, where there is one.
    pub decision_files: Vec<FileId>,
    /// How many documents are not read because of their names; a finding names each file, folder or ending.
    pub n_not_read: usize,
    /// Where each content folder lies, by the prefix of the paths below it (empty for a single folder).
    pub roots: Vec<Root>,
    /// Rules for what is not content in each content folder, in the order of `roots`.
    pub(super) ignored: Vec<Arc<Rules>>,
    /// What could not be read, and what was odd.
    pub diagnostics: Vec<Diagnostic>,
}

impl Content {
    /// Whether the ignore file of the content folder `root`, by its place in [`Self::roots`], speaks of the file at `path`.
    pub fn is_ignored(&self, root: usize, path: &str) -> bool {
        self.ignored.get(root).is_some_and(|it| it.hides(path))
    }
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
#[derive(Debug)]
pub struct ReadError {
    /// As the user would name it.
    pub path: String,
    /// What the system reported.
    pub source: io::Error,
}

impl ReadError {
    /// What could not be read, and why.
    pub fn phrase(&self) -> Phrase {
        say!("failure.cannot-read", path = &self.path, reason = system_error(&self.source))
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.phrase().english())
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// A file that would be read, and what the file system reports about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Below the content folder it was found in.
    pub path: PathBuf,
    /// `None` where the file system says nothing, for want of rights.
    pub stamp: Option<Stamp>,
}

/// What changes when a file does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// When the content changed last: nanoseconds since 1970.
    pub modified: i128,
    /// When content, name or rights changed last, which no program can set: nanoseconds since 1970. Where
    /// the system does not know it, as `modified`.
    pub changed: i128,
}

impl Stamp {
    #[cfg(unix)]
    pub(super) fn of(it: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        let nanoseconds = |seconds: i64, rest: i64| i128::from(seconds) * 1_000_000_000 + i128::from(rest);
        Self {
            size: it.len(),
            modified: nanoseconds(it.mtime(), it.mtime_nsec()),
            changed: nanoseconds(it.ctime(), it.ctime_nsec()),
        }
    }

    #[cfg(not(unix))]
    pub(super) fn of(it: &Metadata) -> Self {
        let since = it.modified().ok().and_then(|it| it.duration_since(std::time::UNIX_EPOCH).ok());
        let modified = since.and_then(|it| i128::try_from(it.as_nanos()).ok()).unwrap_or_default();
        Self { size: it.len(), modified, changed: modified }
    }
}
