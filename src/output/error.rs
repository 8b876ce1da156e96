//! Why a site could not be written.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::i18n::system_error;
use crate::phrase::{Phrase, say};

/// Why a site could not be written; the old site is untouched in every case.
#[derive(Debug)]
pub enum OutputError {
    /// The output folder would endanger something else. A usage error.
    Refused {
        /// The folder as it was understood.
        path: PathBuf,
        /// What speaks against it.
        reason: Phrase,
        /// What to do instead.
        hint: Phrase,
    },
    /// A file that Afterword did not write is where a page must go. A usage error.
    Collision {
        /// The file in the way.
        path: PathBuf,
    },
    /// A file that is not a database is where a database must go. A usage error.
    NoDatabase {
        /// The file in the way.
        path: PathBuf,
    },
    /// A page with an address that cannot be a file. A fault of the program or the theme.
    InvalidPath {
        /// The path below the output folder.
        path: String,
        /// What is wrong with it.
        reason: Phrase,
    },
    /// Another build is writing to the same folder.
    Busy {
        /// The output folder.
        path: PathBuf,
        /// The other build, where it is known.
        pid: Option<u32>,
    },
    /// A folder on the way to a new file is a symlink, which may lead anywhere. A usage error.
    NoFolder {
        /// The link.
        path: PathBuf,
    },
    /// Somebody stopped it while it was written.
    Interrupted,
    /// The operating system refused.
    Io {
        /// What was tried.
        action: Action,
        /// With which file or folder.
        path: PathBuf,
        /// What the operating system reported.
        source: io::Error,
    },
}

/// What was tried with a file or folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// To read it.
    Read,
    /// To write it.
    Write,
    /// To create it.
    Create,
    /// To replace it.
    Replace,
    /// To remove it.
    Remove,
    /// To use it as a folder.
    Use,
    /// To take its lock.
    Lock,
    /// To set its rights.
    SetRights,
    /// To move it to its place.
    Publish,
    /// To move it away.
    Move,
    /// To move it back.
    Restore,
    /// To keep a file of somebody else.
    Keep,
}

impl OutputError {
    /// What went wrong, and why.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Refused { path, reason, .. } => {
                say!("failure.output-refused", path = path.display(), reason)
            }
            Self::Collision { path } => say!("failure.output-collision", path = path.display()),
            Self::NoDatabase { path } => say!("failure.output-no-database", path = path.display()),
            Self::InvalidPath { path, reason } => say!("failure.output-invalid-path", path, reason),
            Self::Busy { path, pid: Some(pid) } => {
                say!("failure.output-busy-process", path = path.display(), process = pid.to_string())
            }
            Self::Busy { path, pid: None } => say!("failure.output-busy", path = path.display()),
            Self::NoFolder { path } => say!("failure.output-no-folder", path = path.display()),
            Self::Interrupted => say!("failure.output-interrupted"),
            Self::Io { action, path, source } => action.failed(path, source),
        }
    }

    /// What to do about it; `None` where there is nothing to add.
    pub fn hint(&self) -> Option<Phrase> {
        match self {
            Self::Refused { hint, .. } => Some(hint.clone()),
            Self::Collision { .. } => Some(say!("failure.output-collision-hint")),
            Self::NoDatabase { .. } => Some(say!("failure.output-no-database-hint")),
            Self::Busy { .. } => Some(say!("failure.output-busy-hint")),
            Self::NoFolder { .. } => Some(say!("failure.output-no-folder-hint")),
            Self::InvalidPath { .. } | Self::Interrupted | Self::Io { .. } => None,
        }
    }

    /// Whether the command was used wrongly, in contrast to a disk that failed.
    pub fn is_usage(&self) -> bool {
        !matches!(self, Self::Io { .. } | Self::Interrupted)
    }

    /// For `map_err`: the error of `action` on `path`.
    pub(super) fn io(action: Action, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { action, path, source }
    }
}

impl Action {
    fn failed(self, path: &Path, error: &io::Error) -> Phrase {
        let (path, reason) = (path.display(), system_error(error));
        match self {
            Self::Read => say!("failure.cannot-read", path, reason),
            Self::Write => say!("failure.cannot-write", path, reason),
            Self::Create => say!("failure.cannot-create", path, reason),
            Self::Replace => say!("failure.cannot-replace", path, reason),
            Self::Remove => say!("failure.cannot-remove", path, reason),
            Self::Use => say!("failure.cannot-use", path, reason),
            Self::Lock => say!("failure.cannot-lock", path, reason),
            Self::SetRights => say!("failure.cannot-set-rights", path, reason),
            Self::Publish => say!("failure.cannot-publish", path, reason),
            Self::Move => say!("failure.cannot-move", path, reason),
            Self::Restore => say!("failure.cannot-restore", path, reason),
            Self::Keep => say!("failure.cannot-keep", path, reason),
        }
    }
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.phrase().english())
    }
}

impl std::error::Error for OutputError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
