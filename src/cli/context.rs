//! What commands know of the world: the working folder, the clock, the project.

use std::path::PathBuf;

use jiff::Timestamp;

use super::args::{Audience, Global};
use super::failure::Failure;
use crate::model::Visibility;
use crate::pipeline::{Cache, Request};
use crate::time::Clock;

/// What commands know of the world.
#[derive(Debug)]
pub(super) struct Context {
    pub(super) working_folder: PathBuf,
    pub(super) clock: Clock,
    pub(super) home: Option<PathBuf>,
    root: Option<PathBuf>,
    config: Option<PathBuf>,
    audience: Option<Visibility>,
}

impl Context {
    /// Asks the system for the working folder and the environment for the epoch.
    pub(super) fn new(global: Global) -> Result<Self, Failure> {
        let working_folder = std::env::current_dir().map_err(Failure::WorkingFolder)?;
        let clock = match global.as_of {
            Some(day) => Clock::Day(day),
            None => epoch()?.map_or(Clock::Today, Clock::Epoch),
        };
        let audience = global.audience.map(visibility);
        Ok(Self { working_folder, clock, home: home(), root: global.root, config: global.config, audience })
    }

    /// `--root`, else the working folder.
    pub(super) fn root_folder(&self) -> PathBuf {
        self.root.as_ref().map_or_else(|| self.working_folder.clone(), |it| self.working_folder.join(it))
    }

    /// Where a search may keep its index; `None` where the environment names no place.
    pub(super) fn cache(&self) -> Option<Cache> {
        let home = cache_home().or_else(|| self.home.as_ref().map(|it| it.join(".cache")))?;
        home.is_absolute().then(|| Cache { home, program: std::env::current_exe().ok() })
    }

    /// A request for `content`, with everything else as usual.
    pub(super) fn request(&self, content: Option<PathBuf>) -> Request {
        Request {
            root: self.root.clone(),
            config: self.config.clone(),
            content,
            audience: self.audience,
            pseudonym_key: pseudonym_key(),
            ..Request::new(self.working_folder.clone(), self.clock)
        }
    }
}

/// The visibility that an audience may see.
fn visibility(audience: Audience) -> Visibility {
    match audience {
        Audience::Public => Visibility::Public,
        Audience::Internal => Visibility::Internal,
    }
}

#[expect(clippy::disallowed_methods, reason = "the command line reads the environment")]
fn home() -> Option<PathBuf> {
    std::env::var("HOME").ok().filter(|it| !it.is_empty()).map(PathBuf::from)
}

/// `XDG_CACHE_HOME`, which counts only where it is absolute: <https://specifications.freedesktop.org/basedir/>.
#[expect(clippy::disallowed_methods, reason = "the command line reads the environment")]
fn cache_home() -> Option<PathBuf> {
    std::env::var("XDG_CACHE_HOME").ok().map(PathBuf::from).filter(|it| it.is_absolute())
}

/// `AFTERWORD_PSEUDONYM_KEY`: a secret has no place in a file that is in git.
#[expect(clippy::disallowed_methods, reason = "the command line reads the environment")]
fn pseudonym_key() -> Option<String> {
    std::env::var("AFTERWORD_PSEUDONYM_KEY").ok().filter(|it| !it.is_empty())
}

/// `COLUMNS`: how wide the terminal is, where a person or a test wants it so.
#[expect(clippy::disallowed_methods, reason = "the command line reads the environment")]
pub(super) fn columns() -> Option<usize> {
    std::env::var("COLUMNS").ok()?.parse().ok().filter(|it| 0 < *it)
}

/// `SOURCE_DATE_EPOCH`, see <https://reproducible-builds.org/specs/source-date-epoch/>.
#[expect(clippy::disallowed_methods, reason = "the command line reads the environment")]
fn epoch() -> Result<Option<Timestamp>, Failure> {
    let Ok(written) = std::env::var("SOURCE_DATE_EPOCH") else { return Ok(None) };
    if written.is_empty() {
        return Ok(None);
    }
    let at = written.parse::<i64>().ok().and_then(|it| Timestamp::from_second(it).ok());
    at.map(Some).ok_or(Failure::Epoch(written))
}
