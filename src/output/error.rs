//! Why a site could not be written.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why a site could not be written; the old site stands untouched in every case.
#[derive(Debug, Error)]
pub enum OutputError {
    /// The output folder would endanger something else. A usage error.
    #[error("cannot use `{}` as the output folder: {reason}", path.display())]
    Refused {
        /// The folder as it was understood.
        path: PathBuf,
        /// What speaks against it.
        reason: String,
        /// What to do instead.
        hint: &'static str,
    },
    /// A file that Afterword did not write stands where a page must go. A usage error.
    #[error("cannot write `{}`: a file that Afterword did not write is in the way", path.display())]
    Collision {
        /// The file in the way.
        path: PathBuf,
    },
    /// A page with an address that cannot be a file. A fault of the program or the theme.
    #[error("cannot write a page to `{path}`: {reason}")]
    InvalidPath {
        /// The path below the output folder.
        path: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Another build is writing to the same folder.
    #[error("another build is writing to `{}`{}", path.display(), pid.map(|it| format!(" (process {it})")).unwrap_or_default())]
    Busy {
        /// The output folder.
        path: PathBuf,
        /// The other build, where it is known.
        pid: Option<u32>,
    },
    /// A folder on the way to a new file is a symlink, which may lead anywhere. A usage error.
    #[error("cannot write below `{}`: it is a symlink or no folder", path.display())]
    NoFolder {
        /// The link.
        path: PathBuf,
    },
    /// Somebody asked to stop while it was written.
    #[error("interrupted: nothing was published")]
    Interrupted,
    /// The operating system said no.
    #[error("cannot {action} `{}`: {source}", path.display())]
    Io {
        /// What was tried: a verb, `write`.
        action: &'static str,
        /// With which file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
}

impl OutputError {
    /// What to do about it, imperative; `None` where there is nothing to add.
    pub fn hint(&self) -> Option<&str> {
        match self {
            Self::Refused { hint, .. } => Some(hint),
            Self::Collision { .. } => Some("move that file away, or choose another output folder"),
            Self::Busy { .. } => Some("wait for the other build to end"),
            Self::NoFolder { .. } => Some("name the folder that it leads to"),
            Self::InvalidPath { .. } | Self::Interrupted | Self::Io { .. } => None,
        }
    }

    /// Whether the command was used wrongly, in contrast to a disk that failed.
    pub fn is_usage(&self) -> bool {
        !matches!(self, Self::Io { .. } | Self::Interrupted)
    }

    /// For `map_err`: the error of `action` on `path`.
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { action, path, source }
    }
}
