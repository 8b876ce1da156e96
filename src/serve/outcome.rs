//! What becomes of a build, for the page and for the terminal.

use std::time::Duration;

use crate::diagnostics::Diagnostic;
use crate::files::SourceMap;
use crate::phrase::{Phrase, say};
use crate::pipeline::{BuildError, LoadError, Loaded};

/// What happens while the preview runs.
#[derive(Debug)]
pub enum News {
    /// The first build is over; the address to open.
    Ready(String),
    /// The site was built.
    Built(Box<Success>),
    /// The site could not be built.
    Failed {
        /// Why.
        failed: Failed,
        /// Whether an earlier site is still there.
        has_site: bool,
    },
    /// The system cannot report changes, so that the folders are compared every second.
    Polling,
}

/// A build that worked.
#[derive(Debug)]
pub struct Success {
    /// What was read.
    pub loaded: Loaded,
    /// Of loading and of building, in order of place.
    pub findings: Vec<Diagnostic>,
    /// How many pages the site has.
    pub n_pages: usize,
    /// How many files are new, changed or gone.
    pub n_changed: usize,
    /// Files and messages of the theme folder that replace nothing.
    pub idle_theme_parts: Vec<String>,
    /// How long it took, from the save on.
    pub took: Duration,
}

/// Why the site could not be built.
#[derive(Debug)]
pub enum Failed {
    /// The configuration is wrong, or a folder cannot be read.
    Load(LoadError),
    /// The theme is wrong.
    Build(BuildError),
    /// Content is there that the system does not give out: the site would look whole without it.
    Unread(Box<Loaded>),
    /// It is unclear what is internal, and the site is for everybody.
    InDoubt(Box<Loaded>),
}

impl Failed {
    /// What went wrong as a whole; the findings have the places.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Load(error) => error.phrase(),
            Self::Build(error) => error.phrase(),
            Self::Unread(_) => say!("build.unreadable"),
            Self::InDoubt(_) => say!("build.in-doubt"),
        }
    }

    /// The texts that the findings point into.
    pub fn sources(&self) -> Option<&SourceMap> {
        match self {
            Self::Load(LoadError::Config { sources, .. }) => Some(sources),
            Self::Load(LoadError::Read(_) | LoadError::NoContent(_)) | Self::Build(_) => None,
            Self::Unread(loaded) | Self::InDoubt(loaded) => Some(&loaded.sources),
        }
    }

    /// The findings that stopped the build, where it was findings.
    pub fn findings(&self) -> Vec<&Diagnostic> {
        match self {
            Self::Load(LoadError::Config { findings, .. }) => findings.iter().collect(),
            Self::Load(LoadError::Read(_) | LoadError::NoContent(_)) | Self::Build(_) => Vec::new(),
            Self::Unread(loaded) => loaded.unread().collect(),
            Self::InDoubt(loaded) => {
                loaded.diagnostics.iter().filter(|it| it.kind.blocks_public_sites()).collect()
            }
        }
    }
}
