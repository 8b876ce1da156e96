//! What a command wants to be loaded.

use std::path::PathBuf;

use super::timings::Timings;
use crate::diagnostics::Kind;
use crate::model::Visibility;
use crate::time::Clock;

/// What a command does with what is loaded: what nobody looks at is not computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// Action items are listed: no texts are compared, no rules run.
    ActionItems,
    /// Numbers are shown: no rules run.
    Numbers,
    /// Everything is shown, findings too.
    Everything,
}

/// What to load, and how.
#[derive(Debug, Clone)]
pub struct Request {
    /// The folder that the program was started in.
    pub working_folder: PathBuf,
    /// `--root`: where the project lies.
    pub root: Option<PathBuf>,
    /// `--config`: the configuration file.
    pub config: Option<PathBuf>,
    /// The content folder given on the command line.
    pub content: Option<PathBuf>,
    /// `--overrides`: further overrides.
    pub overrides: Option<PathBuf>,
    /// The day that numbers are computed for.
    pub clock: Clock,
    /// `--audience`, over the config.
    pub audience: Option<Visibility>,
    /// `--base-url`, over the config.
    pub base_url: Option<String>,
    /// `--theme`, over the config.
    pub theme: Option<String>,
    /// Whether drafts are read too.
    pub drafts: bool,
    /// The secret of pseudonyms, over the config.
    pub pseudonym_key: Option<String>,
    /// Whether people keep their names whatever the config says: for what an author alone sees.
    pub keep_names: bool,
    /// Whether credentials stay whatever the config says: for what writes documents.
    pub keep_secrets: bool,
    /// Folders that are not content even where they lie inside.
    pub skip: Vec<PathBuf>,
    /// Kinds of findings that are reported whatever the config says.
    pub enabled: Vec<&'static Kind>,
    /// What the command shows.
    pub purpose: Purpose,
    /// Notes what each stage costs.
    pub timings: Timings,
}

impl Request {
    /// Everything as usual: the project around `working_folder`, seen on the day of `clock`.
    pub fn new(working_folder: PathBuf, clock: Clock) -> Self {
        Self {
            working_folder,
            root: None,
            config: None,
            content: None,
            overrides: None,
            clock,
            audience: None,
            base_url: None,
            theme: None,
            drafts: false,
            pseudonym_key: None,
            keep_names: false,
            keep_secrets: false,
            skip: Vec::new(),
            enabled: Vec::new(),
            purpose: Purpose::Everything,
            timings: Timings::default(),
        }
    }
}
