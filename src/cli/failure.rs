//! Why a command could not do its work, in words and as an exit code.

use std::io;

use thiserror::Error;

use crate::diagnostics::Unread;
use crate::lint::UnknownKind;
use crate::output::OutputError;
use crate::pipeline::{BuildError, FindError, LoadError};
use crate::search::SearchError;
use crate::source::ReadError;
use crate::theme::ThemeError;

/// Why a command could not do its work.
#[derive(Debug, Error)]
pub enum Failure {
    /// The folder the program was started in is gone.
    #[error("cannot find the working folder: {0}")]
    WorkingFolder(io::Error),
    /// `SOURCE_DATE_EPOCH` is no number of seconds.
    #[error("SOURCE_DATE_EPOCH is `{0}`, which is no number of seconds since 1970")]
    Epoch(String),
    /// An option has a value that cannot be used.
    #[error("{0}")]
    Usage(String),
    /// A word stands for no kind of finding.
    #[error(transparent)]
    UnknownKind(#[from] UnknownKind),
    /// A file or folder that was named is not there.
    #[error("there is no file or folder `{0}`")]
    NoSuchPath(String),
    /// The baseline cannot be used.
    #[error("cannot use the baseline `{path}`: {reason}")]
    Baseline {
        /// As it was written.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A file could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Nothing could be loaded.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// A template or a theme file is wrong.
    #[error(transparent)]
    Theme(ThemeError),
    /// There is no such theme.
    #[error("there is no theme `{0}`")]
    NoTheme(String),
    /// The search index could not be built.
    #[error("cannot build the search index: {0}")]
    Search(#[from] SearchError),
    /// The site could not be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// It is unclear what is internal; the findings say where.
    #[error("nothing was printed: it is unclear what is internal, and this is for the public")]
    InDoubt(Option<Unread>),
    /// Standard output is gone.
    #[error("cannot print: {0}")]
    Print(io::Error),
    /// Standard input could not be read.
    #[error("cannot read standard input: {0}")]
    Input(io::Error),
}

impl From<BuildError> for Failure {
    fn from(error: BuildError) -> Self {
        match error {
            BuildError::Load(error) => Self::Load(error),
            BuildError::Theme(error) => Self::Theme(error),
            BuildError::NoTheme(name) => Self::NoTheme(name),
            BuildError::Search(error) => Self::Search(error),
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

impl Failure {
    /// 1 for findings, 2 for usage, configuration and theme, 3 for input and output.
    pub(super) fn exit_code(&self) -> u8 {
        match self {
            Self::InDoubt(Some(Unread::Folder)) => 3,
            Self::InDoubt(_) => 1,
            // As shells count a program that Ctrl-C ended.
            Self::Output(OutputError::Interrupted) => 130,
            Self::Epoch(_)
            | Self::Usage(_)
            | Self::UnknownKind(_)
            | Self::NoSuchPath(_)
            | Self::Baseline { .. }
            | Self::Theme(_)
            | Self::NoTheme(_)
            | Self::Load(LoadError::Config { .. } | LoadError::NoContent(_)) => 2,
            Self::Output(error) if error.is_usage() => 2,
            Self::WorkingFolder(_)
            | Self::Read(_)
            | Self::Load(_)
            | Self::Search(_)
            | Self::Output(_)
            | Self::Print(_)
            | Self::Input(_) => 3,
        }
    }

    /// How to mend it, where that is known.
    pub(super) fn hint(&self) -> Option<String> {
        match self {
            Self::Load(LoadError::Config { error, .. }) => error.hint.clone(),
            Self::Load(LoadError::NoContent(_)) => {
                Some("name the folder that holds your postmortems: `afterword build FOLDER`".to_owned())
            }
            Self::UnknownKind(UnknownKind { near: Some(near), .. }) => {
                Some(format!("did you mean `{near}`?"))
            }
            Self::UnknownKind(_) => Some("`afterword explain` lists all".to_owned()),
            Self::Baseline { .. } => Some("`--write-baseline` writes one".to_owned()),
            Self::Output(error) => error.hint().map(str::to_owned),
            _ => None,
        }
    }
}
