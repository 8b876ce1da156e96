//! Why a command could not do its work, as a message and as an exit code.

use std::fmt;
use std::io;

use crate::diagnostics::Unread;
use crate::i18n::system_error;
use crate::lint::UnknownKind;
use crate::output::OutputError;
use crate::phrase::{Phrase, say};
use crate::pipeline::{BranchError, BuildError, FindError, LoadError};
use crate::search::SearchError;
use crate::serve::{Failed, ServeError};
use crate::source::{ReadError, RevisionError};
use crate::theme::ThemeError;

/// Why a command could not do its work.
#[derive(Debug)]
pub enum Failure {
    /// The folder the program was started in is gone.
    WorkingFolder(io::Error),
    /// `SOURCE_DATE_EPOCH` is not a number of seconds.
    Epoch(String),
    /// The command was used wrongly.
    Usage {
        /// What is wrong.
        message: Phrase,
        /// What to do about it.
        hint: Option<Phrase>,
    },
    /// A word is not a kind of finding.
    UnknownKind(UnknownKind),
    /// A file or folder that was named is not there.
    NoSuchPath(String),
    /// The baseline cannot be used.
    Baseline {
        /// As it was written.
        path: String,
        /// What is wrong with it.
        reason: Phrase,
    },
    /// A file could not be read.
    Read(ReadError),
    /// Nothing could be loaded.
    Load(LoadError),
    /// A template or a theme file is wrong.
    Theme(ThemeError),
    /// There is no such theme.
    NoTheme(String),
    /// The search index could not be built or read.
    Search(SearchError),
    /// The site could not be written.
    Output(OutputError),
    /// There is no preview.
    Serve(ServeError),
    /// It is unclear what is internal; the findings show where.
    InDoubt(Option<Unread>),
    /// The repository does not have what was named.
    Revision(RevisionError),
    /// Standard output is gone.
    Print(io::Error),
    /// Standard input could not be read.
    Input(io::Error),
}

impl From<BuildError> for Failure {
    fn from(error: BuildError) -> Self {
        match error {
            BuildError::Load(error) => Self::Load(error),
            BuildError::Theme(error) => Self::Theme(error),
            BuildError::NoTheme(name) => Self::NoTheme(name),
            BuildError::Search(error) => Self::Search(error),
            BuildError::Output(error) => Self::Output(error),
        }
    }
}

impl From<BranchError> for Failure {
    fn from(error: BranchError) -> Self {
        match error {
            BranchError::Load(error) => Self::Load(error),
            BranchError::Revision(error) => Self::Revision(error),
            BranchError::Output(error) => Self::Output(error),
        }
    }
}

impl From<FindError> for Failure {
    fn from(error: FindError) -> Self {
        match error {
            FindError::Load(error) => Self::Load(error),
            FindError::Search(error) => Self::Search(error),
            FindError::InDoubt(loaded) => Self::InDoubt(loaded.lost()),
        }
    }
}

impl From<ServeError> for Failure {
    fn from(error: ServeError) -> Self {
        match error {
            ServeError::Command(Failed::Load(error)) => Self::Load(error),
            ServeError::Command(Failed::Build(error)) => error.into(),
            other => Self::Serve(other),
        }
    }
}

macro_rules! from {
    ($($variant:ident($error:ty)),*) => {$(
        impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                Self::$variant(error)
            }
        }
    )*};
}

from!(UnknownKind(UnknownKind), Read(ReadError), Load(LoadError), Search(SearchError), Output(OutputError));

impl Failure {
    /// The command was used wrongly.
    pub(super) fn usage(message: Phrase) -> Self {
        Self::Usage { message, hint: None }
    }

    /// The same with what to do about it; for a wrong use only, the others know it themselves.
    pub(super) fn with_hint(self, hint: Phrase) -> Self {
        match self {
            Self::Usage { message, .. } => Self::Usage { message, hint: Some(hint) },
            other => other,
        }
    }

    /// 1 for findings, 2 for usage, configuration and theme, 3 for input and output.
    pub(super) fn exit_code(&self) -> u8 {
        match self {
            Self::InDoubt(Some(Unread::Folder)) => 3,
            Self::InDoubt(_) => 1,
            // As shells count a program that Ctrl-C ended.
            Self::Output(OutputError::Interrupted) => 130,
            Self::Epoch(_)
            | Self::Usage { .. }
            | Self::UnknownKind(_)
            | Self::NoSuchPath(_)
            | Self::Baseline { .. }
            | Self::Theme(_)
            | Self::NoTheme(_)
            | Self::Revision(_)
            | Self::Load(LoadError::Config { .. } | LoadError::NoContent(_)) => 2,
            Self::Output(error) if error.is_usage() => 2,
            Self::Serve(error) if error.is_usage() => 2,
            Self::WorkingFolder(_)
            | Self::Read(_)
            | Self::Load(_)
            | Self::Search(_)
            | Self::Output(_)
            | Self::Serve(_)
            | Self::Print(_)
            | Self::Input(_) => 3,
        }
    }

    /// What went wrong.
    pub(super) fn phrase(&self) -> Phrase {
        match self {
            Self::WorkingFolder(error) => say!("failure.working-folder", reason = system_error(error)),
            Self::Epoch(written) => say!("failure.epoch", written),
            Self::Usage { message, .. } => message.clone(),
            Self::UnknownKind(error) => error.phrase(),
            Self::NoSuchPath(path) => say!("failure.no-such-path", path),
            Self::Baseline { path, reason } => say!("failure.baseline", path, reason),
            Self::Read(error) => error.phrase(),
            Self::Load(error) => error.phrase(),
            Self::Theme(error) => error.phrase(),
            Self::NoTheme(name) => say!("failure.no-theme", name),
            Self::Search(error) => error.phrase(),
            Self::Output(error) => error.phrase(),
            Self::Serve(error) => error.phrase(),
            Self::Revision(error) => error.phrase(),
            Self::InDoubt(_) => say!("failure.in-doubt"),
            Self::Print(error) => say!("failure.print", reason = system_error(error)),
            Self::Input(error) => say!("failure.input", reason = system_error(error)),
        }
    }

    /// What to do about it, where that is known.
    pub(super) fn hint(&self) -> Option<Phrase> {
        match self {
            Self::Usage { hint, .. } => hint.clone(),
            Self::Epoch(_) => Some(say!("failure.epoch-hint")),
            Self::Load(LoadError::NoContent(_)) => Some(say!("failure.no-content-hint")),
            Self::UnknownKind(UnknownKind { near: Some(near), .. }) => Some(say!("hint.did-you-mean", near)),
            Self::UnknownKind(_) => Some(say!("finding.unknown-kind.hint")),
            Self::Baseline { .. } => Some(say!("failure.baseline-hint")),
            Self::NoTheme(_) => Some(say!("failure.no-theme-hint")),
            Self::Output(error) => error.hint(),
            Self::Serve(error) => error.hint(),
            Self::Revision(error) => Some(error.hint()),
            _ => None,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.phrase().english())
    }
}

impl std::error::Error for Failure {}
